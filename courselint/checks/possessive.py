"""A pronoun where its possessive belongs: "in you notebook", "of they values", "increases over it's range"."""

from __future__ import annotations

from collections.abc import Iterator

from courselint.analysis.clauses import BLANK, Clauses
from courselint.analysis.functionwords import (
    BE,
    DO,
    HAVE,
    MODALS,
    NEGATED_DO,
    NEGATED_MODALS,
    OBJECT_OPENERS,
    RELATIVE,
    SUBORDINATING,
)
from courselint.analysis.slips import Slip, hits
from courselint.analysis.wording import word_set
from courselint.model import Hit, Text
from courselint.spelling.wordclasses import (
    ADJECTIVE,
    BASE,
    ING,
    MOSTLY_VERB,
    NOUN,
    PARTICIPLE,
    PLURAL,
    SINGULAR,
    THIRD,
    bases,
    is_only,
)

READS = Text

_RIGHT = {
    "you": "your",
    "they": "their",
    "we": "our",
    "it": "its",
    "there": "their",
    "it's": "its",
    "you're": "your",
    "they're": "their",
    "who's": "whose",
}
_PREPOSITIONS = word_set(
    "of in on with from into by at about to for within inside under onto between via using per across over"
)
# Before these a clause may have ended: "it is common in it's own right" is wrong, "after it's trained" is not.
_CLAUSAL = word_set("about using for like")
# They take two objects: "gives you data", "lets you plot results".
_GIVING = word_set(
    """give show tell offer teach send bring get buy make cost save allow permit provide ask lend grant leave hand pay
    earn deny assign wish owe promise spare find help let remind inform call feed pass write read sell award guarantee
    reward gain win do cause charge force ensure keep present serve throw net name need mean want take deal return post
    print lose build draw cook pour choose pick reserve secure spin trade bet tax toss deliver declare refuse fine drop
    cut play fetch order bill email text mail forward supply quote answer have consider recommend advise require request
    enable watch hear feel notice observe see bid expect prepare assist thank"""
)
# They take a clause: "know it's data", "check it's accuracy that counts".
_STATING = word_set(
    """say believe know think see hope assume suppose note notice remember guess bet imagine realize realise understand
    feel learn prove claim indicate suggest conclude decide discover explain confirm recall expect forget seem look
    sound become turn mean tell show ensure be want need wish like let make call have do get consider argue state
    announce predict reveal pretend fear worry care mind figure bring go come stay work run stop start"""
)
# They take a clause or a thing: "check it's valid code", but never "check it's accuracy".
_LOOKING = word_set("check verify find test validate inspect")
# "Suppose you plot it": what follows is a verb.
_SUPPOSING = word_set(
    "suppose imagine assume say hope think believe know guess bet wish suggest serve steer end claim see"
)
_PEOPLE = word_set(
    """guys folks people students readers friends kids men women users developers learners everyone beginners
    programmers engineers teachers researchers newcomers viewers experts instructors authors players scientists
    statisticians analysts economists biologists physicists chemists mathematicians participants fellows makers
    writers"""
)
_FINITE = (
    BE - {"be", "been", "being"}
    | HAVE
    | MODALS
    | DO
    | NEGATED_DO
    | NEGATED_MODALS
    | word_set("isn't aren't wasn't weren't")
)
_BEFORE_VERBS = MODALS | word_set(
    "to and or you we they let's please not don't by when while before after also just then can't"
)
_CONJUNCTIONS = SUBORDINATING | word_set("that until since as so before after")


def check(item: Text, *, pronouns: tuple[str, ...]) -> Iterator[Hit]:
    """Yield `found` on each of the `pronouns` that stands before its noun, with `text`, `right` and its `context`."""
    yield from hits(item, lambda read: _slips(read, pronouns))


def _slips(read: Clauses, pronouns: tuple[str, ...]) -> Iterator[Slip]:
    for at in read.find(pronouns):
        if at == 0 or read.gaps[at] != BLANK or read.is_name(at):
            continue
        noun = _noun(read, at + 1)
        if noun is not None and _owns(read, at, noun):
            yield Slip(at, at - 1, noun, _RIGHT[read.forms[at]])
    if "you" in pronouns:
        yield from _handled(read)
        yield from _acting(read)


