"""Comparisons with zero by a tolerance that is relative only: at zero that is no tolerance."""

from __future__ import annotations

import re
from collections.abc import Iterator

from courselint.analysis.tolerantcalls import zero_fix
from courselint.model import Assertion, Comparison, Floatness, Hit

READS = Assertion

# What these give as zero is zero to the last bit.
_CLIPPING = re.compile(
    r"(?i)relu|clip|maximum|mask|pad|zero|trunc|crop|drop|shift|flip|sparse|one_?hot|threshold|min_?max|\.min\("
)


def check(assertion: Assertion) -> Iterator[Hit]:
    """One finding an assertion, on the call."""
    if not assertion.is_grading:
        return
    for comparison in assertion.comparisons:
        if _has_no_tolerance_at_zero(comparison):
            text = comparison.text.text[comparison.span.start : comparison.span.end]
            called = text.partition("(")[0].strip()
            parameter = "abs_tol" if "math" in called or comparison.rtol == 1e-9 else "atol"
            values = {
                "call": called,
                "parameter": parameter,
                "left": comparison.left.written,
                "right": comparison.right.written,
            }
            yield Hit("zero", comparison.text, comparison.span, values, fix=zero_fix(comparison))
            return


def _has_no_tolerance_at_zero(comparison: Comparison) -> bool:
    if comparison.atol != 0 or comparison.rtol is None:
        return False
    for expected, other in ((comparison.right, comparison.left), (comparison.left, comparison.right)):
        if _CLIPPING.search(other.written) or _CLIPPING.search(other.called):
            continue
        if expected.constant is None and other.is_exactly_fed:
            # Whole numbers and binary fractions cancel to the last bit, as a rule.
            continue
        if expected.is_zero:
            # Two zeros that were written down are equal however one compares them.
            return other.floatness not in (Floatness.INT, Floatness.EXACT, Floatness.NONE) and other.decimals is None
        if expected.has_zero and other.floatness is Floatness.COMPUTED and not other.is_quotient:
            return True
    return False
