"""Where code may compare with nan, and where it only shows what comes of it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from courselint.analysis.gates import called_name


def may_be_nan(node: ast.expr) -> bool:
    """Whether this is written as nan, or as a list that holds one."""
    match node:
        case ast.Attribute(attr="nan" | "NaN" | "NAN") | ast.Name(id="nan" | "NaN" | "NAN"):
            return True
        case ast.Call(func=ast.Name(id="float"), args=[ast.Constant(value=str(text))]):
            return text.strip().lower() == "nan"
        case ast.List(elts=elements) | ast.Tuple(elts=elements) | ast.Set(elts=elements):
            return any(not isinstance(e, (ast.List, ast.Tuple, ast.Set)) and may_be_nan(e) for e in elements)
    return False


def shown(statement: ast.stmt) -> set[int]:
    """The expressions that a statement merely shows: displayed by the notebook, or printed."""
    if not isinstance(statement, ast.Expr):
        return set()
    value = statement.value
    if isinstance(value, ast.Call) and called_name(value) in ("print", "display"):
        return {id(node) for argument in value.args for node in _inside(argument)}
    elements = value.elts if isinstance(value, ast.Tuple) else [value]
    return {id(element) for element in elements}


def _inside(node: ast.expr) -> Iterator[ast.AST]:
    # `print(f"{x == np.nan}")` shows it too.
    yield node
    if isinstance(node, ast.JoinedStr):
        yield from (part.value for part in node.values if isinstance(part, ast.FormattedValue))
