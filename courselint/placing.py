"""From a hit in a text to its two places: in the cell, which people see, and in the file, which git sees."""

from __future__ import annotations

from bisect import bisect_right

from courselint.model import Cell, Document, Place, Position, Range, Run, Span, Text, map_span
from courselint.sources import runs_into_file


class Lines:
    """Offsets of a text (code points) as positions; `\\n` ends a line."""

    def __init__(self, text: str) -> None:
        self._starts = [0]
        at = text.find("\n")
        while at >= 0:
            self._starts.append(at + 1)
            at = text.find("\n", at + 1)
        self._text = text

    def position(self, offset: int) -> Position:
        line = bisect_right(self._starts, offset)
        return Position(line, offset - self._starts[line - 1] + 1)

    def offset(self, position: Position) -> int:
        """The offset of a position; its line must be one of the text."""
        return self._starts[position.line - 1] + position.column - 1

    @property
    def count(self) -> int:
        return len(self._starts)

    def range(self, span: Span) -> Range:
        return Range(self.position(span.start), self.position(span.end))

    def line(self, number: int) -> Span:
        """The span of this 1-based line, without its end."""
        start = self._starts[number - 1]
        end = self._starts[number] - 1 if number < len(self._starts) else len(self._text)
        return Span(start, end - 1 if end > start and self._text[end - 1] == "\r" else end)


class Places:
    """The places in one document; its maps are built when the first one is asked for."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._file: Lines | None = None
        self._runs: tuple[tuple[Run, ...], ...] | None = None
        self._lines: dict[int, Lines] = {}

    def place(self, text: Text | None, span: Span) -> Place:
        """Both places of a span of a text; of no text, the file as a whole."""
        if text is None:
            return Place(self._document.path)
        where = text.in_source(span)
        cell = self.cell(text.source)
        seen = self.lines(text.source).range(where)
        member = self._document.sources[text.source].member
        if member is not None:
            return Place(self._document.path, cell, seen, seen, member)
        return Place(self._document.path, cell, seen, self._physical(text.source, where, seen))

    def file_place(self, span: Span) -> Place:
        """The place of a span of the file's own text."""
        self._load()
        where = self._file.range(span) if self._file else Range()
        return Place(self._document.path, None, where, where)

    def cell(self, source: int) -> Cell | None:
        return self._document.sources[source].cell

    def lines(self, source: int) -> Lines:
        """The lines of one source."""
        if source not in self._lines:
            self._lines[source] = Lines(self._document.sources[source].text)
        return self._lines[source]

    def _physical(self, source: int, where: Span, seen: Range) -> Range:
        self._load()
        if self._file is None or self._runs is None:
            return seen
        runs = self._runs[source] if source < len(self._runs) else ()
        return self._file.range(map_span(runs, where))

    def _load(self) -> None:
        if self._file is None:
            text = self._document.data.decode("utf-8-sig", errors="replace")
            self._runs = runs_into_file(self._document, text) if self._document.sources else None
            self._file = Lines(text)
