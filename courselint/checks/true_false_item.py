"""Questions with two answers, true and false."""

from __future__ import annotations

import re
from collections.abc import Iterator

from courselint.model import Hit, Question

READS = Question

_VERDICT = re.compile(r"\W*(?P<verdict>true|false|yes|no|correct|incorrect)\W*", re.IGNORECASE)
_PAIRS = (frozenset(("true", "false")), frozenset(("yes", "no")), frozenset(("correct", "incorrect")))


def check(question: Question) -> Iterator[Hit]:
    """Also for a choice of "True" and "False", or "Yes" and "No"; explanations after them make it another question."""
    if question.kind == "true-false" or (question.kind == "choice" and _is_true_or_false(question)):
        yield Hit("found", question.stem, question.stem.whole, {"stem": question.stem.text.strip()})


def _is_true_or_false(question: Question) -> bool:
    verdicts = [_VERDICT.fullmatch(option.text.text.strip()) for option in question.options]
    given = [match["verdict"].lower() for match in verdicts if match is not None]
    return len(verdicts) == len(given) == 2 and frozenset(given) in _PAIRS
