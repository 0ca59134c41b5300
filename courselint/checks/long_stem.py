"""Stems that take longer to read than to answer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from courselint.analysis.questiontext import asking_clause, in_words, words_of
from courselint.model import Hit, Question

READS = Question

# Here reading is what is learned: "What does the author conclude?", "Which item, if true, weakens the argument?"
_ABOUT_READING = re.compile(
    r"\b(?:passages?|paragraphs?|excerpts?|extracts?|authors?|narrators?|poems?"
    r"|(?:strengthen|weaken)(?:s|ed|ing)?|line of reasoning|inferred|the (?:text|story|article))\b",
    re.IGNORECASE,
)
_KINDS = frozenset(("choice", "true-false", "short-answer", "numeric", "matching", "ordering"))


def check(question: Question, *, words: int = 90) -> Iterator[Hit]:
    """Code, formulas and tables don't count; the finding stands on the clause that asks."""
    if question.kind not in _KINDS:
        return
    count = len(words_of(question.stem.text))
    if count > words:
        masked = in_words(question.stem.text)
        span = asking_clause(masked)
        if _ABOUT_READING.search(masked, span.start, span.end):
            return
        yield Hit("long", question.stem, span, {"count": str(count), "limit": str(words)})
