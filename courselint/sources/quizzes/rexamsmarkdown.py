"""Exercises of R/exams in R Markdown: sections "Question", "Solution" with their answer lists, "Meta-information"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from courselint.model import Fault, Question, Span, Text, TextKind, placeholder
from courselint.sources.quizzes import rexams
from courselint.sources.quizzes.markdownlines import Line, split_lines
from courselint.sources.quizzes.rexams import Exercise
from courselint.sources.textbuilder import TextBuilder

_SIGN = re.compile(r"^#{0,6}[ \t]*meta-information\b", re.IGNORECASE | re.MULTILINE)
_NAME = re.compile(
    r"(?:#{1,6}[ \t]+)?(?P<name>question|solution|answerlist|meta-information)[ \t]*(?:\{[^}]*\})?[ \t#]*$", re.I
)
_UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*$")
_ITEM = re.compile(r"[ \t]{0,3}[*+-](?:[ \t]+|$)")
_FIELD = re.compile(r"[ \t]*(?P<name>ex\w{1,30})(?:\[[^\]\n]*\])?:[ \t]*(?P<value>.*)")
_INLINE = re.compile(r"`r\b[^`\n]*+`|<!--(?:[^-<]|-(?!->)|<(?!!--))*+-->")
_OPEN = re.compile(r"`r\b[^`\n]*+$")
_CHUNK = re.compile(r"[ \t]*(?P<mark>`{3,}|~{3,})[ \t]*\{[a-z]\w*(?P<info>[^\n]*)", re.IGNORECASE)
_HIDDEN = re.compile(r"include\s*=\s*F|results?\s*=\s*[\"']hide|eval\s*=\s*F")


@dataclass(frozen=True, slots=True)
class Found:
    """The exercises of a file; `aside` are the parts that nobody reads: headings, meta-information."""

    questions: tuple[Question, ...] = ()
    faults: tuple[Fault, ...] = ()
    aside: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class _Section:
    """A section's name, the span of its heading, and its lines `[first, last)`."""

    name: str
    heading: Span
    first: int
    last: int


def read(text: str) -> Found:
    """The exercises of an R Markdown file; none in other files."""
    if not _SIGN.search(text):
        return Found()
    lines = split_lines(text)
    sections = _sections(lines)
    questions: list[Question] = []
    faults: list[Fault] = []
    aside: list[Span] = []
    begins = [number for number, section in enumerate(sections) if section.name == "question"]
    for begin, end in pairwise((*begins, len(sections))):
        exercise = _exercise(text, lines, sections[begin:end])
        if exercise is None:
            continue
        found, unread = rexams.read(exercise)
        questions += found
        faults += unread
        for section in sections[begin:end]:
            stop = lines[section.last - 1].end if section.name == "meta-information" else section.heading.end
            aside.append(Span(section.heading.start, stop))
    return Found(tuple(questions), tuple(faults), tuple(aside))


def _sections(lines: list[Line]) -> list[_Section]:
    heads: list[tuple[str, Span, int, int]] = []
    for number, line in enumerate(lines):
        match = None if line.is_code else _NAME.match(line.text)
        if match is None:
            continue
        is_underlined = number + 1 < len(lines) and _UNDERLINE.match(lines[number + 1].text) is not None
        if is_underlined or line.text.startswith("#"):
            last = number + is_underlined
            heads.append((match["name"].lower(), Span(line.start, lines[last].end), number, last + 1))
    ends = (*(head[2] for head in heads[1:]), len(lines))
    return [_Section(name, span, first, end) for (name, span, _, first), end in zip(heads, ends, strict=False)]


def _exercise(text: str, lines: list[Line], sections: list[_Section]) -> Exercise | None:
    stem: Text | None = None
    solution: Text | None = None
    answers: tuple[Text, ...] | None = None
    verdicts: tuple[Text, ...] | None = None
    is_solution = False
    for section in sections:
        own = lines[section.first : section.last]
        if section.name == "question":
            stem = _text(text, own, "stem")
        elif section.name == "solution":
            is_solution = True
            solution = _text(text, own, "feedback")
        elif section.name == "answerlist":
            listed = _items(text, own)
            if is_solution:
                verdicts = listed
            else:
                answers = listed
        elif stem is not None:
            fields = {name: value for line in own if not line.is_code for name, value in _field(text, line)}
            # Pages about R/exams have such headings, too.
            if "extype" not in fields:
                return None
            return Exercise(stem, answers, solution, verdicts, fields, section.heading.start)
    return None


def _field(text: str, line: Line) -> list[tuple[str, Text]]:
    match = _FIELD.match(line.text)
    if match is None:
        return []
    value = _decoded(text, Span(line.start + match.start("value"), line.end), "code")
    if (code := _OPEN.search(value.text)) is not None:
        # R that goes on in the next lines.
        builder = TextBuilder()
        builder.append(value.part(Span(0, code.start())))
        builder.unit(placeholder(0), value.in_source(Span(code.start(), code.end())).start, line.end)
        value = builder.build(line.start, 0, "code")
    return [(match["name"].lower(), value)]


def _items(text: str, lines: list[Line]) -> tuple[Text, ...] | None:
    """The items of an answer list; None where a chunk makes some of them."""
    starts: list[tuple[int, int]] = []
    for line in lines:
        if line.is_code and _CHUNK.match(line.text):
            return None
        if not line.is_code and (item := _ITEM.match(line.text)):
            starts.append((line.start, line.start + item.end()))
    if not starts:
        return None
    ends = [*(begin for begin, _ in starts[1:]), lines[-1].end]
    return tuple(_decoded(text, Span(start, end), "option") for (_, start), end in zip(starts, ends, strict=True))


def _text(text: str, lines: list[Line], kind: TextKind) -> Text:
    """The prose of a section, with a placeholder for each chunk that prints something."""
    builder = TextBuilder()
    start = at = lines[0].start if lines else len(text)
    for chunk, is_hidden in _chunks(lines):
        builder.append(_decoded(text, Span(start, chunk.start), kind, is_trimmed=False))
        if not is_hidden:
            builder.unit(placeholder(0), chunk.start, chunk.end)
        start = chunk.end
    builder.append(_decoded(text, Span(start, lines[-1].end if lines else at), kind, is_trimmed=False))
    return _trimmed(builder.build(at, 0, kind))


def _chunks(lines: list[Line]) -> list[tuple[Span, bool]]:
    """The chunks, of R or another language, and whether nothing of them is shown."""
    found: list[tuple[Span, bool]] = []
    opening: re.Match[str] | None = None
    start = 0
    for line in lines:
        if opening is None:
            opening, start = _CHUNK.match(line.text) if line.is_code else None, line.start
        elif not line.text.replace(opening["mark"][0], "").strip() and opening["mark"] in line.text:
            found.append((Span(start, line.end), _HIDDEN.search(opening["info"]) is not None))
            opening = None
    if opening is not None:
        found.append((Span(start, lines[-1].end), True))
    return found


def _decoded(text: str, span: Span, kind: TextKind, *, is_trimmed: bool = True) -> Text:
    builder = TextBuilder()
    position = span.start
    for found in _INLINE.finditer(text, span.start, span.end):
        builder.copy(text, position, found.start())
        if found[0].startswith("`"):
            builder.unit(placeholder(0), found.start(), found.end())
        position = found.end()
    builder.copy(text, position, span.end)
    decoded = builder.build(span.start, 0, kind)
    return _trimmed(decoded) if is_trimmed else decoded


def _trimmed(text: Text) -> Text:
    return replace(text.part(text.whole), kind=text.kind)
