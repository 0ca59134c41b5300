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

EXTRA = 2
# More options than these are no choice to be read.
MOST_OPTIONS = 12


def check(question: Question, *, words: int = 4) -> Iterator[Hit]:
    """Flags `words` or more words that every option begins with, or ends with; “all of the above” is no option here."""
    if question.kind != "choice" or is_survey(question) or any(has_unknown(option.text) for option in question.options):
        return
    options = [option.text for option in question.options if not _SUMS_UP.match(option.text.text)]
    if not 2 <= len(options) <= MOST_OPTIONS:
        return
    masked = [in_words(option.text) for option in options]
    if any(FIRST_PLACEHOLDER in text or "\n" in text.strip() for text in masked):
        return
    spans = [[match.span() for match in _WORD.finditer(text)] for text in masked]
    split = [
        [_BARE.sub("", text[start:end]).lower() for start, end in each]
        for text, each in zip(masked, spans, strict=True)
    ]
    everyone = range(len(split))
    # Of four options or more one may differ, if the others repeat more.
    subsets: list[tuple[Sequence[int], int]] = [(everyone, words if len(split) > 2 else words + EXTRA)]
    subsets += [([n for n in everyone if n != one], words + EXTRA) for one in everyone if len(split) > 3]
    for chosen, least in subsets:
        begins = _common([split[n] for n in chosen])
        ends = _common([split[n][::-1] for n in chosen])
        if begins + ends >= min(len(split[n]) for n in chosen) or max(begins, ends) < least:
            continue
        first, places = options[chosen[0]], spans[chosen[0]]
        if begins >= least:
            span, message = Span(places[0][0], places[begins - 1][1]), "begins"
        else:
            span, message = Span(places[-ends][0], places[-1][1]), "ends"
        frame = first.text[span.start : span.end]
        if is_prose(frame.replace("*", "")) and not frame.isupper():
            yield Hit(message, first, span, {"words": frame, "count": str(len(chosen))})
            return


def _common(options: Sequence[Sequence[str]]) -> int:
    """How many words all options begin with."""
    count = 0
    for together in zip(*options, strict=False):
        if len(set(together)) > 1:
            break
        count += 1
    return count
