"""Words against which there is evidence: near a likelier word, or a known slip."""

from __future__ import annotations

from collections.abc import Iterator

from courselint.model import Course, Edit, Fix, Hit, Text
from courselint.spelling.speller import Speller
from courselint.spelling.words import is_mentioned, starts_sentence, words

READS = Text


def check(text: Text, course: Course, speller: Speller) -> Iterator[Hit]:
    """On the word; code is never spell-checked, nor is a word in quotation marks of its own."""
    if text.kind == "code":
        return
    prose = text.text
    for word in words(prose):
        if speller.is_listed(word.text):
            continue
        start, end = word.span.start, word.span.end
        found = speller.judge(word.text, course, starts_sentence=starts_sentence(prose, start))
        if found is None or is_mentioned(prose, word.span):
            continue
        best = found.suggestions[0]
        is_safe = found.is_clear and text.is_contiguous(word.span) and prose[start:end] == word.text
        yield Hit(
            "misspelt",
            text,
            word.span,
            {"word": word.text, "suggestion": best},
            fix=Fix(f"write “{best}”", (Edit(text, word.span, best),), "safe" if is_safe else "unsafe"),
            confidence=None if found.is_clear else "medium",
        )
