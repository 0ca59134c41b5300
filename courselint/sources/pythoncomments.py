"""Python's comments: found without a syntax tree, joined into paragraphs, and told from code that was switched off."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

from courselint.model import Comment, Run, Span, Text, compose
from courselint.sources import inline

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
_TAIL = re.compile(r"[ \t]*+#[ \t]*+courselint:.*+")
_CODE_LIKE = re.compile(r"[=(\[.:{@]|^(?:import|from|return|del|pass|break|yield|assert|raise)\b")
# What is code though it doesn't parse: an assignment, or a call, that goes on elsewhere.
_SNIPPET = re.compile(r"[\w.\[\]]++(?:\s*+[-+*/]?=\s*+[\w'\"(\[{]|\((?!s\)|es\)))")
# The first line of a block, which doesn't parse alone.
_BLOCK = re.compile(r"(?:try|else|finally|(?:except|elif)\b[^:\n]*+):[ \t]*+(?:#.*+)?$")
# `fit(X, y) is called to train the model` says something of code.
_ENGLISH = re.compile(r" (?:the|an|are|to|of|we|you|your|this|that|be|will|which|should|has) ")
_QUOTED = re.compile(r"'[^'\n]*+'|\"[^\"\n]*+\"")


@dataclass(frozen=True, slots=True)
class Lexed:
    """One pass over code: comments as written with their offsets, and the names that stand outside strings."""

    comments: tuple[tuple[int, str], ...]
    names: frozenset[str]


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


def texts(text: str, lexed: Lexed, source: int) -> Iterator[Text]:
    """Comments as paragraphs: lines that follow each other at one indent belong together; code is no prose."""
    group: list[tuple[int, str]] = []
    for at, written in lexed.comments:
        # What speaks to courselint is no prose, even behind words.
        comment = written if _PRAGMA.match(written) else _TAIL.sub("", written)
        line_start = text.rfind("\n", 0, at) + 1
        stands_alone = not text[line_start:at].strip()
        if group:
            last_at, last = group[-1]
            between = text[last_at + len(last) : at]
            column, last_column = at - line_start, last_at - text.rfind("\n", 0, last_at) - 1
            is_next = between.strip() == "" and between.count("\n") == 1 and len(between) < 80
            if not (stands_alone and is_next and column == last_column):
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
    depth = 0
    for (at, line), (_, original) in zip(stripped, group, strict=True):
        # What goes on in brackets that a line of code has left open is code, too.
        is_code = depth > 0 or _is_code(original.lstrip("#").strip())
        depth = max(0, depth + _depth(line)) if is_code and line else 0
        if is_code or not line:
            yield from _join(kept, source)
            kept = []
        else:
            kept.append((at, line))
    yield from _join(kept, source)


def _depth(line: str) -> int:
    """How many more brackets a line opens than it closes."""
    return sum(line.count(mark) for mark in "([{") - sum(line.count(mark) for mark in ")]}")


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
    found = inline.read(whole.text)
    if any(character.isalpha() for character in found.text):
        yield Text(found.text, compose(found.runs, whole.runs), source, "comment")


def _is_code(text: str) -> bool:
    """Whether a comment is code that was switched off rather than words."""
    if not _CODE_LIKE.search(text) or len(text) > 5000:
        return False
    lines = [line for line in text.split("\n") if line.strip()]
    margin = min((len(line) - len(line.lstrip()) for line in lines), default=0)
    text = "\n".join(line[margin:] for line in lines).rstrip()
    if _BLOCK.match(text):
        return True
    statements = _statements(text + " pass" if text.endswith(":") else text)
    if statements is None:
        return bool(_SNIPPET.match(text)) and not _ENGLISH.search(_QUOTED.sub("", text))
    return not all(_could_be_words(statement) for statement in statements)


def _statements(text: str) -> list[ast.stmt] | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(text).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _could_be_words(statement: ast.stmt) -> bool:
    """Whether a statement may be prose that happens to parse: a name, a list of names, a remark after a colon."""
    if isinstance(statement, ast.Expr):
        return isinstance(statement.value, ast.Name | ast.Constant | ast.Tuple)
    return isinstance(statement, ast.AnnAssign)
