"""`assert (condition, "message")`: a tuple, and a tuple that holds something is true."""

from __future__ import annotations

import re
from collections.abc import Iterator

from courselint.model import Assertion, Edit, Fix, Hit, Span

READS = Assertion

LONGEST_QUOTE = 60


def check(assertion: Assertion) -> Iterator[Hit]:
    """On the tuple with its brackets."""
    if assertion.form != "tuple":
        return
    text = assertion.text.text
    first = " ".join(text[assertion.parts[0].start : assertion.parts[0].end].split())
    condition = first if len(first) <= LONGEST_QUOTE else first[: LONGEST_QUOTE - 1] + "…"
    yield Hit("tuple", assertion.text, assertion.span, {"condition": condition}, fix=_fix(assertion))


def _fix(assertion: Assertion) -> Fix | None:
    """Out of its brackets; where it runs over several lines, each part in brackets of its own."""
    text, span, parts = assertion.text.text, assertion.span, assertion.parts
    if len(parts) != 2 or text[span.start] != "(":
        return None
    if "\n" not in text[span.start : span.end]:
        content = ", ".join(text[part.start : part.end] for part in parts)
        # `assert(` would grow together with what stands in the brackets.
        apart = " " if text[span.start - 1 : span.start].isalpha() else ""
        return Fix("assert the condition", (Edit(assertion.text, span, apart + content),), "unsafe")
    comma = _COMMA.match(text, parts[0].end, parts[1].start)
    if comma is None:
        return None
    edits = [Edit(assertion.text, Span(comma.start(1), comma.end(1)), "), (")]
    last = _COMMA.match(text, parts[1].end, span.end)
    if last is not None:
        edits.append(Edit(assertion.text, Span(last.start(1), last.end(1)), ""))
    return Fix("assert the condition", tuple(edits), "unsafe")


_COMMA = re.compile(r"[\s)]*(,[ \t]?)")
