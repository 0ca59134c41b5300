"""Questions that were never filled in: an empty stem or option, "Question 1", options a, b, c."""

from __future__ import annotations

import re
from collections.abc import Iterator

from courselint.analysis.questiontext import in_words, quoted, words_of
from courselint.model import Hit, Question

READS = Question

_STEM = re.compile(
    r"\W*(?:(?:an? |new |the |my )?(?:q|question|stem|prompt|item|quiz|test|dummy"
    r"|(?:untitled|sample)(?: question)?)[ _-]*(?:#|no\.?|number)?[ _-]*(?:\d{1,4}[a-h]?)?"
    r"|(?:enter |type |insert |write |add )?(?:your|the|a) question(?: text)?(?: goes)?(?: here)?"
    r"|question (?:text(?: here)?|goes here|here)"
    r"|place ?holder|lorem ipsum\b.*|to-?do\b.{0,40}|tbd|fixme|xxx+|\?+|\.\.\.)\W*",
    re.IGNORECASE | re.DOTALL,
)
_NAMED = re.compile(
    r"\W*(?:(?:option|answer|choice|distractor|alternative)s?[ _-]*(?:[a-h]|\d|one|two|three|four|five|text)"
    r"|(?:an?other |a |the )?(?:wrong|right|correct|incorrect) (?:answer|option|choice)[ _-]*(?:[a-h]|\d)?"
    r"|place ?holder(?: text)?|to-?do|tbd|fixme|xxx+)\W*",
    re.IGNORECASE,
)
# One of these is enough.
_FILLER = re.compile(
    r"\W*(?:lorem ipsum\b.*|(?:enter|type|insert|write|add|put) (?:an?|the|your)"
    r" (?:answer|option|choice|distractor|text)(?: here)?)\W*",
    re.IGNORECASE | re.DOTALL,
)
# "Option A" may be something that the stem, or what it shows, describes.
_SHOWS = re.compile(
    r"<img\b|!\[|```|^\s*\|.*\||\b(?:figures?|images?|pictures?|diagrams?|plots?|graphs?|shown|options?)\b", re.I | re.M
)
SHORT = 40
LONG = 8
_LETTER = re.compile(r"\W*([A-Ha-h])\W*")


def check(question: Question) -> Iterator[Hit]:
    """One finding a question, on the first thing that was not filled in."""
    if question.kind in ("matching", "description"):
        return
    stem = question.stem.text.strip()
    if not stem:
        # What a QTI 2 item asks may stand round its other parts, or in the text to be marked.
        if question.format != "qti-2":
            yield Hit("empty-stem", question.stem, question.stem.whole)
    elif _STEM.fullmatch(in_words(stem)):
        yield Hit("stem", question.stem, question.stem.whole, {"stem": quoted(stem)})
    elif question.kind == "choice":
        yield from _unfilled_options(question)


def _unfilled_options(question: Question) -> Iterator[Hit]:
    # Where all are, the stem shows what the labels before them stand for.
    are_labels = not any(option.text.text.strip() for option in question.options)
    if are_labels and len(words_of(question.stem.text)) >= LONG:
        return
    for option in question.options:
        if not option.text.text.strip():
            yield Hit("empty-option", option.text, option.text.whole)
            return
        if _FILLER.fullmatch(option.text.text):
            yield Hit("filler", option.text, option.text.whole, {"option": quoted(option.text.text)})
            return
    texts = [option.text.text.strip() for option in question.options]
    named = [option for option, text in zip(question.options, texts, strict=True) if _NAMED.fullmatch(text)]
    if len(named) >= 2 and not question.figures and not _SHOWS.search(question.stem.text):
        yield Hit("options", named[0].text, named[0].text.whole, {"option": quoted(named[0].text.text)})
    elif len(texts) >= 3 and _are_bare_letters(texts) and _says_little(question):
        first = question.options[0].text
        yield Hit("options", first, first.whole, {"option": quoted(first.text)})


def _says_little(question: Question) -> bool:
    """Whether the stem is too short to be answered by letters; without any words it is a part of a larger question."""
    stem = question.stem.text
    is_short = len(stem) <= SHORT and 1 <= len(words_of(stem)) <= 3
    return is_short and not question.figures and not _SHOWS.search(stem)


def _are_bare_letters(texts: list[str]) -> bool:
    letters = [match[1].lower() if (match := _LETTER.fullmatch(text)) else "" for text in texts]
    return letters == list("abcdefgh"[: len(letters)])
