"""The pieces of a text2qti quiz: what begins a line without indent, and the indented lines that go on with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from courselint.model import Comment, Fault, Span, Text, placeholder
from courselint.sources.quizzes.text2qtimarks import (
    ALONE,
    FENCE,
    LABELS,
    RUN,
    SHORT,
    begins_piece,
    is_comment,
    is_loose,
    kind_of,
)
from courselint.sources.textbuilder import TextBuilder

# Who makes so many didn't mean to write for text2qti.
MOST_FAULTS = 100

_LINE = re.compile(r"[^\r\n]*+(?:\r\n|\r|\n|\Z)")


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece: its kind (a group of `BEGINS` or `ALONE`, or "output"), its text, and where its mark stands."""

    kind: str
    text: Text
    mark: Span


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def split(text: str, faults: list[Fault], comments: list[Comment]) -> Iterator[Piece]:
    """All pieces in order; what text2qti would stop at becomes a fault, and is read as far as its meaning is plain.

    Code that text2qti would run is one piece of the kind "output", whose text is a placeholder.
    """
    lines = [_Line(match.start(), match[0].rstrip("\r\n")) for match in _LINE.finditer(text)]
    # A file with front matter is of a kindred tool, which is not as strict about indents.
    is_strict = not (lines and lines[0].text.rstrip() == "---")
    number = 0 if is_strict else _after_front_matter(lines)
    outputs = 0
    while number < len(lines):
        line = lines[number]
        if is_comment(line.text):
            number = _comment(lines, number, faults, comments)
        elif fence := FENCE.match(line.text):
            end = _fence_end(lines, number, fence["mark"])
            if end == len(lines):
                faults.append(Fault("the code that opens here is never closed", Span(line.start, line.end), 0))
            if RUN.match(fence["info"]):
                whole = Span(line.start, lines[min(end, len(lines) - 1)].end)
                builder = TextBuilder()
                builder.unit(placeholder(outputs), whole.start, whole.end)
                yield Piece("output", builder.build(whole.start), whole)
                outputs += 1
            elif is_strict:
                faults.append(Fault("code without an indent belongs to no question", Span(line.start, line.end), 0))
            number = end + 1
        elif (alone := ALONE.match(line.text)) and alone.lastgroup:
            yield Piece(alone.lastgroup, Text.plain("", line.start), Span(line.start, line.end))
            number += 1
        elif begins := begins_piece(line.text, line.start, faults):
            end = _end(lines, number, begins, faults, is_strict=is_strict)
            yield _piece(text, lines, number, end, begins)
            number = end
        else:
            if is_strict and line.text.strip():
                message = "text2qti stops at this line: what goes on with a text above is indented as far as that text"
                faults.append(Fault(message, Span(line.start, line.end), 0))
            number += 1


def _after_front_matter(lines: list[_Line]) -> int:
    return next((number + 1 for number, line in enumerate(lines) if number and line.text.rstrip() == "---"), 1)


def _end(lines: list[_Line], number: int, begins: re.Match[str], faults: list[Fault], *, is_strict: bool) -> int:
    """The line after the last that belongs to what begins here."""
    kind = kind_of(begins)
    end = number + 1
    if kind in SHORT:
        return end
    indent = 2 if kind in LABELS else len(begins[0].expandtabs(4))
    following = end
    while following < len(lines) and len(faults) <= MOST_FAULTS:
        line = lines[following]
        if not line.text.strip():
            following += 1
            continue
        inside = _indent(line.text)
        if inside == 0 and following == end and (fence := FENCE.match(line.text)) and not RUN.match(fence["info"]):
            closing = _fence_end(lines, following, fence["mark"])
            if closing == len(lines):
                break
            if is_strict:
                faults.append(Fault("code without an indent belongs to no question", Span(line.start, line.end), 0))
            end = following = closing + 1
            continue
        if inside == 0 and (following > end or not is_loose(line.text)):
            break
        if is_strict and inside < indent:
            message = "indented less than the text that it goes on with" if inside else "not indented"
            faults.append(Fault(f"a line that belongs to nothing: it is {message}", Span(line.start, line.end), 0))
        following += 1
        end = following
    return end


def _indent(line: str) -> int:
    expanded = line[: len(line) - len(line.lstrip())].expandtabs(4)
    return len(expanded)


def _piece(text: str, lines: list[_Line], number: int, end: int, begins: re.Match[str]) -> Piece:
    first = lines[number]
    builder = TextBuilder()
    start = first.start + begins.end()
    builder.copy(text, start, first.start + len(first.text.rstrip()))
    indent = len(begins[0].expandtabs(4))
    above = first
    for line in lines[number + 1 : end]:
        cut = _cut(line.text, indent)
        builder.unit("\n", above.start + len(above.text.rstrip()), line.start + cut)
        builder.copy(text, line.start + cut, line.start + max(cut, len(line.text.rstrip())))
        above = line
    kind = kind_of(begins)
    as_read = "stem" if kind in ("question", "region", "about") else "feedback" if kind in _SAID else "option"
    return Piece(kind, builder.build(start, kind=as_read), Span(first.start, first.start + begins.start("gap")))


_SAID = frozenset(("feedback", "praise", "refusal", "solution"))


def _cut(line: str, indent: int) -> int:
    """How many of the line's first characters are the indent, and no more than `indent` columns of it."""
    width = 0
    for at, character in enumerate(line):
        if width >= indent or character not in " \t":
            return at
        width += 4 - width % 4 if character == "\t" else 1
    return len(line)


def _fence_end(lines: list[_Line], number: int, mark: str) -> int:
    for end in range(number + 1, len(lines)):
        bare = lines[end].text.rstrip()
        if bare.startswith(mark) and not bare.strip("`"):
            return end
    return len(lines)


def _comment(lines: list[_Line], number: int, faults: list[Fault], comments: list[Comment]) -> int:
    line = lines[number]
    if line.text.startswith("%"):
        bare = line.text.rstrip()
        comments.append(Comment(bare[1:].strip(), Span(line.start, line.start + len(bare))))
        return number + 1
    for end in range(number + 1, len(lines)):
        if lines[end].text.startswith("END_COMMENT"):
            inside = "\n".join(each.text for each in lines[number + 1 : end])
            comments.append(Comment(inside.strip(), Span(line.start, lines[end].end)))
            return end + 1
    faults.append(Fault("the comment that opens here is never closed", Span(line.start, line.end), 0))
    return len(lines)
