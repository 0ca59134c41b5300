"""The right answer as the one long option, in a question and over a whole quiz."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import sqrt

from courselint.analysis.questiontext import has_unknown, in_words, words_of
from courselint.model import FIRST_PLACEHOLDER, Document, Hit, Question, Text

READS = Document

_SUMS_UP = re.compile(r"\W*(?:all|any|both|each|every|neither|none)\b", re.IGNORECASE)
# Over a quiz: so many questions, keys longer by so much, so often that chance gives it once in thousands of quizzes.
FEWEST_QUESTIONS = 10
LONGER = 1.1
DEVIATIONS = 4.0


def check(item: Document, *, ratio: float = 1.45, characters: int = 20) -> Iterator[Hit]:
    """Flags a single key `ratio` times as long as the longest other option, and `characters` longer.

    Yields `quiz` once where picking the longest option gives far more right answers than chance.
    """
    lengths: list[tuple[int, int, int]] = []
    for question in item.questions:
        compared = _compared(question)
        if compared is None:
            continue
        key, length, longest = compared
        lengths.append((length, longest, len(question.options)))
        if longest and length >= ratio * longest and length - longest >= characters:
            yield Hit("longest", key, key.whole, {"length": str(length), "longest": str(longest)})
    yield from _over_the_quiz(lengths)


def _over_the_quiz(lengths: list[tuple[int, int, int]]) -> Iterator[Hit]:
    found = sum(length >= LONGER * longest for length, longest, _ in lengths)
    expected = sum(1 / options for _, _, options in lengths)
    deviation = sqrt(sum((1 - 1 / options) / options for _, _, options in lengths))
    if len(lengths) >= FEWEST_QUESTIONS and found >= expected + DEVIATIONS * deviation:
        values = {"found": str(found), "count": str(len(lengths)), "chance": str(round(expected))}
        yield Hit("quiz", None, values=values, severity="info")


def _compared(question: Question) -> tuple[Text, int, int] | None:
    """The key, its length and that of the longest other option, where the lengths say something."""
    keys = [option for option in question.options if option.is_key]
    others = [option for option in question.options if option.is_key is False]
    if question.kind != "choice" or len(keys) != 1 or len(others) < 2:
        return None
    if any(has_unknown(option.text) or _is_formal(option.text.text) for option in question.options):
        return None
    key = keys[0].text
    # Nobody can shorten a name, make a number longer, or say "all of these services" in one word.
    if _is_name(key.text) or _SUMS_UP.match(key.text) or all(_is_value(option.text.text) for option in others):
        return None
    return key, _length(key.text), max(_length(option.text.text) for option in others)


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
