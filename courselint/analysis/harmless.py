"""Decimals that every right answer gives to the last bit: read, rounded on purpose, or made in one step."""

from __future__ import annotations

import re
from fractions import Fraction

from courselint.analysis.results import RESULT_WORD, result_of
from courselint.model import Comparison, Course, Floatness, Operand

SHORT_DECIMALS = 4
SHORT_OF_UNKNOWN = 3
# An item that neither a call nor an attribute gave (`rates["GBP"]`), or numbers beside names, are rather looked up.
SHORT_OF_NOTHING = 6
# These compare arrays, which are seldom read from somewhere.
ARRAY_CALLS = frozenset(["array_equal", "array_equiv", "assert_array_equal", "equals", "assertAllEqual"])
MOST_ROUNDED = 8
MOST_PASSED = 8


def is_harmless(comparison: Comparison, course: Course) -> bool:
    """Whether the inexact literals of this comparison fail no right answer."""
    left, right = comparison.left, comparison.right
    return (
        (_is_short_after_integers(left, right) and not _is_made_in_steps(course, left, right))
        or _is_setting_read_back(left, right)
        or _is_one_step(left, right)
        or _is_portion(left, right)
        or _is_read(left, right)
        or _is_constant(left, right)
        or _is_quotient_of_integers(course, left, right)
        or _is_handed_on(comparison, course)
    )


def is_rounded_in(course: Course, left: Operand, right: Operand) -> bool:
    """Whether the course shows that what was called rounds, and no more decimals are expected than one rounds to."""
    for result, expected in ((left, right), (right, left)):
        names = result.called.split()
        if not course.rounding.isdisjoint(names) and expected.is_stored and _decimals(expected) <= MOST_ROUNDED:
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
        if not is_fed or result.is_open or not expected.is_stored or _rounds_in_sight(result):
            continue
        if result.given and (expected.is_array or result.is_array):
            continue
        if result.given and expected.is_container and not _are_alike(expected):
            continue
        if _decimals(expected) <= SHORT_DECIMALS:
            return True
    return False


# `[3, "Heikkinen", 7.925]`
_RECORD = re.compile(r"[\[(]+[^{]*[\"']")
MOST_DIVISOR = 1000


def _is_quotient_of_integers(course: Course, left: Operand, right: Operand) -> bool:
    """Whether integers went into what only divides once, as far as the course shows, and quotients come out."""
    for result, expected in ((left, right), (right, left)):
        if not (result.is_plainly_fed and result.given and result.way and expected.is_stored):
            continue
        is_shown = _is_told_by(course.computing | course.handing, course, result)
        if not is_shown or _is_told_by(course.fractional, course, result):
            continue
        if all(float(Fraction(each).limit_denominator(MOST_DIVISOR)) == each for each in expected.literals if each > 0):
            return True
    return False


def _is_handed_on(comparison: Comparison, course: Course) -> bool:
    """Whether a short decimal is expected of something that is not known to compute: more often it is only handed on.

    Known to compute are arrays, functions that the course or the test shows computing, those whose task stands here,
    and, unless the course shows them handing on, calls that got other decimals.
    """
    for result, expected in ((comparison.left, comparison.right), (comparison.right, comparison.left)):
        if result.floatness is not Floatness.UNKNOWN or not expected.is_stored or not _has_decimals(expected):
            continue
        is_looked_up = (not result.way and result.written.endswith("]")) or bool(_RECORD.match(expected.written))
        most = SHORT_OF_NOTHING if is_looked_up else SHORT_OF_UNKNOWN
        if _decimals(expected) > most or _rounds_in_sight(result):
            continue
        if _is_told_by(course.handing, course, result):
            return True
        is_made_array = comparison.idiom in ARRAY_CALLS or result.is_array or (expected.is_array and bool(result.way))
        if is_made_array or result.is_open:
            continue
        if _has_decimals(result):
            continue
        is_average = bool(result.way) and result_of(result.way[0]) == "averaged"
        if is_average or not _is_told_by(course.computing, course, result):
            return True
    return False


def _is_made_in_steps(course: Course, left: Operand, right: Operand) -> bool:
    """Whether the course shows that steps which round make decimals even of integers; with a zero or a one few do."""
    return not any(abs(number) in (0, 1) for side in (left, right) for number in side.given) and _is_told_by(
        course.fractional, course, left, right
    )


def _is_told_by(names: frozenset[str], course: Course, *results: Operand) -> bool:
    """Whether the last thing done to one of these, of all that the course shows, is among `names` and nothing else."""
    for result in results:
        for name in result.way:
            if name in course.computing or name in course.fractional or name in course.handing:
                is_torn = name in course.handing and (name in course.computing or name in course.fractional)
                if name in names and not is_torn:
                    return True
                break
    return False


