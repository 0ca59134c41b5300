"""Tests of ok and otter: `test = {…}` with sessions in strings, and functions marked `@test_case`."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from courselint.model import Code, Example, Suite
from courselint.sources import sessions
from courselint.sources.pythontext import LineOffsets, string_text

_TABLE = re.compile(r"^test[ \t]*+=[ \t]*+\{", re.MULTILINE)
_MARKED = re.compile(r"^OK_FORMAT[ \t]*+=|^@test_case\(", re.MULTILINE)
# test → suites → suite → cases → case → code
DEEPEST = 8


def is_test(text: str) -> bool:
    """Whether a module holds a test in the format of ok or otter, whatever it is called."""
    return bool((_TABLE.search(text) and "suites" in text) or _MARKED.search(text))


def read(code: Code) -> Iterator[Suite]:
    """The suites of the tables in this module: the sessions of each one's setup and cases."""
    if code.tree is None or sessions.PROMPT not in code.text:
        return
    lines = LineOffsets(code.text)
    for statement in code.tree.body:
        match statement:
            case ast.Assign(targets=[ast.Name(id="test")], value=ast.Dict() as table):
                for suite in _suites(table):
                    found = tuple(_examples(suite, code, lines))
                    if found:
                        yield Suite("ok", found)


def _suites(table: ast.Dict) -> Iterator[ast.expr]:
    for key, value in zip(table.keys, table.values, strict=True):
        if isinstance(key, ast.Constant) and key.value == "suites" and isinstance(value, (ast.List, ast.Tuple)):
            yield from (suite for suite in value.elts if _is_session(suite))


def _is_session(suite: ast.expr) -> bool:
    """Whether the suite runs a session; other types (`wwpp`, `concept`) ask what learners think, or run Scheme."""
    if not isinstance(suite, ast.Dict):
        return False
    named = zip(suite.keys, suite.values, strict=True)
    types = [value for key, value in named if isinstance(key, ast.Constant) and key.value == "type"]
    return all(not isinstance(each, ast.Constant) or each.value == "doctest" for each in types)


def _examples(suite: ast.expr, code: Code, lines: LineOffsets) -> Iterator[Example]:
    """The examples of a suite, those of its setup first."""
    for name in ("setup", "code"):
        for text in _strings(suite, name):
            yield from sessions.examples(string_text(code.text, text, lines, code.source, "docstring"))


def _strings(table: ast.expr, name: str) -> Iterator[ast.Constant]:
    """The strings under this key, however deep in the table."""
    pending: list[tuple[ast.expr, int]] = [(table, 0)]
    while pending:
        node, depth = pending.pop()
        if depth > DEEPEST:
            continue
        match node:
            case ast.Dict(keys=keys, values=values):
                for key, value in zip(reversed(keys), reversed(values), strict=True):
                    if isinstance(key, ast.Constant) and key.value == name:
                        if isinstance(value, ast.Constant) and isinstance(value.value, str):
                            yield value
                    else:
                        pending.append((value, depth + 1))
            case ast.List(elts=members) | ast.Tuple(elts=members):
                pending.extend((member, depth + 1) for member in reversed(members))
