"""What a document tells its course, and what a course knows from all its documents."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from courselint.model import Course, Document, Facts
from courselint.spelling.words import identifier_parts, words

_NAME = re.compile(r"[^\W\d]\w+")


def facts(document: Document) -> Facts:
    """The words of its prose, as written, and the names of its code."""
    count: Counter[str] = Counter()
    for text in document.texts:
        count.update(word.text for word in words(text.text))
    names = set(document.names)
    for snippet in document.snippets:
        names.update(_NAME.findall(snippet))
    return Facts(count, frozenset(part for name in names for part in identifier_parts(name)))


def merge(all_facts: Iterable[Facts]) -> Course:
    """The course that these documents make, in whatever order they come."""
    count: Counter[str] = Counter()
    identifiers: set[str] = set()
    for found in all_facts:
        count.update(found.words)
        identifiers |= found.identifiers
    return Course(count, frozenset(identifiers))
