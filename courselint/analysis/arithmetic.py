"""What an operator makes of two values: exact where the mathematics and the machine agree, computed where not."""

from __future__ import annotations

import ast
from dataclasses import replace
from fractions import Fraction

from courselint.analysis.containers import merge, pool
from courselint.analysis.values import COMPUTED, INT, MOST_BITS, NONE, TEXT, UNKNOWN, Value, number
from courselint.model import Floatness


def negated(operand: Value) -> Value:
    """`-x` never rounds."""
    constant = None if operand.constant is None else -operand.constant
    return replace(operand, constant=constant, items=None, fields=None)


def combined(operator: ast.operator, left: Value, right: Value) -> Value:
    """The value of `left operator right`."""
    if left.is_text or right.is_text:
        # "%s" % x, "a" + "b", "-" * 10
        return replace(TEXT, literals=pool((left, right))[0])
    if isinstance(operator, (ast.BitAnd, ast.BitOr, ast.BitXor)):
        return merge((left, right)) if max(left.floatness, right.floatness) > Floatness.INT else _least(left, right)
    if left.constant is not None and right.constant is not None:
        folded = _folded(operator, left, right)
        if folded is not None:
            return folded
    if isinstance(operator, ast.Add) and (_is_list(left) or _is_list(right)):
        return replace(merge((left, right)), items=None, constant=None)
    if isinstance(operator, ast.Mult) and (_is_list(left) or _is_list(right)):
        listed = left if _is_list(left) else right
        return replace(listed, items=None)
    literals, origins = pool((left, right))
    result = _symbolic(operator, left, right)
    return replace(result, literals=literals, origins=origins)


def _least(left: Value, right: Value) -> Value:
    if Floatness.UNKNOWN in (left.floatness, right.floatness):
        return UNKNOWN
    return NONE if Floatness.NONE in (left.floatness, right.floatness) else INT


def _is_list(value: Value) -> bool:
    return value.items is not None


def _symbolic(operator: ast.operator, left: Value, right: Value) -> Value:
    worst, best = max(left.floatness, right.floatness), min(left.floatness, right.floatness)
    if isinstance(operator, (ast.LShift, ast.RShift)):
        return INT
    if isinstance(operator, ast.FloorDiv) and worst >= Floatness.INEXACT:
        # A whole number, whatever was divided.
        return Value(Floatness.EXACT)
    if worst is Floatness.COMPUTED or worst is Floatness.INEXACT:
        if isinstance(operator, (ast.Mult, ast.Div)) and _is_power_of_two(right):
            return replace(
                COMPUTED if worst is Floatness.COMPUTED else left, constant=None, is_quotient=left.is_quotient
            )
        if isinstance(operator, ast.Add) and best is Floatness.NONE:
            return UNKNOWN
        return COMPUTED
    if isinstance(operator, ast.Div):
        if best is Floatness.UNKNOWN:
            return Value(is_quotient=True)
        if _is_power_of_two(right):
            return Value(Floatness.EXACT)
        return Value(Floatness.COMPUTED, is_quotient=True)
    if best is Floatness.UNKNOWN:
        # An unknown number plus a count is still unknown; so is what a quotient becomes.
        return UNKNOWN
    if isinstance(operator, ast.Pow) and worst is Floatness.EXACT and right.floatness is not Floatness.INT:
        return COMPUTED
    return Value(max(worst, Floatness.INT))


def _is_power_of_two(value: Value) -> bool:
    constant = value.constant
    if constant is None or constant <= 0:
        return False
    top, bottom = constant.numerator, constant.denominator
    return top & (top - 1) == 0 and bottom & (bottom - 1) == 0


def _folded(operator: ast.operator, left: Value, right: Value) -> Value | None:
    """Two known numbers: rounded as the machine does it, called exact if nothing was lost."""
    a, b = left.constant, right.constant
    if a is None or b is None or max(_bits(a), _bits(b)) > MOST_BITS // 2:
        return None
    exact = _exactly(operator, a, b)
    if exact is None:
        return None
    literals, origins = pool((left, right))
    is_int = left.floatness is right.floatness is Floatness.INT and not isinstance(operator, ast.Div)
    if is_int and exact.denominator == 1:
        return replace(number(exact, Floatness.INT), literals=literals)
    is_tainted = max(left.floatness, right.floatness) >= Floatness.INEXACT
    try:
        rounded = Fraction(float(exact))
    except (OverflowError, ValueError):
        return None
    if is_tainted:
        if isinstance(operator, ast.FloorDiv):
            return Value(Floatness.EXACT, literals=literals)
        if exact == 0 and isinstance(operator, ast.Mult):
            return replace(number(Fraction(0), Floatness.EXACT), literals=literals)
        if isinstance(operator, (ast.Mult, ast.Div)) and _is_power_of_two(right):
            # A scale of two rounds nothing: what it makes of a number is as good as the number.
            return replace(left, constant=rounded)
        return Value(Floatness.COMPUTED, rounded, literals, origins)
    if rounded == exact:
        return replace(number(exact, Floatness.EXACT), literals=literals)
    is_once = isinstance(operator, ast.Div)
    return Value(
        Floatness.COMPUTED,
        rounded,
        literals | {abs(float(rounded))} if is_once else literals,
        origins,
        is_quotient=is_once,
    )


def _bits(value: Fraction) -> int:
    return value.numerator.bit_length() + value.denominator.bit_length()


def _exactly(operator: ast.operator, a: Fraction, b: Fraction) -> Fraction | None:
    match operator:
        case ast.Add():
            return a + b
        case ast.Sub():
            return a - b
        case ast.Mult():
            return a * b
        case ast.Div() if b:
            return a / b
        case ast.FloorDiv() if b:
            return Fraction(a // b)
        case ast.Mod() if b:
            return a % b
        case ast.Pow() if b.denominator == 1 and abs(b) <= 64 and (a or b >= 0) and _bits(a) <= 128:
            return Fraction(a ** int(b))
    return None
