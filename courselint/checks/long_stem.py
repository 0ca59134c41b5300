"""Stems that take longer to read than to answer."""

from __future__ import annotations

from collections.abc import Iterator

from courselint.analysis.questiontext import asking_clause, in_words, words_of
from courselint.model import Hit, Question

READS = Question

_KINDS = frozenset(("choice", "true-false", "short-answer", "numeric", "matching", "ordering"))


def check(question: Question, *, words: int = 90) -> Iterator[Hit]:
    """Code, formulas and tables don't count; the finding stands on the clause that asks."""
    if question.kind not in _KINDS:
        return
    count = len(words_of(question.stem.text))
    if count > words:
        span = asking_clause(in_words(question.stem.text))
        yield Hit("long", question.stem, span, {"count": str(count), "limit": str(words)})
