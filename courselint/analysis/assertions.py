"""The assertions of a document: what its tests compare, and what is known of both sides."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping

from courselint.analysis import idioms, results
from courselint.analysis.bindings import collect
from courselint.analysis.expressions import own_expressions
from courselint.analysis.floatness import Inference
from courselint.analysis.gates import Gate, call_gates, called_name, condition_gates
from courselint.analysis.grading import Grading
from courselint.analysis.inputs import NOTHING_KNOWN, Inputs, inputs_of, is_account, is_array
from courselint.analysis.reaching import reaching
from courselint.analysis.scopes import Bindings, Use
from courselint.analysis.statements import is_idle, self_compared
from courselint.analysis.values import Value, numbers_in
from courselint.model import (
    Assertion,
    AssertionForm,
    Comparison,
    Document,
    Floatness,
    Operand,
    Span,
    Text,
)
from courselint.sources.pythontext import LineOffsets

LONGEST_QUOTE = 60
# An exercise, its data and its answer take so many cells of code.
CELLS_BEFORE = 3


def read(document: Document) -> tuple[Assertion, ...]:
    """Every assertion in the document's code, in order; all of its code counts as one module."""
    if not any(code.tree is not None for code in document.code):
        return ()
    return tuple(_Reader(document).read())


class _Reader:
    __slots__ = (
        "_bindings",
        "_document",
        "_grading",
        "_inference",
        "_lines",
        "_modules",
        "_speaks_of_nan",
        "_texts",
        "_unfinished",
    )

    def __init__(self, document: Document) -> None:
        self._document = document
        self._bindings: Bindings = collect(document.code)
        self._inference = Inference(self._bindings)
        self._grading = Grading(document, self._bindings)
        self._texts: dict[int, Text] = {}
        self._lines: dict[int, LineOffsets] = {}
        self._modules = _modules(self._bindings)
        self._speaks_of_nan = any("nan" in code.text.lower() for code in document.code)
        # A cell that a learner is to finish doesn't parse; any name may get its value from what stands there.
        self._unfinished = frozenset(
            number for code in document.code if code.tree is None for number in numbers_in(code.text)
        )  # fmt: skip

    def read(self) -> Iterator[Assertion]:
        for statement, use in self._bindings.statements:
            is_grading = self._grading.covers(statement, use)
            found = list(self._asserted(statement, use)) if is_grading else []
            yield from found
            yield from self._with_nan(statement, use, found)

    def _asserted(self, statement: ast.stmt, use: Use) -> Iterator[Assertion]:
        match statement:
            case ast.Assert(test=ast.Tuple(elts=elements) as test) if elements:
                parts = tuple(self._span(element, use) for element in elements)
                yield self._assertion(test, use, "tuple", "assert", parts=parts)
            case ast.Assert(test=test):
                yield from self._conditioned(test, use, statement)
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
            gates = list(call_gates(call, self._inference))
            if gates and self_compared(call, gates) and not self._grading.is_about_equality(call, use):
                yield self._assertion(call, use, "self-comparison", name)
            else:
                yield from self._compared(call, use, gates, name)
        elif self._grading.forgets_call(name, use):
            yield self._assertion(call, use, "unasserted", name)

    def _is_testing(self, call: ast.Call) -> bool:
        return self._inference.dotted(call.func).startswith("tensorflow.debugging.")

    def _with_nan(self, statement: ast.stmt, use: Use, found: list[Assertion]) -> Iterator[Assertion]:
        """Comparisons with nan in any code that learners see; those in assertions are already there."""
        if not (self._grading.is_seen and self._speaks_of_nan):
            return
        known = {(c.text.source, c.span) for assertion in found for c in assertion.comparisons}
        shown = _shown(statement)
        for node in own_expressions(statement):
            if not isinstance(node, ast.Compare):
                continue
            sides = [node.left, *node.comparators]
            if not any(_may_be_nan(side) for side in sides):
                continue
            gates = [gate for gate in condition_gates(node, use, self._inference) if gate.node is node]
            place = (self._text(use.code).source, self._span(node, use))
            if gates and place not in known:
                yield self._assertion(
                    node, use, "comparison", "comparison", gates=gates, is_grading=False, is_shown=id(node) in shown
                )  # fmt: skip

    def _compared(self, node: ast.expr, use: Use, gates: list[Gate], idiom: str) -> Iterator[Assertion]:
        if gates:
            yield self._assertion(node, use, "comparison", idiom, gates=gates)

    def _assertion(
        self, node: ast.expr, use: Use, form: AssertionForm, idiom: str, *, gates: list[Gate] | None = None,
        parts: tuple[Span, ...] = (), is_grading: bool = True, is_shown: bool = False,
    ) -> Assertion:  # fmt: skip
        return Assertion(
            self._text(use.code),
            self._span(node, use),
            form,
            idiom,
            tuple(self._comparison(gate, use) for gate in gates or ()),
            parts,
            self._modules,
            is_grading,
            is_shown or self._grading.is_nan_lesson(use),
            self._grading.asks_for_rounding(use),
            self._grading.is_mocked(use),
        )

    def _comparison(self, gate: Gate, use: Use) -> Comparison:
        left = self._inference.value(gate.left, use, gate.local)
        right = self._inference.value(gate.right, use, gate.local)
        inputs = others = NOTHING_KNOWN
        if gate.atol == 0 or max(left.floatness, right.floatness) >= Floatness.INEXACT:
            # Where no float is in sight nobody needs to know where it came from.
            inputs = inputs_of(gate.left, use, self._inference)
            others = inputs_of(gate.right, use, self._inference)
        return Comparison(
            self._text(use.code),
            self._span(gate.node, use),
            gate.idiom,
            gate.operator,
            self._operand(gate.left, left, use, inputs, others),
            self._operand(gate.right, right, use, others, inputs),
            gate.rtol,
            gate.atol,
            gate.is_equality,
        )

    def _operand(self, node: ast.expr, value: Value, use: Use, inputs: Inputs, others: Inputs) -> Operand:
        origins = tuple(
            (self._text(origin.code), self._span_in(origin.node, origin.code)) for origin in value.origins
        )  # fmt: skip
        return Operand(
            self._written(node, use),
            self._span(node, use),
            Floatness.UNKNOWN if value.is_tolerant else value.floatness,
            value.constant,
            value.literals | self._given_to(node, use),
            origins,
            value.decimals,
            value.is_stored,
            value.is_quotient,
            value.is_nan,
            inputs.called,
            inputs.numbers,
            inputs.is_plain,
            inputs.is_exact,
            self._is_open(inputs),
            value.floatness >= Floatness.INEXACT and is_array(node, use, self._inference),
            value.element is not None or value.fields is not None,
            others is not NOTHING_KNOWN and is_account(node, use, others),
            _is_setting(node),
            _is_read_back(node),
            value.is_text or value.is_tolerant,
            value.has_zero,
            value.is_zero,
        )

    def _is_open(self, inputs: Inputs) -> bool:
        """Whether the function under test stands here, with its task, and nothing about rounding is said there."""
        function = inputs.function
        if function is None or function.body_code is None:
            return False
        if self._inference.rounds(function):
            return True
        return bool(inputs.numbers) and self._grading.is_task_seen and not self._grading.asks_for_rounding_at(function)

    def _given_to(self, node: ast.expr, use: Use) -> frozenset[float]:
        """What literals a name may hold that a learner binds: those of unfinished cells, and of the cells before."""
        if not isinstance(node, ast.Name):
            return frozenset()
        before = self._document.code[max(0, use.code - CELLS_BEFORE) : use.code]
        assigns = re.compile(rf"^[ \t]*{re.escape(node.id)}[ \t]*=", re.MULTILINE)
        is_to_write = any(code.tree is None and assigns.search(code.text) for code in before)
        if not is_to_write and reaching(node.id, use)[0]:
            return self._unfinished
        return self._unfinished.union(*(numbers_in(code.text) for code in before))

    def _written(self, node: ast.expr, use: Use) -> str:
        span = self._span(node, use)
        written = " ".join(self._text(use.code).text[span.start : min(span.end, span.start + 400)].split())
        return written if len(written) <= LONGEST_QUOTE else written[: LONGEST_QUOTE - 1] + "…"

    def _text(self, code: int) -> Text:
        if code not in self._texts:
            source = self._document.code[code].source
            self._texts[code] = Text.plain(self._document.sources[source].text, 0, source, "code")
        return self._texts[code]

    def _span(self, node: ast.expr, use: Use) -> Span:
        return self._span_in(node, use.code)

    def _span_in(self, node: ast.expr, code: int) -> Span:
        if code not in self._lines:
            self._lines[code] = LineOffsets(self._document.code[code].text)
        return self._lines[code].span(node)


