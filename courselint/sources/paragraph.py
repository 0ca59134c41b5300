"""Paragraphs of marked-up text: their lines joined, their markup masked, each character with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from courselint.model import Comment, Run, Span, Text, TextKind, compose
from courselint.sources import inline


@dataclass(frozen=True, slots=True)
class Fence:
    """A code block: its info string, and the span of its lines' text in the source."""

    info: str
    body: Span


@dataclass(slots=True)
class Prose:
    """What one source of marked-up text holds. `snippets` are its code and maths, as written."""

    texts: list[Text] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    fences: list[Fence] = field(default_factory=list)
    snippets: list[str] = field(default_factory=list)

    def add(self, text: str, segments: list[Span], source: int, kind: TextKind) -> None:
        """Add the paragraph that these pieces of lines of `text` make, and what its comments and code are."""
        if not any(_LETTER.search(text, segment.start, segment.end) for segment in segments):
            return
        raw, lower = _join(text, segments)
        found = inline.read(raw)
        origin = segments[0].start
        for start, end in found.comments:
            content = raw[start + 4 : end].removesuffix("-->").strip()
            self.comments.append(Comment(content, _below(Span(start, end), lower, origin), source))
        self.snippets.extend(found.snippets)
        if _LETTER.search(found.text):
            if lower:
                runs = compose(found.runs, lower)
            else:
                runs = tuple(Run(run.start, run.length, run.origin + origin, run.origin_length) for run in found.runs)
            self.texts.append(Text(found.text, runs, source, kind))


def lines_of(text: str) -> Iterator[Span]:
    """The lines' spans without their ends; `\\n` and `\\r\\n` end a line."""
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        if end < 0:
            yield Span(start, len(text))
            return
        yield Span(start, end - 1 if end > start and text[end - 1] == "\r" else end)
        start = end + 1


_LETTER = re.compile(r"[^\W\d_]")


def _join(text: str, segments: list[Span]) -> tuple[str, tuple[Run, ...]]:
    """The paragraph's raw text; and its map, unless its lines follow each other with nothing left out."""
    gaps = [text[before.end : after.start] for before, after in pairwise(segments)]
    if all(gap == "\n" for gap in gaps):
        return text[segments[0].start : segments[-1].end], ()
    pieces: list[str] = []
    runs: list[Run] = []
    length = 0
    for number, segment in enumerate(segments):
        pieces.append(text[segment.start : segment.end])
        runs.append(Run(length, segment.end - segment.start, segment.start, segment.end - segment.start))
        length += segment.end - segment.start
        if number < len(gaps):
            pieces.append("\n")
            runs.append(Run(length, 1, segment.end, len(gaps[number])))
            length += 1
    return "".join(pieces), tuple(runs)


def _below(span: Span, lower: tuple[Run, ...], origin: int) -> Span:
    """A span of the paragraph's raw text, in the source."""
    if not lower:
        return Span(origin + span.start, origin + span.end)
    below = compose((Run(0, span.end - span.start, span.start, span.end - span.start),), lower)
    return Span(below[0].origin, below[-1].origin + below[-1].origin_length)
