"""The bundled word lists and pyspellchecker's, each loaded once and only when asked for."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spellchecker import SpellChecker


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language in lower case; `capitals` are right only when written with one.

    `names` are those of the words and capitals that are proper nouns; `terms` are words of the trade,
    which a list of everyday frequencies undervalues; `rare` words are right, but nobody means them by a wrong one.
    """

    words: frozenset[str]
    capitals: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    terms: frozenset[str] = frozenset()
    rare: frozenset[str] = frozenset()
    typos: Mapping[str, str] | None = None


def is_english(language: str) -> bool:
    return language.lower().replace("_", "-") in ("en", "en-us", "en-gb")


def languages() -> tuple[str, ...]:
    """The values that the configuration's `language` may have."""
    from spellchecker import SpellChecker

    return ("en", "en-GB", "en-US", *sorted(set(SpellChecker.languages()) - {"en"}))


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of `en`, `en-US`, `en-GB` (both Englishes in each case) or another language of pyspellchecker.

    Raises ValueError for a language that nobody has a dictionary of.
    """
    if not is_english(language):
        return Lexicon(frozenset(frequencies(language)))
    terms = _read("terms").union(_read("technical"))
    names, capitals = _read("names"), _read("capitals")
    words = _read("english").union(terms, names)
    return Lexicon(
        words,
        capitals | _read("surnames"),
        names | capitals,
        terms,
        rare=_read("rare") | _read("tools"),
        typos=_known_typos(),
    )


@cache
def frequencies(language: str) -> Mapping[str, int]:
    """How often film subtitles, mostly, use each word (50 times at least): pyspellchecker's lists.

    They are read as they lie in its package: its own reader takes three times as long.
    """
    import gzip

    import msgspec

    name = "en" if is_english(language) else language
    try:
        packed = (files("spellchecker") / "resources" / f"{name}.json.gz").read_bytes()
    except FileNotFoundError:
        raise ValueError(f'no dictionary of "{language}"') from None
    return msgspec.json.decode(gzip.decompress(packed), type=dict[str, int])


@cache
def checker() -> SpellChecker:
    """pyspellchecker, which makes all words one edit away; of its dictionaries it has none, only the letters."""
    from spellchecker import SpellChecker

    made = SpellChecker(language=None, distance=1)
    made.word_frequency.load_words([_LETTERS])
    return made


def plain(word: str) -> str:
    """The form under which words are looked up: lower case, composed, straight apostrophes, no soft hyphens.

    Ligatures, as from a copied PDF ("ﬁrst"), and letters of full width are taken for the letters that they show.
    """
    if word.isascii():
        return word.lower()
    return unicodedata.normalize("NFKC", word.translate(_INVISIBLE)).lower()


# Those that English words are written with, loans included.
_LETTERS = "'abcdefghijklmnopqrstuvwxyzàáâäåçèéêëíïñóôöûü"
_INVISIBLE = {0xAD: None, 0x200C: None, 0x200D: None, 0x2BC: "'", ord("’"): "'"}


def _read(name: str) -> frozenset[str]:
    return frozenset(_text(name).split("\n"))


def _text(name: str) -> str:
    return (files(__package__) / "data" / f"{name}.txt").read_text(encoding="utf-8").rstrip("\n")


def _known_typos() -> dict[str, str]:
    typos: dict[str, str] = {}
    for line in _text("known_typos").split("\n"):
        typo, _, right = line.partition(" ")
        typos[typo] = right
    return typos
