"""Which classes an English word may belong to, and its other forms, from a table that is loaded when asked for."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files

from courselint.spelling.inflection import stems, with_ed, with_ing, with_s

# One bit a class; a word may have many ("set"), and one that nobody knows has none.
SINGULAR, PLURAL, BASE, THIRD, PAST, PARTICIPLE, ING, ADJECTIVE, ADVERB = (1 << number for number in range(9))
# Not a class of its own: the plain verb, or its form in -s, is hardly ever used as the noun that it also is ("use").
MOSTLY_VERB = 1 << 9
NOUN = SINGULAR | PLURAL
VERB = BASE | THIRD | PAST | PARTICIPLE | ING


@cache
def classes() -> dict[str, int]:
    """The classes of each known word, in lower case."""
    table: dict[str, int] = {}
    for line in _lines("classes"):
        bits, *words = line.split(" ")
        table.update(dict.fromkeys(words, int(bits)))
    return table


def _lines(name: str) -> list[str]:
    return (files(__package__) / "data" / f"{name}.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")


def is_only(kind: int, wanted: int) -> bool:
    """Whether a word of these classes belongs to one of the wanted and to no other; an unknown word does not."""
    return kind & wanted != 0 and not kind & ~(wanted | MOSTLY_VERB)


@lru_cache(maxsize=4096)
def bases(form: str) -> tuple[str, ...]:
    """The verbs that `form` may be a form of, the likeliest first: "returns" → return, "wrote" → write."""
    return tuple(dict.fromkeys((*_irregular("verb")[1].get(form, ()), *_stems(form, BASE))))


def singulars(form: str) -> tuple[str, ...]:
    """The nouns that `form` may be the plural of: "matrices" → matrix."""
    return tuple(dict.fromkeys((*_irregular("noun")[1].get(form, ()), *_stems(form, SINGULAR))))


def plural(noun: str) -> str:
    """The commonest plural."""
    forms = _irregular("noun")[0].get(noun)
    return forms[0] if forms and forms[0] else with_s(noun)


def participle(verb: str) -> str:
    """The past participle: "write" → written."""
    forms = _irregular("verb")[0].get(verb)
    return forms[1] if forms else with_ed(verb)


def gerund(verb: str) -> str:
    """The form in -ing."""
    forms = _irregular("verb")[0].get(verb)
    return forms[2] if forms and forms[2] else with_ing(verb)


def third(verb: str) -> str:
    """The form after he, she and it."""
    forms = _irregular("verb")[0].get(verb)
    return forms[3] if forms and forms[3] else with_s(verb)


def _stems(form: str, wanted: int) -> list[str]:
    table = classes()
    return [stem for stem in stems(form) if table.get(stem, 0) & wanted]


@cache
def _irregular(part: str) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """What each word with irregular forms becomes, and which words each irregular form comes from."""
    forms: dict[str, list[str]] = {}
    origins: dict[str, list[str]] = {}
    for line in _lines("irregular"):
        kind, word, *columns = line.split(" ")
        if kind == part:
            forms[word] = [column.partition("/")[0] for column in columns]
            for column in columns:
                for form in column.split("/"):
                    origins.setdefault(form, []).append(word)
    return forms, origins
