"""A plain verb, a past form or one in -s where a participle belongs: "can be define", "has became", "is contains"."""

from __future__ import annotations

from collections.abc import Iterator

from courselint.analysis.clauses import BLANK, Clauses
from courselint.analysis.functionwords import BE, HAVE, MODALS, NOMINATIVE, skip_adverbs
from courselint.analysis.slips import Slip, hits
from courselint.analysis.wording import word_set
from courselint.model import Hit, Text
from courselint.spelling.wordclasses import (
    BASE,
    MOSTLY_VERB,
    NOUN,
    PARTICIPLE,
    PAST,
    PLURAL,
    SINGULAR,
    THIRD,
    bases,
    is_only,
    participle,
)

READS = Text

_BEING = BE - {"am"}
_HAVING = HAVE - {"hadn't"}
# Plain verbs that are nouns too, though hardly where a preposition or "to" follows.
_USING = word_set("use call show give learn")
_FOLLOWING = word_set("to for in as with by on when at if and instead from")
# "All it does is compute", "what we want to do is define", "how large it is determines …": a clause ends there.
_DOING = word_set("do does did done doing perform what whatever all thing things step steps")
_OWN_CLAUSE = _DOING | word_set("how where who which whether")
_HOLDS_CLAUSE = word_set("it this that there he she they we you i these those as than so one")
# "If need be", "had better know", "I'd have you see".
_OPENERS = word_set("and but when if once because as since after before unless until although while so")


def check(item: Text) -> Iterator[Hit]:
    """Yield `found` on the verb, with `text`, its participle as `right`, and the `context` that asks for it."""
    yield from hits(item, _slips)


def _slips(read: Clauses) -> Iterator[Slip]:
    for at in read.find(_BEING):
        yield from _after_be(read, at)
    for at in read.find(_HAVING):
        yield from _after_have(read, at)


def _after_be(read: Clauses, at: int) -> Iterator[Slip]:
    verb = skip_adverbs(read, at + 1)
    form, kind = read.form(verb), read.kind(verb)
    if not form or read.is_name(verb):
        return
    before = read.forms[at - 1] if at and read.gaps[at] == BLANK else ""
    if is_only(kind, BASE):
        # "The operation is add, multiply or divide", "if it is even continue"
        if read.prose[read.end(verb) : read.end(verb) + 1] == "," or read.prior(verb) == "even":
            return
        # "Those are hover texts": a plain verb may name a thing, where no auxiliary asks for a participle.
        after = verb + 1
        if before not in MODALS and (
            is_only(read.kind(after), NOUN) or (not read.ends(after) and not read.form(after))
        ):
            return
        if _ends_clause(read, at):
            return
        blocking = _DOING if before in MODALS else _OWN_CLAUSE
        if form not in _NEVER and blocking.isdisjoint(read.before(at)) and _fits(read, at, verb, before):
            yield Slip(verb, at, verb, participle(form))
    elif form in _USING and verb == at + 1 and read.form(verb + 1) in _FOLLOWING:
        if _OWN_CLAUSE.isdisjoint(read.before(at)) and before not in _HOLDS_CLAUSE | {""}:
            yield Slip(verb, at, verb + 1, participle(form))
    elif (
        (is_only(kind, THIRD) or (is_only(kind, PAST) and before != "to"))
        and before not in _HOLDS_CLAUSE | {""}
        and _OWN_CLAUSE.isdisjoint(read.before(at))
    ):
        yield from _slip(read, at, verb)


def _fits(read: Clauses, at: int, verb: int, before: str) -> bool:
    """Whether a participle belongs after this form of be, and it doesn't end a clause: "so be it", "let there be"."""
    if read.forms[at] == "be":
        return before in MODALS or before in ("to", "not", "can't", "also", "only", "then") or before.endswith("'ll")
    # "That is subtract the mean" lacks a comma, not a participle.
    return before not in ("", "that") or read.forms[at] in ("been", "being")


def _ends_clause(read: Clauses, at: int) -> bool:
    """Whether a clause without its "that" ends before this form of be: "the approach people take is encode …"."""
    if read.forms[at] not in ("is", "was") or not read.kind(at - 1) & (BASE | THIRD):
        return False
    before, kind = read.prior(at - 1), read.classes[at - 2]
    return before in MODALS | NOMINATIVE or (before != "" and kind & (PLURAL | SINGULAR) != 0)


def _after_have(read: Clauses, at: int) -> Iterator[Slip]:
    verb = skip_adverbs(read, at + 1)
    form, kind = read.form(verb), read.kind(verb)
    have = read.forms[at]
    if not form or read.is_name(verb):
        return
    # "The type of data you have depends on …": a clause of its own ends there.
    is_auxiliary = have in ("has", "hasn't") or have.endswith("'ve")
    if (is_only(kind, THIRD) and is_auxiliary) or is_only(kind, PAST):
        if _OWN_CLAUSE.isdisjoint(read.before(at, 6)):
            yield from _slip(read, at, verb)
    elif is_only(kind, BASE) and form not in _NEVER and not kind & PARTICIPLE:
        before = read.forms[at - 1] if at and read.gaps[at] == BLANK else ""
        # "Should have predict or transform", "has predict IN CLASS": what the code is called.
        if read.form(verb + 1) == "or" or (verb + 1 < len(read.forms) and _is_in_capitals(read, verb + 1)):
            return
        # "It has retry logic"
        if is_only(read.kind(verb + 1), NOUN) and not have.endswith("'ve"):
            return
        if have in ("has", "had", "hasn't") or have.endswith("'ve") or _is_perfect(read, at, before):
            yield Slip(verb, at, verb, participle(form))
    elif (
        form not in _NEVER
        and is_only(kind, BASE | NOUN)
        and read.form(verb + 1) in _OBJECTS
        and (have.endswith("'ve") or (kind & MOSTLY_VERB and have in ("has", "had", "hasn't")))
    ):
        yield Slip(verb, at, verb + 1, participle(form))


def _is_in_capitals(read: Clauses, at: int) -> bool:
    return len(read.forms[at]) > 1 and read.prose[read.starts[at] : read.end(at)].isupper()


def _is_perfect(read: Clauses, at: int, before: str) -> bool:
    """Whether have can only be an auxiliary: "we have define", "should have expect"; not "the data we have show"."""
    if before in ("could", "should", "would", "might"):
        return True
    opens = at > 1 and (read.gaps[at - 1] != BLANK or read.forms[at - 2] in _OPENERS)
    return before in NOMINATIVE and opens and read.forms[at] == "have"


def _slip(read: Clauses, at: int, verb: int) -> Iterator[Slip]:
    found = bases(read.forms[verb])
    if found:
        yield Slip(verb, at, verb, participle(found[0]))


_OBJECTS = word_set("the a an this these our your it them some all us you")
# Plain verbs that stand there in idioms, or are written for a noun or an adjective.
_NEVER = word_set("do let please be have beware worth flatter setup input output")
