"""An inflected verb where the plain one belongs: after can and do, let's, and the "to" of an infinitive."""

from __future__ import annotations

from collections.abc import Iterator

from courselint.analysis.clauses import MARK, Clauses
from courselint.analysis.functionwords import (
    BE,
    CONTRACTED_MODALS,
    DO,
    MODALS,
    NEGATED_DO,
    NEGATED_MODALS,
    NOMINATIVE,
    OBJECT_OPENERS,
    QUESTION,
    RELATIVE,
    skip_adverbs,
)
from courselint.analysis.slips import Slip, hits
from courselint.analysis.wording import word_set
from courselint.model import Hit, Text
from courselint.spelling.wordclasses import (
    ADJECTIVE,
    ING,
    NOUN,
    PARTICIPLE,
    PAST,
    PLURAL,
    THIRD,
    VERB,
    bases,
    is_only,
)

READS = Text

_FINITE = word_set("is are was were has had does did goes")
_MODALS = MODALS | CONTRACTED_MODALS | NEGATED_MODALS
_DO = DO | NEGATED_DO
_LET = word_set("let's")
_HELPING = word_set("help helps helped helping")
# After these "to" is that of an infinitive.
_WANTING = word_set(
    """want wants wanted need needs needed able unable try tries tried trying order how supposed possible impossible
    easy easier easiest hard harder difficult necessary decide decided choose chose have has had wish learn learned"""
)
_ALLOWING = word_set("allow allows enable enables want help helps ask asks require requires permit permits let lets")
_OBJECTS = word_set("us you me them him her")
# "As well as we can given the data": participles that open a phrase of their own.
_OPENING = word_set(
    """given based compared provided used using considering assuming regarding limited related followed unless including
    depending according concerning excluding starting beginning following being been supposed called unlike during
    existing"""
)
_HOLDS_OBJECT = word_set("that who which those ones what")


def check(item: Text) -> Iterator[Hit]:
    """Yield `found` on the verb, with `text`, the plain verb as `right`, and the `context` that asks for it."""
    yield from hits(item, _slips)


def _slips(read: Clauses) -> Iterator[Slip]:
    for at in read.find(_MODALS):
        yield from _after_modal(read, at)
    for at in read.find(_DO):
        yield from _after_do(read, at)
    for at in read.find(_LET):
        # "A scale that let's objects overlap" is another slip.
        if read.prior(at) not in RELATIVE:
            yield from _judge(read, at, at + 1, THIRD | NOUN | PAST | PARTICIPLE | ADJECTIVE | ING)
    for at in read.find(_HELPING):
        if "whether" in read.before(at, 6):
            continue  # "Whether it helps depends on the data"
        if read.form(at + 1) in _OBJECTS:
            yield from _judge(read, at, at + 2, THIRD | ING)
        else:
            yield from _judge(read, at, at + 1, THIRD)
    for at in read.find(("to",)):
        yield from _after_to(read, at)


def _after_modal(read: Clauses, at: int) -> Iterator[Slip]:
    form = read.forms[at]
    before = read.forms[at - 1] if at and not read.gaps[at] else ""
    if form in CONTRACTED_MODALS:
        before = form.partition("'")[0]
    if (
        (form in MODALS and before in RELATIVE | NOMINATIVE | _SUBJECTS)
        or form in NEGATED_MODALS | CONTRACTED_MODALS
        or (form == "cannot")
    ):
        yield from _judge(read, at, at + 1, THIRD | NOUN | PAST | PARTICIPLE | ADJECTIVE | _ing(read, at))
    elif (
        before
        and read.classes[at - 1] & NOUN
        # "Trash can contains", "as much as a human can given".
        and (form != "can" or read.form(skip_adverbs(read, at + 1) + 1) in OBJECT_OPENERS)
    ):
        yield from _judge(read, at, at + 1, THIRD | PAST | PARTICIPLE)
    if (read.gaps[at] >= MARK or before in QUESTION) and read.form(at + 1) in NOMINATIVE:
        yield from _judge(read, at, at + 2, THIRD | PAST | PARTICIPLE)


