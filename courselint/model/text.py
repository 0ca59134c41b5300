"""A text that knows where each of its characters stands in the file."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

TextKind = Literal["prose", "heading", "comment", "docstring", "message", "stem", "option", "feedback", "code"]
# A masked piece (code, maths, a link) leaves one of these in a Text, numbered in order.
FIRST_PLACEHOLDER, LAST_PLACEHOLDER = "\ue000", "\uf8ff"


def placeholder(number: int) -> str:
    """The one-character placeholder of the masked piece with this number, counted from 0."""
    return chr(0xE000 + number % 0x1900)


def is_placeholder(character: str) -> bool:
    """Whether this character stands for a masked piece."""
    return FIRST_PLACEHOLDER <= character <= LAST_PLACEHOLDER


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open `[start, end)`, in code points of whatever text it belongs to."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Run:
    """`length` code points of a text from `start`, standing at `origin` (`origin_length` long) one layer down.

    Equal lengths map character by character; else the run is one unit, such as an escape.
    """

    start: int
    length: int
    origin: int
    origin_length: int


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of decoded text, and where each of its characters stands in the source it was read from.

    `source` is an index into `Document.sources`; the runs' origins are offsets in that source's text.
    Characters between the runs do not exist in the source (a joint between two string literals, say).
    """

    text: str
    runs: tuple[Run, ...]
    source: int = 0
    kind: TextKind = "prose"

    @classmethod
    def plain(cls, text: str, origin: int = 0, source: int = 0, kind: TextKind = "prose") -> Text:
        """A text that stands in its source as it is, at `origin`."""
        return cls(text, (Run(0, len(text), origin, len(text)),), source, kind)

    @property
    def whole(self) -> Span:
        return Span(0, len(self.text))

    def in_source(self, span: Span) -> Span:
        """The span in the source's text that covers `span` of this text."""
        return map_span(self.runs, span)

    def part(self, span: Span) -> Text:
        """A piece of this text as a text of its own, without the space round it."""
        start, end = span.start, span.end
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        if start >= end:
            at = map_span(self.runs, Span(span.start, span.start)).start
            return Text("", (Run(0, 0, at, 0),), self.source, self.kind)
        runs: list[Run] = []
        # Not a slice of the runs: of a text in many pieces that would copy all of them.
        for number in range(max(0, bisect_right(self.runs, start, key=_run_start) - 1), len(self.runs)):
            run = self.runs[number]
            first, last = max(run.start, start), min(run.start + run.length, end)
            if run.start >= end:
                break
            if first < last and run.length == run.origin_length:
                runs.append(Run(first - start, last - first, run.origin + first - run.start, last - first))
            elif first < last:
                runs.append(Run(first - start, last - first, run.origin, run.origin_length))
        return Text(self.text[start:end], tuple(runs), self.source, self.kind)

    def is_contiguous(self, span: Span) -> bool:
        """Whether the span's characters stand in the source one for one, so that they can be edited there."""
        where = self.in_source(span)
        return where.end - where.start == span.end - span.start


def map_span(runs: tuple[Run, ...], span: Span) -> Span:
    """Carry a span one layer down; a part of an atomic run takes the whole of it."""
    if not runs:
        return Span(0, 0)
    start = _map_start(runs, span.start)
    if span.end <= span.start:
        return Span(start, start)
    last = _run_at(runs, span.end - 1)
    inside = span.end - last.start
    if last.length == last.origin_length and inside <= last.length:
        return Span(start, last.origin + inside)
    return Span(start, last.origin + last.origin_length)


def compose(upper: tuple[Run, ...], lower: tuple[Run, ...]) -> tuple[Run, ...]:
    """One map from two: `upper` into a text whose own map is `lower`."""
    composed: list[Run] = []
    for run in upper:
        if run.length != run.origin_length:
            below = map_span(lower, Span(run.origin, run.origin + run.origin_length))
            composed.append(Run(run.start, run.length, below.start, below.end - below.start))
            continue
        position, end = run.origin, run.origin + run.length
        while position < end:
            piece = _run_at(lower, position)
            stop = min(end, max(piece.start + piece.length, position + 1))
            below = map_span(lower, Span(position, stop))
            composed.append(
                Run(run.start + position - run.origin, stop - position, below.start, below.end - below.start)
            )
            position = stop
    return tuple(composed)


def _run_at(runs: tuple[Run, ...], offset: int) -> Run:
    return runs[max(0, bisect_right(runs, offset, key=_run_start) - 1)]


def _run_start(run: Run) -> int:
    return run.start


def _map_start(runs: tuple[Run, ...], offset: int) -> int:
    run = _run_at(runs, offset)
    inside = offset - run.start
    if run.length == run.origin_length and inside <= run.length:
        return run.origin + max(0, inside)
    return run.origin if inside < run.length else run.origin + run.origin_length
