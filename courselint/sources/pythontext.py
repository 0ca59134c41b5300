"""String literals of Python source, decoded as Python does, each character with its place in the source."""

from __future__ import annotations

import ast
import re
import unicodedata
from bisect import bisect_right

from courselint.model import Span, Text, TextKind, placeholder
from courselint.sources.pythonfields import MARKS, field_end
from courselint.sources.textbuilder import TextBuilder


class LineOffsets:
    """Where the lines of a source begin, as Python counts them (ends: LF, CRLF, CR)."""

    __slots__ = ("_starts", "_text", "_wide")

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(text))]
        self._wide: dict[int, tuple[list[int], list[int]]] = {}

    def offset(self, line: int, column: int) -> int:
        """The code point offset of `ast`'s position: `line` from 1, `column` in UTF-8 bytes from 0."""
        row = min(max(line - 1, 0), len(self._starts) - 1)
        start = self._starts[row]
        if row not in self._wide:
            self._wide[row] = _wide_characters(self._text[start : self._end(row)])
        bytes_after, characters_after = self._wide[row]
        before = bisect_right(bytes_after, column) - 1
        if before >= 0:
            column = characters_after[before] + column - bytes_after[before]
        return min(start + column, self._end(row))

    def span(self, node: ast.expr | ast.stmt) -> Span:
        """The node's span in code points."""
        start = self.offset(node.lineno, node.col_offset)
        if node.end_lineno is None or node.end_col_offset is None:
            return Span(start, start)
        return Span(start, self.offset(node.end_lineno, node.end_col_offset))

    def line(self, offset: int) -> int:
        """The line, from 1, that this code point stands on."""
        return bisect_right(self._starts, offset)

    def _end(self, row: int) -> int:
        return self._starts[row + 1] if row + 1 < len(self._starts) else len(self._text)


def string_text(
    source: str,
    node: ast.Constant | ast.JoinedStr,
    lines: LineOffsets,
    source_index: int = 0,
    kind: TextKind = "prose",
) -> Text:
    """What the literal says, with its map: implicit concatenation, raw and triple-quoted strings, f-strings.

    Each replacement field of an f-string is one placeholder. `source` must be the very text that was parsed.
    The text of a bytes literal, and of a constant that is no string, is empty.
    """
    span = lines.span(node)
    builder = TextBuilder()
    fields = 0
    position = first = span.start
    while literal := _OPENING.match(source, position, span.end):
        prefix, quote = literal["prefix"].lower(), literal["quote"]
        start = literal.end()
        first = start if position == span.start else first
        end, found = _read_body(source, start, span.end, prefix, quote, builder, fields)
        fields += found
        position = end + len(quote)
    return builder.build(first, source_index, kind)


_LINE_END = re.compile(r"\r\n|\r|\n")
# Between the parts of an implicit concatenation stand blanks, comments and continuations.
_OPENING = re.compile(
    r"(?:[ \t\f\r\n]|\\\r?\n|#[^\r\n]*)*+(?P<prefix>[A-Za-z]{0,2})(?P<quote>'''|\"\"\"|'|\")", re.ASCII
)
_ESCAPE = re.compile(
    r"\\(?:(?P<line>\r\n|\r|\n)|(?P<octal>[0-7]{1,3})|x(?P<x>[0-9A-Fa-f]{2})|u(?P<u>[0-9A-Fa-f]{4})"
    r"|U(?P<U>[0-9A-Fa-f]{8})|N\{(?P<name>[^{}]+)\}|(?P<letter>[\\'\"abfnrtv]))"
)
_LETTERS = dict(zip("\\'\"abfnrtv", "\\'\"\a\b\f\n\r\t\v", strict=True))


def _wide_characters(line: str) -> tuple[list[int], list[int]]:
    """For each non-ASCII character: the UTF-8 bytes, and the characters, up to and with it."""
    bytes_after: list[int] = []
    characters_after: list[int] = []
    if line.isascii():
        return bytes_after, characters_after
    extra = 0
    for index, character in enumerate(line):
        code = ord(character)
        if code >= 0x80:
            extra += 1 if code < 0x800 else 2 if code < 0x10000 else 3
            bytes_after.append(index + 1 + extra)
            characters_after.append(index + 1)
    return bytes_after, characters_after


def _read_body(
    source: str, start: int, stop: int, prefix: str, quote: str, builder: TextBuilder, fields: int
) -> tuple[int, int]:
    """Decode one literal from after its opening quote; gives where it closes, and how many fields it has."""
    is_raw, has_fields, is_bytes = "r" in prefix, "f" in prefix or "t" in prefix, "b" in prefix
    target = TextBuilder() if is_bytes else builder
    special, position, found = MARKS[quote], start, 0
    while match := special.search(source, position, stop):
        at, end, decoded = match.start(), match.end(), match[0]
        target.copy(source, position, at)
        position = end
        if decoded == quote:
            return at, found
        if decoded == "\\":
            position = _read_escape(source, at, stop, is_raw, has_fields, target)
        elif decoded[0] == "\r":
            target.unit("\n", at, end)
        elif not has_fields:
            target.copy(source, at, end)
        elif source.startswith(decoded, end):
            position = end + 1
            target.unit(decoded, at, position)
        elif decoded == "{":
            position = field_end(source, end, stop)
            target.unit(placeholder(fields + found), at, position)
            found += 1
    target.copy(source, position, stop)
    return stop, found


def _read_escape(source: str, at: int, stop: int, is_raw: bool, has_fields: bool, target: TextBuilder) -> int:
    if is_raw:
        # A raw string keeps the backslash, and the quote after it does not close.
        follows = source[at + 1 : at + 2]
        length = 2 if follows and follows not in "\r\n" and not (has_fields and follows in "{}") else 1
        target.copy(source, at, at + length)
        return at + length
    escape = _ESCAPE.match(source, at, stop)
    decoded = _decode_escape(escape) if escape else None
    if escape is None or decoded is None:
        target.copy(source, at, at + 1)
        return at + 1
    target.unit(decoded, at, escape.end())
    return escape.end()


def _decode_escape(escape: re.Match[str]) -> str | None:
    kind = escape.lastgroup
    written = escape[kind] if kind else ""
    if kind == "line":
        return ""
    if kind == "letter":
        return _LETTERS[written]
    if kind == "name":
        try:
            return unicodedata.lookup(written)
        except KeyError:
            return None
    code = int(written, 8 if kind == "octal" else 16)
    return chr(code) if code <= 0x10FFFF else None
