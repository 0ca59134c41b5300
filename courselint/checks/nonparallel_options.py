"""Options that are not built alike, so that one of them sticks out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from courselint.analysis.optionvalue import exact_value
from courselint.analysis.questiontext import has_unknown, in_words, is_survey, quoted
from courselint.model import FIRST_PLACEHOLDER, Hit, Question

READS = Question

_SUMS_UP = re.compile(r"\W*(?:all|both|any|none|neither|either|nothing)\b", re.IGNORECASE)
_NO_VERB = r"(?:string|thing|king|ring|during|nothing|something|anything|everything|spring|ping|missing|existing)"
_FORMS = {
    "“to …”": re.compile(r"[\s*_]*(?:in order )?to (?!the\b|an?\b|\d)[a-z]{2,}\b", re.IGNORECASE),
    "“by …ing”": re.compile(r"[\s*_]*by [a-z]{2,}ing\b", re.IGNORECASE),
    "“…ing …”": re.compile(rf"[\s*_]*(?!{_NO_VERB}\b)[a-z]{{2,}}ing (?!is\b|are\b)\w", re.IGNORECASE),
    "“because …”": re.compile(r"[\s*_]*because\b", re.IGNORECASE),
    "“if …” or “when …”": re.compile(r"[\s*_]*(?:if|when|whenever)\b", re.IGNORECASE),
}
_NUMBER_WORD = re.compile(
    r"\W*(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundred)\W*",
    re.IGNORECASE,
)


def check(question: Question) -> Iterator[Hit]:
    """Yields `odd` for an option of another form than all others, `numerals` for a number in words among figures."""
    if question.kind != "choice" or is_survey(question):
        return
    options = [option.text for option in question.options if not _SUMS_UP.match(option.text.text)]
    if len(options) < 3 or any(has_unknown(text) for text in options):
        return
    masked = [in_words(text.text) for text in options]
    figures = [exact_value(text.text) is not None for text in options]
    spelled = [_NUMBER_WORD.fullmatch(words) is not None for words in masked]
    if any(figures) and any(spelled) and all(a or b for a, b in zip(figures, spelled, strict=True)):
        first = options[spelled.index(True)]
        yield Hit("numerals", first, first.whole, {"option": quoted(first.text)})
        return
    if any(words.strip().startswith(FIRST_PLACEHOLDER) or len(words.split()) < 2 for words in masked):
        return
    for name, form in _FORMS.items():
        alike = [form.match(words) is not None for words in masked]
        if alike.count(False) == 1:
            odd = options[alike.index(False)]
            values = {"option": quoted(odd.text), "form": name, "count": str(len(options) - 1)}
            yield Hit("odd", odd, odd.whole, values)
            return
