"""Questions that negate twice."""

from __future__ import annotations

from collections.abc import Iterator

from courselint.analysis.doublenegation import double_negation
from courselint.analysis.questiontext import is_survey
from courselint.model import Hit, Question, Span

READS = Question


def check(question: Question) -> Iterator[Hit]:
    """The finding stands on both negatives and what is between them."""
    if question.kind not in ("choice", "true-false", "short-answer", "numeric") or is_survey(question):
        return
    pair = double_negation(question.stem.text)
    if pair is not None:
        first, second = pair
        text = question.stem.text
        values = {"first": text[first.start : first.end], "second": text[second.start : second.end]}
        yield Hit("twice", question.stem, Span(first.start, second.end), values)
