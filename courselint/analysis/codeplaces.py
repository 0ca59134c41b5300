"""Where expressions of a document's code stand, and how they are written there."""

from __future__ import annotations

import ast

from courselint.analysis.scopes import Use
from courselint.model import Document, Span, Text
from courselint.sources.pythontext import LineOffsets

LONGEST_QUOTE = 60


class CodePlaces:
    """Texts and spans of a document's code, each line counted once."""

    __slots__ = ("_document", "_lines", "_texts")

    def __init__(self, document: Document) -> None:
        self._document = document
        self._texts: dict[int, Text] = {}
        self._lines: dict[int, LineOffsets] = {}

    def text(self, code: int) -> Text:
        """The source that this code was read from; the code itself where it stands in a string."""
        if code not in self._texts:
            found = self._document.code[code]
            plain = Text.plain(self._document.sources[found.source].text, 0, found.source, "code")
            self._texts[code] = found.place or plain
        return self._texts[code]

    def span(self, node: ast.expr, code: int) -> Span:
        """Where the expression stands in the source of its code."""
        return self._offsets(code).span(node)

    def line_start(self, code: int, line: int) -> int:
        """Where this 1-based line of the code begins in its source."""
        return self._offsets(code).offset(line, 0)

    def _offsets(self, code: int) -> LineOffsets:
        if code not in self._lines:
            self._lines[code] = LineOffsets(self._document.code[code].text)
        return self._lines[code]

    def written(self, node: ast.expr, use: Use) -> str:
        """The expression on one line, cut short for a message."""
        span = self.span(node, use.code)
        written = " ".join(self.text(use.code).text[span.start : min(span.end, span.start + 400)].split())
        return written if len(written) <= LONGEST_QUOTE else written[: LONGEST_QUOTE - 1] + "…"
