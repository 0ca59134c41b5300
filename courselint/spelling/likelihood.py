"""How likely each right word was meant: frequency in the language and in the course against the slip it takes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log10

from courselint.spelling.candidates import Candidate

# Powers of ten: what one edit costs, what a tenfold frequency in the course is worth.
EDIT_COST = 2.2
_IN_COURSE = 1.35
# Slips fall on stems: who writes an ending means that form of the word.
_ENDING_LOST = 0.7
_SYLLABLE = 1.2
_ENDINGS = ("ing", "ed", "ly", "s", "d", "g")


@dataclass(frozen=True, slots=True)
class Scored:
    """A right word and the logarithm (base 10) of how likely it was meant, up to a constant."""

    word: str
    score: float
    distance: int


def rank(form: str, candidates: Iterable[Candidate], in_course: Mapping[str, int]) -> list[Scored]:
    """The candidates for a wrong word, likeliest first; equals in the order of the alphabet."""
    scored = [
        Scored(candidate.word, _score(form, candidate, in_course.get(candidate.word, 0)), candidate.distance)
        for candidate in candidates
    ]
    return sorted(scored, key=lambda candidate: (-candidate.score, candidate.word))


def _score(form: str, candidate: Candidate, in_course: int) -> float:
    score = log10(candidate.frequency) + _IN_COURSE * log10(1 + in_course)
    score -= EDIT_COST * candidate.distance
    score += 0.3 if form[0] == candidate.word[0] else -0.7
    if not _keeps_ending(form, candidate.word):
        score -= _ENDING_LOST
    return score + _slip(form, candidate.word)


def shared(wrong: str, right: str) -> tuple[int, int]:
    """How many letters two words share at their start, and how many of the others at their end."""
    shorter = min(len(wrong), len(right))
    start = 0
    while start < shorter and wrong[start] == right[start]:
        start += 1
    end = 0
    while end < shorter - start and wrong[-1 - end] == right[-1 - end]:
        end += 1
    return start, end


def _keeps_ending(wrong: str, right: str) -> bool:
    """Whether the right word is the same form as the wrong one: "containg" is "containing" rather than "contain"."""
    ending = next((ending for ending in _ENDINGS if wrong.endswith(ending)), "")
    return right.endswith(ending)


def _slip(wrong: str, right: str) -> float:
    """What speaks for this slip: letters swapped, doubled or left out more than one put for another."""
    if len(wrong) == len(right) and sorted(wrong) == sorted(right):
        return 0.7
    start, end = shared(wrong, right)
    typed, meant = wrong[start : len(wrong) - end], right[start : len(right) - end]
    if not typed or not meant:
        added = typed or meant
        if typed and start == 0:
            # Nobody begins with a letter too many; a variable does: `nratings`.
            return -1.0
        # The common start swallows the first of two equal letters: compare with what stands before.
        is_doubled = len(set(added)) == 1 and start > 0 and (wrong[start - 1] == added[0])
        if len(meant) == 2:
            # A syllable left out is one slip rather than two: "containg", "implented".
            return _SYLLABLE
        return 0.5 if is_doubled else 0.3 if meant else 0.0
    if len(typed) == len(meant) == 1:
        if typed in _VOWELS and meant in _VOWELS:
            return 0.4
        return 0.0 if meant in _NEIGHBOURS.get(typed, "") else -0.4
    return 0.0


_VOWELS = "aeiouy"
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEIGHBOURS = {
    row[at]: row[max(0, at - 1) : at] + row[at + 1 : at + 2]
    + "".join(other[max(0, at - 1) : at + 2] for other in _ROWS if abs(_ROWS.index(other) - _ROWS.index(row)) == 1)
    for row in _ROWS
    for at in range(len(row))
}  # fmt: skip
