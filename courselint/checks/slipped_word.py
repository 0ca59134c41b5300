"""A word that a slip of the hand made of its neighbour: "with out text", "add th link", "the later is faster"."""

from __future__ import annotations

from collections.abc import Iterator

from courselint.analysis.clauses import BLANK, Clauses
from courselint.analysis.functionwords import (
    MODALS,
    NOMINATIVE,
    OBJECT_OPENERS,
    PREPOSITIONS,
    SUBORDINATING,
)
from courselint.analysis.nounphrases import head
from courselint.analysis.slips import Slip, hits
from courselint.analysis.wording import word_set
from courselint.model import Hit, Text
from courselint.spelling.wordclasses import (
    ADJECTIVE,
    BASE,
    ING,
    NOUN,
    PARTICIPLE,
    PAST,
    PLURAL,
    SINGULAR,
    THIRD,
    is_only,
)

READS = Text

_BEFORE_OUR = word_set("with of in for on into from")
# Verbs that no one uses with "out": "create out own model"; not "try out", "carry out", "work out", "print out".
_WITHOUT_OUT = word_set(
    """define explore create use train evaluate improve compute update apply modify
    initialize initialise import optimize optimise visualize visualise inspect replace add"""
)
_NO_OBJECT = word_set("of to there loud in on put going for and or by")
_FINITE = word_set("is was are were will can has have does should would may must could")
_FETCHING = word_set(
    """read reads reading retrieve retrieves get gets load loads loading remove removes removed select selects extract
    extracts extracting import imports importing download downloads copy copies fetch fetches reuse receive obtained
    taken loaded imported extracted downloaded copied returned received retrieved"""
)
_OPENS_FORM = word_set("the a an this that to in which can will and or each we they you our its your any same new")
_LARGER = word_set("larger smaller greater higher lower bigger faster fewer older longer shorter slower cheaper")
_AFTER_THAN = word_set("the a an our your its their any all one zero other usual")
_START = word_set("to can we will you now lets let's should must may could us")
_WANTING = word_set("want wants wanted need needs needed able unable try tries tried trying how going")
# Nouns that look like what a verb becomes, and are no verbs: "we can analysis", "want to computer the mean".
_DEVERBAL = ("tion", "sion", "sis", "ment", "ance", "ence", "ery", "er", "or", "ity", "ness")
_MENTIONED = word_set("error monitor mirror")
_AFTER_PARTICIPLE = word_set("by as to using from with")
_HAND = word_set("gives give tells tell shows allow allows enables asks")
# "See there small models", "go there every day"
_SAYING = word_set(
    """go goes get come comes put puts stop stops end ends start starts live lives sit sits exist exists happen happens
    see sees know knows think say says mean means ensure guarantee assume find believe lie lies are is remain remains
    going getting being arrive stay stays suppose imagine while"""
)
_STATING = word_set("note know mean means say says assume ensure notice remember suppose sure")
_CLAUSE = word_set("the a an we it these our there if you i")


def check(item: Text) -> Iterator[Hit]:
    """Yield `found` on the word, with `text`, the word that belongs there as `right`, and the `context`."""
    yield from hits(item, _slips)


def _slips(read: Clauses) -> Iterator[Slip]:
    for at in read.find(("out",)):
        if _is_our(read, at):
            yield Slip(at, at, at + 1, "our")
    for at in read.find(("form",)):
        if _is_from(read, at):
            yield Slip(at, at - 1, at + 1, "from")
    for at in read.find(("th",)):
        before = read.prior(at)
        # Not "the n th element", where a letter stands before.
        if (before in PREPOSITIONS or len(before) > 2) and read.kind(at + 1):
            yield Slip(at, at - 1, at + 1, "the")
    for at in read.find(("later",)):
        follows = read.form(at + 1) in _FINITE or is_only(read.kind(at + 1), THIRD)
        if read.prior(at) == "the" and (follows or "former" in read.before(at)):
            yield Slip(at, at - 1, at, "latter")
    for at in read.find(("stat",)):
        if read.prior(at) in _START and read.kind(at + 1) and not read.kind(at + 1) & NOUN:
            yield Slip(at, at - 1, at, "start")
    for at in read.find(("there",)):
        if _is_their(read, at):
            yield Slip(at, at - 1, at + 1, "their")
    yield from _conjunctions(read)
    yield from _auxiliaries(read)
    yield from _verbs(read)


def _is_our(read: Clauses, at: int) -> bool:
    noun = head(read, at + 2 if read.form(at + 1) == "own" else at + 1)
    if noun is None or read.form(at + 1) in _NO_OBJECT:
        return False
    before = read.prior(at)
    return (
        before in _BEFORE_OUR | _WITHOUT_OUT
        or before in SUBORDINATING - {"once"}
        or (read.gaps[at] != BLANK and read.form(noun + 1) in _FINITE)
    )


