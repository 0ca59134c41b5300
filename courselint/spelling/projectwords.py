"""What a word that a project adds to its dictionary makes right: the word in any case, its parts, its plural."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from courselint.spelling.lexicon import plain
from courselint.spelling.words import words


def right_forms(added: Iterable[str], *, is_english: bool) -> frozenset[str]:
    """The forms, as words are looked up, that are right once these words were added.

    Case doesn't count, as with cspell and typos: who adds “Kutta” means “kutta” in a heading of small letters, too.
    """
    found: set[str] = set()
    for word in added:
        for form in {plain(word), *(plain(part.text) for part in words(word))}:
            found.add(form)
            if is_english and form[-1:].isalpha():
                found.update(_plurals(form))
    return frozenset(found)


def _plurals(form: str) -> Iterator[str]:
    if form.endswith(("s", "x", "z", "ch", "sh")):
        yield form + "es"
    elif form.endswith("y") and form[-2:-1] not in _VOWELS:
        yield form[:-1] + "ies"
    else:
        yield form + "s"


_VOWELS = frozenset("aeiou")
