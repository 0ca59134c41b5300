"""The same comparison with a tolerance, in an idiom that the file can already use."""

from __future__ import annotations

from collections.abc import Mapping

from courselint.model import Comparison, Edit, Fix, Floatness, Operand, Span

RELATIVE = "1e-9"


def tolerant_fix(comparison: Comparison, modules: Mapping[str, str]) -> Fix | None:
    """A comparison within one part in a billion; None where no idiom is at hand or the shape of it is unusual.

    `modules` are the modules that the file imports, with their names there.
    """
    if comparison.text.kind != "code":
        # In a session the module's imports are out of reach.
        return None
    text = comparison.text.text
    left, right = comparison.left.span, comparison.right.span
    between = text[left.end : right.start].strip("() \t\n\\")
    if comparison.operator not in ("==", "!=") or between != comparison.operator:
        return None
    opening, closing = text[comparison.span.start : left.start], text[right.end : comparison.span.end]
    if opening.strip("( \t\n") or closing.strip(") \t\n"):
        return None
    content = _rewritten(text[left.start : left.end], text[right.start : right.end], comparison, modules)
    if content is None:
        return None
    negation = "not " if comparison.operator == "!=" else ""
    message = f"compare with a tolerance: `{negation}{content}`" if len(content) < 80 else "compare with a tolerance"
    span = Span(comparison.span.start, comparison.span.end)
    return Fix(message, (Edit(comparison.text, span, negation + content),), "unsafe")


def _rewritten(left: str, right: str, comparison: Comparison, modules: Mapping[str, str]) -> str | None:
    is_scalar = any(_is_number(side) for side in (comparison.left, comparison.right))
    if "pytest" in modules and comparison.operator == "==":
        return f"{left} == {modules['pytest']}.approx({right}, rel={RELATIVE})"
    if is_scalar and "math" in modules:
        return f"{modules['math']}.isclose({left}, {right}, rel_tol={RELATIVE})"
    if "numpy" in modules and not right.startswith("{") and not left.startswith("{"):
        call = "isclose" if is_scalar else "allclose"
        return f"{modules['numpy']}.{call}({left}, {right}, rtol={RELATIVE})"
    return None


def _is_number(side: Operand) -> bool:
    """Whether it is known to be one number, and no list or array of them."""
    if side.is_container or side.is_array:
        return False
    return side.constant is not None or (side.is_stored and side.floatness is Floatness.INEXACT)
