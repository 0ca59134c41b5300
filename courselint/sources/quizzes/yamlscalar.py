"""The text of a YAML scalar, each character of it with its place: plain, quoted or in a block, folded or not."""

from __future__ import annotations

import re

from courselint.model import Span, Text
from courselint.sources.textbuilder import TextBuilder

# A line's end, with the blanks round it and the blank lines that follow.
_FOLD = re.compile(r"[ \t]*+(?:\r\n|\r|\n|\x85|\u2028|\u2029)\s*+")
_ESCAPE = re.compile(r"\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|(?:\r\n|\r|\n)[ \t]*+|.)", re.DOTALL)
_HEADER = re.compile(r"[|>][-+\d]{0,2}[^\r\n]*+(?:\r\n|\r|\n)\s*+")


def read(text: str, span: Span, value: str, style: str | None) -> Text:
    """The scalar that stands at `span`, and that YAML reads as `value`; without the space round it.

    Where the two can't be brought together, the whole text stands at the whole span.
    """
    builder = TextBuilder()
    position, end = span.start, span.end
    wanted = value.rstrip()
    if style in ("'", '"'):
        position, end = position + 1, end - 1
    elif style in ("|", ">"):
        header = _HEADER.match(text, position, end)
        position = header.end() if header else position
    wanted, first = wanted.lstrip(), position
    while first < end and text[first].isspace():
        first += 1
    position = first
    reached = 0
    while reached < len(wanted):
        run = _same(text, position, end, wanted, reached, style)
        if run:
            builder.copy(text, position, position + run)
            position, reached = position + run, reached + run
            continue
        length, decoded = _unit(text, position, end, wanted, reached, style)
        if not length:
            return _whole(text, span, value.strip())
        builder.unit(decoded, position, position + length)
        position, reached = position + length, reached + len(decoded)
    return builder.build(first)


def _same(text: str, position: int, end: int, wanted: str, reached: int, style: str | None) -> int:
    """How many characters stand in the file as they are read."""
    stops = "\r\n\x85\u2028\u2029" + {"'": "'", '"': "\\"}.get(style or "", "")
    start = position
    while (
        position < end and reached < len(wanted) and text[position] == wanted[reached] and text[position] not in stops
    ):
        position, reached = position + 1, reached + 1
    # The blanks before a line's end go with it.
    if position < end and text[position] in "\r\n":
        while position > start and text[position - 1] in " \t":
            position -= 1
    return position - start


def _unit(text: str, position: int, end: int, wanted: str, reached: int, style: str | None) -> tuple[int, str]:
    """What is written in another way than it reads: the length in the file, and how it reads; 0 if it can't be told."""
    if style == "'" and text.startswith("''", position):
        return 2, "'"
    if style == '"' and (escape := _ESCAPE.match(text, position, end)):
        is_joined = escape[0][1] in "\r\n"
        return len(escape[0]), "" if is_joined else wanted[reached]
    if fold := _FOLD.match(text, position, end):
        stop = reached
        while stop < len(wanted) and wanted[stop] in " \t\r\n":
            stop += 1
        return len(fold[0]), wanted[reached:stop]
    return 0, ""


def _whole(text: str, span: Span, value: str) -> Text:
    builder = TextBuilder()
    builder.unit(value, span.start, max(span.end, span.start + 1) if span.end < len(text) else span.end)
    return builder.build(span.start)
