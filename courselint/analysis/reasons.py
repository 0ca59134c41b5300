"""Why an exact comparison breaks, with the very numbers: how far apart floats are there, and what an answer may be."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from courselint.analysis.ulps import neighbour_text, spacing_text
from courselint.model import Comparison, Floatness, Operand

# These compute in float32 unless told otherwise.
_SINGLE = re.compile(r"\btorch\.|\btf\.|\bjnp\.|\bfloat32\b|\bassertAllEqual\b|\breduce_all\b")
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Reason:
    """`spacing` says how far apart floats are near the expected value; `answer` is the next one to that."""

    spacing: str
    answer: str
    is_zero: bool = False


def reason(comparison: Comparison) -> Reason | None:
    """None where no expected value is known."""
    value = _expected(comparison)
    if value is None or not math.isfinite(value):
        return None
    start = comparison.span.start
    written = comparison.text.text[start : min(comparison.span.end, start + _LONGEST)]
    dtype = "float32" if _SINGLE.search(written) else "float64"
    return Reason(spacing_text(value, dtype), neighbour_text(value, dtype), is_zero=value == 0)


def _expected(comparison: Comparison) -> float | None:
    """The value that is written down: the right one of two, if both are."""
    sides = sorted((comparison.right, comparison.left), key=lambda side: side.floatness is Floatness.COMPUTED)
    for side in sides:
        if side.constant is not None and abs(side.constant) < 10**300:
            return float(side.constant)
    return next((value for side in sides if (value := _first_literal(side)) is not None), None)


def _first_literal(side: Operand) -> float | None:
    for text, span in side.origins[:1]:
        try:
            return float(text.text[span.start : span.end])
        except ValueError:
            return None
    return None
