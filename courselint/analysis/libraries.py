"""The full names of library functions, whatever they are imported as."""

from __future__ import annotations

import ast
import builtins

from courselint.analysis import results
from courselint.analysis.scopes import Bindings


def full_name(node: ast.expr, bindings: Bindings) -> str:
    """The full name of a function or module attribute (`numpy.linalg.det`), "" if it is none or not imported."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute) and len(parts) < 8:
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        return ""
    root = bindings.imports.get(node.id)
    if root is None:
        if any(each.kind != "mutation" for each in bindings.module.bindings.get(node.id, ())):
            return ""
        if parts:
            root = results.USUAL_NAMES.get(node.id, "")
        else:
            root = f"builtins.{node.id}" if hasattr(builtins, node.id) else ""
    return ".".join((root, *reversed(parts))) if root else ""
