"""Questions that were never filled in: an empty stem or option, "Question 1", options a, b, c."""

from __future__ import annotations

import re
from collections.abc import Iterator

from courselint.analysis.questiontext import in_words
from courselint.model import Hit, Question

READS = Question

_STEM = re.compile(
    r"\W*(?:(?:q|question|stem|prompt|item|quiz|test|untitled|sample|dummy)[ _-]*\d*"
    r"|(?:enter |type |insert |write |add )?(?:your|the|a) question(?: text)?(?: goes)?(?: here)?"
    r"|question (?:text|goes here|here)|place ?holder|lorem ipsum\b.*|to-?do\b.{0,40}|tbd|xxx+|\?+|\.\.\.)\W*",
    re.IGNORECASE | re.DOTALL,
)
_NAMED = re.compile(
    r"\W*(?:(?:option|answer|choice|distractor|alternative)s?[ _-]*(?:[a-h]|\d|one|two|three|four|five|text)"
    r"|(?:an?other |a |the )?(?:wrong|right|correct|incorrect) (?:answer|option|choice)[ _-]*(?:[a-h]|\d)?"
    r"|lorem ipsum\b.*)\W*",
    re.IGNORECASE | re.DOTALL,
)
_LETTER = re.compile(r"\W*([A-Ha-h])\W*")


def check(question: Question) -> Iterator[Hit]:
    """One finding a question, on the first thing that was not filled in."""
    if question.kind in ("matching", "description"):
        return
    stem = question.stem.text.strip()
    if not stem:
        yield Hit("empty-stem", question.stem, question.stem.whole)
    elif _STEM.fullmatch(stem):
        yield Hit("stem", question.stem, question.stem.whole, {"stem": stem[:60]})
    elif question.kind == "choice":
        yield from _unfilled_options(question)


def _unfilled_options(question: Question) -> Iterator[Hit]:
    for option in question.options:
        if not option.text.text.strip():
            yield Hit("empty-option", option.text, option.text.whole)
            return
    texts = [option.text.text.strip() for option in question.options]
    named = [option for option, text in zip(question.options, texts, strict=True) if _NAMED.fullmatch(text)]
    # "Option A" may be something that the stem describes.
    is_described = any(text.strip(" .:").casefold() in question.stem.text.casefold() for text in texts)
    if len(named) >= 2 and not is_described:
        yield Hit("options", named[0].text, named[0].text.whole, {"option": named[0].text.text.strip()[:60]})
    elif len(texts) >= 3 and _are_bare_letters(texts) and len(in_words(question.stem.text).split()) <= 3:
        first = question.options[0].text
        yield Hit("options", first, first.whole, {"option": first.text.strip()})


def _are_bare_letters(texts: list[str]) -> bool:
    letters = [match[1].lower() if (match := _LETTER.fullmatch(text)) else "" for text in texts]
    return letters == list("abcdefgh"[: len(letters)])
