"""What a document tells its course, and what a course knows from all its documents."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from courselint.analysis import siblings
from courselint.analysis.computing import computing
from courselint.analysis.hashers import hashing
from courselint.analysis.questiontext import code_in
from courselint.analysis.roundings import rounding
from courselint.model import Course, Document, Facts, Module
from courselint.spelling.words import identifier_parts, words

_NAME = re.compile(r"[^\W\d]\w+")
# `df["age"]`: columns are names as good as variables.
_COLUMN = re.compile(r"""\[["']([^\W\d]\w{1,40})["']\]""")
_ADDRESS = re.compile(r"\bhttps?://([\w.-]{1,100})((?:/[\w.~%-]{1,100}){0,10})")
# A whole part of an address is the name of a site, a project or a person: "pyrk", "thinkful", not a title's words.
_PART = re.compile(r"[A-Za-z]+")
_HOST_ENDS = frozenset(("www", "com", "org", "net", "edu", "io", "github", "docs", "en"))


def facts(document: Document) -> Facts:
    """The words of its prose, as written; the names of its code (also in its questions), its tables' columns and the
    sites it links to.

    Also which of its functions and classes round what they give, which compute it, which hash the text of what they
    get, and what a module's names hold.
    """
    count: Counter[str] = Counter()
    for text in document.texts:
        count.update(word.text for word in words(text.text))
    names = set(document.names)
    for snippet in document.snippets:
        names.update(_NAME.findall(snippet))
    for source in document.sources:
        names.update(_named_in(source.text))
    for question in document.questions:
        for text in question.texts:
            for piece in code_in(text):
                names.update(_NAME.findall(piece))
    identifiers = frozenset(part for name in names for part in identifier_parts(name))
    made = computing(document)
    return Facts(
        count,
        identifiers,
        rounding(document),
        siblings.module(document),
        made.computing,
        made.fractional,
        made.handing,
        hashing(document),
    )


class Gathering:
    """The facts of a course's documents, merged one by one in whatever order they come."""

    __slots__ = ("_modules", "_names", "_words")

    def __init__(self) -> None:
        self._words: Counter[str] = Counter()
        self._names: dict[str, set[str]] = {name: set() for name in _NAMES}
        self._modules: list[Module] = []

    def add(self, found: Facts) -> None:
        """Take in what one document tells."""
        self._words.update(found.words)
        for name, gathered in self._names.items():
            gathered |= getattr(found, name)
        if found.module is not None:
            self._modules.append(found.module)

    def course(self) -> Course:
        """The course that they make."""
        names = {name: frozenset(gathered) for name, gathered in self._names.items()}
        return Course(self._words, modules=siblings.by_name(self._modules), **names)


# What facts and course both hold as a set of names.
_NAMES = ("identifiers", "rounding", "computing", "fractional", "handing", "hashing")


def merge(all_facts: Iterable[Facts]) -> Course:
    """The course that these documents make, in whatever order they come."""
    gathering = Gathering()
    for found in all_facts:
        gathering.add(found)
    return gathering.course()


def _named_in(text: str) -> Iterator[str]:
    """The columns that code takes by name and the parts of web addresses."""
    if '["' in text or "['" in text:
        yield from _COLUMN.findall(text)
    if "://" in text:
        for host, path in _ADDRESS.findall(text):
            parts = (*(part for part in host.split(".") if part not in _HOST_ENDS), *path.split("/"))
            yield from filter(_PART.fullmatch, parts)
