"""The blanks of Runestone's `fillintheblank`: numbers with tolerances, and patterns that must match the whole answer.

The grammar: https://runestone.academy/ns/books/published/overview/Assessments/fitb.html
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from courselint.model import Figure, NumericKey, Option, Question, QuestionKind, Span, Text
from courselint.sources.numbers import number

# What Python reads as one number; `007` it doesn't.
_NUMBER = r"[-+]?+(?:(?!0\d++(?:$|[ ]))\d++(?:\.\d*+)?+|\.\d++)(?:[eE][-+]?\d{1,3})?+"
_NUMERIC = re.compile(rf"(?P<value>{_NUMBER})(?:[ ]+(?P<tolerance>{_NUMBER}))?")
_ANYTHING = frozenset(("x", ".*", ".+", "^.*$", "^.+$", r"[\s\S]*"))
_SHOWN = re.compile("_{5}(?!_)")


@dataclass(frozen=True, slots=True)
class Answer:
    """What may be typed, a number or a pattern, and what is said then."""

    written: Text
    feedback: Text | None


def shares(stem: Text, count: int) -> list[Text]:
    """The stem in as many parts as there are blanks, each up to its own; whole where it doesn't show them all."""
    cuts = [match.end() for match in _SHOWN.finditer(stem.text)]
    if count == 1 or len(cuts) != count:
        return [stem] * count
    return [stem.part(Span(start, end)) for start, end in pairwise((0, *cuts[:-1], len(stem.text)))]


def read(form: str, stem: Text, figures: tuple[Figure, ...], answers: Sequence[Answer]) -> Question:
    """One blank: of its answers the first is right, and the last often takes whatever is left."""
    numbers: list[NumericKey] = []
    options: list[Option] = []
    rest: list[Text] = []
    for position, answer in enumerate(answers):
        numeric = _NUMERIC.fullmatch(answer.written.text.strip())
        if position == 0 and numeric:
            numbers.append(_number(answer, numeric))
        elif numbers or (position and answer.written.text in _ANYTHING):
            rest += [answer.feedback] if answer.feedback else []
        else:
            options.append(Option(answer.written, position == 0, feedback=answer.feedback, is_pattern=not numeric))
    kind: QuestionKind = "numeric" if numbers else "short-answer"
    return Question(kind, form, stem, tuple(options), tuple(numbers), feedback=tuple(rest), figures=figures)


def _number(answer: Answer, numeric: re.Match[str]) -> NumericKey:
    value, width = number(numeric["value"]) or 0.0, abs(number(numeric["tolerance"] or "0") or 0.0)
    lead = len(answer.written.text) - len(answer.written.text.lstrip())
    text = answer.written.part(Span(lead + numeric.start("value"), lead + numeric.end("value")))
    return NumericKey(replace(text, kind="option"), value - width, value + width, width, answer.feedback)
