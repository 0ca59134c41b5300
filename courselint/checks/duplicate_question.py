"""The same question twice in one bank."""

from __future__ import annotations

import re
from collections.abc import Iterator

from courselint.analysis.optionvalue import same_text
from courselint.analysis.questiontext import has_unknown, quoted, words_of
from courselint.model import Document, Hit, Question, Related

READS = Document

# With fewer words a stem asks about what stands round it.
FEWEST_WORDS = 4
_KINDS = frozenset(("choice", "true-false", "numeric", "short-answer", "matching", "ordering"))
_AROUND = re.compile(
    r"\b(?:this|these|above|below|following|shown|given|previous|figure|diagram|graph|plot|image|picture|table|here)\b",
    re.IGNORECASE,
)
_SHOWN = re.compile(r"```|<img\b|!\[|<svg\b|\n\s{4}\S|`[^`]{12,}`")


def check(document: Document) -> Iterator[Hit]:
    seen: dict[tuple[object, ...], Question] = {}
    for question in document.questions:
        # A PrairieLearn file is one question, whatever it asks for in it.
        if question.kind not in _KINDS or question.format == "prairielearn" or not _stands_alone(question):
            continue
        first = seen.setdefault(_said(question), question)
        if first is not question and first.stem.runs != question.stem.runs:
            related = (Related(first.stem, first.stem.whole, "the same question"),)
            values = {"stem": quoted(question.stem.text, 80)}
            yield Hit("duplicate", question.stem, question.stem.whole, values, related)


def _stands_alone(question: Question) -> bool:
    """Whether all that it asks about is in it: nothing drawn at run time, no picture or code beside it."""
    texts = (question.stem, *(option.text for option in question.options))
    if any(map(has_unknown, texts)) or not (question.options or question.numbers):
        return False
    stem = question.stem.text
    shows = bool(_SHOWN.search(stem) or question.figures)
    return len(words_of(stem)) >= FEWEST_WORDS and (shows or not _AROUND.search(stem))


def _said(question: Question) -> tuple[object, ...]:
    # The pre-quiz of a lesson may come back after it.
    quiz = question.group if question.format.startswith("for-beginners") else ""
    options = tuple(sorted(same_text(option.text.text) for option in question.options))
    numbers = tuple((number.low, number.high) for number in question.numbers)
    shown = tuple(figure.target for figure in question.figures)
    return quiz, question.stem.source, question.kind, same_text(question.stem.text), options, numbers, shown
