"""Repeated searches for closing marks in one text, linear in the whole however often they are asked for."""

from __future__ import annotations

import re
from bisect import bisect_left

_END = re.compile(r"\\end\{([A-Za-z]++\*?)\}")


class Finder:
    """Remembers where each mark was found last, or that there is none."""

    __slots__ = ("_ends", "_found", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._found: dict[str | re.Pattern[str], tuple[int, int]] = {}
        self._ends: dict[str, list[int]] | None = None

    def find(self, mark: str | re.Pattern[str], start: int) -> int:
        """Where the mark or pattern stands at or after `start`, or -1. Cheapest when `start` only grows."""
        since, at = self._found.get(mark, (start + 1, 0))
        if since <= start and (at < 0 or start <= at):
            return at
        if isinstance(mark, str):
            at = self._text.find(mark, start)
        else:
            match = mark.search(self._text, start)
            at = match.start() if match else -1
        self._found[mark] = (start, at)
        return at

    def end_of(self, name: str, start: int) -> int:
        """Where LaTeX's `\\end{name}` stands at or after `start`, or -1."""
        if self._ends is None:
            self._ends = {}
            for end in _END.finditer(self._text):
                self._ends.setdefault(end[1], []).append(end.start())
        places = self._ends.get(name, [])
        number = bisect_left(places, start)
        return places[number] if number < len(places) else -1
