"""What tests compare, and what is known of the values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from fractions import Fraction
from typing import Literal

from courselint.model.documents import Example, SuiteKind
from courselint.model.text import Span, Text

AssertionForm = Literal[
    "comparison", "tuple", "constant", "self-comparison", "unasserted", "vacuous", "swallowed", "unseeded", "silent"
]  # fmt: skip


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
