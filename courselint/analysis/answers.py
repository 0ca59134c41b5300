"""What the examples of sessions print, where it is a float with all its digits, and what is known of it."""

from __future__ import annotations

import ast
import builtins
import math
import sys
from collections.abc import Iterator
from dataclasses import replace

from courselint.analysis.bindings import collect
from courselint.analysis.floatness import Inference
from courselint.analysis.inputs import inputs_of
from courselint.analysis.longfloats import long_floats
from courselint.analysis.results import NUMERIC_MODULES, USUAL_NAMES
from courselint.analysis.scopes import Scope, Use
from courselint.analysis.suites import with_suites
from courselint.model import Answer, Code, Document, Example, Suite, SuiteKind

_LIBRARIES = NUMERIC_MODULES | sys.stdlib_module_names
MOST_NODES = 20_000


def read(document: Document) -> tuple[Answer, ...]:
    """The examples that print long floats; those of one docstring or suite know of each other."""
    found = with_suites(document, _prints_long_floats)
    return tuple(_Reader(found).read()) if len(found.code) > len(document.code) else ()


def _prints_long_floats(suite: Suite) -> bool:
    return any(True for example in suite.examples for _ in long_floats(example.want.text))


class _Reader:
    __slots__ = ("_bindings", "_document", "_inference", "_last", "_written")

    def __init__(self, document: Document) -> None:
        self._document = document
        self._bindings = collect(document.code)
        self._inference = Inference(self._bindings)
        self._last: dict[int, tuple[ast.stmt, Use]] = {use.code: (each, use) for each, use in self._bindings.statements}
        self._written = {index: _floats(code) for index, code in enumerate(document.code)}

    def read(self) -> Iterator[Answer]:
        codes = list(enumerate(self._document.code))
        own: frozenset[float] = frozenset().union(*(self._written[index] for index, code in codes if not code.suite))
        by_place = {id(code.place): index for index, code in codes if code.suite}
        for suite in self._document.suites:
            written = own
            is_demonstration = True
            for example in suite.examples:
                index = by_place.get(id(example.code))
                if index is None:
                    break
                written |= self._written[index]
                is_demonstration = is_demonstration and not self._is_foreign(index)
                if any(True for _ in long_floats(example.want.text)):
                    answer = self._answer(example, suite.kind, index, written)
                    yield replace(answer, is_demonstration=is_demonstration)

    def _answer(self, example: Example, kind: SuiteKind, index: int, written: frozenset[float]) -> Answer:
        statement, use = self._last.get(index, (None, None))
        if use is None or not isinstance(statement, ast.Expr):
            return Answer(example, kind, written=written)
        node = statement.value
        match node:
            case ast.Call(func=ast.Name(id="print"), args=[inner]):
                node = inner
        value = self._inference.value(node, use)
        inputs = inputs_of(node, use, self._inference)
        is_rounding = inputs.function is not None and self._inference.rounds(inputs.function)
        is_rounded = value.decimals is not None
        return Answer(example, kind, inputs.numbers, value.literals, written, is_rounded, is_rounding)

    def _is_foreign(self, index: int) -> bool:
        """Whether the example uses a name that is neither built in, nor bound in the session, nor a library's."""
        tree = self._document.code[index].tree
        if tree is None or index not in self._last:
            return True
        scope: Scope | None = self._last[index][1].scope
        bound: set[str] = set()
        while scope is not None and scope.parent is not None:
            # A method call changes what stands elsewhere: it binds nothing here.
            bound.update(name for name, found in scope.bindings.items() if any(b.kind != "mutation" for b in found))
            scope = scope.parent
        for count, node in enumerate(ast.walk(tree)):
            match node:
                case ast.Name(id=name) if name not in bound and not self._is_library(name):
                    return True
                case ast.ImportFrom(module=module) if (module or "").partition(".")[0] not in _LIBRARIES:
                    return True
            if count > MOST_NODES:
                return True
        return False

    def _is_library(self, name: str) -> bool:
        full = self._bindings.imports.get(name)
        if full is not None:
            return full.partition(".")[0] in _LIBRARIES
        return name not in self._bindings.module.bindings and (hasattr(builtins, name) or name in USUAL_NAMES)


def _floats(code: Code) -> frozenset[float]:
    """The floats that it writes down."""
    if code.tree is None or "." not in code.text:
        return frozenset()
    return frozenset(
        node.value
        for node in ast.walk(code.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, float) and math.isfinite(node.value)
    )