def _modules(bindings: Bindings) -> Mapping[str, str]:
    wanted = ("numpy", "math", "pytest", "torch", "unittest")
    return {full: name for name, full in bindings.imports.items() if full in wanted}


def _may_be_nan(node: ast.expr) -> bool:
    match node:
        case ast.Attribute(attr="nan" | "NaN" | "NAN") | ast.Name(id="nan" | "NaN" | "NAN"):
            return True
        case ast.Call(func=ast.Name(id="float"), args=[ast.Constant(value=str(text))]):
            return text.strip().lower() == "nan"
        case ast.List(elts=elements) | ast.Tuple(elts=elements) | ast.Set(elts=elements):
            return any(not isinstance(e, (ast.List, ast.Tuple, ast.Set)) and _may_be_nan(e) for e in elements)
    return False


def _shown(statement: ast.stmt) -> set[int]:
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


def _is_read_back(node: ast.expr) -> bool:
    """Whether this reads an attribute of an object (`layer.factor`) that does not sound like a result."""
    return isinstance(node, ast.Attribute) and not results.RESULT_WORD.search(node.attr)


def _is_setting(node: ast.expr) -> bool:
    """Whether this reads a setting, `model.dropout` or `config["lr"]`: written down, not worked out."""
    match node:
        case ast.Attribute(attr=name) | ast.Subscript(slice=ast.Constant(value=str(name))):
            return name in results.SETTINGS or bool(_SETTING_WORD.search(name))
        case ast.Name(id=name):
            return name in results.SETTINGS
    return False


_SETTING_WORD = re.compile(r"(?i)(?:^|_)(?:lr|rate|dropout|momentum|epsilon|threshold|decay|version)$")
