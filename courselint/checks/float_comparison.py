"""Tests that compare floats exactly: with an inexact literal, or with what some computation rounds to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Literal

from courselint.analysis.results import RESULT_WORD, result_of
from courselint.analysis.tolerant import tolerant_fix
from courselint.model import Assertion, Comparison, Floatness, Hit, Operand, Related

READS = Assertion

# Rounding to more decimals than this leaves the last digits of a float in place.
MOST_DECIMALS = 12
SHORT_DECIMALS = 4


def check(assertion: Assertion, *, involving: str = "inexact") -> Iterator[Hit]:
    """One finding an assertion: on its first comparison that fails right answers, by the worst that is in it."""
    if assertion.form != "comparison" or not assertion.is_grading:
        return
    if assertion.is_rounding_asked or assertion.is_mocked:
        return
    faults = [(comparison, _fault(comparison)) for comparison in assertion.comparisons]
    worst = "inexact" if any(fault == "inexact" for _, fault in faults) else "computed"
    if worst != involving:
        return
    for comparison, fault in faults:
        if fault == worst:
            yield _hit(comparison, assertion)
            return


def _fault(comparison: Comparison) -> Literal["inexact", "computed"] | None:
    left, right = comparison.left, comparison.right
    if not comparison.is_equality or comparison.rtol is not None or comparison.operator not in ("==", "!=", "in"):
        return None
    if any(_is_out_of_question(side) for side in (left, right)) or left.written == right.written:
        return None
    if (_is_literal(left) and _is_literal(right)) or left.is_account or right.is_account:
        return None
    for side, other in ((left, right), (right, left)):
        if side.floatness < Floatness.INEXACT or other.floatness in (Floatness.INT, Floatness.EXACT):
            continue
        if _is_echo(side, other):
            return None
    if _is_sure_to_round(left, right) or _is_sure_to_round(right, left):
        return "computed"
    floats = [side for side in (left, right) if side.floatness >= Floatness.INEXACT]
    if not floats or _is_rounded_once(left, right):
        return None
    if any(side.floatness is Floatness.INT and side.constant is None for side in (left, right)):
        # A count is what it is; no order of steps changes it.
        return None
    plain = [side for side in (left, right) if side.floatness in (Floatness.INT, Floatness.EXACT)]
    is_computed = any(side.floatness is Floatness.COMPUTED for side in floats)
    if plain:
        return "computed" if is_computed and comparison.operator != "in" else None
    if _is_short_after_integers(left, right) or _is_setting_read_back(left, right):
        return None
    if _is_one_step(left, right) or _is_third(left, right) or _is_read(left, right):
        return None
    if any(literal > 0 for side in floats for literal in side.literals):
        return "inexact"
    return "computed" if comparison.operator != "in" else None


_ROUNDING = re.compile(
    r"(?i)(?:\b|_)(?:round(?:er|s|ed|ing)?|trunc(?:ated?)?|quantized?)(?:\b|_)|\bto_?(?:fixed|precision)\b"
)


def _is_out_of_question(side: Operand) -> bool:
    """No number, nan, rounded on purpose, or a setting that is read back."""
    if side.is_text or side.is_nan or side.is_setting or side.floatness is Floatness.NONE:
        return True
    if side.decimals is not None:
        return side.decimals <= MOST_DECIMALS
    return bool(_ROUNDING.search(side.called))


def _is_literal(side: Operand) -> bool:
    """Whether the value is just as it was written down somewhere, nothing computed."""
    return (side.is_stored and side.floatness is not Floatness.COMPUTED) or (
        side.floatness in (Floatness.INT, Floatness.EXACT) and side.constant is not None
    )


def _is_echo(side: Operand, other: Operand) -> bool:
    """Whether the expected literals are what the test itself put in: they come back as they went."""
    return side.is_stored and side.literals <= other.literals


def _is_rounded_once(left: Operand, right: Operand) -> bool:
    """Whether one division of exact numbers makes all the rounding there is: the same in any order."""
    if not (left.is_quotient or right.is_quotient):
        return False
    return not any(side.floatness is Floatness.COMPUTED and not side.is_quotient for side in (left, right))


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


def _rounds_in_sight(result: Operand) -> bool:
    """Whether a sum or the like of several numbers is written out in the test itself."""
    last = result.called.partition(" ")[0]
    return result_of(last) in ("summed", "computed", "root") and last in result.written


def _is_one_step(left: Operand, right: Operand) -> bool:
    """Whether each expected number is one that was passed in, or a sum, difference, product or quotient of two of them.

    Rounded once, it is the same in any order.
    """
    for result, expected in ((left, right), (right, left)):
        is_open = result.floatness is Floatness.UNKNOWN and expected.is_stored
        if is_open and _are_made_of(expected.literals, result.given):
            return True
    return False


def _are_made_of(literals: frozenset[float], numbers: tuple[Fraction, ...]) -> bool:
    given = [float(number) for number in numbers if abs(number) < 2**53]
    wanted = set(literals) - {abs(number) for number in given}
    for index, one in enumerate(given):
        for other in given[index + 1 :]:
            wanted -= {abs(one + other), abs(one - other), abs(one * other)}
            wanted -= {abs(one / other)} if other else set()
            wanted -= {abs(other / one)} if one else set()
    # A whole number added to what was passed: one step, whatever number the code knows.
    fractions = [abs(number) for number in given if not number.is_integer()]
    wanted = {
        number
        for number in wanted
        if not any((number - one).is_integer() and (number - one) + one == number for one in fractions)
    }
    return bool(literals) and not wanted


_READING = re.compile(r"(?i)\b(?:get|load|read|parse|import|fetch|extract|query|select|execute)(?:_|\b)")
_CELL = re.compile(r"\.(?:iloc|loc|iat|at)\[")


def _is_read(left: Operand, right: Operand) -> bool:
    """Whether the result is what a file or a table holds, by what reads it, or a short decimal in a cell."""
    for result, expected in ((left, right), (right, left)):
        if result.floatness is not Floatness.UNKNOWN or not expected.is_stored:
            continue
        if RESULT_WORD.search(result.called):
            continue
        if result.is_plainly_fed and not result.given and _READING.search(result.called):
            return True
        cell = _CELL.search(result.written)
        if cell and _decimals(expected) <= SHORT_DECIMALS and not RESULT_WORD.search(result.written, cell.end()):
            return True
    return False


_THIRDS = frozenset((1 / 3, 2 / 3))


def _is_third(left: Operand, right: Operand) -> bool:
    """Whether a third or two are expected, to the last digit: one division gives them."""
    return any(
        expected.is_stored and bool(expected.literals) and expected.literals <= _THIRDS
        for result, expected in ((left, right), (right, left))
        if result.floatness is Floatness.UNKNOWN
    )


def _is_setting_read_back(left: Operand, right: Operand) -> bool:
    """Whether an attribute of some object is compared with a number as plain as people choose them (0.2, 0.001)."""
    for result, expected in ((left, right), (right, left)):
        if result.is_read_back and result.floatness is Floatness.UNKNOWN and expected.is_stored:
            return all(len(f"{literal:.15g}".replace(".", "").strip("0")) <= 2 for literal in expected.literals)
    return False


_SUM_OF_SHARES = re.compile(
    r"(?i)\bsum\(.*(?:prob|softmax|pmf|proportion|shares|weights|\bp\b)"
    r"|(?:prob|softmax|pmf|proportion|shares|weights|\bp\b).*\.sum\("
)
_PRODUCT = re.compile(r"@|\b(?:dot|matmul|inv|pinv)\(")
_IDENTITY = re.compile(r"\b(?:eye|identity)\([^()]*\)$")


def _is_sure_to_round(side: Operand, expected: Operand) -> bool:
    """Whether an unknown value rounds by what it is: probabilities that sum to 1, a matrix by its inverse."""
    if side.floatness is not Floatness.UNKNOWN or side.is_quotient:
        return False
    if expected.constant == 1 and _SUM_OF_SHARES.search(side.written):
        return True
    return bool(_IDENTITY.search(expected.written) and _PRODUCT.search(side.written))


def _are_alike(side: Operand) -> bool:
    """Whether all literals have as many decimals, and two at least, as rounding leaves them."""
    written = {len(f"{literal:.15g}".partition(".")[2]) for literal in side.literals if literal > 0}
    return written in ({2}, {3})


def _decimals(side: Operand) -> int:
    """The most decimals that any of its literals has."""
    written = [f"{literal:.15g}" for literal in side.literals if literal > 0]
    return max((99 if "e" in each else len(each.partition(".")[2]) for each in written), default=0)


def _hit(comparison: Comparison, assertion: Assertion) -> Hit:
    left, right = comparison.left, comparison.right
    float_side = max((left, right), key=lambda side: side.floatness)
    related = tuple(
        Related(text, span, "the inexact literal")
        for text, span in float_side.origins
        if text is not comparison.text or not comparison.span.start <= span.start < comparison.span.end
    )
    between = comparison.text.text[left.span.end : right.span.start]
    is_call = not any(operator in between for operator in ("==", "!=", "in"))
    values = {"left": left.written, "op": comparison.operator, "right": right.written, "call": comparison.idiom}
    return Hit(
        "called" if is_call else "compared",
        comparison.text,
        comparison.span,
        values,
        related,
        tolerant_fix(comparison, assertion.modules),
    )
