"""Tolerances written by hand: `abs(a - b) < 1e-6`, `np.linalg.norm(a - b) <= tol`, `-tol < a - b < tol`, their like."""

from __future__ import annotations

import ast
import math
from collections.abc import Callable
from dataclasses import dataclass, replace

from courselint.analysis import idioms

MOST_LAYERS = 8

# What makes one number of many, or of a number itself: the difference stands inside.
_GATHERING = frozenset(
    "max amax nanmax sum nansum mean nanmean fsum reduce_max reduce_sum reduce_mean item numpy float asscalar squeeze"
    " tolist real".split()
)
_SIZES = frozenset("abs fabs absolute norm".split())
_ROOTS = frozenset(["sqrt"])
_SQUARES = frozenset(["square"])

Number = Callable[[ast.expr], float | None]


@dataclass(frozen=True, slots=True)
class Closeness:
    """Two expressions that have to be near each other; tolerances are nan where the file doesn't show their numbers.

    `generators` are the clauses of a comprehension that the two stand in; `is_wanted` is False for `abs(a - b) > tol`.
    """

    left: ast.expr
    right: ast.expr
    rtol: float
    atol: float
    generators: tuple[ast.comprehension, ...] = ()
    is_wanted: bool = True


@dataclass(frozen=True, slots=True)
class _Apart:
    """What a measure of distance measures: from where to where, relative to the second or not, squared or not."""

    left: ast.expr
    right: ast.expr
    is_relative: bool = False
    power: int = 1
    generators: tuple[ast.comprehension, ...] = ()


def compared_closely(node: ast.Compare, number: Number) -> Closeness | None:
    """The comparison within a tolerance that a comparison of distances, or with `pytest.approx`, amounts to."""
    match node:
        case ast.Compare(left=left, ops=[ast.Eq() | ast.NotEq() as operator], comparators=[right]):
            for expected, actual in ((right, left), (left, right)):
                if (approx := idioms.approximation(expected)) is not None:
                    rtol, atol = idioms.approx_tolerances(approx[1], number)
                    return Closeness(actual, approx[0], rtol, atol, is_wanted=isinstance(operator, ast.Eq))
        case ast.Compare(left=left, ops=[ast.Lt() | ast.LtE()], comparators=[right]):
            return closeness(left, right, number) or _negated(closeness(right, left, number))
        case ast.Compare(left=left, ops=[ast.Gt() | ast.GtE()], comparators=[right]):
            return closeness(right, left, number) or _negated(closeness(left, right, number))
        case ast.Compare(left=low, ops=[ast.Lt() | ast.LtE(), ast.Lt() | ast.LtE()], comparators=[middle, high]):
            return _enclosed(low, middle, high, number)
    return None


def _negated(near: Closeness | None) -> Closeness | None:
    return None if near is None else replace(near, is_wanted=False)


def closeness(lesser: ast.expr, greater: ast.expr, number: Number) -> Closeness | None:
    """What `lesser < greater` says of two values being close; None if it compares something else."""
    apart = _apart(lesser)
    return None if apart is None else _within(apart, greater, number)


def _enclosed(low: ast.expr, middle: ast.expr, high: ast.expr, number: Number) -> Closeness | None:
    """`-tol < a - b < tol`."""
    match middle:
        case ast.BinOp(op=ast.Sub(), left=left, right=right):
            below, above = number(low), number(high)
            if below is not None and above is not None and below == -above:
                return Closeness(left, right, 0.0, above)
            if isinstance(low, ast.UnaryOp) and ast.dump(low.operand) == ast.dump(high):
                return Closeness(left, right, 0.0, math.nan)
    return None


def _within(apart: _Apart, limit: ast.expr, number: Number) -> Closeness:
    tolerance = number(limit)
    if tolerance is None:
        factor = _factor(limit, apart.right, number)
        if factor is None or apart.is_relative or apart.power != 1:
            return Closeness(apart.left, apart.right, math.nan, math.nan, apart.generators)
        return Closeness(apart.left, apart.right, factor, 0.0, apart.generators)
    if apart.power == 2:
        tolerance = math.sqrt(tolerance) if tolerance >= 0 else math.nan
    rtol, atol = (tolerance, 0.0) if apart.is_relative else (0.0, tolerance)
    return Closeness(apart.left, apart.right, rtol, atol, apart.generators)


def _factor(limit: ast.expr, expected: ast.expr, number: Number) -> float | None:
    """The relative tolerance in `tol * abs(expected)`."""
    match limit:
        case ast.BinOp(op=ast.Mult(), left=left, right=right):
            for factor, other in ((left, right), (right, left)):
                if (written := number(factor)) is not None and _same(other, expected):
                    return written
    return None


def _apart(node: ast.expr) -> _Apart | None:
    """Read a distance from the outside in: layers that gather, then a size or a square, then the difference."""
    generators: tuple[ast.comprehension, ...] = ()
    is_rooted = is_square = is_size = False
    base: ast.expr | None = None
    for _ in range(MOST_LAYERS):
        match node:
            case ast.Call(func=function, args=[inner, *_]) if (name := _last(function)) in _SIZES | _GATHERING:
                is_size |= name in _SIZES
                node = inner
            case ast.Call(func=function, args=[inner]) if (name := _last(function)) in _ROOTS | _SQUARES:
                is_rooted |= name in _ROOTS
                is_square |= name in _SQUARES
                node = inner
            case ast.Call(func=ast.Attribute(value=inner, attr=name), args=[]) if name in _SIZES | _GATHERING:
                is_size |= name in _SIZES
                node = inner
            case ast.GeneratorExp(elt=inner, generators=clauses) | ast.ListComp(elt=inner, generators=clauses):
                generators = (*generators, *clauses)
                node = inner
            case ast.BinOp(op=ast.Pow(), left=inner, right=ast.Constant(value=2 | 2.0)):
                is_square = True
                node = inner
            case ast.BinOp(op=ast.Div(), left=inner, right=divisor) if base is None:
                base = divisor
                node = inner
            case ast.BinOp(op=ast.Sub(), left=left, right=right) if is_size or is_square:
                return _difference(left, right, base, 2 if is_square and not is_rooted else 1, generators)
            case _:
                return None
    return None


def _difference(
    left: ast.expr, right: ast.expr, base: ast.expr | None, power: int, generators: tuple[ast.comprehension, ...]
) -> _Apart | None:
    if base is None:
        match left, right:
            case ast.BinOp(op=ast.Div(), left=first, right=second), ast.Constant(value=1 | 1.0):
                return _Apart(first, second, True, power, generators)
        return _Apart(left, right, False, power, generators)
    if _same(base, right):
        return _Apart(left, right, True, power, generators)
    return _Apart(right, left, True, power, generators) if _same(base, left) else None


def _same(node: ast.expr, other: ast.expr) -> bool:
    """Whether one is the other, or its size."""
    match node:
        case ast.Call(func=function, args=[inner, *_]) if _last(function) in _SIZES | _GATHERING:
            node = inner
    return isinstance(node, (ast.Name, ast.Attribute, ast.Subscript, ast.Constant)) and ast.dump(node) == ast.dump(
        other
    )


def _last(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
