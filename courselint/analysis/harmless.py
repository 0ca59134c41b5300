"""Decimals that every right answer gives to the last bit: handed on, rounded on purpose, or made in one step."""

from __future__ import annotations

from courselint.analysis.digits import are_alike, decimals
from courselint.analysis.handedon import is_constant, is_handed_on, is_read, is_setting_read_back
from courselint.analysis.onestep import is_one_step, is_portion, is_quotient_of_integers
from courselint.analysis.shown import is_made_in_steps, rounds_in_sight
from courselint.model import Comparison, Course, Operand

SHORT_DECIMALS = 4
MOST_ROUNDED = 8


def is_harmless(comparison: Comparison, course: Course) -> bool:
    """Whether the inexact literals of this comparison fail no right answer."""
    left, right = comparison.left, comparison.right
    return (
        (_is_short_after_integers(left, right) and not is_made_in_steps(course, left, right))
        or is_setting_read_back(left, right)
        or is_one_step(left, right)
        or is_portion(left, right)
        or is_read(left, right)
        or is_constant(left, right)
        or is_quotient_of_integers(course, left, right)
        or is_handed_on(comparison, course)
    )


def is_rounded_in(course: Course, left: Operand, right: Operand) -> bool:
    """Whether the course shows that what was called rounds, and no more decimals are expected than one rounds to."""
    for result, expected in ((left, right), (right, left)):
        names = result.called.split()
        if not course.rounding.isdisjoint(names) and expected.is_stored and decimals(expected) <= MOST_ROUNDED:
            return True
    return False


def _is_short_after_integers(left: Operand, right: Operand) -> bool:
    """Whether integers or the name of a file go in and short decimals come out.

    They were read, or rounded as the task says elsewhere, or one division of counts made them: else a right answer
    would show more decimals, and the test would never have passed. Not so where the function and its task stand in the
    same file, nor for arrays, which go through several operations.
    """
    for result, expected in ((left, right), (right, left)):
        is_fed = result.is_plainly_fed or (result.is_exactly_fed and expected.constant is not None)
        if not is_fed or result.is_open or not expected.is_stored or rounds_in_sight(result):
            continue
        if result.given and (expected.is_array or result.is_array):
            continue
        if result.given and expected.is_container and not are_alike(expected):
            continue
        if decimals(expected) <= SHORT_DECIMALS:
            return True
    return False