def _rounds_in_sight(result: Operand) -> bool:
    """Whether a sum or the like of several numbers is written out in the test itself."""
    last = result.called.partition(" ")[0]
    made = result_of(last)
    # `average` alone may be the learner's own; a mean of counts is one division.
    return (made in ("summed", "computed", "root") and last in result.written) or (
        made == "averaged" and f".{last}(" in result.written
    )


def _is_one_step(left: Operand, right: Operand) -> bool:
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


def _are_averages(literals: frozenset[float], numbers: tuple[Fraction, ...]) -> bool:
    """Whether it is the mean of what was passed in: a sum without rounding, and one division."""
    return bool(numbers) and literals == {abs(float(sum(numbers) / len(numbers)))}


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


_READING = re.compile(r"(?i)\b(?:load|read|parse|import|fetch|extract|query|select|execute)(?:_|\b)")
# `get_data()` gives what was worked out before as often as what a file holds: that has keys, or fewer digits.
_GETTING = re.compile(r"(?i)\bget(?:_|\b)")


_CELL = re.compile(r"\.(?:iloc|loc|iat|at)\[")


# `latitude, longitude = stations[mask].values[0]`
_TABLE_PARTS = frozenset(["values", "iloc", "loc", "at", "iat"])


def _is_read(left: Operand, right: Operand) -> bool:
    """Whether the result is what a file or a table holds, by what reads it, or a short decimal in a cell."""
    for result, expected in ((left, right), (right, left)):
        if result.floatness is not Floatness.UNKNOWN or not expected.is_stored:
            continue
        if RESULT_WORD.search(result.called):
            continue
        if result.is_plainly_fed and not result.given:
            if _READING.search(result.called):
                return True
            if _GETTING.search(result.called) and (result.way or _decimals(expected) <= MOST_ROUNDED):
                return True
        if (
            result.way
            and not result.called
            and _TABLE_PARTS.issuperset(result.way)
            and _decimals(expected) <= MOST_ROUNDED
        ):
            return True
        cell = _CELL.search(result.written)
        if cell and _decimals(expected) <= SHORT_DECIMALS and not RESULT_WORD.search(result.written, cell.end()):
            return True
    return False


# 1/3, 5/6, 2/7: what one division of small numbers gives, to the last digit.
_PORTIONS = frozenset(top / bottom for bottom in (3, 6, 7, 9, 11, 12) for top in range(1, bottom))


_CONSTANT = re.compile(r"(?:\w+\.){0,4}[A-Z][A-Z0-9_]+")


def _is_constant(left: Operand, right: Operand) -> bool:
    """Whether a name in capitals (`GRAVITY`) holds what is expected: it was written down."""
    return any(
        result.floatness is Floatness.UNKNOWN and expected.is_stored and bool(_CONSTANT.fullmatch(result.written))
        for result, expected in ((left, right), (right, left))
    )


def _is_portion(left: Operand, right: Operand) -> bool:
    """Whether a third, a sixth or the like are expected, to the last digit: one division gives them."""
    return any(
        expected.is_stored and bool(expected.literals) and expected.literals <= _PORTIONS
        for result, expected in ((left, right), (right, left))
        if result.floatness is Floatness.UNKNOWN
    )


def _is_setting_read_back(left: Operand, right: Operand) -> bool:
    """Whether an attribute of some object is compared with a number as plain as people choose them (0.2, 0.001)."""
    for result, expected in ((left, right), (right, left)):
        if result.is_read_back and result.floatness is Floatness.UNKNOWN and expected.is_stored:
            return all(len(f"{literal:.15g}".replace(".", "").strip("0")) <= 3 for literal in expected.literals)
    return False


def _are_alike(side: Operand) -> bool:
    """Whether all literals have as many decimals, and two at least, as rounding leaves them."""
    written = {len(f"{literal:.15g}".partition(".")[2]) for literal in side.literals if literal > 0}
    return written in ({2}, {3})


def _has_decimals(side: Operand) -> bool:
    return any(literal > 0 for literal in side.literals)


def _decimals(side: Operand) -> int:
    """The most decimals that any of its literals has."""
    written = [f"{literal:.15g}" for literal in side.literals if literal > 0]
    return max((_decimals_of(each) for each in written), default=0)


def _decimals_of(written: str) -> int:
    digits, _, power = written.partition("e")
    # `5.9e+24` has one, as it is written; `1e-05` has more than anybody reads.
    return 99 if power.startswith("-") else len(digits.partition(".")[2])
