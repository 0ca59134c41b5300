"""Edits of what people see, carried into the file: only characters inside the source strings that they name change."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from courselint.model import Document, Span, map_span
from courselint.rawjson import String
from courselint.sources import notebookjson

_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_WIDE_ESCAPE = re.compile(r"\\u(?!00[0-7])[0-9a-fA-F]{4}")


class Unwritable(Exception):
    """An edit can't be written into its file, and why."""


@dataclass(frozen=True, slots=True)
class SourceEdit:
    """Put `content`, as the source writes it, in the place of `span` of the document's source with this number."""

    source: int
    span: Span
    content: str


def edited(document: Document, text: str, edits: Sequence[SourceEdit]) -> str:
    """The file's `text` with the edits, which must not overlap. Raises Unwritable."""
    if document.format != "notebook":
        return replaced(text, [(edit.span, in_lines_of(text, edit.content)) for edit in edits])
    strings = notebookjson.source_strings(text)
    pieces: list[tuple[Span, str]] = []
    for number, own in _by_source(edits).items():
        cell = _CellStrings(text, strings[number])
        for edit in own:
            pieces += cell.pieces(edit.span, in_lines_of(document.sources[number].text, edit.content))
    return replaced(text, pieces)


def _by_source(edits: Sequence[SourceEdit]) -> dict[int, list[SourceEdit]]:
    found: dict[int, list[SourceEdit]] = {}
    for edit in edits:
        found.setdefault(edit.source, []).append(edit)
    return found


def edited_sources(document: Document, edits: Sequence[SourceEdit]) -> tuple[str, ...]:
    """What the sources' texts are to be with the edits."""
    texts = [source.text for source in document.sources]
    for number, own in _by_source(edits).items():
        texts[number] = replaced(texts[number], [(edit.span, in_lines_of(texts[number], edit.content)) for edit in own])
    return tuple(texts)


def replaced(text: str, pieces: Sequence[tuple[Span, str]]) -> str:
    """The text with each span's characters exchanged."""
    done: list[str] = []
    position = 0
    for span, content in sorted(pieces, key=lambda piece: (piece[0].start, piece[0].end)):
        done += (text[position : span.start], content)
        position = span.end
    return "".join((*done, text[position:]))


def in_lines_of(text: str, content: str) -> str:
    """The content with the line ends that the text has."""
    return content.replace("\n", "\r\n") if "\r\n" in text else content


class _CellStrings:
    """The strings of one cell's source, and where each begins in it."""

    def __init__(self, text: str, strings: Sequence[String]) -> None:
        self._text = text
        self._strings = strings
        ends = list(accumulate((len(string.value) for string in strings), initial=0))
        self._starts, self._ends = ends[:-1], ends[1:]

    def pieces(self, span: Span, content: str) -> Iterator[tuple[Span, str]]:
        """The edit inside the one string that it stands in; of those that it runs over, the first takes the content."""
        # What is put between two strings goes to the beginning of the second.
        first = bisect_right(self._starts, span.start) - 1
        if first < 0:
            raise Unwritable("the cell holds no text to edit")
        for number in range(first, len(self._strings)):
            start, end = self._starts[number], self._ends[number]
            if number > first and start >= span.end:
                return
            inside = Span(max(span.start, start) - start, min(span.end, end) - start)
            put = content if number == first else ""
            if start < end and inside == Span(0, end - start) and not put:
                raise Unwritable("a string of the cell's source would be left empty")
            string = self._strings[number]
            around = self._text[string.span.start : string.span.end]
            yield map_span(string.runs, inside), escaped_json(self._text, around, put)


def escaped_json(text: str, around: str, content: str) -> str:
    """The content as JSON writes it, in the style of the string `around` it, or else of the whole file."""
    if not _BEYOND_ASCII.search(content):
        is_ascii = True
    elif _BEYOND_ASCII.search(around):
        is_ascii = False
    else:
        is_ascii = bool(_WIDE_ESCAPE.search(around)) or (text.isascii() and bool(_WIDE_ESCAPE.search(text)))
    written = json.dumps(content, ensure_ascii=is_ascii)[1:-1]
    if "/" in written and "\\/" in around and "/" not in around.replace("\\/", ""):
        return written.replace("/", "\\/")
    return written
