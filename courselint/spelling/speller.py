"""Which words are known, and which of the others have the evidence of a misspelling against them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import log10

from courselint.model import Course
from courselint.spelling.building import PREFIXES, is_built
from courselint.spelling.candidates import Candidate, CandidateSearch
from courselint.spelling.lexicon import is_english, lexicon, plain
from courselint.spelling.words import words

# A file is in another language when most of its words are unknown, and there are enough of them to tell.
FOREIGN_SHARE = 0.5
FOREIGN_WORDS = 40


@dataclass(frozen=True, slots=True)
class Misspelling:
    """Right words for a wrong one, best first, in the wrong one's case; `is_clear` when the first stands far ahead."""

    suggestions: tuple[str, ...]
    is_clear: bool


class Speller:
    """The judge of single words in one language.

    Both Englishes are right under `en`, `en-US` and `en-GB`; other languages are pyspellchecker's.
    Raises ValueError for a language without a dictionary.
    """

    def __init__(self, language: str = "en", project_words: frozenset[str] = frozenset()) -> None:
        self.language = language
        self._lexicon = lexicon(language)
        self._is_english = is_english(language)
        self._project_words = frozenset(plain(word) for word in project_words)
        self._course: Course | None = None
        self._vocabulary = _Vocabulary(Counter(), ())
        self._judged: dict[tuple[str, bool], Misspelling | None] = {}

    def is_listed(self, word: str) -> bool:
        """Whether the word stands in a list, or is the project's own; quicker than `knows`."""
        form = plain(word)
        if form in self._lexicon.words or form in self._project_words:
            return True
        return form in self._lexicon.names and word[:1].isupper()

    def knows(self, word: str) -> bool:
        """Whether the word is right as it stands: listed, the project's own, or built from right words."""
        return self.is_listed(word) or self._is_built(plain(word))

    def judge(self, word: str, course: Course, *, starts_sentence: bool) -> Misspelling | None:
        """The misspelling that `word` is, if there is evidence enough in the language and in the course."""
        form = plain(word)
        if form in self._lexicon.words or form in self._project_words:
            return None
        if course is not self._course:
            self._course, self._vocabulary, self._judged = course, self._read(course), {}
        is_name = word[:1].isupper() and not starts_sentence
        key = (word, is_name)
        if key not in self._judged:
            self._judged[key] = self._weigh(word, form, course, is_name=is_name)
        return self._judged[key]

    def unknown_share(self, words: Iterable[str]) -> float:
        """The share of words, of two letters and more and not all in capitals, that the language doesn't know."""
        counted = [word for word in words if len(word) > 1 and not word.isupper()]
        return sum(not self.is_listed(word) for word in counted) / len(counted) if counted else 0.0

    def is_foreign(self, texts: Iterable[str]) -> bool:
        """Whether these texts of one file are mostly in another language: no spelling, no grammar then."""
        found = [word.text for text in texts for word in words(text)]
        return len(found) >= FOREIGN_WORDS and self.unknown_share(found) > FOREIGN_SHARE

    def _is_built(self, form: str) -> bool:
        if not self._is_english:
            return False
        return form in PREFIXES or is_built(form, self._lexicon.words.__contains__, self._lexicon.terms.__contains__)

    def _read(self, course: Course) -> _Vocabulary:
        counts: Counter[str] = Counter()
        for word, count in course.words.items():
            counts[plain(word)] += count
        own = tuple(
            sorted(word for word, count in counts.items() if count >= _OFTEN and word not in self._lexicon.words)
        )
        return _Vocabulary(counts, own)

    @cached_property
    def _search(self) -> CandidateSearch:
        return CandidateSearch(self.language)

    def _weigh(self, word: str, form: str, course: Course, *, is_name: bool) -> Misspelling | None:
        typo = self._typo(form)
        if typo is not None:
            return None if is_name and len(form) < 5 else Misspelling((_in_case(typo, word),), is_clear=True)
        if word.isupper() or _LATIN.fullmatch(form) is None or _ROMAN.fullmatch(form) or self.knows(word):
            return None
        if form in course.identifiers or len(form) < 4:
            return None
        counts = self._vocabulary.counts
        ranked = sorted(
            ((_score(form, candidate, counts[candidate.word]), candidate) for candidate in self._near(form)),
            key=lambda pair: (-pair[0], pair[1].word),
        )
        if not ranked:
            return None
        score, best = ranked[0]
        if counts[form] >= _OFTEN and not _is_outnumbered(form, counts, best):
            return None
        if score < _threshold(form, best, is_name=is_name):
            return None
        rivals = [other for other in ranked[1:] if other[0] > score - 2]
        is_clear = best.distance == 1 and (not rivals or rivals[0][0] < score - 1)
        return Misspelling(tuple(_in_case(other.word, word) for _, other in ranked[:3]), is_clear)

    def _typo(self, form: str) -> str | None:
        return self._lexicon.typos.get(form) if self._lexicon.typos else None

    def _near(self, form: str) -> tuple[Candidate, ...]:
        return self._search.near(form, self._vocabulary.own)


# A word that a course uses this often is its jargon, unless a near word is ten times as frequent there.
_OFTEN = 3
_OUTNUMBERED = 10
_LATIN = re.compile(r"[a-z\u00c0-\u024f]+(?:'[a-z]+)*")
_ROMAN = re.compile(r"(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3})")


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """How often the course uses each word (lower case), and which of its words only it knows."""

    counts: Counter[str]
    own: tuple[str, ...]


def _is_outnumbered(form: str, counts: Mapping[str, int], best: Candidate) -> bool:
    return best.distance == 1 and counts.get(best.word, 0) >= _OUTNUMBERED * counts[form]


def _score(form: str, candidate: Candidate, in_course: int) -> float:
    """How likely `candidate` was meant: its frequency in the language and in the course against its distance."""
    score = log10(candidate.frequency) + 1.35 * log10(1 + in_course) - 2.2 * candidate.distance
    score += 0.3 if form[0] == candidate.word[0] else -0.7
    if len(form) == len(candidate.word) and sorted(form) == sorted(candidate.word):
        score += 0.7
    return score


def _threshold(form: str, best: Candidate, *, is_name: bool) -> float:
    """The score that a word needs before it counts as misspelt: short ones and capitals need more."""
    needed = 1.0
    if len(form) < 6:
        needed += 0.8 * (6 - len(form))
    if is_name:
        needed += 1.5
    return needed


def _in_case(suggestion: str, word: str) -> str:
    """The suggestion with the capitals of the word that it replaces."""
    if word.isupper() and len(word) > 1:
        return suggestion.upper()
    return suggestion[0].upper() + suggestion[1:] if word[0].isupper() else suggestion
