"""A file as it was read: its sources, texts, code, questions and suites."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from typing import Literal, Protocol

from courselint.model.questions import Question
from courselint.model.text import Span, Text

SuiteKind = Literal["doctest", "ok"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One notebook cell. `index` is 1-based over all cells."""

    index: int
    type: str
    id: str | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """What people edit: the text of one notebook cell, or of a whole file (`cell` is None), maybe in an archive."""

    text: str
    cell: Cell | None = None
    member: str | None = None


@dataclass(frozen=True, slots=True)
class Output:
    """A saved output of a code cell, as far as rules read it; `text` is a stream's or a traceback's."""

    source: int
    kind: str
    error: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """Python of one source. `text` has magics masked at equal length, so offsets are the source's.

    `tree` is None where it doesn't parse: `fault` then says why, `fault_at` where (offset in the source).
    Code that stands in a string of the source has its own map, `place`; those of one `suite` (from 1) share their
    names. `expects` is the truth that it has to print, if it has to print one.
    """

    source: int
    text: str
    tree: ast.Module | None
    fault: str = ""
    fault_at: int = 0
    place: Text | None = None
    suite: int = 0
    expects: bool | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a file that can't be read: where in which source (or the file's own text), and why."""

    message: str
    span: Span = Span(0, 0)
    source: int | None = None


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment in the format's own syntax: its text without the marks, and the span of the whole in its source."""

    text: str
    span: Span
    source: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """One file, read.

    `names` are the identifiers of its code, `snippets` the code and maths that its prose masks, as written.
    `language` is the programming language of its code; "" where it has none. `is_paired`: it says that jupytext
    keeps a copy of it in another format. `members` are the names of all that an archive holds.
    """

    path: str
    format: str
    data: bytes = field(repr=False, default=b"")
    sources: tuple[Source, ...] = ()
    texts: tuple[Text, ...] = ()
    code: tuple[Code, ...] = ()
    outputs: tuple[Output, ...] = ()
    questions: tuple[Question, ...] = ()
    suites: tuple[Suite, ...] = ()
    faults: tuple[Fault, ...] = ()
    comments: tuple[Comment, ...] = ()
    names: frozenset[str] = frozenset()
    snippets: tuple[str, ...] = ()
    language: str = ""
    is_test: bool = False
    is_paired: bool = False
    members: frozenset[str] = frozenset()


class Files(Protocol):
    """Which files a course has. Paths are written as a document's own path is, with `/`."""

    def has(self, path: str) -> bool:
        """Whether a regular file of the course stands there."""
        ...

    def names(self, folder: str) -> frozenset[str]:
        """The names of all that stands in this folder of the course; none if it isn't there."""
        ...


@dataclass(frozen=True, slots=True)
class Example:
    """One example of an interactive session that tests: `code` as typed, without prompts, and what it has to print.

    `options` are doctest's flags that are on for it.
    """

    code: Text
    want: Text
    options: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Suite:
    """Examples that run one after another and share their names: those of a docstring, or of one ok or otter suite."""

    kind: SuiteKind
    examples: tuple[Example, ...]
