"""The tolerances that a test's comparisons have, as far as its file shows them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping

from courselint.model import Assertion, Comparison, Hit


def first_fault(
    assertion: Assertion, fault: Callable[[Comparison, float, float], tuple[str, Mapping[str, str]] | None]
) -> Iterator[Hit]:
    """One finding an assertion: on its first comparison in whose tolerances `fault` finds one, a message and values."""
    for comparison, rtol, atol in _known(assertion):
        found = fault(comparison, rtol, atol)
        if found is not None:
            message, values = found
            yield Hit(message, comparison.text, comparison.span, values)
            return


def _known(assertion: Assertion) -> Iterator[tuple[Comparison, float, float]]:
    """The comparisons that must hold within a known tolerance, each with its relative and its absolute one."""
    if assertion.form != "comparison" or not assertion.is_grading:
        return
    for comparison in assertion.comparisons:
        rtol, atol = comparison.rtol, comparison.atol
        if comparison.operator != "≈" or not comparison.is_equality or rtol is None or atol is None:
            continue
        if not (math.isnan(rtol) or math.isnan(atol)):
            yield comparison, rtol, atol
