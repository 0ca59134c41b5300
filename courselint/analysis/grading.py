"""Which code grades: tests, checkers and assert cells, as against lessons and library code."""

from __future__ import annotations

import ast
import re

from courselint.analysis.outcomes import fails, verdict
from courselint.analysis.scopes import Bindings, Scope, Use
from courselint.analysis.testnames import CHECKER_NAME, function_of, is_test_function
from courselint.model import Document

_ROUNDING = re.compile(
    r"(?i)\bround(?:s|ed|ing)?\b"
    r"(?=[ (]*(?:to\b|off\b|your\b|the\b|it\b|up\b|down\b|result|answer|all\b|each\b|\w+\s*,|\())"
    r"|\brounded\b|decimal\s+(?:place|point|digit)|significant\s+(?:digit|figure)|\.round\("
)
_ROUNDING_LESSON = re.compile(
    r"(?i)float(?:ing)?[- ]?points?\b|round(?:ing)?[- ]?off|rounding errors?\b|machine[- _]epsilon|finfo|float_info"
    r"|binary (?:representation|fraction)|double[- ]precision|ieee[- ]?754|\bulps?\b"
)
_MOCK = re.compile(r"(?i)mock|return_value|monkeypatch|\bstub")
_NAN_LESSON = re.compile(
    r"(?i)\bnan\b[^.\n]{0,120}(?:equal|compar|==|itself|identical)|(?:equal|compar|==|itself)[^.\n]{0,120}\bnan\b"
)
_EQUALITY_LESSON = re.compile(r"(?i)eq(?:ual)?(?:ity|s)?(?:_|$)|reflexiv|identity|hash|compar|nan|_is_")