def _is_from(read: Clauses, at: int) -> bool:
    before, earlier = read.prior(at), read.before(at, 6)
    # "In closed form the mean is": what is fetched is a noun, and "form" no noun of its own.
    return (
        before not in _OPENS_FORM | {""}
        and read.form(at + 1) in OBJECT_OPENERS
        and read.classes[at - 1] & NOUN != 0
        and not read.classes[at - 1] & (ADJECTIVE | PARTICIPLE)
        and not _FETCHING.isdisjoint(earlier)
        and "from" not in earlier
    )


def _is_their(read: Clauses, at: int) -> bool:
    before, next_kind = read.prior(at), read.kind(at + 1)
    if not before or before in _SAYING or head(read, at + 1) is None:
        return False
    return is_only(read.classes[at - 1], BASE | THIRD | ING) and next_kind & (PLURAL | ADJECTIVE) != 0


def _conjunctions(read: Clauses) -> Iterator[Slip]:
    for at in read.find(("or",)):
        if read.form(at + 1) == "course" and read.gaps[at] != BLANK and not read.form(at + 2):
            yield Slip(at, at, at + 1, "of")
    for at in read.find(("that",)):
        before, after = read.prior(at), read.form(at + 1)
        if (before in _LARGER and after in _AFTER_THAN) or (before == "other" and is_only(read.kind(at + 1), ING)):
            yield Slip(at, at - 1, at + 1, "than")
    for at in read.find(("than",)):
        if read.prior(at) in _STATING and read.form(at + 1) in _CLAUSE:
            yield Slip(at, at - 1, at + 1, "that")
    for at in read.find(("in",)):
        noun = read.classes[at - 1] if read.prior(at) else 0
        is_described = noun & SINGULAR and is_only(noun, SINGULAR | ADJECTIVE)
        is_done = is_only(read.kind(at + 1), PARTICIPLE | PAST) and read.form(at + 1) not in ("given", "based")
        if is_described and is_done and read.form(at + 2) in _AFTER_PARTICIPLE:
            yield Slip(at, at - 1, at + 2, "is")


def _auxiliaries(read: Clauses) -> Iterator[Slip]:
    for at in read.find(("has", "have", "had")):
        if read.form(at + 1) == "be":
            yield Slip(at + 1, at, at + 1, "been")
    for at in read.find(("us",)):
        before = read.prior(at)
        is_verb = before in MODALS or (before == "to" and read.prior(at - 1) in _WANTING) or before == "we"
        if is_verb and read.form(at + 1) in OBJECT_OPENERS:
            yield Slip(at, at - 1, at + 1, "use")
    for at in read.find(("use",)):
        if read.prior(at) in _HAND and read.form(at + 1) in ("to", "how"):
            yield Slip(at, at - 1, at + 1, "us")
    for at in read.find(("now",)):
        if read.prior(at) in ("we", "you", "they") and read.form(at + 1) in ("how", "what", "whether"):
            yield Slip(at, at - 1, at + 1, "know")


def _verbs(read: Clauses) -> Iterator[Slip]:
    """A noun or an adjective where only a verb can stand; an owner that became "on"; others before a noun."""
    for at in read.find(MODALS):
        if read.prior(at) in NOMINATIVE | {"this"} and not read.is_name(at + 1):
            kind = read.kind(at + 1)
            # "You can sanity check them": nouns that describe a verb.
            if read.kind(at + 2) & BASE:
                continue
            is_adjective = is_only(kind, ADJECTIVE) and not read.form(at + 1).endswith("ly")
            if _is_deverbal(read, at + 1) or is_adjective:
                yield Slip(at + 1, at - 1, at + 1)
    for at in read.find(("to",)):
        if read.prior(at) in _WANTING and _is_deverbal(read, at + 1) and read.form(at + 2) in OBJECT_OPENERS:
            yield Slip(at + 1, at - 1, at + 2)
    for at in read.find(("my", "our", "their", "your")):
        if read.form(at + 1) == "on" and read.kind(at + 2) & NOUN:
            yield Slip(at + 1, at, at + 2, "own")
    for at in read.find(("others",)):
        if is_only(read.kind(at + 1), PLURAL) and not read.is_name(at + 1):
            yield Slip(at, at, at + 1, "other")


def _is_deverbal(read: Clauses, at: int) -> bool:
    form, kind = read.form(at), read.kind(at)
    return kind & SINGULAR != 0 and is_only(kind, NOUN) and form.endswith(_DEVERBAL) and form not in _MENTIONED
