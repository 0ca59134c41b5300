"""The values that an expression names, such as `case["expected"]` or `result.shape`, as paths from a name."""

from __future__ import annotations

import ast
from collections.abc import Iterable

AccessPath = tuple[str, ...]

MOST_PARTS = 8


def paths(node: ast.AST) -> frozenset[AccessPath]:
    """All of them in the node, each as long as it is written; a name's own name (`f.__name__`) tells no value."""
    found: set[AccessPath] = set()
    pending: list[ast.AST] = [node]
    while pending:
        inner = pending.pop()
        if isinstance(inner, (ast.Name, ast.Attribute, ast.Subscript)):
            path = _path(inner)
            if path is not None:
                if path[-1] != ".__name__":
                    found.add(path)
                continue
        pending.extend(ast.iter_child_nodes(inner))
    return frozenset(found)


def share(one: Iterable[AccessPath], other: Iterable[AccessPath]) -> bool:
    """Whether both name one value, or one names a part of what the other names."""
    first, second = frozenset(one), frozenset(other)
    return _leads_into(first, second) or _leads_into(second, first)


def _leads_into(short: frozenset[AccessPath], long: frozenset[AccessPath]) -> bool:
    return any(path[:length] in short for path in long for length in range(1, len(path) + 1))


def _path(node: ast.expr) -> AccessPath | None:
    """None for what doesn't start with a name, or has more than a constant in its brackets."""
    parts: list[str] = []
    while len(parts) < MOST_PARTS:
        match node:
            case ast.Name(id=name):
                return (name, *reversed(parts))
            case ast.Attribute(value=value, attr=name):
                parts.append(f".{name}")
                node = value
            case ast.Subscript(value=value, slice=ast.Constant(value=key)):
                parts.append(f"[{key!r}]")
                node = value
            case _:
                return None
    return None
