"""Options that speak of the other options: all of the above, none of the above."""

from __future__ import annotations

import re
from collections.abc import Iterator

from courselint.analysis.combinations import combinations
from courselint.analysis.questiontext import has_code_signs, quoted
from courselint.model import Hit, Option, Question

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
# "None" alone, below things to choose from. Python has a value of that name, and where amounts are asked it is one;
# in small letters it may be the name of a setting.
_ALONE = re.compile(r"\W*(?:N(?:one|ONE)|N(?:either|EITHER)(?:\s+one)?)\W*")
_CHOOSES = re.compile(r"\b(?:which|following|these|identify|choose|select)\b", re.IGNORECASE)
_OF_VALUES = re.compile(
    r"\b(?:how (?:many|much|often)|neither|none|values?|returns?|returned|prints?|printed|outputs?|evaluates?|types?"
    r"|null|python|default|keywords?|variables?|functions?|methods?|objects?|changes?|effects?|impact|if any)\b",
    re.IGNORECASE,
)
_QUANTITY = re.compile(
    r"\W*(?:\d.*|true|false|null|nil|nan|void|undefined|yes|no|all|some|any|many|few|most|both|one|two|three|four|five|low|medium|high"
    r"|\w)\W*",
    re.IGNORECASE,
)


def check(question: Question, *, kind: str = "all") -> Iterator[Hit]:
    """`kind`: "all" (also "both of these") or "none" (also "neither of these")."""
    if question.kind != "choice":
        return
    pattern = _KINDS[kind]
    for option in question.options:
        text = option.text.text
        if len(text) <= LONGEST and (pattern.fullmatch(text) or (kind == "none" and _stands_alone(option, question))):
            is_misplaced = bool(question.is_shuffled) and kind == "all" and _BY_PLACE.search(text) is not None
            values = {"option": quoted(text)}
            if is_misplaced:
                yield Hit("shuffled", option.text, option.text.whole, values, severity="error")
            else:
                yield Hit("found", option.text, option.text.whole, values)
    if kind == "all" and question.is_shuffled:
        lettered = next((each for each in combinations(question) if each.is_by_letter), None)
        if lettered is not None:
            values = {"option": quoted(lettered.option.text)}
            yield Hit("lettered", lettered.option, lettered.option.whole, values, severity="error")


def _stands_alone(option: Option, question: Question) -> bool:
    """Whether a bare "None" or "Neither" rejects the options above it, rather than answers like them."""
    *others, last = question.options
    stem = question.stem.text
    if option is not last or len(others) < 2 or not _ALONE.fullmatch(option.text.text):
        return False
    if not _CHOOSES.search(stem) or _OF_VALUES.search(stem) or has_code_signs(stem):
        return False
    return not any(_QUANTITY.fullmatch(each.text.text) or has_code_signs(each.text.text) for each in others)
