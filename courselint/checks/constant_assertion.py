"""Assertions that hold whatever the learner wrote."""

from __future__ import annotations

from collections.abc import Iterator

from courselint.model import Assertion, Hit

READS = Assertion

LONGEST_QUOTE = 60


def check(assertion: Assertion) -> Iterator[Hit]:
    """On the condition, or on the comparison that nobody asserts."""
    if assertion.form not in ("constant", "self-comparison", "unasserted"):
        return
    written = " ".join(assertion.text.text[assertion.span.start : assertion.span.end].split())
    text = written if len(written) <= LONGEST_QUOTE else written[: LONGEST_QUOTE - 1] + "…"
    yield Hit(assertion.form, assertion.text, assertion.span, {"text": text})
