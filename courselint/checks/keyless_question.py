"""Questions that nobody can get right, because no answer is marked as right."""

from __future__ import annotations

import re
from collections.abc import Iterator

from courselint.analysis.questiontext import is_survey
from courselint.model import Hit, Option, Question

READS = Question

_REFUTES = re.compile(r"\W*(?:incorrect|wrong|no|not|false|sorry|never)\b", re.IGNORECASE)


def check(question: Question) -> Iterator[Hit]:
    if question.kind == "numeric":
        # Answers that only give feedback: one of them was meant to be the key.
        # GIFT's and PrairieLearn's may be computed elsewhere.
        is_keyless = (
            not question.numbers and bool(question.feedback) and question.format not in ("gift", "prairielearn")
        )
    else:
        is_keyless = bool(question.options) and all(option.is_key is False for option in question.options)
        # Feedback that tells of every option why it is wrong: a trick question, meant to be one.
        is_keyless = is_keyless and not all(_is_refuted(option) for option in question.options)
    if is_keyless and question.kind in ("choice", "true-false", "short-answer", "numeric") and not is_survey(question):
        yield Hit("keyless", question.stem, question.stem.whole)


def _is_refuted(option: Option) -> bool:
    return option.feedback is not None and _REFUTES.match(option.feedback.text) is not None