class Grading:
    """What in one document grades a learner's work."""

    __slots__ = (
        "_bindings",
        "_document",
        "_last",
        "_markers",
        "_mentioned",
        "_raising",
        "_said",
        "_unreached",
        "_with_asserts",
    )  # fmt: skip

    def __init__(self, document: Document, bindings: Bindings) -> None:
        self._document = document
        self._bindings = bindings
        self._said: dict[tuple[int, re.Pattern[str]], bool] = {}
        self._last = {
            index: code.tree.body[-1] for index, code in enumerate(document.code) if code.tree and code.tree.body
        }
        self._with_asserts = {
            use.code
            for statement, use in bindings.statements
            if isinstance(statement, ast.Assert) and use.scope.node is None
        }
        self._raising: set[int] = set()
        self._unreached: set[int] = set()
        self._markers: set[int] = set()
        self._mentioned: dict[tuple[Scope, str], bool] = {}
        for statement, _ in bindings.statements:
            if isinstance(statement, (ast.Try, ast.TryStar)):
                # `except ValueError: assert True` marks the way the test should take.
                self._markers.update(id(inner) for handler in statement.handlers for inner in handler.body)
                self._markers.update(id(inner) for inner in statement.orelse)
                if any(fails(handler.body) for handler in statement.handlers):
                    # `try: f(); assert True; except: fail(…)` tests that nothing is raised.
                    self._markers.update(id(inner) for inner in statement.body)
            if isinstance(statement, ast.With) and any(_expects_error(item.context_expr) for item in statement.items):
                self._unreached.update(id(inner) for inner in statement.body)
            if isinstance(statement, (ast.With, ast.AsyncWith, ast.Try, ast.TryStar)):
                self._raising.update(id(inner) for inner in statement.body)

    @property
    def is_seen(self) -> bool:
        """Whether learners see all of this code, or are graded by it."""
        return self._document.format != "python" or self._document.is_test

    @property
    def _is_lesson(self) -> bool:
        return self._document.format != "python"

    def covers(self, statement: ast.stmt, use: Use) -> bool:
        """Whether an assertion here grades; what stands where an error is expected only provokes it."""
        if id(statement) in self._unreached:
            return False
        if self._document.is_test or self._document.code[use.code].suite:
            return True
        if self._is_lesson:
            return function_of(use.scope) is None or self._is_test_scope(use.scope)
        # What a module asserts at its top runs when it is imported: a test, wherever it stands.
        return use.scope.node is None or self._is_test_scope(use.scope)

    def is_checker(self, use: Use) -> bool:
        """Whether what is returned here is a verdict on an answer."""
        function = function_of(use.scope)
        return (
            function is not None and bool(CHECKER_NAME.search(function)) and (self._is_lesson or self._document.is_test)
        )

    def branch(self, statement: ast.If, use: Use) -> bool | None:
        """Which way the condition of an `if` must turn out for the learner to pass; None if it says nothing of that."""
        if not (
            self._document.is_test
            or (self._is_lesson and function_of(use.scope) is None)
            or self._is_test_scope(use.scope)
        ):
            return None
        for body, holds in ((statement.body, True), (statement.orelse, False)):
            told = verdict(body)
            if told is not None:
                return told is holds
        return None

    def forgets(self, statement: ast.stmt, use: Use) -> bool:
        """Whether a comparison that stands here as a statement was meant to be asserted."""
        if id(statement) in self._raising:
            return False
        if self._is_test_scope(use.scope):
            return True
        if self._document.format == "notebook" and use.scope.node is None:
            return use.code in self._with_asserts and statement is not self._last.get(use.code)
        return False

    def forgets_call(self, name: str, use: Use) -> bool:
        """Whether a call whose value nobody looks at was meant to be asserted."""
        return name in ("allclose", "isclose", "array_equal") and is_test_function(use.scope) and bool(use.scope.node)

    def is_marker(self, statement: ast.stmt) -> bool:
        """Whether an `assert True` here only marks that the right exception came."""
        return id(statement) in self._markers

    def is_about_equality(self, statement: ast.AST, use: Use) -> bool:
        """Whether the test tests `==` itself, or looks for nan."""
        if isinstance(statement, ast.Assert) and statement.msg is not None and "nan" in ast.dump(statement.msg).lower():
            return True
        function = function_of(use.scope)
        return function is not None and bool(_EQUALITY_LESSON.search(function))

    def is_nan_lesson(self, use: Use) -> bool:
        """Whether the text round here talks about nan and equality."""
        source = self._document.code[use.code].source
        return self._is_lesson and self._says(_NAN_LESSON, source - 1, source + 2)

    def is_mocked(self, use: Use) -> bool:
        """Whether the test makes up what the code under test returns."""
        scope = self._outermost(use)
        if scope is None:
            return False
        return self._mentions(scope, use, "mock", _MOCK)

    @property
    def is_task_seen(self) -> bool:
        """Whether the text of the exercises stands in the same file."""
        return self._document.format == "notebook"

    def asks_for_rounding_at(self, function: Scope) -> bool:
        """Whether the text above a function, or its own, speaks of rounding."""
        if function.body_code is None:
            return False
        source = self._document.code[function.body_code].source
        return self._says(_ROUNDING, source - 3, source + 1)

    def asks_for_rounding(self, use: Use) -> bool:
        """Whether the exercise, or the test itself, speaks of rounding or decimal places."""
        source = self._document.code[use.code].source
        if self._document.format == "notebook":
            return self._says(_ROUNDING, source - 3, source + 1)
        scope = self._outermost(use)
        return scope is not None and self._mentions(scope, use, "rounding", _ROUNDING)

    def is_rounding_lesson(self, use: Use) -> bool:
        """Whether the lesson or the test is about floating-point arithmetic itself."""
        if self._document.format == "notebook":
            source = self._document.code[use.code].source
            return self._says(_ROUNDING_LESSON, source - 3, source + 1)
        scope = self._outermost(use)
        return scope is not None and self._mentions(scope, use, "rounding lesson", _ROUNDING_LESSON)

    def tells_to_round(self, use: Use) -> bool:
        """Whether the exercise speaks of rounding: its text, not the tests, which round by themselves."""
        if not self._is_lesson:
            return False
        source = self._document.code[use.code].source
        sources = self._document.sources
        return any(
            "assert" not in sources[index].text and self._says(_ROUNDING, index, index + 1)
            for index in range(max(0, source - 3), source)
        )

    def _says(self, pattern: re.Pattern[str], start: int, end: int) -> bool:
        """Whether one of these sources speaks of it."""
        sources = self._document.sources
        for index in range(max(0, start), min(end, len(sources))):
            key = (index, pattern)
            if key not in self._said:
                self._said[key] = bool(pattern.search(sources[index].text))
            if self._said[key]:
                return True
        return False

    def _outermost(self, use: Use) -> Scope | None:
        """The function that the statement stands in, seen from its module or class."""
        scope: Scope | None = use.scope
        while scope is not None and scope.parent is not None and not scope.parent.is_class and scope.parent.node:
            scope = scope.parent
        return scope if scope is not None and scope.node is not None else None

    def _mentions(self, scope: Scope, use: Use, what: str, pattern: re.Pattern[str]) -> bool:
        node = scope.node
        if node is None or node.end_lineno is None:
            return False
        if (scope, what) not in self._mentioned:
            first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
            lines = self._document.code[use.code].text.split("\n")
            self._mentioned[scope, what] = bool(pattern.search("\n".join(lines[first - 1 : node.end_lineno])))
        return self._mentioned[scope, what]

    def _is_test_scope(self, scope: Scope) -> bool:
        inner: Scope | None = scope
        while inner is not None and inner.node is not None:
            if is_test_function(inner):
                return True
            inner = inner.parent
        return False


def _expects_error(context: ast.expr) -> bool:
    """`pytest.raises(…)`, `self.assertRaises(…)`."""
    if not isinstance(context, ast.Call):
        return False
    name = context.func.id if isinstance(context.func, ast.Name) else getattr(context.func, "attr", "")
    return name in ("raises", "assertRaises", "assertRaisesRegex")
