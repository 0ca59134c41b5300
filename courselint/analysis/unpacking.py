"""What subscripts and the targets of loops take out of a value."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from courselint.analysis.values import UNKNOWN, Value, below, element, item, passed


def subscript(base: Value, key: ast.expr) -> Value:
    match key:
        case ast.Constant(value=str() | int() as part) if base.imported:
            return Value(imported=below(base, str(part)))
        case ast.Constant(value=str(name)) if base.fields is not None:
            return base.fields.get(name, UNKNOWN)
        case ast.Constant(value=int(index)) if base.items is not None and -len(base.items) <= index < len(base.items):
            return base.items[index]
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int(index))) if base.items:
            return base.items[-index] if 0 < index <= len(base.items) else UNKNOWN
        case ast.Slice():
            return passed(base)
    return element(base)


def bound(targets: ast.expr, source: Value, local: Mapping[str, Value]) -> dict[str, Value]:
    """The names that a comprehension's target binds, with those bound round it."""
    names = dict(local)
    pending = [(targets, source)]
    while pending:
        target, value = pending.pop()
        if isinstance(target, ast.Name):
            names[target.id] = value
        elif isinstance(target, (ast.Tuple, ast.List)):
            pending.extend((each, item(value, index)) for index, each in enumerate(target.elts))
        elif isinstance(target, ast.Starred):
            pending.append((target.value, value))
    return names
