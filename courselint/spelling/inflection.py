"""How English verbs and nouns inflect by rule: what a table of exceptions needn't say."""

from __future__ import annotations

import re

_SIBILANT = re.compile(r"(?:s|x|z|ch|sh)\Z")
_CONSONANT_Y = re.compile(r"[^aeiou]y\Z")
# One short syllable doubles its last letter: "plotted", "mapping", but "showed", "fixed", "read".
_DOUBLES = re.compile(r"\A[^aeiou]*(?:qu)?[aeiou][bdfgklmnprtvz]\Z")


def with_s(word: str) -> str:
    """The plural of a noun, or a verb after he, she and it: "matrixes", "applies"."""
    if _CONSONANT_Y.search(word):
        return word[:-1] + "ies"
    return word + ("es" if _SIBILANT.search(word) or word.endswith("o") else "s")


def with_ed(verb: str) -> str:
    """The past form: "computed", "applied", "plotted"."""
    if verb.endswith("e"):
        return verb + "d"
    if _CONSONANT_Y.search(verb):
        return verb[:-1] + "ied"
    return verb + (verb[-1] if _DOUBLES.match(verb) else "") + "ed"


def with_ing(verb: str) -> str:
    """The present participle: "computing", "applying", "plotting"."""
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return verb[:-1] + "ing"
    return verb + (verb[-1] if _DOUBLES.match(verb) else "") + "ing"


def stems(form: str) -> list[str]:
    """The words that may have this form by rule, the likeliest first; whether they exist is for others to say."""
    found: list[str] = []
    for ending, stem_ending in _ENDINGS:
        if form.endswith(ending):
            stem = form[: len(form) - len(ending)] + stem_ending
            found.append(stem)
            if ending in ("ed", "ing") and len(stem) > 2 and stem[-1] == stem[-2] and not stem_ending:
                found.append(stem[:-1])
    return [stem for stem in found if len(stem) > 1]


_ENDINGS = (
    ("ies", "y"),
    ("es", "e"),
    ("es", ""),
    ("s", ""),
    ("ied", "y"),
    ("ed", "e"),
    ("ed", ""),
    ("ing", "e"),
    ("ing", ""),
)
