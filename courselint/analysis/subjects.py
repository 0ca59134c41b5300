"""Subjects that other words part from their verb: "each of the models are", "the values of the weights is"."""

from __future__ import annotations

from collections.abc import Iterator

from courselint.analysis.clauses import BLANK, Clauses
from courselint.analysis.functionwords import (
    BE,
    DETERMINERS,
    OBJECT_OPENERS,
    QUESTION,
    skip_adverbs,
    starts_clause,
)
from courselint.analysis.nounphrases import NAMED, NO_PLURALS, describes, head
from courselint.analysis.slips import Slip
from courselint.analysis.wording import word_set
from courselint.spelling.wordclasses import ADJECTIVE, BASE, NOUN, PLURAL, SINGULAR, THIRD, bases, is_only, third

SINGULAR_VERBS = {
    "is": "are", "was": "were", "has": "have", "does": "do",
    "isn't": "aren't", "wasn't": "weren't", "hasn't": "haven't", "doesn't": "don't",
}  # fmt: skip
# "Were" may be a subjunctive.
PLURAL_VERBS = {
    "are": "is", "have": "has", "do": "does", "aren't": "isn't", "haven't": "hasn't", "don't": "doesn't",
}  # fmt: skip
_OWNERS = word_set("the this that our your its their")
_OPENERS = word_set("the these those our your its their")
_TYING = word_set("of in for from with on between")
# "A handful of lines", "the rest of the data": words that count the noun after them.
_COUNTING = word_set(
    """number variety majority minority rest lot pair couple set range group series team handful bunch total half kind
    type sort combination collection class family part portion fraction percentage proportion share bulk remainder
    subset array selection mixture multitude list none all any some most percent"""
)
_THIS = word_set("make give allow mean return produce create require enable help include contain")
_AFTER_WHAT = word_set("if when in to after here with inside during there on next under behind")
_MENTIONING = word_set("called named term word variable list array column")


def far_subjects(read: Clauses) -> Iterator[Slip]:
    """The verbs that don't fit a subject further off."""
    for at in read.find(_OPENERS):
        if starts_clause(read, at) and read.prior(at) != "how":
            yield from _past_phrase(read, at)
    for at in read.find(("each", "either")):
        if read.form(at + 1) == "of" and read.form(at + 2) in _OPENERS and starts_clause(read, at):
            yield from _each_of(read, at)
    for at in read.find(("this",)):
        verb, after = at + 1, read.form(at + 2)
        is_verb = after in OBJECT_OPENERS or after in ("sense", "sure", "that")
        if is_verb and read.form(verb) in _THIS and starts_clause(read, at):
            yield Slip(verb, at, verb + 1, third(read.form(verb)))
    for at in read.find(("what",)):
        verb = skip_adverbs(read, at + 1)
        kind, after = read.kind(verb), read.form(verb + 1)
        # "The labels are what appear in it"
        is_one = read.prior(at) not in BE | {"of"}
        if is_one and is_only(kind, BASE) and not read.is_name(verb) and after in _AFTER_WHAT:
            yield Slip(verb, at, verb + 1, third(read.form(verb)))
    for at in read.find(("that",)):
        yield from _that_holds(read, at)
    for at in read.find(("does",)):
        asked = read.gaps[at] != BLANK or read.prior(at) in QUESTION
        word = read.form(at + 1)
        if asked and (word in ("they", "we", "you") or (word in ("these", "those") and _is_plural(read, at + 2))):
            yield Slip(at, at, at + 1, "do")


def _is_plural(read: Clauses, start: int) -> bool:
    noun = head(read, start)
    return noun is not None and read.classes[noun] & PLURAL != 0 and is_only(read.classes[noun], PLURAL | THIRD)


def _past_phrase(read: Clauses, at: int) -> Iterator[Slip]:
    """The verb after a noun and the phrase that a preposition ties to it, both of the same number."""
    noun = head(read, at + 1)
    if noun is None or read.form(noun + 1) not in _TYING:
        return
    form, kind = read.forms[noun], read.classes[noun]
    if form in _COUNTING | NO_PLURALS or (noun > at + 1 and read.forms[noun - 1] in NAMED):
        return
    start = noun + 3 if read.form(noun + 2) in DETERMINERS else noun + 2
    tied = head(read, start)
    if tied is None:
        return
    verb = skip_adverbs(read, tied + 1)
    word, tied_kind = read.form(verb), read.classes[tied]
    right = ""
    if kind & PLURAL and is_only(kind, PLURAL | THIRD):
        if tied_kind & PLURAL and is_only(tied_kind, PLURAL | THIRD):
            right = SINGULAR_VERBS.get(word, "")
        if not right and is_only(read.kind(verb), THIRD) and not read.is_name(verb) and is_only(tied_kind, NOUN):
            right = next(iter(bases(word)), "")
    elif read.forms[at] in _OWNERS and word in PLURAL_VERBS and word not in ("do", "don't"):
        is_one = kind & SINGULAR != 0 and is_only(kind, SINGULAR | BASE)
        is_between = "and" in read.forms[at:verb] or "or" in read.forms[at:verb]
        if is_one and not is_between and is_only(tied_kind, NOUN | BASE | ADJECTIVE | THIRD):
            right = PLURAL_VERBS[word]
    if right:
        yield Slip(verb, at, verb, right)


def _each_of(read: Clauses, at: int) -> Iterator[Slip]:
    noun = head(read, at + 3, most=4)
    if noun is None or not read.classes[noun] & PLURAL:
        return
    verb = skip_adverbs(read, noun + 1)
    word = read.form(verb)
    if word in PLURAL_VERBS and word != "do":
        yield Slip(verb, at, verb, PLURAL_VERBS[word])


def _that_holds(read: Clauses, at: int) -> Iterator[Slip]:
    """ "Several methods that allows": right after a plural noun that no other noun stands before."""
    noun = at - 1
    if noun < 0 or read.gaps[at] != BLANK:
        return
    kind, verb = read.classes[noun], skip_adverbs(read, at + 1)
    if not kind & PLURAL or not is_only(kind, PLURAL | THIRD) or read.forms[noun] in NO_PLURALS or read.is_name(noun):
        return
    word = read.form(verb)
    if read.is_name(verb) or not (word in SINGULAR_VERBS or is_only(read.kind(verb), THIRD)):
        return
    first = noun
    while first > 0 and first > noun - 4 and read.gaps[first] == BLANK and describes(read, first - 1):
        first -= 1
    before = read.prior(first)
    if before in DETERMINERS:
        first -= 1
        before = read.prior(first)
    # "The name of the variables that holds", "a table with columns that contains": the nearer noun needn't be meant.
    if (
        before in _NEARER
        or not _NEARER.isdisjoint(read.before(first, 5))
        or not _MENTIONING.isdisjoint(read.forms[first - 1 : noun])
    ):
        return
    right = SINGULAR_VERBS.get(word) or next(iter(bases(word)), "")
    if right:
        yield Slip(verb, first, verb, right)


_NEARER = word_set(
    """of for in with on to from by and or between at as than into over under using containing towards toward about
    that which through per within during against among across"""
)
