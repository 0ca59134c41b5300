"""Options that are put together from others, or from statements of the stem: "both A and B", "I and III"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from courselint.analysis.combinations import combinations
from courselint.analysis.questiontext import quoted, words_of
from courselint.model import Hit, Question

READS = Question

_BY_TEXT = re.compile(
    r"\W*(?:both|either)\s+(?P<first>[^,;]{2,80}?)\s+(?:and|or)\s+(?P<second>[^,;]{2,80}?)\W*", re.IGNORECASE
)
_OR_BOTH = re.compile(r"\bor\s+(?:in\s+|by\s+|for\s+)?both\b", re.IGNORECASE)
# Every pair of options is looked at.
MOST_OPTIONS = 12
_SMALL = frozenset(("a", "an", "the", "of", "in", "to", "both", "either", "and", "or"))


def check(question: Question) -> Iterator[Hit]:
    if question.kind != "choice":
        return
    yield from _joined_by_text(question)
    for found in combinations(question):
        # Where options are shuffled, "A" is another one for each learner: that is QST203's matter.
        if found.is_stated or not question.is_shuffled:
            message = "stated" if found.is_stated else "combined"
            yield Hit(message, found.option, found.option.whole, {"option": quoted(found.option.text)})
            return


def _joined_by_text(question: Question) -> Iterator[Hit]:
    """ "Either private or public addresses", below "private addresses" and "public addresses"."""
    # "… in tension, in compression, or both?" asks for it.
    if len(question.options) > MOST_OPTIONS or _OR_BOTH.search(question.stem.text):
        return
    words = [_content(option.text.text) for option in question.options]
    for number, option in enumerate(question.options):
        match = _BY_TEXT.fullmatch(option.text.text.strip())
        if match is None:
            continue
        parts = [_content(match["first"]), _content(match["second"])]
        whole = words[number]
        joined = [each for at, each in enumerate(words) if at != number and each and each < whole]
        if any(
            first != second and first | second == whole and parts[0] <= first and parts[1] <= second
            for first in joined
            for second in joined
        ):
            yield Hit("combined", option.text, option.text.whole, {"option": quoted(option.text.text)})
            return


def _content(text: str) -> frozenset[str]:
    return frozenset(word.lower() for word in words_of(text)) - _SMALL
