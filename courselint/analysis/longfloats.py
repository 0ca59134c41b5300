"""Floats printed with all their digits, and which of these digits every right computation gives."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from fractions import Fraction

from courselint.analysis.noise import significant
from courselint.model import Span

# Python prints the fewest digits that tell a float from its neighbours: for a computed one nearly always 15 to 17.
LEAST_DIGITS = 15
MOST_DIGITS = 17
# One division of counts gives a fraction like this; by chance one float in ten million does.
LARGEST_DENOMINATOR = 1000
LARGEST_SQUARE = 10_000
MOST_HALVINGS = 2**32
_FLOAT = re.compile(r"(?<![\w.])\d{1,40}\.\d{1,40}(?:[eE][-+]?\d{1,3})?(?![\w.%])")
_QUOTED = re.compile(r"'[^'\n]*'|\"[^\"\n]*\"")
_CONSTANTS = (math.pi, math.e)


def long_floats(printed: str) -> Iterator[tuple[str, Span]]:
    """The floats outside quotes that are printed as `repr` prints a computed one, without their sign."""
    quoted = [(match.start(), match.end()) for match in _QUOTED.finditer(printed)] if "." in printed else []
    for match in _FLOAT.finditer(printed):
        written = match[0]
        is_long = LEAST_DIGITS <= significant(written) <= MOST_DIGITS
        if is_long and repr(float(written)) == written and not any(a <= match.start() < b for a, b in quoted):
            yield written, Span(match.start(), match.end())


def is_constant(value: float) -> bool:
    """Whether it is pi or e, or one of them times a power of two, which rounds nothing."""
    return any(math.frexp(value / constant)[0] == 0.5 for constant in _CONSTANTS)


def is_dyadic(value: float) -> bool:
    """Whether binary holds it without rounding in few bits, as halving an interval again and again leaves it."""
    return 1 < Fraction(value).denominator <= MOST_HALVINGS


def is_third(value: float) -> bool:
    """Whether it is a third or two: a division, a sum and a product all give the same."""
    return value in (1 / 3, 2 / 3)


def is_rounded_once(value: float) -> bool:
    """Whether one division of small integers gives it, or the square root of one."""
    fraction = Fraction(value).limit_denominator(LARGEST_DENOMINATOR)
    if float(fraction) == value and fraction.denominator > 1:
        return True
    if not 0 < value <= math.sqrt(LARGEST_SQUARE):
        return False
    square = round(value * value)
    return square > 0 and math.sqrt(square) == value