def _noun(read: Clauses, at: int) -> int | None:
    """The number of what can only be a noun, maybe after an adjective, or None."""
    if is_only(read.kind(at), NOUN):
        pass
    elif is_only(read.kind(at), ADJECTIVE) and is_only(read.kind(at + 1), NOUN):
        at += 1
    else:
        return None
    is_address = read.is_name(at) or read.form(at) in _PEOPLE or read.form(at + 1) in _PEOPLE
    return None if is_address else at


def _owns(read: Clauses, at: int, noun: int) -> bool:
    pronoun, before, kind = read.forms[at], read.forms[at - 1], read.classes[at - 1]
    is_contracted = "'" in pronoun
    if pronoun == "who's":
        return is_only(kind, NOUN) or before in ("someone", "anyone", "those")
    if before in _PREPOSITIONS:
        if pronoun == "there":
            return before in ("of", "with", "by", "using")
        return pronoun != "it" and not (is_contracted and before in _CLAUSAL)
    if not is_contracted and pronoun != "there" and before in _CONJUNCTIONS:
        return read.form(noun + 1) in _FINITE or is_only(read.kind(noun + 1), THIRD)
    if pronoun in ("they", "we", "it") or before in _FINITE:
        return False
    # "After training it's accuracy that counts": the clause had ended.
    if is_contracted and (read.form(noun + 1) in RELATIVE or read.prior(at - 1) in SUBORDINATING | {"after", "before"}):
        return False
    if is_contracted and _is_form_of(before, _LOOKING) and (noun > at + 1 or not read.classes[noun] & SINGULAR):
        return False
    return _is_verb(read, at - 1) and not _is_form_of(before, _STATING if is_contracted else _GIVING)


def _is_verb(read: Clauses, at: int) -> bool:
    """Whether the word is a verb for sure that may have an object."""
    kind = read.classes[at]
    if not kind & (BASE | THIRD | ING):
        return False
    if is_only(kind, BASE | THIRD | ING):
        return True
    return read.gaps[at] != BLANK or read.prior(at) in _BEFORE_VERBS


def _handled(read: Clauses) -> Iterator[Slip]:
    """Nouns that are verbs as well: "to share you code with others", "the rest of you work"."""
    for at in read.find(("you",)):
        kind, before = read.kind(at + 1), read.prior(at)
        if not kind & SINGULAR or not kind & BASE or kind & MOSTLY_VERB or not before or read.is_name(at):
            continue
        if (
            read.form(at + 2) in OBJECT_OPENERS
            or read.form(at + 2) == "to"
            or read.kind(at + 2) & (PLURAL | ADJECTIVE | PARTICIPLE)
        ):
            continue
        # "After registering you land in the console"
        if read.classes[at - 1] & ING and read.prior(at - 1) in ("after", "before", "when", "while", "by", "once"):
            continue
        is_handled = is_only(read.classes[at - 1], BASE | ING) or (
            read.classes[at - 1] & (BASE | ING) != 0 and read.prior(at - 1) in _BEFORE_VERBS
        )
        if is_handled and not _is_form_of(before, _GIVING | _SUPPOSING):
            yield Slip(at, at - 1, at + 1, "your")


def _acting(read: Clauses) -> Iterator[Slip]:
    """The other way round, where a verb follows: "before your proceed to the test"."""
    for at in read.find(("your",)):
        opens = read.gaps[at] != BLANK or read.prior(at) in _CONJUNCTIONS
        if opens and is_only(read.kind(at + 1), BASE) and read.form(at + 2) in OBJECT_OPENERS | {"to", "with"}:
            yield Slip(at, max(0, at - 1), at + 1, "you")


def _is_form_of(form: str, verbs: frozenset[str]) -> bool:
    return form in verbs or any(base in verbs for base in bases(form))
