"""The assertions of a document: what its tests compare, and what is known of both sides."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping

from courselint.analysis import idioms
from courselint.analysis.bindings import collect
from courselint.analysis.chance import Chance
from courselint.analysis.codeplaces import CodePlaces
from courselint.analysis.expressions import own_expressions
from courselint.analysis.floatness import Inference
from courselint.analysis.gates import Gate, call_gates, called_name, condition_gates
from courselint.analysis.grading import Grading
from courselint.analysis.importing import ImportPlaces
from courselint.analysis.nanplaces import may_be_nan, shown
from courselint.analysis.operands import Operands
from courselint.analysis.scopes import Bindings, Scope, Use
from courselint.analysis.silence import is_plain, silence
from courselint.analysis.statements import is_idle, self_compared
from courselint.analysis.suites import with_suites
from courselint.analysis.swallowing import swallowed
from courselint.analysis.textoperands import TextOperands
from courselint.analysis.vacuity import Vacuities
from courselint.model import (
    Assertion,
    AssertionForm,
    Document,
    Span,
    Suite,
)


def read(document: Document) -> tuple[Assertion, ...]:
    """Every assertion in the document's code, in order; all of its code counts as one module."""
    document = with_suites(document, _may_test)
    if not any(code.suite or (code.tree is not None and _MAY_TEST.search(code.text)) for code in document.code):
        return ()
    return tuple(_Reader(document).read())


def _may_test(suite: Suite) -> bool:
    return any(
        _MAY_TEST.search(example.code.text)
        and ("assert" in example.code.text or example.want.text.strip() in ("True", "False"))
        for example in suite.examples
    )


# Without any of these, code neither tests nor compares with nan: most lessons, at the cost of one search.
_MAY_TEST = re.compile(
    r"assert|\bfail|\bok_\(|\beq_\(|\b(?:test(?:_\w+)?|expect)\(|(?i:\bnan\b)|[!=]=|\b(?:is|all)?close|equal"
    r"|def _*\w*(?i:test|check|grade|verify|validate|correct|evaluate)|class \w*Test"
)


