"""Functions and classes of a course that round their results: by their code, or by what they promise in words."""

from __future__ import annotations

import ast
import re

from courselint.model import Document

# Cheap signs, looked for before any tree is walked.
_SIGN = re.compile(r"(?i)\bround|decimal place|quantize\(|float\(\s*f?[\"']")
_PROMISE = re.compile(
    r"(?i)\bround(?:s|ed|ing)?\b[ (]{1,3}(?:it\b|to\b|up\b|down\b|off\b|the\b|result|all\b)|decimal place"
)
_ROUNDS = frozenset(["round", "around", "round_", "quantize"])


def rounding(document: Document) -> frozenset[str]:
    """The names of the document's functions and classes that round to some decimals, or call one that does."""
    if not any(code.tree is not None and _SIGN.search(code.text) for code in document.code):
        return frozenset()
    names: set[str] = set()
    callers: dict[str, set[str]] = {}
    pending: list[tuple[ast.AST, tuple[str, ...]]] = [(code.tree, ()) for code in document.code if code.tree]
    while pending:
        node, inside = pending.pop()
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            inside = (*inside[-3:], node.name)
        if inside and _rounds(node):
            names.update(inside)
        elif inside and isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            callers.setdefault(node.func.id, set()).update(inside)
        pending.extend((child, inside) for child in ast.iter_child_nodes(node))
    unseen = list(names)
    while unseen:
        found = callers.pop(unseen.pop(), set()) - names
        names |= found
        unseen.extend(found)
    return frozenset(names)


def _rounds(node: ast.AST) -> bool:
    match node:
        # `float(f"{x:.2f}")`, `float("%.2f" % x)`, `float("{:.2f}".format(x))`
        case ast.Call(func=ast.Name(id="float"), args=[ast.JoinedStr() | ast.BinOp(op=ast.Mod())]):
            return True
        case ast.Call(func=ast.Name(id="float"), args=[ast.Call(func=ast.Attribute(attr="format"))]):
            return True
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=arguments, keywords=keywords):
            # `round(x)` gives an integer, `x.round(2)` and `np.round(x, 2)` a float that is rounded on purpose.
            is_method = isinstance(node.func, ast.Attribute)
            return name in _ROUNDS and len(arguments) + len(keywords) >= (1 if is_method else 2)
        case ast.Constant(value=str(text)) if len(text) < 4000:
            return bool(_PROMISE.search(text))
    return False
