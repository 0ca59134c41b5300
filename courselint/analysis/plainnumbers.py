"""What an expression that is about to be rewritten holds, as far as its own words tell."""

from __future__ import annotations

import ast

from courselint.model import Floatness, Operand

MOST_DEPTH = 20
_MOST_MEMBERS = 1000
_CONSTANTS = frozenset(["pi", "e", "tau"])
_NUMBERS_ALONE = frozenset(["float", "int", "round", "abs", "len", "sqrt", "pow"])
_CONTAINERS = (ast.List, ast.Tuple, ast.Dict, ast.Set, ast.ListComp, ast.SetComp, ast.DictComp)


def is_number(side: Operand, node: ast.expr) -> bool:
    """Whether this side of a comparison is one number, and no list or array of them."""
    if side.is_container or side.is_array:
        return False
    is_known = side.constant is not None or (side.is_stored and side.floatness is Floatness.INEXACT)
    return is_known or is_arithmetic(node)


def is_arithmetic(node: ast.expr, depth: int = 0) -> bool:
    """Whether this is worked out from numbers that are written there: `math.pi * 4**2`."""
    if depth > MOST_DEPTH:
        return False
    match node:
        case ast.Constant(value=value):
            return isinstance(value, int | float)
        case ast.Name(id=name) | ast.Attribute(value=ast.Name(id="math" | "np" | "numpy"), attr=name):
            return name in _CONSTANTS
        case ast.UnaryOp(operand=operand):
            return is_arithmetic(operand, depth + 1)
        case ast.BinOp(left=left, right=right):
            return is_arithmetic(left, depth + 1) and is_arithmetic(right, depth + 1)
        case ast.Call(func=ast.Attribute(value=ast.Name(id="math"))):
            return True
        case ast.Call(func=ast.Name(id=name), args=arguments):
            return name in _NUMBERS_ALONE and all(is_arithmetic(argument, depth + 1) for argument in arguments)
    return False


def holds_text(node: ast.expr) -> bool:
    """Whether a container that is written out holds what is no number and no container of numbers."""
    match node:
        case ast.List(elts=members) | ast.Tuple(elts=members):
            return any(holds_text(member) for member in members[:_MOST_MEMBERS])
        case ast.Constant(value=value):
            return not isinstance(value, int | float | complex)
        case ast.Set() | ast.Dict() | ast.JoinedStr() | ast.SetComp() | ast.DictComp():
            return True
    return False


def is_nested(node: ast.expr) -> bool:
    """Whether it is a set, or a container of containers: what pytest.approx doesn't take."""
    match node:
        case ast.List(elts=members) | ast.Tuple(elts=members) | ast.Dict(values=members):
            return any(isinstance(member, _CONTAINERS) for member in members)
    return isinstance(node, ast.Set | ast.SetComp)
