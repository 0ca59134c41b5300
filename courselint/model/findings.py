"""Hits, fixes and findings with their places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from courselint.model.documents import Cell
from courselint.model.text import Span, Text

Severity = Literal["error", "warning", "info"]
Confidence = Literal["high", "medium", "low"]
Applicability = Literal["safe", "unsafe", "display"]


@dataclass(frozen=True, slots=True)
class Edit:
    """Put `content` in the place of `span` of `text`.

    `is_written`: the content is written as the source has to have it, escapes and all.
    """

    text: Text
    span: Span
    content: str
    is_written: bool = False


@dataclass(frozen=True, slots=True)
class Fix:
    message: str
    edits: tuple[Edit, ...]
    applicability: Applicability = "unsafe"


@dataclass(frozen=True, slots=True)
class Related:
    text: Text
    span: Span
    message: str


@dataclass(frozen=True, slots=True)
class Hit:
    """What a check yields: the page's message by its key, the place, and the values that fill the message in.

    `text` is None for a finding about the whole file. `severity` and `confidence` override the page's.
    """

    message: str
    text: Text | None
    span: Span = Span(0, 0)
    values: Mapping[str, str] = field(default_factory=dict)
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    severity: Severity | None = None
    confidence: Confidence | None = None


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """1-based line and column; columns count Unicode code points."""

    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True, order=True)
class Range:
    start: Position = Position()
    end: Position = Position()


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: `range` in the cell (what a person sees), `physical` in the file (what git sees)."""

    path: str
    cell: Cell | None = None
    range: Range = Range()
    physical: Range = Range()
    member: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A related place and what it has to do with the finding."""

    place: Place
    message: str


@dataclass(frozen=True, slots=True)
class PlacedEdit:
    place: Place
    content: str


@dataclass(frozen=True, slots=True)
class PlacedFix:
    applicability: Applicability
    message: str
    edits: tuple[PlacedEdit, ...]


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A finding as reports show it. `excerpt` is the source line it starts on, `marked` the flagged part of that."""

    rule: str
    name: str
    severity: Severity
    confidence: Confidence
    message: str
    place: Place
    text: str = ""
    excerpt: str = ""
    marked: Span = Span(0, 0)
    related: tuple[Note, ...] = ()
    fix: PlacedFix | None = None
    fingerprint: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """The bytes of a file as they were read: which file, their digest, and the quiz format that the config states."""

    path: Path
    digest: bytes
    quiz: str | None = None


@dataclass(slots=True)
class Result:
    """What checking some documents gave. `is_complete` is False if something could not be checked.

    `is_answered` is False if LanguageTool was asked and gave no answer.

    `versions` tells by a file's shown path what was read of it; `fixed` counts the findings that a fix has removed.
    """

    diagnostics: list[Diagnostic] = field(default_factory=list)
    suppressed: int = 0
    files: int = 0
    fixed: int = 0
    is_complete: bool = True
    is_answered: bool = True
    versions: dict[str, Version] = field(default_factory=dict)

    def add(self, other: Result) -> None:
        self.diagnostics += other.diagnostics
        self.suppressed += other.suppressed
        self.files += other.files
        self.versions |= other.versions
        self.is_complete &= other.is_complete
        self.is_answered &= other.is_answered

    @property
    def by_rule(self) -> dict[str, int]:
        return dict(sorted(Counter(diagnostic.rule for diagnostic in self.diagnostics).items()))
