"""Stretches in another language, told by the small words that every sentence needs."""

from __future__ import annotations

import re
from collections.abc import Iterable

# Small words of Spanish, Portuguese, Italian, French, German, Dutch, Swedish, Danish, Polish, Finnish, Indonesian and
# Turkish. Those that English prose or its code has too ("die", "on", "per", "sin") are left out.
_SMALL = """aber adalah alla als anche ao att auch auf aus aux av avec baik bei bir bisa cada ces cette che como
    con cuando da dalam dan dans dari dass de degli dei della delle dem dengan der des desde di dla donde dos du
    durch een ein eine einem einen einer el ella elle elles en ent entre es essa est esta este está ett että för
    für gibt gli hasta het hier ich ikke il ils ini inte isso ist itu ja jak joka kann las le les lo los lub
    mais mellan mit más na nel nell nella nem nicht nie niet noch nos nur não och oder ook ou ovat où para pas
    pela pelo più por pour przez på quando que questa questo qui se sein ses sich sie sind się sobre som sono
    sont su sul sulla sur sus są también também tidak tiene todos um uma un una une uno untuk vom vous wenn
    werden wie wir wird worden wordt zijn zum zur är że"""
_ENGLISH = """a about all also an and any are as at be because been but by can do each every for from has have
    if in into is it its more most my no not of on or our so than that the their them then there these they this
    to use using was we were what when which will with would you your"""
_ENGLISH_WORDS = frozenset(_ENGLISH.split())
SMALL_WORDS = frozenset(_SMALL.split())
_LETTERS = re.compile(r"[^\W\d_]++")
# A file is foreign that holds as many small words of others, and more of them than of English.
_TELLING = 8


def is_mostly_foreign(words: Iterable[str]) -> bool:
    """Whether these words of a file are more another language's than English."""
    foreign, english = _count(words)
    return foreign >= _TELLING and foreign > english


def is_foreign_stretch(text: str) -> bool:
    """Whether a few words around a place are in another language: two small words of it, or one and none of English."""
    foreign, english = _count(_LETTERS.findall(text))
    return foreign > english


def _count(words: Iterable[str]) -> tuple[int, int]:
    foreign = english = 0
    for word in words:
        form = word.lower()
        if form in _ENGLISH_WORDS:
            english += 1
        elif form in SMALL_WORDS:
            foreign += 1
    return foreign, english
