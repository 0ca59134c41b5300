"""Questions with two answers, true and false."""

from __future__ import annotations

from collections.abc import Iterator

from courselint.analysis.questiontext import is_survey, quoted
from courselint.analysis.truefalse import is_true_false
from courselint.model import Hit, Question

READS = Question


def check(question: Question) -> Iterator[Hit]:
    if is_true_false(question) and not is_survey(question):
        yield Hit("found", question.stem, question.stem.whole, {"stem": quoted(question.stem.text, 120)})
