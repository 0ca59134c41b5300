"""Which words are known, and which of the others have the evidence of a misspelling against them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from courselint.model import Course
from courselint.spelling.building import PREFIXES, is_built, is_form, stems
from courselint.spelling.candidates import CandidateSearch
from courselint.spelling.foreign import is_mostly_foreign
from courselint.spelling.lexicon import is_english, lexicon, plain
from courselint.spelling.likelihood import EDIT_COST, Scored, rank
from courselint.spelling.otherlanguages import ENOUGH_WORDS, meant
from courselint.spelling.projectwords import right_forms
from courselint.spelling.words import words

# A file is in another language when most of its words are unknown, and there are enough of them to tell.
FOREIGN_SHARE = 0.5
FOREIGN_WORDS = 40
FOREIGN_SAMPLE = 20_000
# Of a single text fewer need be unknown: "do", "qual" and "dele" are words of English, too, or names.
_FOREIGN_PARAGRAPH, _FOREIGN_PARAGRAPH_SHARE = 6, 0.4
# A word that a course uses this often is its jargon, unless a word one edit away is ten times as frequent there.
OFTEN = 3
OUTNUMBERED = 10


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
        self._project_words = right_forms(project_words, is_english=self._is_english)
        self._course: Course | None = None
        self._vocabulary = _Vocabulary(Counter(), ())
        self._judged: dict[tuple[str, bool], Misspelling | None] = {}
        self._suspected: Course | None = None
        self._suspects: frozenset[str] = frozenset()

    def is_listed(self, word: str) -> bool:
        """Whether the word stands in a list, or is the project's own; quicker than `knows`."""
        if word in self._lexicon.words:
            return True
        form = plain(word)
        if form in self._lexicon.words or form in self._project_words:
            return True
        return form in self._lexicon.capitals and word[:1].isupper()

    def knows(self, word: str) -> bool:
        """Whether the word is right as it stands: listed, the project's own, or built from right words."""
        return self._is_plainly_right(word) or self._is_built(plain(word))

    def is_known_slip(self, word: str) -> bool:
        """Whether the word is a spelling that is never right, whatever surrounds it."""
        return self._typo(plain(word)) is not None

    def judge(
        self, word: str, course: Course, *, starts_sentence: bool, among_strangers: bool = False
    ) -> Misspelling | None:
        """The misspelling that `word` is, if there is evidence enough in the language and in the course.

        `among_strangers`: its neighbours are unknown too, as in a list of names or a phrase in another language.
        """
        form = plain(word)
        if form in self._lexicon.words or form in self._project_words:
            return None
        if course is not self._course:
            self._course, self._vocabulary, self._judged = course, self._read(course), {}
        is_name = word[:1].isupper() and (not starts_sentence or self._is_used_as_name(word, form, course))
        is_name = is_name or among_strangers
        key = (word, is_name)
        if key not in self._judged:
            self._judged[key] = self._weigh(word, form, course, is_name=is_name)
        return self._judged[key]

    def may_hold_suspects(self, text: str, course: Course) -> bool:
        """Whether any word of the course that could be a misspelling may stand in this text; a quick first look.

        True of a course that counts no words.
        """
        if not course.words:
            return True
        if course is not self._suspected:
            suspects = (word for word in course.words if self.judge(word, course, starts_sentence=True) is not None)
            self._suspected, self._suspects = course, frozenset(_LETTERS.findall(word)[0] for word in suspects)
        return not self._suspects.isdisjoint(_LETTERS.findall(text))

    def unknown_share(self, words: Iterable[str]) -> float:
        """The share of words, of two letters and more and not all in capitals, that the language doesn't know."""
        counted = [word for word in words if len(word) > 1 and not word.isupper()]
        return sum(not self.is_listed(word) for word in counted) / len(counted) if counted else 0.0

    def is_foreign_paragraph(self, words: Iterable[str]) -> bool:
        """Whether a single text of some words is in another language: a translation beside the English, say."""
        counted = list(words)
        return len(counted) >= _FOREIGN_PARAGRAPH and self.unknown_share(counted) > _FOREIGN_PARAGRAPH_SHARE

    def is_foreign(self, texts: Sequence[str]) -> bool:
        """Whether these texts of one file are mostly in another language: no spelling, no grammar then.

        Most of its words are unknown, or it has fewer of English's small words than of others'. Of a long file
        every so many texts are read, some thousands of words.
        """
        step = 1 + sum(map(len, texts)) // FOREIGN_SAMPLE
        sample = texts[::step]
        # Plain stretches of letters tell most files at once; only a doubtful one is read word by word.
        letters = [word for text in sample for word in _LETTERS.findall(text)]
        if self._is_english and is_mostly_foreign(letters):
            return True
        if self.unknown_share(letters) < FOREIGN_SHARE / 2:
            return False
        found = [word.text for text in sample for word in words(text)]
        return len(found) >= FOREIGN_WORDS and self.unknown_share(found) > FOREIGN_SHARE

    def _is_plainly_right(self, word: str) -> bool:
        form = plain(word)
        return self.is_listed(word) or form in self._lexicon.rare or self._is_contraction(form)

    def _is_contraction(self, form: str) -> bool:
        """Whether an auxiliary hangs on a known word: "there'll", "everything's"."""
        head, mark, tail = form.rpartition("'")
        return mark == "'" and self._is_english and tail in _AUXILIARIES and head in self._lexicon.words

    def _is_built(self, form: str) -> bool:
        if not self._is_english or len(form) > _LONGEST:
            return False
        listed, terms = self._lexicon.words.__contains__, self._lexicon.terms.__contains__
        if form in PREFIXES or is_form(form, listed):
            return True
        return is_built(form, is_listed=listed, is_word=self._is_common, is_term=terms)

    def _is_common(self, form: str) -> bool:
        return form in self._lexicon.words and self._search.frequency(form) >= _COMMON

    def _is_used_as_name(self, word: str, form: str, course: Course) -> bool:
        """Whether the course writes the word with a capital only, and more than once."""
        return course.words.get(word, 0) > 1 and self._vocabulary.counts[form] == course.words[word]

    def _read(self, course: Course) -> _Vocabulary:
        counts: Counter[str] = Counter()
        for word, count in course.words.items():
            counts[plain(word)] += count
        if self._is_english:
            often = (word for word, count in counts.items() if count >= OFTEN and word not in self._lexicon.words)
            own = (word for word in often if self._typo(word) is None)
        else:
            own = (word for word in counts if word in self._lexicon.words)
        return _Vocabulary(counts, tuple(sorted(own)))

    @cached_property
    def _search(self) -> CandidateSearch:
        return CandidateSearch(self.language)

    def _weigh(self, word: str, form: str, course: Course, *, is_name: bool) -> Misspelling | None:
        if _INDEXED.search(word):
            return None
        typo = self._typo(form)
        if typo is not None:
            if (is_name or word.isupper()) and len(form) < 5:
                return None
            if len(form) == 2 and (form in course.identifiers or self._vocabulary.counts[form] >= OFTEN):
                return None
            return Misspelling((_in_case(typo, word),), is_clear=len(form) > 2)
        if word.isupper() or not 3 <= len(form) <= _LONGEST or _LATIN.fullmatch(form) is None or _ROMAN.fullmatch(form):
            return None
        if _VOWEL.search(form) is None or form in course.identifiers or self._search.is_used(form):
            return None
        if self._is_plainly_right(word):
            return None
        counts = self._vocabulary.counts
        if not self._is_english:
            found = () if self._is_acquitted(form, is_name=is_name) else self._meant(form)
            return Misspelling(tuple(_in_case(other, word) for other in found[:3]), len(found) == 1) if found else None
        if not form.isascii():
            return None
        ranked = rank(form, self._search.near(form, self._vocabulary.own), counts)
        if not ranked:
            return None
        best = ranked[0]
        if counts[form] >= OFTEN and not self._is_repeated_slip(form, best):
            return None
        if self._is_built(form) and (word[0].isupper() or not self._is_slip_all_the_same(form, best)):
            return None
        if not self._is_enough(word, form, best, is_name=is_name) or self._is_form_of_jargon(form, best, course):
            return None
        is_clear = best.distance == 1 and all(other.score < best.score - 1 for other in ranked[1:])
        return Misspelling(tuple(_in_case(other.word, word) for other in ranked[:3]), is_clear)

    def _meant(self, form: str) -> tuple[str, ...]:
        return meant(form, self._vocabulary.counts, self._vocabulary.own, self._search.frequencies)

    def _is_acquitted(self, form: str, *, is_name: bool) -> bool:
        """Whether a word of another language may be right: a name, English, or one that its dictionary merely lacks."""
        # Every German noun has a capital; only the longer ones are hardly names.
        is_no_name = not is_name or (self.language == "de" and len(form) > _LONG_NOUN)
        return not is_no_name or len(self._lexicon.words) < ENOUGH_WORDS or form in lexicon("en").words

    def _is_repeated_slip(self, form: str, best: Scored) -> bool:
        """Whether the course has a near word ten times as often, or everybody has it, and this one a few times only."""
        counts = self._vocabulary.counts
        if best.distance > 1:
            return False
        is_common = len(form) >= _LONG and self._search.frequency(best.word) >= _EVERYDAY and best.word[0] == form[0]
        return counts[best.word] >= OUTNUMBERED * counts[form] or (is_common and counts[form] <= 2 * OFTEN)

    def _is_slip_all_the_same(self, form: str, best: Scored) -> bool:
        """Whether a word that might be built from others ("const" and "rant") is far likelier a slip ("constraint").

        Forms of one word, which differ at the end, are none for each other.
        """
        if best.distance > 1 or best.score < _FAR_LIKELIER or self._vocabulary.counts[form] >= OFTEN:
            return False
        return form[0] == best.word[0] and not form.startswith(best.word) and not best.word.startswith(form)

    def _is_form_of_jargon(self, form: str, best: Scored, course: Course) -> bool:
        """Whether it is a form of what only this course knows: "phugoids", "deparsing" with `deparse`.

        The forms of listed words are listed: "refered" owes nothing to an attribute `refer`; and what the course
        writes right elsewhere owes nothing to a slip in its code.
        """
        counts = self._vocabulary.counts
        if best.word == form + "s" and best.word not in self._lexicon.words:
            return True  # The course has only the plural more often: "pharmacokinetics".
        if not self._is_english or (best.distance == 1 and counts[best.word] >= OFTEN and best.word not in stems(form)):
            return False
        return any(
            len(stem) > 3
            and stem not in self._lexicon.words
            and self._typo(stem) is None
            and (
                stem in course.identifiers
                or (counts[stem] >= OFTEN and self._weigh(stem, stem, course, is_name=False) is None)
            )
            for stem in stems(form)
        )

    def _is_enough(self, word: str, form: str, best: Scored, *, is_name: bool) -> bool:
        """Whether the likelihood convicts: names and short words need more, long ones less."""
        length = len(form)
        if word[0].isupper() and best.word in self._lexicon.names:
            return False
        if word[0].isupper() and form.startswith(best.word) and form[len(best.word) :] in _OF_A_PLACE:
            return False
        if is_name:
            # A capital inside a sentence is a name, unless it is all but a long word that is none.
            near = best.distance == 1 and best.word[0] == form[0] and best.score > -0.5
            is_course_word = length > 7 and self._vocabulary.counts[best.word] >= OUTNUMBERED
            return near and (length > 8 or is_course_word) and self._search.is_used(best.word)
        if length < 4 and (
            word[0].isupper() or best.word[0] != form[0] or best.score < _SURE or len(best.word) < length
        ):
            return False
        # Two edits from a shorter word is far.
        needed = 0.9 if best.distance > 1 and length < 9 else 0.5
        needed += 0.8 * max(0, 6 - length) + ((0.5 if length > 5 else 1.5) if word[0].isupper() else 0.0)
        # The longer a word, the fewer neighbours it has by chance: its edits weigh less.
        eased = EDIT_COST * best.distance * (1 - min(1.0, 7 / length)) + 0.15 * min(6, max(0, length - 7))
        return best.score + eased >= needed

    def _typo(self, form: str) -> str | None:
        return self._lexicon.typos.get(form) if self._lexicon.typos else None


