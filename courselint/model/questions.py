"""Questions as every quiz format gives them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from courselint.model.text import Text

QuestionKind = Literal[
    "choice", "true-false", "numeric", "short-answer", "matching", "ordering", "essay", "description", "survey"
]  # fmt: skip


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
