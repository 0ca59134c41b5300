"""Assertions whose failure doesn't show both what was expected and what came."""

from __future__ import annotations

from collections.abc import Iterator

from courselint.model import Assertion, Hit

READS = Assertion

LONGEST_QUOTE = 60


def check(assertion: Assertion) -> Iterator[Hit]:
    """On the condition; `idiom` says what is missing."""
    if assertion.form != "silent":
        return
    written = " ".join(assertion.text.text[assertion.span.start : assertion.span.end].split())
    condition = written if len(written) <= LONGEST_QUOTE else written[: LONGEST_QUOTE - 1] + "…"
    yield Hit(assertion.idiom, assertion.text, assertion.span, {"condition": condition})