class _Reader:
    __slots__ = (
        "_bindings",
        "_chance",
        "_document",
        "_grading",
        "_imports",
        "_inference",
        "_is_plain",
        "_modules",
        "_operands",
        "_places",
        "_speaks_of_nan",
        "_swallowing",
        "_vacuities",
    )

    def __init__(self, document: Document) -> None:
        self._document = document
        self._bindings: Bindings = collect(document.code)
        self._inference = Inference(self._bindings)
        self._grading = Grading(document, self._bindings)
        self._places = CodePlaces(document)
        texts = TextOperands(document, self._bindings, self._inference, self._places)
        self._operands = Operands(document, self._inference, self._grading, self._places, texts)
        self._imports = ImportPlaces(document, self._places)
        self._modules = _modules(self._bindings)
        self._vacuities = Vacuities(self._bindings)
        self._chance = Chance(document, self._bindings)
        self._is_plain = is_plain(document, frozenset(self._bindings.imports.values()))
        self._swallowing: set[tuple[Scope, int]] = set()
        self._speaks_of_nan = any("nan" in code.text.lower() for code in document.code)

    def read(self) -> Iterator[Assertion]:
        for statement, use in self._bindings.statements:
            is_grading = self._grading.covers(statement, use)
            found = list(self._asserted(statement, use) if is_grading else self._on_tuple(statement, use))
            yield from found
            if is_grading:
                yield from self._vacuous(statement, use)
                yield from self._swallowed(statement, use)
            yield from self._with_nan(statement, use, found)

    def _asserted(self, statement: ast.stmt, use: Use) -> Iterator[Assertion]:
        match statement:
            case ast.Assert(test=ast.Tuple()):
                yield from self._on_tuple(statement, use)
            case ast.Assert(test=test):
                yield from self._conditioned(test, use, statement)
            case ast.Expr(value=value) if (holds := self._document.code[use.code].expects) is not None:
                gates = list(condition_gates(value, use, self._inference, "doctest", holds=holds))
                yield from self._compared(value, use, gates, "doctest")
            case ast.Expr(value=ast.Call() as call):
                yield from self._called(call, use, statement)
            case ast.Expr(value=value) if is_idle(value) and self._grading.forgets(statement, use):
                yield self._assertion(value, use, "unasserted", "statement")
            case ast.If(test=test) if (holds := self._grading.branch(statement, use)) is not None:
                gates = list(condition_gates(test, use, self._inference, "if", holds=holds))
                yield from self._compared(test, use, gates, "if")
            case ast.Return(value=ast.expr() as value) if self._grading.is_checker(use):
                yield from self._compared(
                    value, use, list(condition_gates(value, use, self._inference, "return")), "return"
                )

    def _on_tuple(self, statement: ast.stmt, use: Use) -> Iterator[Assertion]:
        """An assertion that can't fail is a slip in any code, also in what is no test."""
        if isinstance(statement, ast.Assert) and isinstance(statement.test, ast.Tuple) and statement.test.elts:
            parts = tuple(self._places.span(element, use.code) for element in statement.test.elts)
            yield self._assertion(statement.test, use, "tuple", "assert", parts=parts)

    def _conditioned(self, test: ast.expr, use: Use, statement: ast.Assert) -> Iterator[Assertion]:
        if isinstance(test, ast.Constant) and test.value:
            if self._grading.is_marker(statement):
                return
            yield self._assertion(test, use, "constant", "assert")
            return
        gates = list(condition_gates(test, use, self._inference))
        if self_compared(test, gates) and not self._grading.is_about_equality(statement, use):
            yield self._assertion(test, use, "self-comparison", "assert")
            return
        yield from self._compared(test, use, gates, "assert")
        if self._is_plain and (missing := silence(statement, gates)) is not None:
            yield self._assertion(test, use, "silent", missing)

    def _called(self, call: ast.Call, use: Use, statement: ast.Expr) -> Iterator[Assertion]:
        name = called_name(call)
        if name in idioms.TRUTH_CALLS | idioms.FALSE_CALLS and call.args:
            test = call.args[0]
            if isinstance(test, ast.Constant) and bool(test.value) is (name in idioms.TRUTH_CALLS):
                if self._grading.is_marker(statement):
                    return
                yield self._assertion(call, use, "constant", name)
                return
            holds = name in idioms.TRUTH_CALLS
            yield from self._compared(
                call, use, list(condition_gates(test, use, self._inference, name, holds=holds)), name
            )
        elif name in idioms.ASSERTING | idioms.ASSERTING_TOLERANT | {"test", "expect"} or self._is_testing(call):
            gates = list(call_gates(call, use, self._inference))
            if gates and self_compared(call, gates) and not self._grading.is_about_equality(call, use):
                yield self._assertion(call, use, "self-comparison", name)
            else:
                yield from self._compared(call, use, gates, name)
        elif self._grading.forgets_call(name, use):
            yield self._assertion(call, use, "unasserted", name)

    def _vacuous(self, statement: ast.stmt, use: Use) -> Iterator[Assertion]:
        found = self._vacuities.find(statement, use)
        if found is not None:
            parts = (self._places.span(found.part, use.code),)
            yield self._assertion(found.node, use, "vacuous", found.kind, parts=parts)

    def _swallowed(self, statement: ast.stmt, use: Use) -> Iterator[Assertion]:
        if (use.scope, use.code) in self._swallowing:
            return
        found = swallowed(statement, use, self._document.code[use.code].text)
        if found is not None:
            self._swallowing.add((use.scope, use.code))
            caught = f" {self._places.written(found.handler.type, use)}" if found.handler.type else ""
            yield self._assertion(found.assertion, use, "swallowed", f"except{caught}:")

    def _is_testing(self, call: ast.Call) -> bool:
        return self._inference.dotted(call.func).startswith("tensorflow.debugging.")

    def _with_nan(self, statement: ast.stmt, use: Use, found: list[Assertion]) -> Iterator[Assertion]:
        """Comparisons with nan in any code that learners see; those in assertions are already there."""
        if not (self._grading.is_seen and self._speaks_of_nan) or self._document.code[use.code].suite:
            return
        known = {(c.text.source, c.span) for assertion in found for c in assertion.comparisons}
        displayed = shown(statement)
        for node in own_expressions(statement):
            if not isinstance(node, ast.Compare):
                continue
            sides = [node.left, *node.comparators]
            if not any(may_be_nan(side) for side in sides):
                continue
            gates = [gate for gate in condition_gates(node, use, self._inference) if gate.node is node]
            place = (self._places.text(use.code).source, self._places.span(node, use.code))
            if gates and place not in known:
                yield self._assertion(
                    node, use, "comparison", "comparison", gates=gates, is_grading=False, is_shown=id(node) in displayed
                )  # fmt: skip

    def _compared(self, node: ast.expr, use: Use, gates: list[Gate], idiom: str) -> Iterator[Assertion]:
        if gates:
            yield self._assertion(node, use, "comparison", idiom, gates=gates)
            random = self._chance.unseeded(gates, use)
            if random is not None:
                yield self._assertion(node, use, "unseeded", self._places.written(*random))

    def _assertion(
        self, node: ast.expr, use: Use, form: AssertionForm, idiom: str, *, gates: list[Gate] | None = None,
        parts: tuple[Span, ...] = (), is_grading: bool = True, is_shown: bool = False,
    ) -> Assertion:  # fmt: skip
        return Assertion(
            self._places.text(use.code),
            self._places.span(node, use.code),
            form,
            idiom,
            tuple(self._operands.comparison(gate, use) for gate in gates or ()),
            parts,
            self._modules,
            is_grading,
            is_shown or self._grading.is_nan_lesson(use),
            self._grading.asks_for_rounding(use),
            self._grading.is_mocked(use),
            self._document.path,
            self._imports.before(use, self._places.span(node, use.code).start) if form == "comparison" else None,
            is_rounding_lesson=self._grading.is_rounding_lesson(use),
        )


# What fixes can use where it is there already.
_USEFUL = frozenset(
    """numpy math pytest torch unittest numpy.testing math.isclose pytest.approx numpy.isclose numpy.allclose
    numpy.testing.assert_allclose fastcore.test.test_close""".split()
)


def _modules(bindings: Bindings) -> Mapping[str, str]:
    """Of what is imported, what fixes can use, and the names it has here."""
    return {full: name for name, full in bindings.imports.items() if full in _USEFUL}