def _after_do(read: Clauses, at: int) -> Iterator[Slip]:
    form = read.forms[at]
    if form in NEGATED_DO or read.form(at + 1) == "not":
        held = at and read.forms[at - 1] in _HOLDS_OBJECT
        yield from _judge(
            read, at, at + 1, THIRD | NOUN | PAST | PARTICIPLE | ADJECTIVE | _ing(read, at), finite=not held
        )
    elif (read.gaps[at] >= MARK or read.forms[at - 1] in QUESTION) and at:
        subject = read.form(at + 1)
        # "Do it combined", "do you guys": imperatives, and what a pronoun may stand before.
        if subject in _THEY:
            yield from _judge(read, at, at + 2, THIRD | PAST | PARTICIPLE)
        elif subject in ("this", "that") and read.kind(at + 3) & NOUN:
            return  # "How does this estimated value compare"
        elif form != "do" and (subject in NOMINATIVE or (subject in _POINTING and form == "does")):
            yield from _judge(read, at, at + 2, THIRD | PLURAL | PAST | PARTICIPLE)


def _ing(read: Clauses, at: int) -> int:
    """The form in -ing if it can't be the subject of a question: "Why don't polling agencies ask more people?"."""
    return 0 if read.gaps[at] >= MARK or read.prior(at) in QUESTION else ING


def _after_to(read: Clauses, at: int) -> Iterator[Slip]:
    before = read.forms[at - 1] if at and not read.gaps[at] else ""
    if read.form(at + 2) in OBJECT_OPENERS and before in _WANTING | {"used"} and read.kind(at + 1) & THIRD:
        yield from _judge(read, at, at + 1, THIRD | PLURAL, finite=False)
    elif before in _WANTING or (before in _OBJECTS and at > 1 and read.forms[at - 2] in _ALLOWING):
        yield from _judge(read, at, at + 1, THIRD | PAST | PARTICIPLE | ING, finite=False)
    elif before == "used" and at > 1 and read.forms[at - 2] in BE:
        yield from _judge(read, at, at + 1, THIRD | PAST | PARTICIPLE, finite=False)
    elif before and before not in ("according", "due", "related") and read.form(at + 2) in OBJECT_OPENERS:
        yield from _judge(read, at, at + 1, PAST | PARTICIPLE, finite=False)
    elif before == "going":
        yield from _judge(read, at, at + 1, THIRD | ING, finite=False)
    elif before and is_only(read.kind(at + 1), THIRD) and _STRANDING.isdisjoint(read.before(at)):
        yield from _judge(read, at, at + 1, THIRD, finite=False)


def _judge(read: Clauses, at: int, start: int, wrong: int, *, finite: bool = True) -> Iterator[Slip]:
    """The verb after the word at `at`, past adverbs from `start` on, if it can only be of the wrong classes."""
    verb = skip_adverbs(read, start)
    form, kind = read.form(verb), read.kind(verb)
    if form in _FINITE and finite and form not in ("is", "are", "was", "were"):
        return
    if read.is_name(verb):
        return
    if not kind & VERB & wrong or not is_only(kind, wrong | ADJECTIVE * bool(wrong & PAST)):
        return
    if form in _OPENING and (form != "used" or read.forms[at] not in MODALS | CONTRACTED_MODALS or _compares(read, at)):
        return
    found = bases(form)
    if found and form not in found:
        yield Slip(verb, at, verb, found[0])


def _compares(read: Clauses, at: int) -> bool:
    """Whether something before makes a participle possible: "as well as we can used alone"."""
    return not _COMPARING.isdisjoint(read.before(at))


_COMPARING = word_set("as than what that which whatever everything all like if")
_SUBJECTS = word_set("there one everyone someone anyone everything something nothing this these those")
# "What you pay attention to gives …": the preposition ends a clause of its own.
_STRANDING = word_set("what which that whatever who how")
_THEY = word_set("i we you they")
_POINTING = word_set("this that it one everyone someone")
