"""Rounding noise: numbers written with all their digits that are a short decimal, or zero, and a few ulps more.

`0.1 + 0.2` is 0.30000000000000004, `math.sin(math.pi)` 1.2246467991473532e-16: what one order of evaluation left.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

# A float that is noise needs nearly all of the 17 digits that a float can have.
LEAST_DIGITS = 16
# The decimal that was meant: by chance one number in 10 million is this near to one of so few digits.
_NEAR = ((9, 4e-15), (4, 5e-13))
# Below this a number of order one has nothing but noise; far below, physics begins (1.602e-19 is a charge).
MOST_TINY, LEAST_TINY = 1e-13, 1e-18
# Noise of order one is a few ulps: few bits of its mantissa are set.
_MOST_BITS = 10
_SINE_OF_PI = 1.2246467991473532e-16
_NUMBER = re.compile(r"[-+]?(?=[\d.])\d{0,400}\.?\d{0,400}(?:[eE][-+]?\d{1,3})?")


def is_rounding_noise(number: float | str) -> bool:
    """Whether the number, or the literal of one, is a short decimal or zero with noise on it."""
    return without_noise(number) is not None


def without_noise(number: float | str) -> str | None:
    """The short decimal that was meant (`0.3`, `0`), None where the digits may mean something."""
    written = number.strip().replace("_", "") if isinstance(number, str) else repr(number)
    if not _NUMBER.fullmatch(written) or significant(written) < LEAST_DIGITS - 1:
        return None
    value = float(written)
    if not value or not math.isfinite(value):
        return None
    if _is_ulps_of_one(value):
        return "0"
    if significant(written) < LEAST_DIGITS:
        return None
    for digits, near in _NEAR:
        short = f"{value:.{digits}g}"
        meant = float(short)
        if meant != value and abs(meant - value) <= near * abs(value):
            return repr(meant).removesuffix(".0") if abs(meant) < 1e16 else short
    return None


def tiny_among(numbers: Iterable[float]) -> tuple[float, ...]:
    """Those of the numbers that are nothing but noise beside the largest: 1.69e-16 in a column of ones."""
    known = [number for number in numbers if math.isfinite(number)]
    largest = max((abs(number) for number in known), default=0.0)
    if not 1e-3 <= largest <= 1e6:
        return ()
    return tuple(number for number in known if LEAST_TINY <= abs(number) < min(MOST_TINY, 1e-14 * largest))


def significant(written: str) -> int:
    """How many significant digits a number is written with."""
    mantissa = re.split("[eE]", written.lstrip("+-"), maxsplit=1)[0]
    return len(mantissa.replace(".", "").lstrip("0"))


def _is_ulps_of_one(value: float) -> bool:
    """Whether it is a small multiple of an ulp of some number of order one, or of what pi lacks to be pi."""
    if not LEAST_TINY <= abs(value) < MOST_TINY:
        return False
    mantissa, _ = math.frexp(abs(value))
    if (mantissa * 2**_MOST_BITS).is_integer():
        return True
    multiple = 2 * abs(value) / _SINE_OF_PI
    return round(multiple) in range(1, 33) and abs(multiple - round(multiple)) < 1e-9
