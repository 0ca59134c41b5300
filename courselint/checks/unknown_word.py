"""Words that no dictionary, no course code and no evidence speaks for or against."""

from __future__ import annotations

from collections.abc import Iterator

from courselint.model import Course, Hit, Text
from courselint.spelling.speller import Speller
from courselint.spelling.words import is_mentioned, starts_sentence, words

READS = Text


def check(text: Text, course: Course, speller: Speller) -> Iterator[Hit]:
    """On the word; those that `misspelling` flags, acronyms and names of the course's code are left out."""
    if text.kind == "code":
        return
    prose = text.text
    for word in words(prose):
        if speller.knows(word.text) or word.text.isupper() or word.text.lower() in course.identifiers:
            continue
        if is_mentioned(prose, word.span):
            continue
        if speller.judge(word.text, course, starts_sentence=starts_sentence(prose, word.span.start)) is None:
            yield Hit("unknown", text, word.span, {"word": word.text})
