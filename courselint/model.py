"""What every layer speaks of: a text and its place, questions, assertions, findings."""

from __future__ import annotations

import ast
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from fractions import Fraction
from pathlib import Path
from typing import Literal, Protocol

Severity = Literal["error", "warning", "info"]
Confidence = Literal["high", "medium", "low"]
Applicability = Literal["safe", "unsafe", "display"]
TextKind = Literal["prose", "heading", "comment", "docstring", "message", "stem", "option", "feedback", "code"]
AssertionForm = Literal[
    "comparison", "tuple", "constant", "self-comparison", "unasserted", "vacuous", "swallowed", "unseeded", "silent"
]  # fmt: skip
SuiteKind = Literal["doctest", "ok"]
QuestionKind = Literal[
    "choice", "true-false", "numeric", "short-answer", "matching", "ordering", "essay", "description", "survey"
]  # fmt: skip

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
class Option:
    """One answer that a learner can choose or that the grader accepts. `is_key` is None where the file doesn't say.

    `is_pattern`: its text is a regular expression, which the grader matches with what the learner types.
    """

    text: Text
    is_key: bool | None
    weight: float | None = None
    feedback: Text | None = None
    is_pattern: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture or file that a question shows: `text` where it is written, `target` as the file names it.

    `is_held`: the quiz file carries it (an attachment, a data address).
    """

    text: Text
    target: str
    is_held: bool = False


@dataclass(frozen=True, slots=True)
class NumericKey:
    """An accepted number: `text` as written (its value part), and the absolute tolerance or range around it.

    Bounds and tolerance are nan where nobody knows them.
    """

    text: Text
    low: float
    high: float
    tolerance: float | None = None
    feedback: Text | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One question, whatever its format. None means that the format does not say.

    `graded` are the right answers as the format states them a second time, for the grader; `figures` what the
    question shows, `group` the section or bank that it belongs to. `is_drawn`: each learner sees one of the keys only,
    among some of the other options.
    """

    kind: QuestionKind
    format: str
    stem: Text
    options: tuple[Option, ...] = ()
    numbers: tuple[NumericKey, ...] = ()
    is_single: bool | None = None
    is_shuffled: bool | None = None
    feedback: tuple[Text, ...] = ()
    title: str = ""
    group: str = ""
    graded: tuple[Text, ...] = ()
    figures: tuple[Figure, ...] = ()
    is_drawn: bool = False

    @property
    def texts(self) -> tuple[Text, ...]:
        """Everything a learner reads of it, in order."""
        options = (text for option in self.options for text in (option.text, option.feedback) if text is not None)
        numbers = (number.feedback for number in self.numbers if number.feedback is not None)
        return (self.stem, *options, *numbers, *self.feedback)


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


class Floatness(IntEnum):
    """How much a value owes to rounding, worst last; nothing is concluded from UNKNOWN.

    EXACT is a float without rounding (0.5, 2.0), INEXACT a literal that binary can't hold (0.3), COMPUTED the result
    of operations that round.
    """

    UNKNOWN = 0
    NONE = 1
    INT = 2
    EXACT = 3
    INEXACT = 4
    COMPUTED = 5


@dataclass(frozen=True, slots=True)
class Rendered:
    """A float that was turned into text or bytes with all its digits; `how` names what wrote it.

    `helper` is the function of another module that may have done so: the course knows.
    """

    written: str
    how: str
    is_hashed: bool = False
    helper: str = ""


