"""Python modules and code cells: the syntax tree, and what people read in them."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from courselint.model import Code, Comment, Document, Run, Source, Span, Text, TextKind, compose
from courselint.sources import inline, magics
from courselint.sources.pythontext import LineOffsets, string_text

# A string that isn't closed goes on to the end of its line, or of the text, so that no quote is tried twice.
_TOKEN = re.compile(
    r"""(?P<string>[rRbBuUfFtT]{0,2}(?:'''(?:[^'\\]++|\\.|'(?!''))*+(?:'''|\\?\Z)|\"{3}(?:[^"\\]++|\\.|"(?!""))*+(?:\"{3}|\\?\Z)
                  |'(?:[^'\\\n]++|\\.)*+'?|"(?:[^"\\\n]++|\\.)*+"?))
      | (?P<comment>\#[^\n\r]*+) | (?P<name>[^\W\d]\w*+)""",
    re.VERBOSE | re.DOTALL,
)
_PRAGMA = re.compile(
    r"#(?:[|@!]|\s*(?:%%|noqa\b|type:|pylint:|mypy:|ruff:|fmt:|isort:|pragma\b|courselint:|-\*-|coding[:=]))"
)
_CODE_LIKE = re.compile(r"[=(\[.:{@]|^(?:import|from|return|del|pass|break|yield|assert|raise)\b")
# What is code though it doesn't parse: an assignment, or a call, that goes on elsewhere.
_SNIPPET = re.compile(r"[\w.\[\]]++(?:\s*+[-+*/]?=\s*+[\w'\"(\[{]|\()")
_TEST_NAME = re.compile(r"(?:^|_)(?:unit_?)?tests?(?:_|$)|unittest|autograd|(?:^|_)grader", re.IGNORECASE)
_FIELD = re.compile(r"%[-#0 +]*\d*(?:\.\d+)?[diouxXeEfFgGcrs]|\{[^{}\n]*+\}")


@dataclass(frozen=True, slots=True)
class Lexed:
    """One pass over code: comments as written with their offsets, and the names that stand outside strings."""

    comments: tuple[tuple[int, str], ...]
    names: frozenset[str]


def is_test_path(path: str) -> bool:
    """Whether a module's name or folder says that it holds tests."""
    pure = PurePosixPath(path)
    return bool(_TEST_NAME.search(pure.stem)) or any(part in ("tests", "test") for part in pure.parts[:-1])


def read(path: str, data: bytes, text: str) -> Document:
    """Read a module. Of library code only docstrings are prose; of tests also comments and messages."""
    code = parse(text, 0)
    lexed = lex(text)
    is_test = is_test_path(path)
    return Document(
        path=path,
        format="python",
        data=data,
        sources=(Source(text),),
        texts=tuple(texts(code, lexed, only_docstrings=not is_test)),
        code=(code,),
        comments=suppressing(lexed, 0),
        names=lexed.names,
        language="python",
        is_test=is_test,
    )


def parse(text: str, source: int, *, is_cell: bool = False) -> Code:
    """Parse one source. In a cell magics are masked, and blanks to be filled in, if it doesn't parse without."""
    code = _parse(text, source)
    if code.tree is not None or not is_cell:
        return code
    masked = magics.mask(text)
    for attempt in (masked, magics.mask_blanks(masked)):
        code = _parse_indented(attempt, source) if attempt[:1] in " \t" else _parse(attempt, source)
        if code.tree is not None:
            return code
    return code


def _parse_indented(text: str, source: int) -> Code:
    """Parse a cell that begins with an indent, which IPython takes away before it runs the cell."""
    code = _parse("if 1:\n" + text, source)
    if code.tree is None or not isinstance(code.tree.body[0], ast.If):
        return _parse(text, source)
    ast.increment_lineno(code.tree, -1)
    return Code(source, text, ast.Module(code.tree.body[0].body, []))


def _parse(text: str, source: int) -> Code:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return Code(source, text, ast.parse(text))
    except SyntaxError as error:
        # Columns of a SyntaxError are characters, unlike those of the tree, which are bytes.
        start = LineOffsets(text).offset(error.lineno or 1, 0)
        at = min(len(text), start + max(0, (error.offset or 1) - 1))
        return Code(source, text, None, error.msg, at)
    except (ValueError, RecursionError, MemoryError) as error:
        return Code(source, text, None, f"{error or type(error).__name__}")


def lex(text: str) -> Lexed:
    """Split comments, strings and names; works on code that doesn't parse, too."""
    comments: list[tuple[int, str]] = []
    names: set[str] = set()
    for token in _TOKEN.finditer(text):
        if token.lastgroup == "name":
            names.add(token[0])
        elif token.lastgroup == "comment":
            comments.append((token.start(), token[0]))
    return Lexed(tuple(comments), frozenset(names))


def suppressing(lexed: Lexed, source: int) -> tuple[Comment, ...]:
    """The comments that speak to courselint."""
    return tuple(
        Comment(comment.lstrip("# \t"), Span(at, at + len(comment)), source)
        for at, comment in lexed.comments
        if "courselint:" in comment
    )


