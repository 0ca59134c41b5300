"""Tests that compare the text of a float, or a digest of it: seventeen digits decide, not the answer."""

from __future__ import annotations

from collections.abc import Iterator

from courselint.model import Assertion, Comparison, Course, Hit, Operand

READS = Assertion


def check(assertion: Assertion, course: Course) -> Iterator[Hit]:
    """One finding an assertion, on its first comparison of a float's text."""
    if not assertion.is_grading or assertion.is_mocked or assertion.is_rounding_lesson:
        return
    for comparison in assertion.comparisons:
        for side in (comparison.left, comparison.right):
            rendered = side.rendered
            if rendered is None or not _decides(comparison):
                continue
            if rendered.helper and rendered.helper not in course.hashing:
                continue
            yield _hit(comparison, side)
            return


def _decides(comparison: Comparison) -> bool:
    return comparison.is_equality and comparison.rtol is None and comparison.operator in ("==", "!=", "in")


def _hit(comparison: Comparison, side: Operand) -> Hit:
    rendered = side.rendered
    assert rendered is not None
    values = {"value": rendered.written, "how": rendered.how}
    return Hit("hashed" if rendered.is_hashed else "compared", comparison.text, comparison.span, values)