@dataclass(frozen=True, slots=True)
class Operand:
    """One side of a comparison, and what is known of its value.

    `literals` are the absolute values of all inexact literals that reach it, `origins` where the first of them stand;
    a negative number in `literals` is the mark of a computed value that the course gave a name.
    `called` are the names of the calls that gave it, `given` the first numbers that they got. `is_plainly_fed`: these
    got integers, text or nothing; `is_exactly_fed` that floats without rounding may be among them, `is_open` that
    the course shows the function and a learner is not asked to round. `is_array`: it stands as an array; `is_account`:
    the test adds to it or takes from it, step by step, after it gave it to the other side, or takes the same one step.
    `imported` is the dotted name of a value from another module (`expected.CASES.*.area`: members of tables count as
    parts of the name), `imports` are those that went into the calls that gave it. `open_choice` says what it is if its
    signs or order are anybody's choice (`eigenvectors`), `truncated` where a function cuts off fractions on the way.
    `numbers` are all its numbers in order, where every one is known.
    `way` are the names of all calls and attributes that lead to it, the last taken first.
    `decimals` tells that it was rounded on purpose, `rendered` is the float whose text or digest this is. `is_stored`
    means that its literals got there as they were written, `is_quotient` that one division or root of exact numbers
    made it: that is rounded once, the same in any order.
    """

    written: str
    span: Span = Span(0, 0)
    floatness: Floatness = Floatness.UNKNOWN
    constant: Fraction | None = None
    literals: frozenset[float] = frozenset()
    origins: tuple[tuple[Text, Span], ...] = ()
    decimals: int | None = None
    is_stored: bool = False
    is_quotient: bool = False
    is_nan: bool = False
    called: str = ""
    given: tuple[Fraction, ...] = ()
    is_plainly_fed: bool = False
    is_exactly_fed: bool = False
    is_open: bool = False
    is_array: bool = False
    is_container: bool = False
    is_account: bool = False
    is_setting: bool = False
    is_read_back: bool = False
    is_text: bool = False
    has_zero: bool = False
    is_zero: bool = False
    imported: str = ""
    imports: frozenset[str] = frozenset()
    open_choice: str = ""
    numbers: tuple[float, ...] = ()
    way: tuple[str, ...] = ()
    rendered: Rendered | None = None
    truncated: tuple[tuple[Text, Span], ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """What an assertion compares. The finding stands on `span`: the comparison expression, or the call that compares.

    `rtol` and `atol` are None where the comparison is exact, nan where nobody knows them; `is_equality` says that the
    test passes on equality. `dtype` is the type that the values were computed in (`float32`), "" where nothing tells.
    """

    text: Text
    span: Span
    idiom: str
    operator: str
    left: Operand
    right: Operand
    rtol: float | None = None
    atol: float | None = None
    is_equality: bool = True
    dtype: str = ""


@dataclass(frozen=True, slots=True)
class ImportPlace:
    """The beginning of a line before which one more import can stand."""

    text: Text
    offset: int


@dataclass(frozen=True, slots=True)
class Assertion:
    """One check of a learner's work; `parts` are the spans of what `form` speaks of (the elements of a tuple, say).

    `modules` maps the modules that its file has imported to the names they have there; `import_place` has room for one
    more. `is_grading` is False for comparisons in ordinary code, which are read for the sake of nan; `is_shown` means
    that it is there to be looked at.
    `path` is its file's, from which the modules that it imports are looked for.
    `is_rounding_lesson`: the text nearby is about floating-point arithmetic itself.
    """

    text: Text
    span: Span
    form: AssertionForm = "comparison"
    idiom: str = "assert"
    comparisons: tuple[Comparison, ...] = ()
    parts: tuple[Span, ...] = ()
    modules: Mapping[str, str] = field(default_factory=dict)
    is_grading: bool = True
    is_shown: bool = False
    is_rounding_asked: bool = False
    is_mocked: bool = False
    path: str = ""
    import_place: ImportPlace | None = None
    is_rounding_lesson: bool = False


@dataclass(frozen=True, slots=True)
class Module:
    """A Python module as others import it: its path without suffix, and the inexact literals that its names hold.

    Members of tables count as parts of a name: `CASES.*.area`.
    """

    path: str
    literals: Mapping[str, frozenset[float]] = field(default_factory=dict, hash=False)


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


@dataclass(frozen=True, slots=True)
class Answer:
    """What an example prints, and what is known of the value.

    `given` are the first numbers that went into the calls that gave it, `literals` the inexact literals that reach it,
    `written` all that stand round it. `is_rounded`: on purpose. `is_rounding`: the course shows the function that gives
    it, and that rounds more than once. `is_demonstration`: nothing of the course itself is called, the example shows
    what Python or a library does.
    """

    example: Example
    kind: SuiteKind
    given: tuple[Fraction, ...] = ()
    literals: frozenset[float] = frozenset()
    written: frozenset[float] = frozenset()
    is_rounded: bool = False
    is_rounding: bool = False
    is_demonstration: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """What one document tells the rest of its course: small, order-free, serialisable."""

    words: Mapping[str, int] = field(default_factory=dict)
    identifiers: frozenset[str] = frozenset()
    rounding: frozenset[str] = frozenset()
    module: Module | None = None
    computing: frozenset[str] = frozenset()
    fractional: frozenset[str] = frozenset()
    handing: frozenset[str] = frozenset()
    hashing: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Course:
    """What checks may know of the whole course: the facts of all its documents, merged.

    `words` counts each word of the prose as written; `identifiers` are the names of the course's own code, `rounding`
    those of its functions and classes that round what they give, `modules` its Python modules by the last part of
    their names. Of its functions and attributes, `computing` are those that take several rounded steps with decimals,
    `fractional` even with integers, `handing` those that take none,
    `hashing` those that hash the text of what they get.
    """

    words: Mapping[str, int] = field(default_factory=dict)
    identifiers: frozenset[str] = frozenset()
    rounding: frozenset[str] = frozenset()
    modules: Mapping[str, tuple[Module, ...]] = field(default_factory=dict)
    computing: frozenset[str] = frozenset()
    fractional: frozenset[str] = frozenset()
    handing: frozenset[str] = frozenset()
    hashing: frozenset[str] = frozenset()


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