def texts(code: Code, lexed: Lexed, *, only_docstrings: bool) -> Iterator[Text]:
    """What people read: docstrings, comments, and the messages that learners are shown."""
    if not only_docstrings:
        yield from _comments(code.text, lexed, code.source)
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


def _messages(node: ast.AST) -> Iterator[ast.Constant | ast.JoinedStr]:
    """String literals that a learner sees: what an assert says, what is printed or raised."""
    shown: list[ast.expr | None] = []
    if isinstance(node, ast.Assert):
        shown = [node.msg]
    elif isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
        shown = [*node.exc.args]
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        call = node.value
        is_print = isinstance(call.func, ast.Name) and call.func.id == "print"
        shown = [*call.args] if is_print else []
    for value in shown:
        if isinstance(value, ast.JoinedStr) or (isinstance(value, ast.Constant) and isinstance(value.value, str)):
            yield value


def _paragraphs(text: Text) -> Iterator[Text]:
    """A string's paragraphs as prose, without doctests, rulers and format fields."""
    position = 0
    for block in re.split(r"(\n[ \t]*\n)", text.text):
        start, position = position, position + len(block)
        if not block.strip() or block.lstrip().startswith((">>>", "...")):
            continue
        doctest = block.find(">>>")
        if doctest >= 0:
            block = block[:doctest]
        yield from _masked(block, text, start, text.kind)


def _masked(block: str, text: Text, start: int, kind: TextKind) -> Iterator[Text]:
    """The block, which stands at `start` in `text`, with code and maths masked."""
    if kind == "message":
        # Percent and brace fields are values to come, not words.
        block = _FIELD.sub(lambda match: "\ue000" * len(match[0]), block)
    found = inline.read(block)
    if any(character.isalpha() for character in found.text):
        shifted = tuple(Run(run.start, run.length, run.origin + start, run.origin_length) for run in found.runs)
        yield Text(found.text, compose(shifted, text.runs), text.source, kind)


def _comments(text: str, lexed: Lexed, source: int) -> Iterator[Text]:
    """Comments as paragraphs: lines that follow each other at one indent belong together; code is no prose."""
    group: list[tuple[int, str]] = []
    for at, comment in lexed.comments:
        line_start = text.rfind("\n", 0, at) + 1
        stands_alone = not text[line_start:at].strip()
        if group:
            last_at, last = group[-1]
            between = text[last_at + len(last) : at]
            if not (stands_alone and between.strip() == "" and between.count("\n") == 1 and len(between) < 80):
                yield from _comment_text(group, source)
                group = []
        if _PRAGMA.match(comment):
            continue
        if not stands_alone:
            yield from _comment_text([(at, comment)], source)
        else:
            group.append((at, comment))
    if group:
        yield from _comment_text(group, source)


def _comment_text(group: list[tuple[int, str]], source: int) -> Iterator[Text]:
    stripped = [(at + len(line) - len(line.lstrip("#!: \t")), line.lstrip("#!: \t")) for at, line in group]
    if _is_code("\n".join(line.lstrip("#") for _, line in group)):
        return
    kept: list[tuple[int, str]] = []
    for (at, line), (_, original) in zip(stripped, group, strict=True):
        if _is_code(original.lstrip("#").strip()) or not line:
            yield from _join(kept, source)
            kept = []
        else:
            kept.append((at, line))
    yield from _join(kept, source)


def _join(lines: list[tuple[int, str]], source: int) -> Iterator[Text]:
    if not lines:
        return
    runs: list[Run] = []
    length = 0
    for number, (at, line) in enumerate(lines):
        runs.append(Run(length, len(line), at, len(line)))
        length += len(line)
        if number + 1 < len(lines):
            runs.append(Run(length, 1, at + len(line), lines[number + 1][0] - at - len(line)))
            length += 1
    whole = Text("\n".join(line for _, line in lines), tuple(runs), source, "comment")
    yield from _masked(whole.text, whole, 0, "comment")


def _is_code(text: str) -> bool:
    """Whether a comment is code that was switched off rather than words."""
    if not _CODE_LIKE.search(text) or len(text) > 5000:
        return False
    lines = [line for line in text.split("\n") if line.strip()]
    margin = min((len(line) - len(line.lstrip()) for line in lines), default=0)
    text = "\n".join(line[margin:] for line in lines).rstrip()
    code = _parse(text + " pass" if text.endswith(":") else text, 0)
    if code.tree is None:
        return bool(_SNIPPET.match(text))
    return not all(_could_be_words(statement) for statement in code.tree.body)


def _could_be_words(statement: ast.stmt) -> bool:
    """Whether a statement may be prose that happens to parse: a name, a list of names, a remark after a colon."""
    if isinstance(statement, ast.Expr):
        return isinstance(statement.value, ast.Name | ast.Constant | ast.Tuple)
    return isinstance(statement, ast.AnnAssign)
