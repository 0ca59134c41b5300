"""The body of a reStructuredText directive, line by line: its options, its fields, the list that ends it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from courselint.model import Span

# As docutils has it: a colon inside the name is not followed by a blank or a backquote.
FIELD = re.compile(r":(?![: ])(?P<name>(?:[^:\\\n]|\\.|:(?![ \t`]|$))*+)(?<! ):(?:[ \t]+|$)")
_BULLET = re.compile(r"(?P<bullet>[-*+•])(?:[ \t]+|$)")
_TAB = 8


@dataclass(frozen=True, slots=True)
class Line:
    """One line: the column of its first character, where that stands in the file, and where the line ends."""

    column: int
    start: int
    end: int

    @property
    def is_blank(self) -> bool:
        return self.start == self.end


@dataclass(frozen=True, slots=True)
class Field:
    """`:name: value`; the lines of the value begin with what stands behind the name."""

    name: Span
    value: tuple[Line, ...]


def line_at(text: str, span: Span) -> Line:
    """The line with this span, its margin measured; a tab goes to the next multiple of eight."""
    content = text[span.start : span.end].rstrip()
    inner = content.lstrip(" \t")
    margin = content[: len(content) - len(inner)]
    return Line(len(margin.expandtabs(_TAB)), span.start + len(margin), span.start + len(content))


def split_options(text: str, lines: Sequence[Line]) -> tuple[tuple[Field, ...], tuple[Line, ...]]:
    """The options of a directive, given the lines below its first, and its content: what follows a blank line."""
    end = next((number for number, line in enumerate(lines) if line.is_blank), len(lines))
    return tuple(fields(text, lines[:end])), tuple(lines[end:])


def fields(text: str, lines: Sequence[Line]) -> Iterator[Field]:
    """The fields of a list, each with the deeper lines below it; what stands before the first is passed over."""
    margin = next((line.column for line in lines if FIELD.match(text, line.start, line.end)), 0)
    number = 0
    while number < len(lines):
        line = lines[number]
        number += 1
        match = FIELD.match(text, line.start, line.end)
        if match is None or line.is_blank:
            continue
        first = number
        while number < len(lines) and (lines[number].is_blank or lines[number].column > margin):
            number += 1
        behind = Line(line.column + match.end() - line.start, match.end(), line.end)
        yield Field(Span(*match.span("name")), (behind, *lines[first:number]))


def last_list(text: str, lines: Sequence[Line]) -> tuple[int, list[tuple[Line, ...]]]:
    """The number of the line where the list that ends these lines begins, and its items; without one, no items.

    The first line of an item begins behind its bullet.
    """
    margin = min((line.column for line in lines if not line.is_blank), default=0)
    starts: list[int] = []
    for number, line in enumerate(lines):
        if line.is_blank or line.column > margin:
            continue
        bullet = bullet_of(text, line)
        if not bullet or (starts and text[lines[starts[-1]].start] != bullet):
            starts = []
        if bullet:
            starts.append(number)
    items = [
        (behind_bullet(text, lines[start]), *lines[start + 1 : end]) for start, end in pairwise((*starts, len(lines)))
    ]
    return starts[0] if starts else len(lines), items


def bullet_of(text: str, line: Line) -> str:
    """The bullet that the line begins with, or nothing."""
    match = _BULLET.match(text, line.start, line.end)
    return match["bullet"] if match else ""


def behind_bullet(text: str, line: Line) -> Line:
    """The line without its bullet."""
    match = _BULLET.match(text, line.start, line.end)
    begin = match.end() if match else line.start
    return Line(line.column + begin - line.start, begin, line.end)
