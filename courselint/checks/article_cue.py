"""Stems that end in “a” or “an”, so that grammar rules options out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from courselint.analysis.questiontext import has_unknown, in_words, quoted
from courselint.analysis.sounds import begins_with_vowel_sound
from courselint.model import Hit, Question, Span

READS = Question

# Blanks, colons and dots may follow the article, and nothing else.
_ENDS = re.compile(r"(?<![\w'’.(/$-])(?P<article>an?)(?![\w(/])[\s:.…_\\*?]*\Z")
# There, “a” may be a letter: option a, the matrix a.
_NAMED = re.compile(
    r"\b(?:options?|answer|letter|variable|parameter|point|vector|matrix|constant|class|type|value|or|and|of|to|=)\s+\Z",
    re.IGNORECASE,
)
_FIRST = re.compile(r"[\s*_\"“'‘]*(?P<word>[A-Za-z]+|\d+)(?P<after>-\w)?(?![\w(=\[./\\^:])")
_DETERMINER = re.compile(r"[\s*_\"“'‘]*(?:an?|the|any|all|none|both|neither|either|no|one|two|each|every)\b", re.I)


def check(question: Question) -> Iterator[Hit]:
    """Yields `only` where nothing but the key fits the article, else `split`."""
    if question.kind != "choice" or len(question.options) < 2 or has_unknown(question.stem):
        return
    stem = question.stem.text
    match = _ENDS.search(in_words(stem))
    if match is None or (match["article"] == "a" and _NAMED.search(stem, 0, match.start())):
        return
    sounds = [_begins_with_vowel(option.text.text) for option in question.options]
    fits = [None if sound is None else sound == (match["article"] == "an") for sound in sounds]
    if False not in fits or True not in fits:
        return
    misfit = quoted(question.options[fits.index(False)].text.text)
    is_telling = all((fit is True) == bool(option.is_key) for option, fit in zip(question.options, fits, strict=True))
    values = {"article": match["article"], "option": misfit}
    yield Hit(
        "only" if is_telling and None not in fits else "split", question.stem, Span(*match.span("article")), values
    )


def _begins_with_vowel(option: str) -> bool | None:
    words = in_words(option)
    if _DETERMINER.match(words):
        return None
    first = _FIRST.match(words)
    return begins_with_vowel_sound(first["word"], is_compound=bool(first["after"])) if first else None
