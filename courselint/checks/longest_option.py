"""The right answer as the one long option."""

from __future__ import annotations

import re
from collections.abc import Iterator

from courselint.analysis.questiontext import has_unknown, in_words, words_of
from courselint.model import FIRST_PLACEHOLDER, Hit, Question

READS = Question

_SUMS_UP = re.compile(r"\W*(?:all|any|both|each|every|neither|none)\b", re.IGNORECASE)


def check(question: Question, *, ratio: float = 1.45, characters: int = 20) -> Iterator[Hit]:
    """Flags a single key `ratio` times as long as the longest other option, and `characters` longer."""
    keys = [option for option in question.options if option.is_key]
    others = [option for option in question.options if option.is_key is False]
    if question.kind != "choice" or len(keys) != 1 or len(others) < 2:
        return
    if any(has_unknown(option.text) or _is_formal(option.text.text) for option in question.options):
        return
    key = keys[0].text
    # Nobody can shorten a name, make a number longer, or say "all of these services" in one word.
    if _is_name(key.text) or _SUMS_UP.match(key.text) or all(_is_value(option.text.text) for option in others):
        return
    length, longest = _length(key.text), max(_length(option.text.text) for option in others)
    if longest and length >= ratio * longest and length - longest >= characters:
        yield Hit("longest", key, key.whole, {"length": str(length), "longest": str(longest)})


def _is_formal(text: str) -> bool:
    """Whether it is mostly code or maths, whose written length says nothing of the length that is seen."""
    masked = in_words(text)
    return 3 * masked.count(FIRST_PLACEHOLDER) > len(text)


def _is_name(text: str) -> bool:
    """Whether most of its words have a capital, as in the name of a product or a law."""
    words = [word for word in words_of(text) if len(word) > 3]
    return bool(words) and 3 * sum(word[0].isupper() for word in words) >= 2 * len(words)


def _is_value(text: str) -> bool:
    return len(words_of(text)) <= 2


def _length(text: str) -> int:
    return len(" ".join(text.split()))
