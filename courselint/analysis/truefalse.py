"""Whether a question offers two verdicts to choose from: true and false, yes and no."""

from __future__ import annotations

import re

from courselint.model import Question

_VERDICT = re.compile(r"\W*(?P<verdict>true|false|yes|no|correct|incorrect|valid|invalid)\W*", re.IGNORECASE)
_PAIRS = (
    frozenset(("true", "false")),
    frozenset(("yes", "no")),
    frozenset(("correct", "incorrect")),
    frozenset(("valid", "invalid")),
)


def is_true_false(question: Question) -> bool:
    """Also for a choice of "True" and "False", or "Yes" and "No"; explanations after them make it another question."""
    if question.kind == "true-false":
        return True
    verdicts = [_VERDICT.fullmatch(option.text.text.strip()) for option in question.options]
    given = [match["verdict"].lower() for match in verdicts if match is not None]
    return question.kind == "choice" and len(verdicts) == len(given) == 2 and frozenset(given) in _PAIRS
