"""The blanks of Runestone's `fillintheblank`: numbers with tolerances, and patterns that must match the whole answer.

The grammar: https://runestone.academy/ns/books/published/overview/Assessments/fitb.html
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from courselint.model import Figure, NumericKey, Option, Question, QuestionKind, Span, Text
from courselint.sources.quizzes.numbers import number

# What Python reads as one number; `007` it doesn't.
_NUMBER = r"[-+]?+(?:(?!0\d++(?:$|[ ]))\d++(?:\.\d*+)?+|\.\d++)(?:[eE][-+]?\d{1,3})?+"
_NUMERIC = re.compile(rf"(?P<value>{_NUMBER})(?:[ ]+(?P<tolerance>{_NUMBER}))?")
_ANYTHING = frozenset((".*", ".+", "^.*$", "^.+$", r"[\s\S]*"))

_REST = _ANYTHING | {"x"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What may be typed, a number or a pattern, and what is said then."""

    written: Text
    feedback: Text | None


def read(form: str, stem: Text, figures: tuple[Figure, ...], answers: Sequence[Answer]) -> Question:
    """One blank: of its answers the first is right, and the last takes whatever is left; a lone one is never right."""
    is_lone = len(answers) == 1
    if answers[0].written.text in _ANYTHING:
        # What takes anything asks for an opinion.
        return Question("essay", form, stem, figures=figures)
    numbers: list[NumericKey] = []
    options: list[Option] = []
    rest: list[Text] = []
    for position, answer in enumerate(answers):
        numeric = _NUMERIC.fullmatch(answer.written.text.strip())
        if position == 0 and numeric and not is_lone:
            numbers.append(_number(answer, numeric))
        elif numbers or (position and answer.written.text in _REST):
            rest += [answer.feedback] if answer.feedback else []
        else:
            options.append(
                Option(answer.written, position == 0 and not is_lone, feedback=answer.feedback, is_pattern=not numeric)
            )
    kind: QuestionKind = "numeric" if numbers else "short-answer"
    return Question(kind, form, stem, tuple(options), tuple(numbers), feedback=tuple(rest), figures=figures)


def _number(answer: Answer, numeric: re.Match[str]) -> NumericKey:
    value, width = number(numeric["value"]) or 0.0, abs(number(numeric["tolerance"] or "0") or 0.0)
    lead = len(answer.written.text) - len(answer.written.text.lstrip())
    text = answer.written.part(Span(lead + numeric.start("value"), lead + numeric.end("value")))
    return NumericKey(replace(text, kind="option"), value - width, value + width, width, answer.feedback)
