"""Where the functions of a document are called, and what their parameters get there."""

from __future__ import annotations

import ast

from courselint.analysis.expressions import own_expressions
from courselint.analysis.scopes import Bindings, Scope, Use

MOST_CALLS = 256


class CallSites:
    """All calls of a document by the last part of the called name; collected when first asked for."""

    __slots__ = ("_bindings", "_calls")

    def __init__(self, bindings: Bindings) -> None:
        self._bindings = bindings
        self._calls: dict[str, list[tuple[ast.Call, Use]]] | None = None

    def passed(self, parameter: str, function: Scope) -> list[tuple[ast.expr, Use]]:
        """The expressions that this parameter gets; none where it can't be told."""
        node = function.node
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            return []
        names = [argument.arg for argument in (*node.args.posonlyargs, *node.args.args)]
        if function.parent is not None and function.parent.is_class:
            names = names[1:]
        position = names.index(parameter) if parameter in names else -1
        calls = self._of(node.name)
        if len(calls) > MOST_CALLS:
            return []
        given: list[tuple[ast.expr, Use]] = []
        for call, place in calls:
            if any(isinstance(argument, ast.Starred) for argument in call.args):
                return []
            by_name = {keyword.arg: keyword.value for keyword in call.keywords}
            if parameter in by_name:
                given.append((by_name[parameter], place))
            elif 0 <= position < len(call.args):
                given.append((call.args[position], place))
        return given

    def _of(self, name: str) -> list[tuple[ast.Call, Use]]:
        if self._calls is None:
            self._calls = {}
            for statement, use in self._bindings.statements:
                for node in own_expressions(statement):
                    if isinstance(node, ast.Call):
                        called = node.func
                        last = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
                        self._calls.setdefault(last, []).append((node, use))
        return self._calls.get(name, [])


def parametrized(parameter: str, function: ast.FunctionDef | ast.AsyncFunctionDef) -> tuple[ast.expr, int] | None:
    """The table that `pytest.mark.parametrize` gives this parameter, and the column in it (-1: the row itself)."""
    for decorator in function.decorator_list:
        match decorator:
            case ast.Call(func=ast.Attribute(attr="parametrize"), args=[ast.Constant(value=str(names)), table, *_]):
                arguments = [each.strip() for each in names.split(",")]
                if parameter in arguments:
                    return table, arguments.index(parameter) if len(arguments) > 1 else -1
    return None
