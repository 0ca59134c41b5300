"""Which functions and classes test, by their names."""

from __future__ import annotations

import ast
import re

from courselint.analysis.scopes import Scope

TEST_NAME = re.compile(r"(?i)^_*(?:run_?)?(?:unit_?)?tests?(?:_|[A-Z0-9]|$)|_tests?(?:_|$)|^test|Test(?:s|Case)?$")


CHECKER_NAME = re.compile(
    r"(?i)^_*(?:check|grade|verify|validate|assert|is_correct|evaluate_answer)(?:_|[A-Z0-9]|$)|_check(?:er)?$"
)


def function_of(scope: Scope) -> str | None:
    """The name of the innermost function round this scope."""
    inner: Scope | None = scope
    while inner is not None:
        if inner.node is not None and not inner.is_class:
            return inner.node.name
        inner = inner.parent
    return None


def is_test_function(scope: Scope) -> bool:
    """Whether this function or class is there to test."""
    node = scope.node
    if node is None:
        return False
    if isinstance(node, ast.ClassDef):
        return any("TestCase" in ast.dump(base) for base in node.bases[:4]) or node.name.startswith("Test")
    return bool(TEST_NAME.search(node.name) or CHECKER_NAME.search(node.name)) or _is_marked(node)


def _is_marked(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether otter runs the function: `@test_case(points=1)`."""
    return any(
        isinstance(decorator, ast.Call)
        and isinstance(decorator.func, ast.Name | ast.Attribute)
        and (decorator.func.id if isinstance(decorator.func, ast.Name) else decorator.func.attr) == "test_case"
        for decorator in node.decorator_list
    )
