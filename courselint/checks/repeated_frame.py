"""Options that all begin or end with the same words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from courselint.analysis.questiontext import has_unknown, in_words, is_prose, is_survey
from courselint.model import FIRST_PLACEHOLDER, Hit, Question, Span

READS = Question

_WORD = re.compile(r"[^\s]+")
_BARE = re.compile(r"[\W_]+")
_SUMS_UP = re.compile(r"\W*(?:all|both|any|none|neither|either)\b[^.]{0,40}\W*\Z", re.IGNORECASE)


def check(question: Question, *, words: int = 4) -> Iterator[Hit]:
    """Flags `words` or more words that every option begins with, or ends with; “all of the above” is no option here."""
    if question.kind != "choice" or is_survey(question) or any(has_unknown(option.text) for option in question.options):
        return
    options = [option.text for option in question.options if not _SUMS_UP.match(option.text.text)]
    if len(options) < 3:
        return
    masked = [in_words(option.text) for option in options]
    if any(FIRST_PLACEHOLDER in text or "\n" in text.strip() for text in masked):
        return
    spans = [[match.span() for match in _WORD.finditer(text)] for text in masked]
    split = [
        [_BARE.sub("", text[start:end]).lower() for start, end in each]
        for text, each in zip(masked, spans, strict=True)
    ]
    begins = _common(split)
    ends = _common([each[::-1] for each in split])
    if begins + ends >= min(map(len, split)) or max(begins, ends) < words:
        return
    first = options[0]
    if begins >= words:
        span, message = Span(spans[0][0][0], spans[0][begins - 1][1]), "begins"
    else:
        span, message = Span(spans[0][-ends][0], spans[0][-1][1]), "ends"
    frame = first.text[span.start : span.end]
    if is_prose(frame.replace("*", "")) and not frame.isupper():
        yield Hit(message, first, span, {"words": frame, "count": str(len(options))})


def _common(options: Sequence[Sequence[str]]) -> int:
    """How many words all options begin with."""
    count = 0
    for together in zip(*options, strict=False):
        if len(set(together)) > 1:
            break
        count += 1
    return count