_AUXILIARIES = frozenset(("d", "ll", "re", "s", "ve"))
# A stretch of letters; every word holds one.
_LETTERS = re.compile(r"[^\W\d_]++")
_LATIN = re.compile(r"[a-z\u00c0-\u024f]+(?:'[a-z]+)*")
# Letters below and above the line ("wᵢ", "xᵀ") are indices, and "i'th" is an ordinal.
_INDEXED = re.compile("[\u1d2c-\u1d6a\u1d78\u1d9b-\u1dbf\u2070-\u209c\u2c7c\u2c7d]|^[A-Za-z]['’]th$")
# Without a vowel it's an abbreviation: “pptd”.
_VOWEL = re.compile("[aeiouy\u00c0-\u024f]")
_ROMAN = re.compile(r"(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3})")
# What words are built from must be in everyday use; nobody misspells a word of more letters than this.
_COMMON = 1_000
# "Chihuahuan"
_OF_A_PLACE = ("n", "an", "ian", "ese")
# A near word of this score, or used as often as this in everyday language, outweighs other explanations.
_FAR_LIKELIER = 2.0
_EVERYDAY, _LONG = 20_000, 8
# What three letters must score: a hundredth of the likeliest words do.
_SURE = 6.0
_LONGEST = 40
_LONG_NOUN = 8


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """How often the course uses each word (lower case), and what slips are measured against beside the dictionary.

    Those are the words that only the course knows; in other languages than English the right ones that it uses.
    """

    counts: Counter[str]
    own: tuple[str, ...]


def _in_case(suggestion: str, word: str) -> str:
    """The suggestion with the capitals of the word that it replaces."""
    if word.isupper() and len(word) > 1:
        return suggestion.upper()
    return suggestion[0].upper() + suggestion[1:] if word[0].isupper() else suggestion
