"""The lines of a Markdown text, as far as reading questions needs: which are code, which ask."""

from __future__ import annotations

import re
from dataclasses import dataclass

from courselint.model import Span


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its end; `is_code` inside a fenced block, fences included."""

    start: int
    text: str
    is_code: bool

    @property
    def is_blank(self) -> bool:
        return not self.text.strip("> \t")

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Stem:
    """What stands above the options: its span without number and heading marks, and what speaks for a question."""

    span: Span
    asks: bool
    is_numbered: bool


def split_lines(text: str) -> list[Line]:
    """All lines; an unclosed fence makes the rest code, as CommonMark has it."""
    lines: list[Line] = []
    fence = ""
    for match in _LINE.finditer(text):
        line = match["line"]
        opening = _FENCE.match(line)
        if fence:
            lines.append(Line(match.start(), line, is_code=True))
            if opening and opening["mark"].startswith(fence) and not opening["info"].strip():
                fence = ""
            continue
        # A fence of backticks has no backtick in its info string; what has one is inline code.
        fence = opening["mark"] if opening and not (opening["mark"][0] == "`" and "`" in opening["info"]) else ""
        lines.append(Line(match.start(), line, is_code=bool(fence)))
    return lines


def find_stem(text: str, lines: list[Line], first: int, floor: int) -> Stem | None:
    """The paragraph, list item or heading above line `first`, not looking above line `floor`.

    Code and figures between it and the options belong to it; so does a paragraph that asks nothing where the
    heading over it does.
    """
    bottom = first - 1
    while bottom >= floor and (lines[bottom].is_blank or lines[bottom].is_code or _ASIDE.match(lines[bottom].text)):
        bottom -= 1
    if bottom < floor or _RULE.match(lines[bottom].text):
        return None
    top = bottom
    while top > floor and not _BEGINS.match(lines[top].text):
        above = lines[top - 1]
        if above.is_blank or above.is_code or _HEADING.match(above.text) or _RULE.match(above.text):
            break
        top -= 1
    shown = first - 1
    while shown > bottom and (lines[shown].is_blank or not _is_shown(lines[shown])):
        shown -= 1
    stem = _stem(text, lines[top], lines[shown])
    if stem is None or not (stem.asks or stem.is_numbered):
        for line in reversed(lines[floor:top]):
            if not line.is_code and _HEADING.match(line.text):
                heading = _stem(text, line, lines[shown])
                return heading if heading is not None and (heading.asks or heading.is_numbered) else stem
    return stem


def _stem(text: str, first: Line, last: Line) -> Stem | None:
    number = _NUMBER.match(first.text)
    start = first.start + (number.end() if number else 0)
    end = last.start + len(last.text.rstrip(" \t*_#" if first is last else " \t"))
    if start >= end:
        return None
    return Stem(Span(start, end), _ASKS.search(text[start:end]) is not None, bool(number and number["number"]))


def _is_shown(line: Line) -> bool:
    return line.is_code or "![" in line.text or "<img" in line.text


def sections_of(lines: list[Line]) -> list[str]:
    """For each line the headings that it stands under, from the top, as one text."""
    above: list[tuple[int, str]] = []
    sections: list[str] = []
    joined = ""
    for line in lines:
        if not line.is_code and (heading := _HEADING.match(line.text)):
            level = len(heading["marks"])
            above = [entry for entry in above if entry[0] < level]
            above.append((level, line.text))
            joined = " ".join(title for _, title in above)
        sections.append(joined)
    return sections


_LINE = re.compile(r"(?P<line>[^\r\n]*+)(?:\r\n|\r|\n|\Z)")
_FENCE = re.compile(r"[ \t>]*+(?P<mark>`{3,}+|~{3,}+)(?P<info>.*)")
_HEADING = re.compile(r"[ \t>]{0,8}(?P<marks>#{1,6})[ \t]")
_RULE = re.compile(r"[ \t]{0,3}(?:-[ \t]*){3,}$|[ \t]{0,3}(?:\*[ \t]*){3,}$|[ \t]{0,3}(?:_[ \t]*){3,}$")
_BEGINS = re.compile(r"[ \t>]{0,8}(?:#{1,6}[ \t]|(?:\d{1,3}|#)[.)][ \t]|[-*+][ \t]|\*{0,2}Q(?:uestion)?[ .:-]*\d)")
# A figure, an HTML tag, or "Options:" alone on a line are no stem.
_ASIDE = re.compile(
    r"[ \t>]*(?:!\[.*|\{%.*|<[^>]*>[ \t]*|[*_#]*(?:options|choices)[*_]*[ \t]*:?[*_]*[ \t]*)$", re.IGNORECASE
)
_NUMBER = re.compile(
    r"[ \t>]*+(?:#{1,6}[ \t]+)?(?:[-*+][ \t]+)?[*_]{0,3}"
    r"(?P<number>(?:Q(?:uestion)?[ .:#-]*)?\d{1,3}(?:\.\d{1,3})?[a-z]?(?:[.):/–-]|[*_]{2}|(?=[ \t]))"
    r"|#\.|Q(?:uestion)?[ \t]*[:.)])?[*_]{0,3}(?:[:.]|[ \t]+:(?=[ \t]))?[ \t]*[*_]{0,3}[ \t]*",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\?|\A\W*(?:which|what|who|whose|when|where|why|how|choose|select|pick|identify|complete|determine)\b"
    r"|\b(?:which of|of the following|the following (?:is|are)|select|choose|true or false)\b|__+"
    r"|\[(?:\.\.\.|…)\]|(?:\.\.\.|…)\W*\Z",
    re.IGNORECASE,
)
