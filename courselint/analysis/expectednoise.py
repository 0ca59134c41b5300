"""Comparisons that expect rounding noise: 0.30000000000000004 where 0.3 is right."""

from __future__ import annotations

from dataclasses import dataclass

from courselint.analysis.noise import tiny_among, without_noise
from courselint.model import Comparison, Operand

# Tables have thousands of numbers; a few of them tell.
MOST_NUMBERS = 512


@dataclass(frozen=True, slots=True)
class ExpectedNoise:
    """The number that is expected, what was meant by it (`0.3`, `0`), and on which side it stands."""

    number: float
    meant: str
    side: Operand


def expected_noise(comparison: Comparison) -> ExpectedNoise | None:
    """The first number with noise that a right answer has to meet; None where a tolerance covers the noise."""
    if not comparison.is_equality or comparison.operator not in ("==", "!=", "in", "≈"):
        return None
    left, right = comparison.left, comparison.right
    for side, other in ((right, left), (left, right)):
        if _is_written(other) or not (side.is_stored or side.is_text):
            continue
        for number, meant in _noisy(side):
            # What the test itself passes in comes back as it went.
            if abs(number) not in other.literals and not _is_covered(comparison, number, meant):
                return ExpectedNoise(number, meant, side)
    return None


def _is_written(side: Operand) -> bool:
    return side.is_stored or side.constant is not None


def _noisy(side: Operand) -> list[tuple[float, str]]:
    numbers = side.numbers or tuple(sorted(literal for literal in side.literals if literal > 0))
    found = [(n, meant) for n in numbers[:MOST_NUMBERS] if (meant := without_noise(n)) is not None]
    return found or [(number, "0") for number in tiny_among(numbers[:MOST_NUMBERS])]


def _is_covered(comparison: Comparison, number: float, meant: str) -> bool:
    """Whether the number that was meant passes; also where nobody knows the tolerance."""
    if comparison.rtol is None or comparison.atol is None:
        return False
    allowed = comparison.atol + comparison.rtol * abs(number)
    return not abs(number - float(meant)) > allowed
