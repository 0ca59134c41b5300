"""What a document tells its course, and what a course knows from all its documents."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from courselint.analysis import siblings
from courselint.analysis.computing import computing
from courselint.analysis.hashers import hashing
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
    """The words of its prose, as written; the names of its code, its tables' columns and the sites it links to.

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


def merge(all_facts: Iterable[Facts]) -> Course:
    """The course that these documents make, in whatever order they come."""
    count: Counter[str] = Counter()
    identifiers: set[str] = set()
    rounds: set[str] = set()
    modules: list[Module] = []
    computes: set[str] = set()
    fractional: set[str] = set()
    hands: set[str] = set()
    hashes: set[str] = set()
    for found in all_facts:
        count.update(found.words)
        identifiers |= found.identifiers
        rounds |= found.rounding
        modules += [found.module] if found.module else []
        computes |= found.computing
        fractional |= found.fractional
        hands |= found.handing
        hashes |= found.hashing
    return Course(
        count,
        frozenset(identifiers),
        frozenset(rounds),
        siblings.by_name(modules),
        frozenset(computes),
        frozenset(fractional),
        frozenset(hands),
        frozenset(hashes),
    )


def _named_in(text: str) -> Iterator[str]:
    """The columns that code takes by name and the parts of web addresses."""
    if '["' in text or "['" in text:
        yield from _COLUMN.findall(text)
    if "://" in text:
        for host, path in _ADDRESS.findall(text):
            parts = (*(part for part in host.split(".") if part not in _HOST_ENDS), *path.split("/"))
            yield from filter(_PART.fullmatch, parts)
