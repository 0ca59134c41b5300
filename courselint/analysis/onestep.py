"""Decimals that one rounded step makes, the same in any order: a sum, a product, a quotient, a mean."""

from __future__ import annotations

from fractions import Fraction

from courselint.analysis.shown import is_told_by
from courselint.model import Course, Floatness, Operand

MOST_PASSED = 8
MOST_DIVISOR = 1000
# 1/3, 5/6, 2/7: what one division of small numbers gives, to the last digit.
_PORTIONS = frozenset(top / bottom for bottom in (3, 6, 7, 9, 11, 12) for top in range(1, bottom))


def is_one_step(left: Operand, right: Operand) -> bool:
    """Whether each expected number is one that was passed in, or a sum, difference, product or quotient of two of them.

    Rounded once, it is the same in any order.
    """
    for result, expected in ((left, right), (right, left)):
        is_open = result.floatness is Floatness.UNKNOWN and expected.is_stored
        if is_open and are_made_of(expected.literals, result.given, result.literals):
            return True
        if is_open and result.is_exactly_fed and _are_averages(expected.literals, result.given):
            return True
    return False


def is_portion(left: Operand, right: Operand) -> bool:
    """Whether a third, a sixth or the like are expected, to the last digit: one division gives them."""
    return any(
        expected.is_stored and bool(expected.literals) and expected.literals <= _PORTIONS
        for result, expected in ((left, right), (right, left))
        if result.floatness is Floatness.UNKNOWN
    )


def is_quotient_of_integers(course: Course, left: Operand, right: Operand) -> bool:
    """Whether integers went into what only divides once, as far as the course shows, and quotients come out."""
    for result, expected in ((left, right), (right, left)):
        if not (result.is_plainly_fed and result.given and result.way and expected.is_stored):
            continue
        is_shown = is_told_by(course.computing | course.handing, course, result)
        if not is_shown or is_told_by(course.fractional, course, result):
            continue
        if all(float(Fraction(each).limit_denominator(MOST_DIVISOR)) == each for each in expected.literals if each > 0):
            return True
    return False


def are_made_of(literals: frozenset[float], numbers: tuple[Fraction, ...], passed: frozenset[float]) -> bool:
    """Whether each of the literals was passed in, or is made of two of the numbers in one step."""
    given = [float(number) for number in numbers if abs(number) < 2**53]
    wanted = set(literals) - {abs(number) for number in given} - {abs(1 / number) for number in given if number}
    for index, one in enumerate(given):
        for other in given[index + 1 :]:
            wanted -= {abs(one + other), abs(one - other), abs(one * other)}
            wanted -= {abs(one / other)} if other else set()
            wanted -= {abs(other / one)} if one else set()
    # A whole number or some eighths added to what was passed: one step, whatever number the code knows.
    fractions = [abs(number) for number in given if not number.is_integer()]
    fractions += sorted(number for number in passed if number > 0)[:MOST_PASSED]
    wanted = {
        number for number in wanted if not any(round(8 * (number - one)) / 8 + one == number for one in fractions)
    }
    return bool(literals) and not wanted


def _are_averages(literals: frozenset[float], numbers: tuple[Fraction, ...]) -> bool:
    """Whether it is the mean of what was passed in: a sum without rounding, and one division."""
    return bool(numbers) and literals == {abs(float(sum(numbers) / len(numbers)))}
