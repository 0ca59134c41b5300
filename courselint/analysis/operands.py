"""The two sides of a comparison as checks see them: value, place, and what they were made from."""

from __future__ import annotations

import ast
import re
from dataclasses import replace

from courselint.analysis import results
from courselint.analysis.codeplaces import CodePlaces
from courselint.analysis.decompositions import SPEAKS_OF_IT, open_by_name, open_choice
from courselint.analysis.floatness import Inference
from courselint.analysis.gates import Gate
from courselint.analysis.grading import Grading
from courselint.analysis.inputs import NOTHING_KNOWN, Inputs, inputs_of, is_account, is_array
from courselint.analysis.knownnumbers import known_numbers
from courselint.analysis.precision import precision_of
from courselint.analysis.reaching import reaching
from courselint.analysis.scopes import Use
from courselint.analysis.textoperands import TextOperands
from courselint.analysis.truncation import Known, truncation
from courselint.analysis.values import Value, numbers_in
from courselint.model import Comparison, Document, Floatness, Operand, Rendered, Span, Text

# An exercise, its data and its answer take so many cells of code.
CELLS_BEFORE = 3


class Operands:
    """Makes the comparisons of one document."""

    __slots__ = (
        "_document",
        "_grading",
        "_has_arrays",
        "_inference",
        "_places",
        "_speaks_of_decompositions",
        "_texts",
        "_truncations",
        "_unfinished",
    )

    def __init__(
        self, document: Document, inference: Inference, grading: Grading, places: CodePlaces, texts: TextOperands
    ) -> None:
        self._document = document
        self._inference = inference
        self._grading = grading
        self._places = places
        self._truncations: Known = {}
        self._has_arrays = any("array(" in code.text for code in document.code)
        self._speaks_of_decompositions = any(SPEAKS_OF_IT.search(code.text) for code in document.code)
        self._texts = texts
        # A cell that a learner is to finish doesn't parse; any name may get its value from what stands there.
        self._unfinished = frozenset(
            number for code in document.code if code.tree is None for number in numbers_in(code.text)
        )

    def comparison(self, gate: Gate, use: Use) -> Comparison:
        """What this gate compares, and what is known of both sides."""
        left = self._inference.value(gate.left, use, gate.local)
        right = self._inference.value(gate.right, use, gate.local)
        inputs = others = NOTHING_KNOWN
        is_float = max(left.floatness, right.floatness) >= Floatness.INEXACT or left.imported or right.imported
        if gate.atol == 0 or is_float:
            # Where no float is in sight nobody needs to know where it came from.
            inputs = inputs_of(gate.left, use, self._inference)
            others = inputs_of(gate.right, use, self._inference)
        left_side = self._operand(gate.left, left, use, inputs, others, right)
        right_side = self._operand(gate.right, right, use, others, inputs, left)
        found, other = self._rendered(gate, gate.left, use), self._rendered(gate, gate.right, use)
        return Comparison(
            self._places.text(use.code),
            self._places.span(gate.node, use.code),
            gate.idiom,
            gate.operator,
            left_side if found is None else replace(left_side, rendered=found),
            right_side if other is None else replace(right_side, rendered=other),
            gate.rtol,
            gate.atol,
            gate.is_equality,
            self._precision(gate, use) if gate.operator == "≈" else "",
        )

    def _precision(self, gate: Gate, use: Use) -> str:
        found = {precision_of(side, use, self._inference) for side in (gate.left, gate.right)}
        return "float64" if "float64" in found else max(found)

    def _operand(self, node: ast.expr, value: Value, use: Use, inputs: Inputs, others: Inputs, other: Value) -> Operand:
        origins = tuple(
            (self._places.text(origin.code), self._places.span(origin.node, origin.code)) for origin in value.origins
        )  # fmt: skip
        return Operand(
            self._places.written(node, use),
            self._places.span(node, use.code),
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
            value.imported,
            inputs.imports,
            self._open_choice(node, use),
            known_numbers(value),
            inputs.way,
            truncated=self._truncated(node, use)
            if other.floatness is Floatness.INT and other.element is not None
            else (),
        )

    def _truncated(self, node: ast.expr, use: Use) -> tuple[tuple[Text, Span], ...]:
        found = truncation(node, use, self._inference, self._truncations) if self._has_arrays else None
        return ((self._places.text(found.code), self._places.span(found.node, found.code)),) if found else ()

    def _open_choice(self, node: ast.expr, use: Use) -> str:
        if not self._speaks_of_decompositions:
            return ""
        return open_choice(node, use, self._inference) or open_by_name(node, use, self._inference)

    def _rendered(self, gate: Gate, side: ast.expr, use: Use) -> Rendered | None:
        """The float whose text or digest this side is, where nobody said how to round it."""
        if not gate.is_equality or gate.operator not in ("==", "!=", "in") or gate.rtol is not None:
            return None
        other = gate.right if side is gate.left else gate.left
        found = self._texts.rendered(side, other, use)
        return None if found is None or self._grading.tells_to_round(use) else found

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
        suite = self._document.code[use.code].suite
        before = [
            code for code in self._document.code[max(0, use.code - CELLS_BEFORE) : use.code] if code.suite == suite
        ]
        assigns = re.compile(rf"^[ \t]*{re.escape(node.id)}[ \t]*=", re.MULTILINE)
        is_to_write = any(code.tree is None and assigns.search(code.text) for code in before)
        if not is_to_write and reaching(node.id, use)[0]:
            return self._unfinished
        return self._unfinished.union(*(numbers_in(code.text) for code in before))


def _is_read_back(node: ast.expr) -> bool:
    """Whether this reads an attribute of an object (`layer.factor`) that does not sound like a result."""
    return isinstance(node, ast.Attribute) and not node.attr.endswith("_") and not results.RESULT_WORD.search(node.attr)


def _is_setting(node: ast.expr) -> bool:
    """Whether this reads a setting or constant, `config["lr"]`, `math.pi`: written down, not worked out."""
    match node:
        case ast.Attribute(value=ast.Name(), attr=name) if name in results.CONSTANTS:
            return True
        case ast.Attribute(attr=name) | ast.Subscript(slice=ast.Constant(value=str(name))):
            return name in results.SETTINGS or bool(_SETTING_WORD.search(name))
        case ast.Name(id=name):
            return name in results.SETTINGS
    return False


_SETTING_WORD = re.compile(r"(?i)(?:^|_)(?:lr|rate|dropout|momentum|eps|epsilon|betas?|alpha|threshold|decay|version)$")
