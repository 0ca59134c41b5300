"""Walks over the expressions of a statement."""

from __future__ import annotations

import ast


def own_expressions(statement: ast.stmt) -> list[ast.AST]:
    """All expression nodes of a statement, without the statements inside it."""
    found: list[ast.AST] = []
    pending: list[ast.AST] = [statement]
    while pending:
        node = pending.pop()
        for child in ast.iter_child_nodes(node):
            if not isinstance(child, (ast.stmt, ast.ExceptHandler, ast.match_case)):
                found.append(child)
                pending.append(child)
    return found
