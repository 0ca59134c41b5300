"""The expression behind a name: `diff` for `abs(expected - computed)`, `success` for `diff < tol`."""

from __future__ import annotations

import ast

from courselint.analysis.reaching import reaching
from courselint.analysis.scopes import Use


def held(node: ast.expr, use: Use) -> ast.expr:
    """What one plain assignment in the same code bound the name to; the node itself where that isn't so."""
    if not isinstance(node, ast.Name):
        return node
    found, is_local = reaching(node.id, use)
    if not is_local or len(found) != 1:
        return node
    binding = found[0]
    is_plain = binding.kind == "value" and not binding.path and binding.value is not None
    if not is_plain or binding.use.code != use.code or binding.value is None:
        return node
    return binding.value
