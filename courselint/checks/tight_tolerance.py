"""Tolerances so small that only one float passes: the author meant to allow rounding, and allows none."""

from __future__ import annotations

import math
from collections.abc import Iterator

from courselint.analysis.tolerances import first_fault
from courselint.analysis.ulps import spacing_text, ulp
from courselint.model import Assertion, Comparison, Floatness, Hit, Operand

READS = Assertion

# Below a power of two floats stand twice as close as above it: under half an epsilon no tolerance holds two of them.
_EPSILON = {"float64": 2.0**-52, "float32": 2.0**-23}
_PLACES_CALLS = ("assertAlmostEqual", "assertAlmostEquals")


def check(assertion: Assertion) -> Iterator[Hit]:
    """One finding an assertion, on the comparison."""
    return first_fault(assertion, _fault)


def _fault(comparison: Comparison, rtol: float, atol: float) -> tuple[str, dict[str, str]] | None:
    left, right = comparison.left, comparison.right
    if comparison.idiom in _PLACES_CALLS and atol == 0 and "delta" not in _written(comparison):
        return "places", {"call": comparison.idiom}
    if any(_is_count(side) for side in (left, right)) or (left.numbers and right.numbers):
        return None
    expected, other = (right, left) if right.numbers or not left.numbers else (left, right)
    dtype = comparison.dtype or "float64"
    if rtol == 0 and atol == 0:
        is_inexact = expected.floatness is Floatness.INEXACT and not other.is_stored
        if not is_inexact or expected.literals & other.literals or not expected.numbers:
            return None
        return "zero", {"expected": _shown(max(expected.numbers, key=abs))}
    if not expected.numbers:
        if atol == 0 and 0 < rtol < _EPSILON[dtype] / 2:
            return "relative", {"rtol": f"{rtol:.3g}", "epsilon": f"{_EPSILON[dtype]:.2g}", "dtype": dtype}
        return None
    number = max(expected.numbers, key=abs)
    if number == 0 or not math.isfinite(number):
        return None
    if expected.floatness in (Floatness.INT, Floatness.EXACT) and other.floatness is not Floatness.COMPUTED:
        # Whole numbers and binary fractions may come from steps that round nothing.
        return None
    allowed = atol + rtol * abs(number)
    if allowed >= _gap(number, dtype):
        return None
    return "tight", {"allowed": f"{allowed:.2g}", "expected": _shown(number), "spacing": spacing_text(number, dtype)}


def _gap(number: float, dtype: str) -> float:
    """The distance to the nearest other float."""
    above = ulp(number, dtype)
    return above / 2 if math.frexp(abs(number))[0] == 0.5 else above


def _is_count(side: Operand) -> bool:
    return side.floatness in (Floatness.NONE, Floatness.INT) and side.constant is None


def _written(comparison: Comparison) -> str:
    return comparison.text.text[comparison.span.start : comparison.span.end]


def _shown(number: float) -> str:
    return repr(number).removesuffix(".0")
