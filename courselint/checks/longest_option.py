"""The right answer as the one long option."""

from __future__ import annotations

from collections.abc import Iterator

from courselint.analysis.questiontext import has_unknown, in_words
from courselint.model import FIRST_PLACEHOLDER, Hit, Question

READS = Question


def check(question: Question, *, ratio: float = 1.45, characters: int = 20) -> Iterator[Hit]:
    """Flags a single key `ratio` times as long as the longest other option, and `characters` longer."""
    keys = [option for option in question.options if option.is_key]
    others = [option for option in question.options if option.is_key is False]
    if question.kind != "choice" or len(keys) != 1 or len(others) < 2:
        return
    if any(has_unknown(option.text) or _is_formal(option.text.text) for option in question.options):
        return
    key = keys[0].text
    length, longest = _length(key.text), max(_length(option.text.text) for option in others)
    if longest and length >= ratio * longest and length - longest >= characters:
        yield Hit("longest", key, key.whole, {"length": str(length), "longest": str(longest)})


def _is_formal(text: str) -> bool:
    """Whether it is mostly code or maths, whose written length says nothing of the length that is seen."""
    masked = in_words(text)
    return 3 * masked.count(FIRST_PLACEHOLDER) > len(text)


def _length(text: str) -> int:
    return len(" ".join(text.split()))
