"""Options that are put together from others, or from statements of the stem: "both A and B", "I and III"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from courselint.analysis.questiontext import quoted, words_of
from courselint.model import Hit, Question

READS = Question

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
    texts = [" ".join(option.text.text.split()) for option in question.options]
    combined = [number for number, text in enumerate(texts) if _COMBINED.fullmatch(text)]
    if not combined or len({tuple(sorted(_marks(text))) for text in texts}) == 1:
        # The same marks in every option: what is asked is their order.
        return
    plain = sum(1 for text in texts if not _SINGLE.fullmatch(text) and not _COMBINED.fullmatch(text))
    for number in combined:
        marks = _marks(texts[number])
        if _are_listed(marks, question.stem.text):
            message = "stated"
        # Where options are shuffled, "A" is another one for each learner: that is QST203's matter.
        elif not question.is_shuffled and max(map(_rank, marks)) <= min(plain, number):
            message = "combined"
        else:
            continue
        text = question.options[number].text
        yield Hit(message, text, text.whole, {"option": quoted(texts[number])})
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
