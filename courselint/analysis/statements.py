"""Assertions that can't fail: comparisons with themselves, and comparisons that nothing looks at."""

from __future__ import annotations

import ast

from courselint.analysis.gates import Gate

_PLAIN_ATTRIBUTES = frozenset(("shape", "dtype", "size", "ndim", "T", "values", "columns", "index"))
# Longer expressions than this are not compared with each other.
LONGEST = 2000


def self_compared(test: ast.expr, gates: list[Gate]) -> bool:
    """Whether all that the assertion compares is one expression with itself (`assert x == x`).

    Calls and operators of an object may give another value each time, so `f(1) == f(1)` and `a + b == a + b` are tests
    of their own; `x != x` is how nan is found.
    """
    if not gates or not all(gate.is_equality and gate.operator in ("==", "is", "≈") for gate in gates):
        return False
    return len(gates) == 1 and _is_condition_of(test, gates[0]) and _same(gates[0].left, gates[0].right)


def _is_condition_of(test: ast.expr, gate: Gate) -> bool:
    return test is gate.node


def _same(left: ast.expr, right: ast.expr) -> bool:
    if type(left) is not type(right) or isinstance(left, ast.Constant):
        return False
    named = False
    for count, node in enumerate(ast.walk(left)):
        named = named or isinstance(node, ast.Name)
        if count > LONGEST or isinstance(node, (ast.Call, ast.BinOp, ast.Await, ast.NamedExpr, ast.Yield)):
            return False
    if not named:
        # Literals on both sides: an example of how the assertion works.
        return False
    pending = [(left, right)]
    while pending:
        one, other = pending.pop()
        if type(one) is not type(other):
            return False
        if isinstance(one, ast.Constant) and isinstance(other, ast.Constant) and one.value != other.value:
            return False
        if isinstance(one, ast.Name) and isinstance(other, ast.Name) and one.id != other.id:
            return False
        if isinstance(one, ast.Attribute) and isinstance(other, ast.Attribute) and one.attr != other.attr:
            return False
        if isinstance(one, ast.Lambda) or (isinstance(one, ast.Attribute) and one.attr not in _PLAIN_ATTRIBUTES):
            # Any other attribute may be a property that gives a new value each time.
            return False
        first, second = list(ast.iter_child_nodes(one)), list(ast.iter_child_nodes(other))
        if len(first) != len(second):
            return False
        pending.extend(zip(first, second, strict=True))
    return True


def is_idle(node: ast.expr) -> bool:
    """Whether the expression is a comparison: as a statement of its own it checks nothing."""
    return isinstance(node, ast.Compare)
