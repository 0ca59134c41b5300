"""A text as the words of its sentences, each with the classes that it may belong to; read once for all rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from courselint.analysis.wording import is_quoted
from courselint.spelling.wordclasses import classes

# What parts a word from the one before it.
BLANK, MARK, SENTENCE = range(3)

_CHUNK = re.compile(r"\S+")
_OPENING = "\"'“‘(*_"
_CLOSING = "\"'”’)*_,.;:!?…"
_ENDS = frozenset(".!?:;…")
_PLAIN = re.compile(r"[A-Za-z]++(?:['’][A-Za-z]++)*+")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True)
class Clauses:
    """The chunks between white space, as columns: tuples of equal length.

    A chunk that is no plain word (a number, a masked piece, a hyphenated word, code) has the form "" and no class.
    `forms` are in lower case with straight apostrophes; `gaps` tell what stands before each word.
    `places` lists where each form stands.
    """

    prose: str
    forms: tuple[str, ...]
    starts: tuple[int, ...]
    classes: tuple[int, ...]
    gaps: tuple[int, ...]
    places: dict[str, list[int]]

    def find(self, words: Iterable[str]) -> Iterator[int]:
        """Where any of these words stand, word by word."""
        for word in self.places.keys() & words:
            yield from self.places[word]

    def end(self, at: int) -> int:
        """The offset where the word ends."""
        return self.starts[at] + len(self.forms[at])

    def form(self, at: int) -> str:
        """The word at this number, if only a blank parts it from the one before; else "". The first has no such one."""
        return self.forms[at] if 0 <= at < len(self.forms) and self.gaps[at] == BLANK else ""

    def kind(self, at: int) -> int:
        """The classes of the word at this number, if only a blank parts it from the one before; else 0."""
        return self.classes[at] if 0 <= at < len(self.forms) and self.gaps[at] == BLANK else 0

    def ends(self, at: int) -> bool:
        """Whether the sentence, or a part of it, ends before this number."""
        return at >= len(self.forms) or self.gaps[at] != BLANK

    def prior(self, at: int) -> str:
        """The word before this one, if only a blank parts them; else ""."""
        return self.forms[at - 1] if at > 0 and self.gaps[at] == BLANK else ""

    def is_name(self, at: int) -> bool:
        """Whether the word has a capital within a sentence."""
        start = self.starts[at] if at < len(self.gaps) else 0
        return at < len(self.gaps) and self.gaps[at] != SENTENCE and self.prose[start : start + 1].isupper()

    def is_quoted(self, at: int, first: int) -> bool:
        """Whether the word stands in quotation marks, or they open right before the phrase that begins at `first`."""
        start = self.starts[first]
        opens = start > 0 and self.prose[start - 1] in '"“'
        return opens or is_quoted(self.prose, self.starts[at], self.end(at))

    def before(self, at: int, most: int = 25) -> tuple[str, ...]:
        """The words of the sentence before this one, at most so many, the nearest last."""
        first = at
        while first > 0 and at - first < most and self.gaps[first] != SENTENCE:
            first -= 1
        return self.forms[first:at]


@lru_cache(maxsize=4096)
def clauses(prose: str) -> Clauses:
    """Read a text. Its paragraphs, sentences, and what marks of punctuation part, are not joined."""
    forms: list[str] = []
    starts: list[int] = []
    kinds: list[int] = []
    gaps: list[int] = []
    places: dict[str, list[int]] = {}
    gap, end = SENTENCE, 0
    for match in _CHUNK.finditer(prose):
        start = match.start()
        if start - end > 1 and _BLANK_LINE.search(prose, end, start):
            gap = SENTENCE
        end = match.end()
        # Long chunks are data; what follows them is nobody's sentence.
        form, kind, opening, after = _read_chunk(match[0]) if end - start < _LONGEST else _DATA
        if form:
            if form in places:
                places[form].append(len(forms))
            else:
                places[form] = [len(forms)]
        forms.append(form)
        starts.append(start + opening)
        kinds.append(kind)
        gaps.append(MARK if opening and gap == BLANK else gap)
        gap = after
    return Clauses(prose, tuple(forms), tuple(starts), tuple(kinds), tuple(gaps), places)


# The words of a language are few, and most of a text is made of them.
@lru_cache(maxsize=32_768)
def _read_chunk(chunk: str) -> tuple[str, int, int, int]:
    """The form of a chunk, its classes, how many marks open it, and what it leaves before the next one."""
    bare = chunk.lstrip(_OPENING)
    opening = len(chunk) - len(bare)
    word = bare.rstrip(_CLOSING)
    after = BLANK
    if len(word) < len(bare):
        after = SENTENCE if not _ENDS.isdisjoint(bare[len(word) :]) else MARK
    # "useR", "DataFrame" and "kNN" are names.
    if not _PLAIN.fullmatch(word) or (word[1:].lower() != word[1:] and not word.isupper()):
        return "", 0, opening, after
    form = word.lower().replace("’", "'")
    return form, classes().get(form, 0), opening, after


_LONGEST = 80
_DATA = ("", 0, 0, BLANK)
