"""Keys at the end of a Markdown quiz: under "Answer key" the numbers of the questions, each with its letter."""

from __future__ import annotations

import re
from dataclasses import dataclass

from courselint.sources.quizzes.markdownlines import Line

# Fewer may be anything: a list of answers in words that happens to begin with letters.
LEAST = 3

_HEADING = re.compile(
    r"[ \t>]*(?:#{1,6}[ \t]+|\*\*|__)\W*(?:(?:quiz|mcq|multiple[ -]choice|correct|the)[ \t]+){0,2}"
    r"(?:answers?(?:[ \t]*key)?|solutions?|key)\b[^\n?]{0,40}$",
    re.IGNORECASE,
)
_MARK = r"(?:(?:Q(?:uestion)?|Answer)[ .#-]*)?"
_ENTRY = re.compile(
    rf"[ \t>|]*(?:[-*+][ \t]+|#{{1,6}}[ \t]+)?(?:\*\*|__)?{_MARK}(?P<number>\d{{1,3}})(?:\*\*|__)?"
    r"[ \t]*(?:[.):|–—-]|->|→)+[ \t]*(?:\*\*|__)?[ \t]*"
    r"\(?(?P<letter>[A-Ha-h])(?:[).:*_|]|[ \t]*$|[ \t]+[-–—(|])",
    re.IGNORECASE,
)
_INLINE = re.compile(
    rf"{_MARK}(?P<number>\d{{1,3}})[ \t]*[.):–-]?[ \t]*\(?(?P<letter>[A-Ha-h])\)?(?![^\W_])", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Key:
    """The line of the heading, and the letter for each number."""

    line: int
    letters: dict[int, str]


def find(lines: list[Line]) -> Key | None:
    """The key of a page, from its first heading of this kind to the end; None if it names fewer than three answers."""
    heading: int | None = None
    letters: dict[int, str] = {}
    for number, line in enumerate(lines):
        if line.is_code or line.is_blank:
            continue
        if _HEADING.match(line.text):
            heading = number if heading is None else heading
        elif heading is not None:
            for asked, letter in _entries(line.text):
                # Where numbers begin anew nobody knows which question is meant.
                letters[asked] = "" if asked in letters else letter
    named = {asked: letter for asked, letter in letters.items() if letter}
    return Key(heading, named) if heading is not None and len(named) >= LEAST else None


def _entries(line: str) -> list[tuple[int, str]]:
    found = list(_INLINE.finditer(line))
    if len(found) >= LEAST and not _INLINE.sub("", line).strip(" \t,;|>*_.&-"):
        return [(int(match["number"]), match["letter"].lower()) for match in found]
    entry = _ENTRY.match(line)
    return [(int(entry["number"]), entry["letter"].lower())] if entry else []
