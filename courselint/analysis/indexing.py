"""Constant indices that code is sure to run, and the shapes that assertions before them state."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from courselint.analysis.shapes import Shape

MOST_NODES = 4000


def indices(statement: ast.stmt) -> Iterator[tuple[ast.Subscript, tuple[int | None, ...]]]:
    """The subscripts in a statement with integers in them, axis by axis; None for a slice or a name.

    What `and`, `or` and `if … else` may leave out is left out, and so are comprehensions and lambdas.
    """
    pending: list[ast.AST] = [statement]
    for _ in range(MOST_NODES):
        if not pending:
            return
        node = pending.pop()
        match node:
            case ast.BoolOp(values=[first, *_]):
                pending.append(first)
                continue
            case ast.IfExp(test=test):
                pending.append(test)
                continue
            case ast.Lambda() | ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
                continue
            case ast.Compare(left=left, comparators=[first, _, *_]):
                pending.extend((left, first))
                continue
            case ast.Delete():
                continue
            case ast.Subscript(slice=key):
                parts = key.elts if isinstance(key, ast.Tuple) else [key]
                places = tuple(_integer(part) for part in parts)
                if any(place is not None for place in places) and not any(_adds_axes(part) for part in parts):
                    yield node, places
        pending.extend(
            child
            for child in ast.iter_child_nodes(node)
            if not isinstance(child, (ast.stmt, ast.ExceptHandler, ast.match_case))
        )


def outside(places: tuple[int | None, ...], shape: Shape) -> int | None:
    """The axis along which an index lies outside; None if all lie inside, or nobody knows."""
    for axis, (place, length) in enumerate(zip(places, shape, strict=False)):
        if place is not None and length >= 0 and not -length <= place < length:
            return axis
    return None


def stated(statement: ast.stmt) -> Iterator[tuple[ast.expr, Shape, ast.expr]]:
    """The values whose shape this statement asserts, with it and the expression that says so.

    `assert x.shape == (11,)`, `assert np.shape(x) == (11,)`, `self.assertEqual(x.shape, (11,))`, joined by `and`.
    """
    pending: list[ast.expr] = []
    match statement:
        case ast.Assert(test=test):
            pending.append(test)
        case ast.Expr(
            value=ast.Call(func=ast.Attribute(attr="assertEqual" | "assertTupleEqual"), args=[one, other, *_])
        ):
            yield from _stated(one, other, statement.value)
    while pending:
        node = pending.pop()
        match node:
            case ast.BoolOp(op=ast.And(), values=members):
                pending.extend(members[:50])
            case ast.Compare(left=left, ops=[ast.Eq()], comparators=[right]):
                yield from _stated(left, right, node)


def _stated(one: ast.expr, other: ast.expr, node: ast.expr) -> Iterator[tuple[ast.expr, Shape, ast.expr]]:
    for left, right in ((one, other), (other, one)):
        shape = _written(right)
        if not shape:
            continue
        match left:
            case ast.Attribute(value=of, attr="shape"):
                yield of, shape, node
            case ast.Call(func=ast.Attribute(attr="shape"), args=[of]):
                yield of, shape, node


def _written(node: ast.expr) -> Shape:
    """A shape written as a tuple of integers; an unknown length is -1."""
    if not isinstance(node, (ast.Tuple, ast.List)) or len(node.elts) > 8:
        return ()
    numbers = [_integer(each) for each in node.elts]
    return tuple(-1 if number is None or number < 0 else number for number in numbers)


def _integer(node: ast.expr) -> int | None:
    match node:
        case ast.Constant(value=int(number)) if not isinstance(node.value, bool):
            return number
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int(number))):
            return -number
    return None


def _adds_axes(part: ast.expr) -> bool:
    """Whether the index shifts the axes: `...`, `None`, `np.newaxis`, or something that nobody knows."""
    return not isinstance(part, (ast.Constant, ast.UnaryOp, ast.Slice)) or (
        isinstance(part, ast.Constant) and not isinstance(part.value, int)
    )
