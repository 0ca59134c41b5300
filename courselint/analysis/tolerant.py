"""The same comparison with a tolerance, in an idiom that the file can use already, or with an import."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass

from courselint.analysis.plainnumbers import holds_text, is_nested, is_number
from courselint.analysis.rewriting import Expression
from courselint.analysis.tolerantcalls import call_edits
from courselint.model import Assertion, Comparison, Edit, Fix, Span

RELATIVE = "1e-9"
_OPERATOR = re.compile(r"(?P<close>[)\s\\]*?)(?P<operator>[ \t]*(?:==|!=)[ \t]*)(?P<open>[(\s\\]*)")
_ALL = re.compile(r"\s*\)\s*\.\s*(?P<name>all|any)\(\s*\)(?!\s*[.(\[])")
_ATTRIBUTE = re.compile(r"\s*\)\s*\.\s*\w")
_ALL_CALL = re.compile(r"\b(?P<name>all|alltrue|any|reduce_all|reduce_any|sum|mean)\(\s*\Z")
_OTHER_MATH = re.compile(r"\bmath[ \t]*=(?!=)|\bas math\b|\b(?:def|class|for) math\b")
_DICT = re.compile(r"\{|dict\(|Counter\(")


def tolerant_fix(comparison: Comparison, assertion: Assertion) -> Fix | None:
    """A comparison within one part in a billion; None where no idiom is at hand or the shape of it is unusual."""
    if comparison.text.kind != "code":
        # In a session the module's imports are out of reach.
        return None
    expression = Expression(comparison.text, comparison.span)
    nodes = (expression.node.left, *expression.node.comparators) if isinstance(expression.node, ast.Compare) else ()
    sides = _Sides(comparison, nodes)
    match expression.node:
        case ast.Compare(ops=[ast.Eq() | ast.NotEq()]) as node:
            edits = _compared(expression, node, sides, assertion)
        case ast.Call() as node if comparison.operator in ("==", "!="):
            edits = call_edits(expression, node, comparison, assertion)
        case _:
            edits = None
    if not edits:
        return None
    added = [edit.content.strip() for edit in edits if edit.content.startswith("import ")]
    also = f", with `{added[0]}`" if added else ""
    return Fix(f"compare with a tolerance{also}", tuple(edits), "unsafe")


@dataclass(frozen=True, slots=True)
class _Sides:
    """What is known of the two sides together."""

    comparison: Comparison
    nodes: tuple[ast.expr, ...] = ()

    @property
    def holds_text(self) -> bool:
        return any(holds_text(node) for node in self.nodes)

    @property
    def is_flat(self) -> bool:
        """Whether pytest.approx takes both: numbers, and lists and dicts of them, but no sets, and nothing nested."""
        return not any(is_nested(node) for node in self.nodes)

    @property
    def is_number(self) -> bool:
        sides = (self.comparison.left, self.comparison.right)
        return any(is_number(side, node) for side, node in zip(sides, self.nodes, strict=False))

    @property
    def is_container(self) -> bool:
        return any(side.is_container or side.is_array for side in (self.comparison.left, self.comparison.right))

    @property
    def has_dict(self) -> bool:
        return any(_DICT.match(side.written) for side in (self.comparison.left, self.comparison.right))


def _compared(
    expression: Expression, node: ast.Compare, sides: _Sides, assertion: Assertion
) -> tuple[Edit, ...] | None:
    """`a == b` as a call; what surrounds it decides whether that has to give one answer or one for each element."""
    left, right = expression.where(node.left), expression.where(node.comparators[0])
    operator = _OPERATOR.fullmatch(expression.between(left.end, right.start))
    if operator is None:
        return None
    sign = operator["operator"].strip()
    text, after = sides.comparison.text.text, expression.span.end
    before = text[max(0, expression.span.start - 40) : expression.span.start]
    closing = _ALL.match(text, after)
    span, is_each = expression.span, False
    if closing is not None and before.endswith("(") and not re.search(r"[\w)\]]\($", before):
        if (closing["name"] == "all") is not (sign == "=="):
            return None
        span = Span(expression.span.start - 1, closing.end())
    elif _ATTRIBUTE.match(text, after) or _ALL_CALL.search(before):
        if sign == "!=":
            return None
        is_each = True
    is_array = span != expression.span or is_each
    call = _call(sides, assertion, is_each=is_each, is_array=is_array, is_equality=sign == "==")
    if call is None:
        return None
    start, end = left.end + operator.start("operator"), left.end + operator.end("operator")
    if call.opening.endswith("approx("):
        edits = _with_approx(expression, sides, Span(start, end), call)
    else:
        negation = "not " if sign == "!=" else ""
        edits = (
            expression.put(span.start, expression.span.start, negation + call.opening),
            *_comma(expression, operator, left.end),
            expression.put(expression.span.end, span.end, call.closing),
        )
    if call.needed is None:
        return edits
    place = assertion.import_place
    return (Edit(place.text, Span(place.offset, place.offset), call.needed), *edits) if place is not None else None


def _comma(expression: Expression, operator: re.Match[str], offset: int) -> tuple[Edit, ...]:
    """A comma for the operator; where the line ends before that, the comma goes to its end."""
    start, end = offset + operator.start("operator"), offset + operator.end("operator")
    brackets = operator["close"].rpartition(")")
    if "\n" in brackets[2]:
        at = start - len(brackets[2])
        indent = len(operator["operator"]) - len(operator["operator"].lstrip())
        return expression.put(at, at, ","), expression.put(start + indent, end, "")
    is_last = operator["open"].startswith(("\n", "\r", "\\"))
    return (expression.put(start, end, "," if is_last else ", "),)


@dataclass(frozen=True, slots=True)
class _Call:
    """What stands before and after the two sides, and the import that it needs."""

    opening: str
    closing: str
    needed: str | None = None


def _call(sides: _Sides, assertion: Assertion, *, is_each: bool, is_array: bool, is_equality: bool) -> _Call | None:
    modules, text = assertion.modules, sides.comparison.text.text
    is_scalar = sides.is_number and not is_array
    found: list[_Call] = []
    if is_equality and not is_array and sides.is_flat and (approx := _name(modules, "pytest", "approx")):
        found.append(_Call(f"{approx}(", f", rel={RELATIVE})"))
    if is_scalar and (isclose := _name(modules, "math", "isclose")):
        found.append(_Call(f"{isclose}(", f", rel_tol={RELATIVE})"))
    if not sides.has_dict and not sides.holds_text and "numpy" in modules:
        name = "isclose" if is_scalar or is_each else "allclose"
        found.append(_Call(f"{modules['numpy']}.{name}(", f", rtol={RELATIVE})"))
    if not is_scalar and not sides.has_dict and not sides.holds_text and "torch" in modules and "numpy" not in modules:
        # float32, torch's own type, has seven digits.
        found.append(_Call(f"{modules['torch']}.{'isclose' if is_each else 'allclose'}(", ", rtol=1e-5)"))
    if is_scalar and not found and not _OTHER_MATH.search(text):
        return _Call("math.isclose(", f", rel_tol={RELATIVE})", "import math\n")
    # What the author uses elsewhere goes before what is merely imported.
    used = [call for call in found if call.opening in text]
    return (used or found or [None])[0]


def _name(modules: Mapping[str, str], module: str, function: str) -> str:
    """How this function can be called here, "" if it can't."""
    full = f"{module}.{function}"
    return modules[full] if full in modules else f"{modules[module]}.{function}" if module in modules else ""


def _with_approx(expression: Expression, sides: _Sides, operator: Span, call: _Call) -> tuple[Edit, ...]:
    """`a == approx(b)`, round the side that is expected."""
    span = expression.span
    is_left = sides.comparison.left.is_stored and not sides.comparison.right.is_stored
    start, end = (span.start, operator.start) if is_left else (operator.end, span.end)
    return expression.put(start, start, call.opening), expression.put(end, end, call.closing)
