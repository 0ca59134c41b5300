"""Questions in which every option is right, so that nothing has to be known to choose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from courselint.analysis.questiontext import is_survey
from courselint.model import Hit, Question

READS = Question

# Such a list is there to be ticked off, not to be chosen from.
_TICKED_OFF = re.compile(
    r"\b(?:check ?list|have you|did you|do you|are you|you should (?:have|be)|make sure|before you|please"
    r"|i (?:have|am|can|will)"
    r"|acknowledge|agree|confirm|certify|understand that|steps?|tasks?|to-?do)\b",
    re.IGNORECASE,
)


def check(question: Question) -> Iterator[Hit]:
    options = question.options
    if question.kind != "choice" or len(options) < 3 or not all(option.is_key for option in options):
        return
    # Where one can be chosen and the others are marked wrong, several-keys says more.
    if question.is_single and question.format not in ("gift", "jupyterquiz"):
        return
    if is_survey(question) or _TICKED_OFF.search(question.stem.text):
        return
    weights = [option.weight for option in options if option.weight is not None]
    # What gives half as much as another is partly right.
    if not weights or max(weights) < 2 * min(weights):
        yield Hit("every", question.stem, question.stem.whole, {"count": str(len(options))})
