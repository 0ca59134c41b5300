"""Tests that compare floats exactly: with an inexact literal, or with what some computation rounds to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import floor, log10
from typing import Literal

from courselint.analysis.expectednoise import expected_noise
from courselint.analysis.harmless import is_harmless, is_rounded_in
from courselint.analysis.reasons import reason
from courselint.analysis.rounding import is_sure_to_round
from courselint.analysis.siblings import told
from courselint.analysis.tolerant import tolerant_fix
from courselint.model import Assertion, Comparison, Course, Floatness, Hit, Operand, Related

READS = Assertion

# Rounding to more decimals than this leaves the last digits of a float in place.
MOST_DECIMALS = 12


def check(assertion: Assertion, course: Course, *, involving: str = "inexact") -> Iterator[Hit]:
    """One finding an assertion: on its first comparison that fails right answers, by the worst that is in it."""
    if assertion.form != "comparison" or not assertion.is_grading:
        return
    if assertion.is_rounding_asked or assertion.is_mocked:
        return
    faults = [
        (comparison, None if is_rounded_in(course, comparison.left, comparison.right) else _fault(comparison, course))
        for comparison in (told(each, course, assertion.path) for each in assertion.comparisons)
    ]
    worst = "inexact" if any(fault == "inexact" for _, fault in faults) else "computed"
    if worst != involving:
        return
    for comparison, fault in faults:
        if fault == worst:
            yield _hit(comparison, assertion)
            return


def _fault(comparison: Comparison, course: Course) -> Literal["inexact", "computed"] | None:
    left, right = comparison.left, comparison.right
    if not comparison.is_equality or comparison.rtol is not None or comparison.operator not in ("==", "!=", "in"):
        return None
    if expected_noise(comparison) is not None:
        # rounding-noise-expected says it better.
        return None
    if _is_out_of_question(left, right) or _is_out_of_question(right, left) or left.written == right.written:
        return None
    if any(_CONSTANTS.fullmatch(side.written) for side in (left, right)):
        return None
    if (_is_literal(left) and _is_literal(right)) or left.is_account or right.is_account:
        return None
    for side, other in ((left, right), (right, left)):
        if side.floatness < Floatness.INEXACT or other.floatness in (Floatness.INT, Floatness.EXACT):
            continue
        if _is_echo(side, other):
            return None
    if is_sure_to_round(left, right) or is_sure_to_round(right, left):
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
    if is_harmless(comparison, course) or _is_whole(left, right) or _is_whole(right, left):
        return None
    if any(literal > 0 for side in floats for literal in side.literals):
        return "inexact"
    return "computed" if comparison.operator != "in" else None


_ROUNDING = re.compile(
    r"(?i)(?:\b|_)(?:round(?:er|s|ed|ing)?|trunc(?:ated?)?|quantized?)(?:\b|_)|\bto_?(?:fixed|precision)\b"
)


# Numbers of everybody's, as they are: `np.array([0, 1, math.pi])`.
_CONSTANTS = re.compile(
    r"(?:(?:\w++\.)?+\w++\()?+\[-?(?:\d++|\w++\.(?:pi|e)\b)(?:, *+-?(?:\d++|\w++\.(?:pi|e)\b)){0,19},?\]\)?"
)


def _is_out_of_question(side: Operand, other: Operand) -> bool:
    """No number, nan, rounded on purpose, or a setting that is read back."""
    if side.is_text or side.is_nan or side.is_setting or side.floatness is Floatness.NONE:
        return True
    if side.decimals is not None:
        # Of a number as small as 2.72e-16 even 18 decimals are few digits.
        largest = max((literal for literal in other.literals if literal > 0), default=1.0)
        return side.decimals + min(0, floor(log10(largest))) <= MOST_DECIMALS
    return bool(_ROUNDING.search(side.called))


def _is_literal(side: Operand) -> bool:
    """Whether the value is just as it was written down somewhere, nothing computed."""
    return (side.is_stored and side.floatness is not Floatness.COMPUTED) or (
        side.floatness in (Floatness.INT, Floatness.EXACT) and side.constant is not None
    )


def _is_echo(side: Operand, other: Operand) -> bool:
    """Whether the expected literals are what the test itself put in: they come back as they went."""
    return side.is_stored and side.literals <= other.literals


def _is_whole(expected: Operand, result: Operand) -> bool:
    """Whether the test works out a whole number from decimals (`80000 * 0.2`) and expects it of what nobody knows."""
    constant = expected.constant
    return result.floatness is Floatness.UNKNOWN and constant is not None and constant.denominator == 1


def _is_rounded_once(left: Operand, right: Operand) -> bool:
    """Whether one division of exact numbers makes all the rounding there is: the same in any order."""
    if not (left.is_quotient or right.is_quotient):
        return False
    return not any(side.floatness is Floatness.COMPUTED and not side.is_quotient for side in (left, right))


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
    message, why = "called" if is_call else "compared", reason(comparison)
    if why is not None and comparison.operator != "in":
        message += "-zero" if why.is_zero else "-near"
        values |= {"spacing": why.spacing, "answer": why.answer}
    return Hit(message, comparison.text, comparison.span, values, related, tolerant_fix(comparison, assertion))
