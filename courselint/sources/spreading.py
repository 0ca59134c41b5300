"""What may open on one line and close on another: comments, maths, and code in HTML."""

from __future__ import annotations

import re

from courselint.model import Span
from courselint.sources.dollars import spread_formula_end
from courselint.sources.finding import Finder

# Code spans hide such marks.
_OPENING = re.compile(
    r"(?P<ticks>`++)|\\\\?[\[(]|\\[\\$`]|(?P<comment><!--)|(?P<dollars>\$\$)|(?P<dollar>\$)"
    r"|\\begin\{(?P<name>[A-Za-z]++\*?)\}|<(?P<tag>code|kbd|samp|script|style|svg|math)\b"
)
_BLANK = re.compile(r"\n[ \t>]*+\r?\n")
_BREAK = re.compile(r"\n(?:#{1,6}[ \t]|[ \t]*+```)")
_FEW_BLANKS = 80


def last_line(text: str, finder: Finder, lines: list[Span], number: int, start: int) -> int:
    """The number of the line on which what opens on this line, from `start`, is closed; this line's if nothing is."""
    position, last = start, number
    while opening := _OPENING.search(text, position, lines[last].end):
        position = opening.end()
        if opening["ticks"]:
            closed = text.find(opening["ticks"], position, lines[last].end)
            position = max(position, closed + len(opening["ticks"]))
            continue
        is_first = opening.start() - start < _FEW_BLANKS and not text[start : opening.start()].strip()
        end = _end(text, finder, opening, is_first=is_first)
        while end > lines[last].end and last + 1 < len(lines):
            last += 1
        position = max(position, end)
    return last


def _end(text: str, finder: Finder, opening: re.Match[str], *, is_first: bool) -> int:
    """Where what opens here ends; -1 if it doesn't. Maths may only hold blank lines if it begins a line."""
    start = opening.end()
    if opening["comment"]:
        end = finder.find("-->", start - 2)
        # One that begins a line and never ends hides the rest, as in a browser.
        return end + 3 if end >= 0 else len(text) if is_first else -1
    if opening["dollar"]:
        return spread_formula_end(text, opening.start())
    if opening["name"]:
        end = finder.end_of(opening["name"], start)
        length = len(opening["name"]) + 6
    elif opening["tag"]:
        end, length = finder.find(f"</{opening['tag']}", start), 0
    elif opening["dollars"]:
        end, length = finder.find("$$", start), 2
    elif opening[0][-1] in "[(":
        mark = opening[0][:-1] + ("]" if opening[0][-1] == "[" else ")")
        end, length = finder.find(mark, start), len(mark)
    else:
        return -1
    broken = finder.find(_BREAK if is_first or opening["tag"] else _BLANK, start)
    return -1 if end < 0 or 0 <= broken < end else end + length
