"""Which right words a wrong one may have been meant for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from courselint.spelling.lexicon import Lexicon, checker, lexicon

# What a word counts for that the everyday list lacks: a term of the trade, a rare word.
_TERM_FREQUENCY = 3_000
_RARE_FREQUENCY = 20
_FREQUENT = 300


@dataclass(frozen=True, slots=True)
class Candidate:
    """A right word, how often everyday language uses it, and its distance (optimal string alignment)."""

    word: str
    frequency: int
    distance: int


class CandidateSearch:
    """Finds near words of one language; building it reads the frequencies, so build it when a word is unknown."""

    def __init__(self, language: str) -> None:
        self._lexicon = lexicon(language)
        self._checker = checker(language)
        self._frequencies = self._checker.word_frequency.dictionary
        self._buckets: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in _frequent(self._lexicon, self._frequencies):
            self._buckets[word[0], len(word)].append(word)

    def frequency(self, word: str) -> int:
        """How often everyday language uses a right word."""
        found = self._frequencies.get(word, 0)
        if word in self._lexicon.terms:
            return max(found, _TERM_FREQUENCY)
        return found or _RARE_FREQUENCY

    def near(self, word: str, more: Sequence[str] = ()) -> tuple[Candidate, ...]:
        """Right words, and `more`, one edit away, and frequent ones two edits away that start alike."""
        found = {near: 1 for near in self._checker.edit_distance_1(word) if near in self._lexicon.words}
        start = word[:1]
        pools = [self._buckets.get((start, length), []) for length in range(len(word) - 2, len(word) + 3)]
        for pool in (*pools, more):
            for near, distance, _ in process.extract(word, pool, scorer=OSA.distance, score_cutoff=2, limit=None):
                found.setdefault(near, int(distance))
        found.pop(word, None)
        return tuple(Candidate(near, self.frequency(near), distance) for near, distance in sorted(found.items()))


def _frequent(lexicon: Lexicon, known: Mapping[str, int]) -> Iterator[str]:
    """Words worth suggesting from afar: the more frequent ones, and the terms of the trade."""
    yield from (word for word, count in known.items() if count >= _FREQUENT and word in lexicon.words)
    yield from (word for word in sorted(lexicon.terms) if known.get(word, 0) < _FREQUENT)
