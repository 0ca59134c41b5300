"""Tests that expect the integers which an array of integers makes of quotients."""

from __future__ import annotations

from collections.abc import Iterator

from courselint.model import Assertion, Floatness, Hit, Related

READS = Assertion


def check(assertion: Assertion) -> Iterator[Hit]:
    """On the comparison; the assignment that truncates is related."""
    if assertion.form != "comparison" or not assertion.is_grading:
        return
    for comparison in assertion.comparisons:
        if not comparison.is_equality or comparison.operator not in ("==", "≈"):
            continue
        for result, expected in (
            (comparison.left, comparison.right),
            (comparison.right, comparison.left),
        ):
            if not result.truncated or expected.floatness is not Floatness.INT or not expected.is_container:
                continue
            text, span = result.truncated[0]
            written = " ".join(text.text[span.start : span.end].split())
            values = {"result": result.written, "expected": expected.written, "quotient": written[:60]}
            related = (Related(text, span, "the fraction is lost here"),)
            yield Hit("truncated", comparison.text, comparison.span, values, related)
            return
