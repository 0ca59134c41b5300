"""What people read in Python code: docstrings, and the messages that learners are shown."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from courselint.model import Code, Run, Span, Text, compose
from courselint.sources import inline, pythoncomments
from courselint.sources.pythontext import LineOffsets, string_text

# Percent and brace fields are values to come, not words.
_FIELD = re.compile(r"%(?:\(\w*\))?[-#0+]*\d*(?:\.\d+)?[diouxXeEfFgGcrs]|\{[^{}\n]*+\}")
_RULER = re.compile(r"(?:-{3,}+|={3,}+|~{3,}+|\^{3,}+|\*{3,}+)$")
_FENCE = re.compile(r"(?:`{3,}+|~{3,}+)[^`]*+$")
_PROMPTS = (">>>", "In [", "Out[")
_FAILING = frozenset(("fail", "skip", "xfail", "exit", "warn"))
_ONE_SIDED = frozenset(("assertTrue", "assertFalse", "assertIsNone", "assertIsNotNone", "assert_"))
_MESSAGE_KEYWORDS = frozenset(("msg", "err_msg", "message", "reason"))


def texts(code: Code, lexed: pythoncomments.Lexed, *, only_docstrings: bool) -> Iterator[Text]:
    """What people read: docstrings, comments, and the messages that learners are shown."""
    if not only_docstrings:
        yield from pythoncomments.texts(code.text, lexed, code.source)
    if code.tree is None or not ('"' in code.text or "'" in code.text):
        return
    lines = LineOffsets(code.text)
    for node in _statements(code.tree):
        if isinstance(node, ast.Module | ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            docstring = _docstring(node)
            if docstring is not None:
                yield from _paragraphs(string_text(code.text, docstring, lines, code.source, "docstring"))
        elif not only_docstrings:
            for message in _messages(node):
                yield from _paragraphs(string_text(code.text, message, lines, code.source, "message"))


def docstrings(tree: ast.Module) -> Iterator[ast.Constant]:
    """The docstrings of a module and of all that is in it."""
    for node in _statements(tree):
        if isinstance(node, ast.Module | ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            docstring = _docstring(node)
            if docstring is not None:
                yield docstring


def _statements(tree: ast.Module) -> Iterator[ast.AST]:
    """The module and every statement in it, outer ones first; expressions are most of a tree, and hold none."""
    pending: list[ast.AST] = [tree]
    while pending:
        node = pending.pop()
        yield node
        inner: list[ast.AST] = []
        for name in ("body", "handlers", "cases", "orelse", "finalbody"):
            below = getattr(node, name, None)
            if isinstance(below, list):
                inner += below
        pending += reversed(inner)


def _docstring(node: ast.Module | ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> ast.Constant | None:
    first = node.body[0] if node.body else None
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
        return first.value
    return None


def _messages(statement: ast.AST) -> Iterator[ast.Constant | ast.JoinedStr]:
    """String literals that a learner sees: what a test says, what is printed, asked for, raised or warned of."""
    shown: list[ast.expr | None] = []
    match statement:
        case ast.Assert():
            shown = [statement.msg]
        case ast.Raise(exc=ast.Call(args=arguments)):
            shown = [*arguments]
        case ast.Expr(value=ast.Call() as call):
            shown = _shown_by(call)
        case ast.Assign(value=ast.Call(func=ast.Name(id="input")) as call):
            shown = [*call.args]
    for value in shown:
        yield from _literals(value)


def _shown_by(call: ast.Call) -> list[ast.expr | None]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    shown: list[ast.expr | None] = []
    if (isinstance(call.func, ast.Name) and name in ("print", "input")) or name in _FAILING:
        shown += call.args
    elif name.startswith("assert") and not name.startswith(("assertRaises", "assertWarns", "assertLogs")):
        # What comes before is compared; a message stands behind it.
        shown += call.args[1 if name in _ONE_SIDED else 2 :]
    return [*shown, *(keyword.value for keyword in call.keywords if keyword.arg in _MESSAGE_KEYWORDS)]


def _literals(value: ast.expr | None) -> Iterator[ast.Constant | ast.JoinedStr]:
    """The literals of a message, which may be put together with `+`, `%` or `format`; chains can be long."""
    pending = [value]
    while pending:
        match pending.pop():
            case (ast.JoinedStr() | ast.Constant(value=str())) as literal:
                yield literal
            case ast.BinOp(left=left, op=ast.Add(), right=right):
                pending += [right, left]
            case ast.BinOp(left=left, op=ast.Mod()):
                pending.append(left)
            case ast.Call(func=ast.Attribute(value=left, attr="format")):
                pending.append(left)


def _paragraphs(text: Text) -> Iterator[Text]:
    """A string's paragraphs as prose, without doctests, code, rulers and format fields.

    In docstrings a line that is indented otherwise than the one before begins a paragraph of its own: that parts the
    names of parameters from what is said of them.
    """
    lines = list(_lines(text.text))
    indents = [indent for _, indent, line in lines[1:] if line]
    margin = min(indents, default=0)
    is_docstring = text.kind == "docstring"
    pending: list[Span] = []
    is_fenced = is_doctest = False
    before = margin
    # What `::` announces is code, indented deeper than the announcement.
    announced: int | None = None
    for number, (span, own_indent, line) in enumerate(lines):
        indent = own_indent if number else margin
        if announced is not None and line and indent <= announced:
            announced = None
        is_fence = is_docstring and bool(_FENCE.match(line))
        is_fenced ^= is_fence
        is_doctest = bool(line) and (is_doctest or line.startswith(_PROMPTS))
        is_code = is_fence or is_fenced or is_doctest or announced is not None
        is_apart = not line or is_code or _RULER.match(line) or (is_docstring and indent != before)
        before = indent
        if pending and is_apart:
            yield from _masked(pending, text)
            pending = []
        if line and not is_code and not _RULER.match(line):
            pending.append(Span(span.start + own_indent, span.end))
            announced = indent if line.endswith("::") else None
    if pending:
        yield from _masked(pending, text)


def _lines(text: str) -> Iterator[tuple[Span, int, str]]:
    """Each line's span, how far it is indented, and what it says."""
    start = 0
    for line in text.split("\n"):
        stripped = line.strip()
        yield Span(start, start + len(line)), len(line) - len(line.lstrip()), stripped
        start += len(line) + 1


def _masked(lines: list[Span], text: Text) -> Iterator[Text]:
    """The paragraph of these lines, with code, maths and fields masked."""
    start = lines[0].start
    block = text.text[start : lines[-1].end]
    if text.kind == "message":
        block = _FIELD.sub(lambda match: "\ue000" * len(match[0]), block)
    found = inline.read(block)
    if any(character.isalpha() for character in found.text):
        shifted = tuple(Run(run.start, run.length, run.origin + start, run.origin_length) for run in found.runs)
        yield Text(found.text, compose(shifted, text.runs), text.source, text.kind)
