"""Which right words a wrong one may have been meant for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from courselint.spelling.lexicon import Lexicon, checker, frequencies, is_english, lexicon

# What a word counts for that the everyday list lacks: a term of the trade, a rare word.
_TERM_FREQUENCY = 3_000
_RARE_FREQUENCY = 20
# A form of a word is taken to be at least this many times rarer than the word.
_FORM_SHARE = 20
# Words are seldom slips for names.
_NAME_SHARE = 30
_ENDINGS = ("s", "ed", "ing", "ly", "d", "ness", "able", "er", "es")
# Nobody wants to be asked whether these were meant.
_UNFIT = frozenset(
    "ass asshole bitch cock crap cum cunt dick fag fuck nazi penis piss porn semen shit slut tit whore".split()
)
_COARSE = ("asshole", "bitch", "cunt", "fuck", "shit", "whore")
_FREQUENT = 300
# Long words may be rarer: fewer of them are near each other. Short ones are two edits from anything.
_LONG = 8
_SHORTEST_FOR_TWO = 7


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
        self._frequencies = frequencies(language)
        self._buckets: dict[tuple[str, int], list[str]] = defaultdict(list)
        if is_english(language):
            for word in _frequent(self._lexicon, self._frequencies):
                self._buckets[word[0], len(word)].append(word)

    @property
    def frequencies(self) -> Mapping[str, int]:
        """How often everyday language uses each word that it uses at all."""
        return self._frequencies

    def frequency(self, word: str) -> int:
        """How often everyday language uses a right word; rare forms borrow from the word that they are forms of."""
        found = max(self._frequencies.get(word, 0), _RARE_FREQUENCY)
        if word in self._lexicon.names:
            return max(found // _NAME_SHARE, _RARE_FREQUENCY)
        for ending in _ENDINGS:
            stem = word.removesuffix(ending)
            if stem != word and len(stem) > 3:
                found = max(found, self._frequencies.get(stem, 0) // _FORM_SHARE)
        return max(found, _TERM_FREQUENCY) if word in self._lexicon.terms else found

    def is_used(self, word: str) -> bool:
        """Whether everyday language uses the word, whatever the dictionaries say: names, mostly."""
        return word in self._frequencies

    def near(self, word: str, more: Sequence[str] = ()) -> tuple[Candidate, ...]:
        """Right words, and `more`, one edit away, and frequent ones two edits away that start alike."""
        found = {near: 1 for near in checker().edit_distance_1(word) if near in self._lexicon.words}
        for near, _, _ in process.extract(word, more, scorer=OSA.distance, score_cutoff=1, limit=None):
            found.setdefault(near, 1)
        if len(word) >= _SHORTEST_FOR_TWO:
            found |= self._two_edits(word, found)
        for unfit in (word, *(near for near in found if near in _UNFIT or near.startswith(_COARSE))):
            found.pop(unfit, None)
        return tuple(Candidate(near, self.frequency(near), distance) for near, distance in sorted(found.items()))

    def _two_edits(self, word: str, nearer: Container[str]) -> dict[str, int]:
        start = word[:1]
        pools = (self._buckets.get((start, length), []) for length in range(len(word) - 2, len(word) + 3))
        near = (
            found
            for pool in pools
            for found in process.extract(word, pool, scorer=OSA.distance, score_cutoff=2, limit=None)
        )
        return {found: 2 for found, _, _ in near if found not in nearer}


def _frequent(lexicon: Lexicon, known: Mapping[str, int]) -> Iterator[str]:
    """Words worth suggesting from afar: the more frequent ones, and the terms of the trade."""
    known_words = ((word, count) for word, count in known.items() if word in lexicon.words and not word.endswith("'s"))
    yield from (word for word, count in known_words if count >= _FREQUENT or len(word) >= _LONG)
    yield from (word for word in sorted(lexicon.terms) if word not in known)
