"""Decimals that were written down somewhere and only handed on: read, looked up, set, named."""

from __future__ import annotations

import re

from courselint.analysis.digits import decimals, has_decimals
from courselint.analysis.results import RESULT_WORD, result_of
from courselint.analysis.shown import is_told_by, rounds_in_sight
from courselint.model import Comparison, Course, Floatness, Operand

SHORT_CELL = 4
MOST_READ = 8
SHORT_OF_UNKNOWN = 3
# An item that neither a call nor an attribute gave (`rates["GBP"]`), or numbers beside names, are rather looked up.
SHORT_OF_NOTHING = 6
# These compare arrays, which are seldom read from somewhere.
ARRAY_CALLS = frozenset(["array_equal", "array_equiv", "assert_array_equal", "equals", "assertAllEqual"])
# `[3, "Heikkinen", 7.925]`
_RECORD = re.compile(r"[\[(]+[^{]*[\"']")
_READING = re.compile(r"(?i)\b(?:load|read|parse|import|fetch|extract|query|select|execute)(?:_|\b)")
# `get_data()` gives what was worked out before as often as what a file holds: that has keys, or fewer digits.
_GETTING = re.compile(r"(?i)\bget(?:_|\b)")
_CELL = re.compile(r"\.(?:iloc|loc|iat|at)\[")
# `latitude, longitude = stations[mask].values[0]`
_TABLE_PARTS = frozenset(["values", "iloc", "loc", "at", "iat"])
_CONSTANT = re.compile(r"(?:\w+\.){0,4}[A-Z][A-Z0-9_]+")


def is_read(left: Operand, right: Operand) -> bool:
    """Whether the result is what a file or a table holds, by what reads it, or a short decimal in a cell."""
    for result, expected in ((left, right), (right, left)):
        if result.floatness is not Floatness.UNKNOWN or not expected.is_stored:
            continue
        if RESULT_WORD.search(result.called):
            continue
        if result.is_plainly_fed and not result.given:
            if _READING.search(result.called):
                return True
            if _GETTING.search(result.called) and (result.way or decimals(expected) <= MOST_READ):
                return True
        if result.way and not result.called and _TABLE_PARTS.issuperset(result.way) and decimals(expected) <= MOST_READ:
            return True
        cell = _CELL.search(result.written)
        if cell and decimals(expected) <= SHORT_CELL and not RESULT_WORD.search(result.written, cell.end()):
            return True
    return False


def is_constant(left: Operand, right: Operand) -> bool:
    """Whether a name in capitals (`GRAVITY`) holds what is expected: it was written down."""
    return any(
        result.floatness is Floatness.UNKNOWN and expected.is_stored and bool(_CONSTANT.fullmatch(result.written))
        for result, expected in ((left, right), (right, left))
    )


def is_setting_read_back(left: Operand, right: Operand) -> bool:
    """Whether an attribute of some object is compared with a number as plain as people choose them (0.2, 0.001)."""
    for result, expected in ((left, right), (right, left)):
        if result.is_read_back and result.floatness is Floatness.UNKNOWN and expected.is_stored:
            return all(len(f"{literal:.15g}".replace(".", "").strip("0")) <= 3 for literal in expected.literals)
    return False


def is_handed_on(comparison: Comparison, course: Course) -> bool:
    """Whether a short decimal is expected of something that is not known to compute: more often it is only handed on.

    Known to compute are arrays, functions that the course or the test shows computing, those whose task stands here,
    and, unless the course shows them handing on, calls that got other decimals.
    """
    for result, expected in ((comparison.left, comparison.right), (comparison.right, comparison.left)):
        if result.floatness is not Floatness.UNKNOWN or not expected.is_stored or not has_decimals(expected):
            continue
        is_looked_up = (not result.way and result.written.endswith("]")) or bool(_RECORD.match(expected.written))
        most = SHORT_OF_NOTHING if is_looked_up else SHORT_OF_UNKNOWN
        if decimals(expected) > most or rounds_in_sight(result):
            continue
        if is_told_by(course.handing, course, result):
            return True
        is_made_array = comparison.idiom in ARRAY_CALLS or result.is_array or (expected.is_array and bool(result.way))
        if is_made_array or result.is_open:
            continue
        if has_decimals(result):
            continue
        is_average = bool(result.way) and result_of(result.way[0]) == "averaged"
        if is_average or not is_told_by(course.computing, course, result):
            return True
    return False
