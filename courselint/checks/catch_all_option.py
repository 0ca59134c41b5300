"""Options that speak of the other options: all of the above, none of the above."""

from __future__ import annotations

import re
from collections.abc import Iterator

from courselint.analysis.questiontext import quoted
from courselint.model import Hit, Question

READS = Question

_OTHERS = (
    r"(?:(?:(?:of|from)\s+)?(?:the\s+|these\s+|those\s+){0,2}(?:above|below|following|foregoing|preceding|previous|mentioned|listed|others?)"
    r"(?:\s+(?:options?|answers?|choices?|statements?|ones?|mentioned|listed|is|are|correct|true))*"
    r"|of\s+(?:these|those|them)(?:\s+(?:options?|answers?|choices?|statements?))?(?:\s+(?:is|are)\s+(?:correct|true|right))?"
    r"|(?:is|are)\s+(?:all\s+)?(?:true|correct|right|wrong|false|incorrect)"
    r"|(?:of\s+)?(?:the\s+|these\s+){0,2}(?:options?|answers?|choices?|statements?)(?:\s+(?:above|listed|given|here))?"
    r"(?:\s+(?:is|are)\s+(?:correct|true|right|wrong|false|incorrect))?)"
)
_KINDS = {
    "all": re.compile(rf"\W*(?:all|both|each|every\s+one)\s+{_OTHERS}\W*", re.IGNORECASE),
    "none": re.compile(rf"\W*(?:none|neither|not\s+any)\s+{_OTHERS}\W*", re.IGNORECASE),
}
_BY_PLACE = re.compile(r"\b(?:above|foregoing|preceding|previous)\b", re.IGNORECASE)
LONGEST = 60


def check(question: Question, *, kind: str = "all") -> Iterator[Hit]:
    """`kind`: "all" (also "both of these") or "none" (also "neither of these")."""
    if question.kind != "choice":
        return
    pattern = _KINDS[kind]
    for option in question.options:
        text = option.text.text
        if len(text) <= LONGEST and pattern.fullmatch(text):
            is_misplaced = bool(question.is_shuffled) and kind == "all" and _BY_PLACE.search(text) is not None
            values = {"option": quoted(text)}
            if is_misplaced:
                yield Hit("shuffled", option.text, option.text.whole, values, severity="error")
            else:
                yield Hit("found", option.text, option.text.whole, values)
