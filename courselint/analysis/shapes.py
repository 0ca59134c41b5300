"""Shapes of arrays and lists that a module or notebook writes down itself."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from courselint.analysis.libraries import full_name
from courselint.analysis.reaching import reaching
from courselint.analysis.scopes import Bindings, Use

# A dimension that is not known.
ANY = -1
Shape = tuple[int, ...]

MOST_DEPTH = 8
MOST_LENGTH = 10**9

_FILLED = frozenset(["zeros", "ones", "empty", "full"])
_LIKE = frozenset(["zeros_like", "ones_like", "empty_like", "full_like", "abs", "exp", "sqrt", "sin", "cos", "copy"])
_MODULES = ("numpy.", "torch.", "jax.numpy.", "cupy.")


@dataclass(frozen=True, slots=True)
class Declared:
    """A shape, the expression that declares it, and where that stands."""

    shape: Shape
    node: ast.expr
    use: Use


def shape_of(node: ast.expr, use: Use, bindings: Bindings, depth: int = MOST_DEPTH) -> Declared | None:
    """The shape of an expression's value; None where anything may be meant."""
    if depth <= 0:
        return None
    shape: Shape | None = None
    match node:
        case ast.Name(id=name):
            return _named(name, use, bindings, depth)
        case ast.List(elts=members) | ast.Tuple(elts=members) if members:
            shape = _literal(node, depth)
        case ast.Call():
            shape = _called(node, use, bindings, depth)
        case ast.Subscript(value=inner, slice=ast.Constant(value=int())):
            known = shape_of(inner, use, bindings, depth - 1)
            return Declared(known.shape[1:], known.node, known.use) if known and len(known.shape) > 1 else None
    return Declared(shape, node, use) if shape else None


def _named(name: str, use: Use, bindings: Bindings, depth: int) -> Declared | None:
    found, _ = reaching(name, use)
    plain = [binding for binding in found if binding.kind != "mutation"]
    if len(plain) != 1 or plain[0].kind != "value" or plain[0].value is None or plain[0].path:
        return None
    if plain[0].use.block.group and plain[0].use.block is not use.block:
        # Bound in a branch or a loop: something else may hold here.
        return None
    known = shape_of(plain[0].value, plain[0].use, bindings, depth - 1)
    # Lists grow; what changes an array in place leaves its shape.
    return None if known is None or (len(found) > 1 and is_list(known.node)) else known


def is_list(node: ast.expr) -> bool:
    """Whether a value declared so can grow."""
    return isinstance(node, (ast.List, ast.Tuple))


def _literal(node: ast.expr, depth: int) -> Shape | None:
    """The shape of nested lists; lengths that differ from row to row are not known."""
    if not isinstance(node, (ast.List, ast.Tuple)):
        return ()
    if depth <= 0 or any(isinstance(member, ast.Starred) for member in node.elts):
        return None
    if not node.elts:
        return (0,)
    inner = [_literal(member, depth - 1) for member in node.elts[:1000]]
    first = inner[0]
    same = first is not None and all(shape == first for shape in inner) and len(node.elts) <= 1000
    return (len(node.elts), *(first or ())) if same else (len(node.elts),)


def _called(node: ast.Call, use: Use, bindings: Bindings, depth: int) -> Shape | None:
    if any(isinstance(argument, ast.Starred) for argument in node.args):
        return None
    if isinstance(node.func, ast.Attribute) and node.func.attr == "reshape":
        return _dimensions(node.args)
    full = full_name(node.func, bindings)
    name = full.rpartition(".")[2]
    if not full.startswith(_MODULES) or not node.args:
        return None
    first = node.args[0]
    if name in ("array", "asarray", "tensor"):
        if isinstance(first, (ast.List, ast.Tuple)):
            return None if any(keyword.arg == "ndmin" for keyword in node.keywords) else _literal(first, depth)
        known = shape_of(first, use, bindings, depth - 1)
        return known.shape if known else None
    if name in _FILLED:
        is_torch = full.startswith("torch.") and name != "full"
        return _dimensions(node.args if is_torch and len(node.args) > 1 else [first])
    if name == "arange" and len(node.args) <= 2:
        given = [_integer(argument) for argument in node.args]
        if all(number is not None for number in given):
            start, stop = (0, given[0]) if len(given) == 1 else (given[0], given[1])
            return (max(0, (stop or 0) - (start or 0)),)
    if name == "linspace" and len(node.args) == 3 and not node.keywords:
        count = _integer(node.args[2])
        return (count,) if count is not None and count > 0 else None
    if name in ("eye", "identity") and len(node.args) == 1 and not node.keywords:
        size = _integer(first)
        return (size, size) if size is not None else None
    if full in ("numpy.random.rand", "numpy.random.randn"):
        return _dimensions(node.args)
    if name in _LIKE and len(node.args) <= 2:
        known = shape_of(first, use, bindings, depth - 1)
        return known.shape if known and not is_list(known.node) else None
    return None


def _dimensions(arguments: list[ast.expr]) -> Shape | None:
    """The shape that `(3, 4)`, `3` or several integers state."""
    given = arguments[0].elts if len(arguments) == 1 and isinstance(arguments[0], (ast.Tuple, ast.List)) else arguments
    numbers = [_integer(each) for each in given]
    # -1 in a reshape leaves the length open, and so does a name.
    return tuple(ANY if number is None or number < 0 else number for number in numbers) or None


def _integer(node: ast.expr) -> int | None:
    match node:
        case ast.Constant(value=int(number)) if not isinstance(node.value, bool) and number < MOST_LENGTH:
            return number
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int(number))) if number < MOST_LENGTH:
            return -number
    return None
