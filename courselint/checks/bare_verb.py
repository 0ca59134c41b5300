"""A plain verb after a preposition that asks for the form in -ing: "by use the mask", "instead of make a copy"."""

from __future__ import annotations

from collections.abc import Iterator

from courselint.analysis.clauses import BLANK, SENTENCE, Clauses
from courselint.analysis.functionwords import OBJECT_OPENERS
from courselint.analysis.slips import Slip, hits
from courselint.analysis.wording import word_set
from courselint.model import Hit, Text
from courselint.spelling.wordclasses import (
    ADJECTIVE,
    BASE,
    MOSTLY_VERB,
    NOUN,
    PARTICIPLE,
    PAST,
    VERB,
    bases,
    gerund,
    is_only,
)

READS = Text

_ASKING = word_set("by without of for after before from in with about upon via through")
# Here a participle is as wrong: "by provided a list".
_SURE = word_set("by without via upon")
# The preposition may end a clause of its own: "the model you care for make …".
_STRANDING = word_set("what which that who whom whatever how where all")


def check(item: Text) -> Iterator[Hit]:
    """Yield `found` on the verb, with `text`, its form in -ing as `right`, and the `context` that asks for it."""
    yield from hits(item, _slips)


def _slips(read: Clauses) -> Iterator[Slip]:
    for at in read.find(_ASKING):
        verb = at + 1
        form, kind = read.form(verb), read.kind(verb)
        if (
            not kind & (BASE | PARTICIPLE)
            or read.is_name(verb)
            or form == "say"
            or not _STRANDING.isdisjoint(read.before(at, 12))
        ):
            continue
        is_sure = read.forms[at] in _SURE or (read.forms[at] == "of" and read.prior(at) == "instead")
        if (
            read.gaps[at] == SENTENCE
            or read.form(verb + 1) not in OBJECT_OPENERS
            or (_ends_clause(read, at) and not is_sure)
        ):
            continue
        if is_only(kind, BASE) or (is_sure and kind & MOSTLY_VERB and is_only(kind, BASE | NOUN)):
            yield Slip(verb, at, verb + 1, gerund(form))
        elif is_sure and is_only(kind, PAST | PARTICIPLE | ADJECTIVE):
            yield Slip(verb, at, verb + 1, gerund(bases(form)[0]) if bases(form) else "")


def _ends_clause(read: Clauses, at: int) -> bool:
    """Whether the preposition may belong to a verb before it: "the one we look for make", "and so on make"."""
    return read.prior(at) in ("so", "sort", "kind") or (
        read.gaps[at] == BLANK and at > 0 and read.classes[at - 1] & VERB != 0
    )
