"""Options that join others, or statements of the stem, by letter or number: "both A and B", "I and III"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from courselint.model import Question, Text

_MARK = r"\(?(?:[A-H]|[IVX]{1,4}|[1-9])\b[).]{0,2}"
_LEAD, _TAIL = (
    r"(?:options? |answers? |choices? |statements? )?",
    r"(?: only| both)?(?: (?:are|is) (?:correct|true|right))?",
)
_JOINT = r"\s{0,2}(?:,\s{0,2}(?:and|or)\b|,|\band\b|&|\bor\b|\+)\s{0,2}"
_COMBINED = re.compile(
    rf"(?P<both>both |either )?(?:only )?{_LEAD}{_MARK}(?:{_JOINT}{_LEAD}{_MARK}){{1,7}}{_TAIL}\W{{0,2}}", re.IGNORECASE
)
_SINGLE = re.compile(rf"(?:only )?{_LEAD}{_MARK}{_TAIL}\W{{0,2}}", re.IGNORECASE)
_EACH = re.compile(r"(?<![^\W_])(?:[A-H]|[IVX]{1,4}|[1-9])(?![^\W_])", re.IGNORECASE)
# A bare small letter may be a name in code; a list of letters alone an answer of its own.
_BY_LETTER = re.compile(r"\b(?:both|either|options?|answers?|choices?)\b|\(?\b[a-h]\)", re.IGNORECASE)
_LETTERS = re.compile(r"[A-H](?:, ?[A-H])*,? ?(?:\b(?:and|or)\b|&) ?[A-H](?: only)?\W{0,2}")


@dataclass(frozen=True, slots=True)
class Combination:
    """An option that joins others: of the stem's statements (`is_stated`), or of the options before it."""

    option: Text
    is_stated: bool
    is_by_letter: bool


def combinations(question: Question) -> Iterator[Combination]:
    """The options of a choice that join statements or options; none where all join the same, in another order."""
    texts = [" ".join(option.text.text.split()) for option in question.options]
    combined = [number for number, text in enumerate(texts) if _COMBINED.fullmatch(text)]
    if not combined or len({tuple(sorted(_marks(text))) for text in texts}) == 1:
        # The same marks in every option: what is asked is their order.
        return
    plain = sum(1 for text in texts if not _SINGLE.fullmatch(text) and not _COMBINED.fullmatch(text))
    for number in combined:
        marks, option = _marks(texts[number]), question.options[number].text
        if _are_listed(marks, question.stem.text):
            yield Combination(option, True, False)
        elif max(map(_rank, marks)) <= min(plain, number):
            yield Combination(option, False, _are_letters(texts[number], marks, question.stem.text))


def _marks(text: str) -> list[str]:
    """The letters, numerals and numbers that it joins."""
    return [mark.upper() for mark in _EACH.findall(text)]


def _rank(mark: str) -> int:
    """Which option a mark names; options aren't numbered in Roman."""
    if mark.isdigit():
        return int(mark)
    return ord(mark) - ord("A") + 1 if mark in "ABCDEFGH" else 99


def _are_listed(marks: list[str], stem: str) -> bool:
    """Whether the stem sets each of them before a statement of its own: "I. the mean", "(a) the median"."""
    return all(re.search(rf"(?:^|[\s*`-])\(?{re.escape(mark)}[.):](?=[\s*])", stem, re.IGNORECASE) for mark in marks)


def _are_letters(text: str, marks: list[str], stem: str) -> bool:
    """Whether these are surely letters of options, not things that the stem speaks of."""
    is_plain = _BY_LETTER.search(text) is not None or _LETTERS.fullmatch(text) is not None
    # "A" may be an article.
    return is_plain and not any(re.search(rf"(?<![^\W_]){mark}(?![^\W_])", stem) for mark in marks if mark != "A")
