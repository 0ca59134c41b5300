"""`assert (condition, "message")`: a tuple, and a tuple that holds something is true."""

from __future__ import annotations

from collections.abc import Iterator

from courselint.model import Assertion, Edit, Fix, Hit

READS = Assertion

LONGEST_QUOTE = 60


def check(assertion: Assertion) -> Iterator[Hit]:
    """On the tuple with its brackets."""
    if assertion.form != "tuple":
        return
    text = assertion.text.text
    first = " ".join(text[assertion.parts[0].start : assertion.parts[0].end].split())
    condition = first if len(first) <= LONGEST_QUOTE else first[: LONGEST_QUOTE - 1] + "…"
    fix = None
    if len(assertion.parts) == 2 and text[assertion.span.start] == "(":
        written = [text[part.start : part.end] for part in assertion.parts]
        # Out of its brackets, what ran over several lines would end with its first.
        if not any("\n" in part for part in written):
            fix = Fix("assert the condition", (Edit(assertion.text, assertion.span, ", ".join(written)),), "unsafe")
    yield Hit("tuple", assertion.text, assertion.span, {"condition": condition}, fix=fix)
