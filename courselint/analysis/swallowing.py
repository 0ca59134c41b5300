"""Handlers round an assertion that keep from the learner what was expected and what came."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from courselint.analysis import idioms
from courselint.analysis.accesspaths import AccessPath, paths, share
from courselint.analysis.gates import called_name
from courselint.analysis.outcomes import fails
from courselint.analysis.scopes import Scope, Use
from courselint.analysis.testnames import is_test_function

MOST_NODES = 4000

_CATCHING = frozenset(("AssertionError", "Exception", "BaseException"))
# What tells the learner of the failure, or asks for another try.
_TELLING = frozenset(
    ("fail", "print_exc", "format_exc", "exc_info", "print_exception", "format_exception", "exception", "input", "exit",
     "_exit", "skip", "xfail", "skipTest")
)  # fmt: skip
# Words of a handler that gives the values, or that is glad of the exception.
_WORDS = re.compile(
    r"(?i)expect|should|must\b|instead|\bgot\b|needs? to|good|passed|success|\bok\b|\bcorrect"
    r"|\b(?:is|do|did)(?: not|n't)\b|\bseems? to\b"
)
_GRADES = re.compile(r"(?i)\btests?\b|\bscore|\bpoints\b|\bgrad(?:e|ing)|passed|correct")


@dataclass(frozen=True, slots=True)
class Swallowed:
    """An assertion whose failure nobody sees, and the handler that catches it."""

    assertion: ast.expr
    handler: ast.ExceptHandler


def swallowed(statement: ast.stmt, use: Use, text: str) -> Swallowed | None:
    """The first assertion in a `try` whose failure a handler keeps to itself; `text` is the code that it stands in."""
    if not isinstance(statement, (ast.Try, ast.TryStar)):
        return None
    if not _is_in_test(use.scope) and not _GRADES.search(text):
        return None
    inside = list(_own(statement.body))
    asserted = [node for node in inside if isinstance(node, ast.Assert)]
    first = next((node.test for node in asserted if _compares(node.test)), None)
    if first is None or fails([node for node in inside if isinstance(node, ast.stmt)]):
        # `try: f(-1); fail()` asks for the exception.
        return None
    if any(_is_about_versions(node) for node in inside) or any(
        isinstance(node.test, ast.Constant) for node in asserted
    ):
        return None
    handler = next((each for each in statement.handlers if _catches(each)), None)
    if handler is None or not _is_mute(handler):
        return None
    compared = frozenset[AccessPath]().union(*(paths(node.test) for node in asserted))
    if _shows(handler.body, compared) or any(_shows([node], compared) for node in inside if _is_print(node)):
        return None
    return Swallowed(first, handler)


def _compares(test: ast.expr) -> bool:
    """Whether this compares two values: only then there is one expected and one that came."""
    for node in ast.walk(test):
        match node:
            case ast.UnaryOp(op=ast.Not()):
                return False
            case ast.Compare(left=left, ops=[ast.Eq()], comparators=[right]):
                return not any(isinstance(side, ast.Call) and called_name(side) == "type" for side in (left, right))
            case ast.Call() if called_name(node) in idioms.EXACT_CALLS | {"allclose", "isclose"}:
                return True
    return False


def _is_about_versions(node: ast.AST) -> bool:
    """Whether this looks for a library, or for the right version of one."""
    return isinstance(node, (ast.Import, ast.ImportFrom)) or getattr(node, "attr", "") == "__version__"


def _is_in_test(scope: Scope) -> bool:
    inner: Scope | None = scope
    while inner is not None:
        if is_test_function(inner):
            return True
        inner = inner.parent
    return False


def _own(body: list[ast.stmt]) -> Iterator[ast.AST]:
    """The nodes of these statements, without functions and without what another `try` guards."""
    pending: list[ast.AST] = list(reversed(body))
    for _ in range(MOST_NODES):
        if not pending:
            return
        node = pending.pop()
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, ast.Try, ast.TryStar)):
            continue
        yield node
        pending.extend(reversed(list(ast.iter_child_nodes(node))))


def _catches(handler: ast.ExceptHandler) -> bool:
    match handler.type:
        case None:
            return True
        case ast.Name(id=name):
            return name in _CATCHING
        case ast.Tuple(elts=elements):
            return any(isinstance(element, ast.Name) and element.id in _CATCHING for element in elements)
    return False


def _is_mute(handler: ast.ExceptHandler) -> bool:
    """Whether the handler says nothing of the exception: it doesn't raise, fail, or show it."""
    nodes = [node for statement in handler.body for node in ast.walk(statement)]
    for node in nodes:
        match node:
            case ast.Raise() | ast.Assert():
                return False
            case ast.Name(id=name) if name == handler.name:
                return False
            case ast.Call() if called_name(node) in _TELLING:
                return False
            case ast.Constant(value=str(words)) if _WORDS.search(words):
                return False
    return True


def _shows(body: list[ast.AST] | list[ast.stmt], compared: frozenset[AccessPath]) -> bool:
    """Whether these statements name one of the values that the assertion compares."""
    shown = frozenset[AccessPath]().union(*(paths(node) for node in body)) if body else frozenset()
    return share(compared, shown)


def _is_print(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and called_name(node) in ("print", "display", "log", "info", "debug")
