"""The values of names: what their bindings give together, what parameters get, and what functions return."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import replace
from itertools import islice

from courselint.analysis.arithmetic import combined
from courselint.analysis.callsites import CallSites, parametrized
from courselint.analysis.containers import MOST_LITERALS, merge, with_literals
from courselint.analysis.reaching import reaching
from courselint.analysis.scopes import Binding, Bindings, Scope, Use
from courselint.analysis.stubs import is_placeholder, is_start
from courselint.analysis.values import UNKNOWN, Value, element, item
from courselint.model import Floatness

MOST_RETURNS = 16


class BoundValues:
    """Values of names in one document, each binding once; `evaluate` gives the values of the bound expressions."""

    __slots__ = ("_bindings", "_call_sites", "_evaluate", "_known", "_marks", "_open")

    def __init__(self, bindings: Bindings, evaluate: Callable[[ast.expr, Use], Value]) -> None:
        self._bindings = bindings
        self._evaluate = evaluate
        self._call_sites = CallSites(bindings)
        self._known: dict[int, Value] = {}
        self._open: set[int] = set()
        self._marks = 0

    def named(self, name: str, use: Use) -> Value | None:
        """What a name, or `self.x`, holds here; None if nothing is known to bind it."""
        found, is_local = reaching(name, use)
        return self._joined(found, strict=not is_local) if found else None

    def returned(self, function: Scope) -> Value | None:
        """What it returns; None if it returns nothing, or what a learner has yet to replace."""
        if not function.returns or all(is_placeholder(node) for node, _ in function.returns):
            return None
        value = merge([self._evaluate(node, use) for node, use in function.returns[:MOST_RETURNS]])
        if function.is_unfinished and value.floatness <= Floatness.EXACT and is_start(value):
            return None
        return value

    def rounds(self, function: Scope) -> bool:
        """Whether its code shows that it rounds more than once on the way to what it returns."""
        returned = self.returned(function)
        return (
            returned is not None
            and returned.floatness is Floatness.COMPUTED
            and not returned.is_quotient
            and returned.decimals is None
        )

    def _joined(self, found: list[Binding], *, strict: bool) -> Value:
        plain = [binding for binding in found if binding.kind != "mutation"]
        changes = [self._bound(binding) for binding in found if binding.kind == "mutation"]
        value = merge([self._bound(binding) for binding in plain], strict=strict) if plain else UNKNOWN
        if not changes:
            return value
        if value.element is not None or value.items is not None or value.fields is not None:
            # A list that is filled after it was made: its members are what was put in.
            members = [change for change in changes if not change.is_text]
            inner = merge([*([value.element] if value.element else []), *members]) if members else value.element
            if inner is None:
                return value
            return replace(inner, element=inner, items=None, fields=value.fields, constant=None, is_zero=False)
        return replace(with_literals(value, changes), origins=value.origins, has_zero=False, is_zero=False)

    def _bound(self, binding: Binding) -> Value:
        key = id(binding)
        if key in self._known:
            return self._known[key]
        if key in self._open:
            return UNKNOWN
        self._open.add(key)
        try:
            found = self._from_binding(binding)
        finally:
            self._open.discard(key)
        if found.floatness is Floatness.COMPUTED and found.constant is None and binding.kind != "augmented":
            # From here on it is known by its name: what comes back from a call that got it is no result.
            self._marks += 1
            found = replace(found, literals=found.literals | {-float(self._marks)}, is_stored=True)
        self._known[key] = found
        return found

    def _from_binding(self, binding: Binding) -> Value:
        if binding.kind == "parameter" and binding.function is not None:
            return self._parameter(binding.name, binding.function, binding.use)
        if binding.value is None or is_placeholder(binding.value):
            return UNKNOWN
        value = self._evaluate(binding.value, binding.use)
        if binding.kind == "element":
            value = element(value)
        elif binding.kind == "augmented" and binding.operator is not None:
            # The value before it is joined by `_joined`; a sum of rounded numbers is what matters.
            changed = combined(binding.operator, UNKNOWN, value)
            return value if value.floatness in (Floatness.INT, Floatness.EXACT) else changed
        for index in binding.path:
            value = item(value, index)
        return value

    def _parameter(self, name: str, function: Scope, use: Use) -> Value:
        node = function.node
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            return UNKNOWN
        table = parametrized(name, node)
        if table is not None:
            module = Use(self._bindings.module, self._bindings.module.block, use.order, use.code)
            row = element(self._evaluate(table[0], module))
            return item(row, table[1]) if table[1] >= 0 else row
        fixture = self._bindings.module.bindings.get(name)
        if node.name.startswith("test") and fixture and fixture[-1].function is not None:
            # What a fixture writes to a file, say, comes back from there.
            given = numbers_written(fixture[-1].function.node)
            held = self.returned(fixture[-1].function) or UNKNOWN
            return replace(held, literals=held.literals | given)
        given = self._call_sites.passed(name, function)
        return merge([self._evaluate(argument, place) for argument, place in given]) if given else UNKNOWN


def numbers_written(function: ast.AST | None) -> frozenset[float]:
    """The absolute values of all decimals that stand in this code."""
    if function is None:
        return frozenset()
    found = (node.value for node in ast.walk(function) if isinstance(node, ast.Constant))
    return frozenset(abs(value) for value in islice(found, MOST_LITERALS) if isinstance(value, float))


def function_named(name: str, use: Use) -> Scope | None:
    """The function of the course that `name` is here."""
    found, _ = reaching(name, use)
    return found[0].function if len(found) == 1 and found[0].kind == "function" else None
