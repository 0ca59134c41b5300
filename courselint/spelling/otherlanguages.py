"""Slips in other languages than English, whose dictionaries lack too much for frequency to convict a word.

What is left is the word that the same course spells right, one letter away, with the slip inside the stem: endings
are where the forms differ that a dictionary of subtitles lacks ("indizierten" beside "indizieren").
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from courselint.spelling.likelihood import shared

# A dictionary of fewer words has no inflections: Spanish's lacks "todos".
ENOUGH_WORDS = 100_000
# The word that was meant is everyday, or the course's own.
_EVERYDAY = 200
_SHORTEST = 6
# So many letters after the slip: an ending with its stem's last letter.
_ENDING = 4
_DOUBLED_ENDING = 3
_SWAPPED_ENDING = 2
# The new spelling of French leaves these accents out.
_OPTIONAL = "îû"


def meant(form: str, counts: Mapping[str, int], pool: Sequence[str], frequencies: Mapping[str, int]) -> tuple[str, ...]:
    """The words of `pool`, the right words that the course uses, that `form` is a slip for, likeliest first."""
    if len(form) < _SHORTEST or "'" in form:
        return ()
    # "zaehlen" is how "zählen" is written where the keyboard has no umlauts.
    spelt_out = form.replace("ae", "ä").replace("oe", "ö").replace("ue", "ü")
    if spelt_out != form and spelt_out in frequencies:
        return ()
    near = (word for word, _, _ in process.extract(form, pool, scorer=OSA.distance, score_cutoff=1, limit=None))
    found = [word for word in near if _is_likelier(form, word, counts, frequencies) and _is_slip(form, word)]
    return tuple(sorted(found, key=lambda word: (-counts[word], -frequencies.get(word, 0), word)))


def _is_likelier(form: str, word: str, counts: Mapping[str, int], frequencies: Mapping[str, int]) -> bool:
    return counts[word] >= 2 * counts[form] or (counts[form] == 1 and frequencies.get(word, 0) >= _EVERYDAY)


def _is_slip(wrong: str, right: str) -> bool:
    """Whether fingers or ears make this slip: letters swapped, doubled, left out or too many, an accent forgotten."""
    start, ending = shared(wrong, right)
    typed, missed = wrong[start : len(wrong) - ending], right[start : len(right) - ending]
    if start == 0:
        return False
    if len(typed) == len(missed) == 2:
        return ending >= _SWAPPED_ENDING
    if typed and missed:
        return (
            ending >= _SWAPPED_ENDING and missed not in _OPTIONAL and unicodedata.normalize("NFD", missed)[0] == typed
        )
    if (typed or missed) == wrong[start - 1]:
        is_tripled = typed != "" and wrong[: start + 1].endswith(3 * typed)
        return ending >= (_SWAPPED_ENDING if is_tripled else _DOUBLED_ENDING)
    return ending >= _ENDING
