"""How far apart neighbouring floats are: one unit in the last place (ulp), by magnitude and type.

IEEE 754-2019, 3.3: a binary format of precision p has 2^(p-1) steps from each power of two to the next.
"""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class _Format:
    """Its precision in bits (the hidden one counts), and the exponent of its smallest normal number."""

    precision: int
    smallest: int
    largest: float


_FORMATS = {
    "float64": _Format(53, -1022, math.ldexp(1 - 2.0**-53, 1024)),
    "float32": _Format(24, -126, math.ldexp(1 - 2.0**-24, 128)),
    "float16": _Format(11, -14, 65504.0),
    "bfloat16": _Format(8, -126, math.ldexp(1 - 2.0**-8, 128)),
}


def ulp(value: float, dtype: str = "float64") -> float:
    """The distance from the float nearest to `value` to the next one away from zero, in a type by NumPy's name.

    Infinity where the type ends before `value`; nan for nan. Raises KeyError for a type that is none of these:
    float64, float32, float16, bfloat16.
    """
    form = _FORMATS[dtype]
    size = abs(value)
    if math.isnan(size):
        return math.nan
    if size > form.largest:
        return math.inf
    # frexp gives a fraction in [1/2, 1); the exponent of the leading bit is one less than its exponent.
    exponent = max(math.frexp(size)[1] - 1, form.smallest) if size else form.smallest
    return math.ldexp(1.0, exponent - form.precision + 1)


def spacing_text(value: float, dtype: str = "float64") -> str:
    """The same said to a teacher: `floats near 12.57 are 1.8e-15 apart`."""
    kind = "floats" if dtype == "float64" else f"{dtype} values"
    return f"{kind} near {abs(value):.4g} are {ulp(value, dtype):.1e} apart"


def neighbour_text(value: float, dtype: str = "float64") -> str:
    """The float next to `value`, away from zero, in as few digits as tell it from others: `0.30000000000000004`."""
    if dtype == "float64":
        return repr(math.nextafter(value, math.copysign(math.inf, value)))
    # What a type can hold is a whole number of its steps from zero.
    step = ulp(value, dtype)
    following = (round(value / step) + math.copysign(1, value)) * step if math.isfinite(step) else value
    texts = (f"{following:.{digits}g}" for digits in range(1, 18))
    return next((text for text in texts if abs(float(text) - following) < step / 4), repr(following))
