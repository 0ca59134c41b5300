"""A determiner and a noun of different number: "these matrix", "each parameters", "one of the most common task"."""

from __future__ import annotations

from collections.abc import Iterator

from courselint.analysis.clauses import Clauses
from courselint.analysis.functionwords import MODALS
from courselint.analysis.nounphrases import NAMED, NO_PLURALS, head
from courselint.analysis.slips import Slip, hits
from courselint.analysis.wording import word_set
from courselint.model import Hit, Text
from courselint.spelling.wordclasses import (
    ADJECTIVE,
    BASE,
    MOSTLY_VERB,
    PAST,
    PLURAL,
    SINGULAR,
    THIRD,
    is_only,
    plural,
    singulars,
)

READS = Text

_NUMBERS = word_set("two three four five six seven eight nine ten")
_MANY = word_set("these those many several various numerous few") | _NUMBERS
_ONE = word_set("each every another a an this")
# What may follow a noun that ends its phrase.
_FOLLOWING = (
    word_set(
        """is are was were has have had does do of in for from with that which who by at we you they it i he she to as
        when where because and or but if so than into
        onto through between during per across without using"""
    )
    | MODALS
)
_FINITE_PLURAL = MODALS | {"are", "were", "have", "do"}
_FINITE = word_set("is are was were has have can will could should may might must")
_AFTER_NUMBER = _FOLLOWING - {"to", "by", "and", "or"}
_MEASURES = word_set(
    """hundred thousand million billion trillion dozen score percent per pm am bit byte half third quarter fifth tenth
    pair other such more most one series same way ones much little metadata norm text interest faculty op""",
)
_GROUPS = word_set(
    "team family class group pair set list series species crew staff board majority rest few many lot best kind"
)
# "A set of", "a few", "a means", "every two weeks".
_COUNTED = word_set(
    "few many couple dozen hundred thousand million billion trillion great good lot number two three four five"
)


def check(item: Text) -> Iterator[Hit]:
    """Yield `found` on the noun (on “this”, where that is wrong), with `text`, `right` and the `context`."""
    yield from hits(item, _slips)


def _slips(read: Clauses) -> Iterator[Slip]:
    for at in read.find(_MANY):
        yield from _singular_noun(read, at, at + 1)
    for at in read.find(_ONE):
        yield from _plural_noun(read, at)
    for at in read.find(("one",)):
        # "Step one of our approach", "that angle and the one of the leg"
        is_part = read.prior(at) == "the" or (read.prior(at) != "" and read.classes[at - 1] & SINGULAR)
        if not is_part and read.form(at + 1) == "of" and read.form(at + 2) in ("the", "these", "our", "your", "its"):
            yield from _one_of(read, at)
    for at in read.find(_SETS):
        if read.form(at + 1) == "of" and read.prior(at) in _COUNTING:
            yield from _singular_noun(read, at, at + 2)
    for at in read.find(("other",)):
        if read.prior(at) in _PREPOSITIONS:
            yield from _singular_noun(read, at, at + 1)


def _singular_noun(read: Clauses, at: int, start: int) -> Iterator[Slip]:
    word, before = read.forms[at], read.prior(at)
    noun = head(read, start)
    if noun is None or read.forms[noun] in _MEASURES or (before in _HEDGES and not (word == "few" and before == "a")):
        return
    # "These split expected return into two parts"
    if noun > start and read.kind(start) & BASE and read.kind(start) & PAST:
        return
    # "Two layer network", "other material subject to", "this ten dimensional thing"
    is_plain = all(read.kind(each) & ADJECTIVE and read.form(each) not in _MEASURING for each in range(start, noun))
    if word == "other":
        is_plain = all(is_only(read.kind(each), ADJECTIVE) for each in range(start, noun))
    if not is_plain and (word in _NUMBERS or word == "other"):
        return
    if word in _NUMBERS and (
        before in ("this", "that", "each", "every", "a", "an", "top", "of", "by") or read.is_name(at)
    ):
        return
    # "The many table", of a relation of one to many
    if word == "many" and before == "the":
        return
    # "A degree three polynomial"
    if (
        word in _NUMBERS
        and before
        and read.classes[at - 1] & SINGULAR
        and read.classes[at - 1] & ~(BASE | ADJECTIVE) == SINGULAR
    ):
        return
    # "Two type of words", but "the two cloak of invisibility groups", "how these work is this"
    if word in _NUMBERS and read.form(noun + 1) == "of" and read.forms[noun] not in _SORTS:
        return
    if noun == start and read.kind(noun) & BASE and read.form(noun + 1) != "of":
        return
    exists = before in ("are", "were") and read.prior(at - 1) == "there"
    if not _is_count_noun(read, noun, is_noun=exists or noun > start):
        return
    after, kind = read.form(noun + 1), read.kind(noun + 1)
    if word in ("these", "those", "few", "various") and noun == start and after in ("that", "who"):
        return
    following = _AFTER_NUMBER if (word in _NUMBERS and not exists) or word in _SETS else _FOLLOWING - {"and", "or"}
    if (
        after in following
        or (is_only(kind, BASE) and after != "make")
        or is_only(kind, THIRD)
        or _ends_phrase(read, noun)
    ):
        yield Slip(noun, at, noun, plural(read.forms[noun]))


def _plural_noun(read: Clauses, at: int) -> Iterator[Slip]:
    word = read.forms[at]
    noun = head(read, at + 1)
    if noun is None:
        return
    kind, form = read.classes[noun], read.forms[noun]
    if any(each in _COUNTED for each in read.forms[at + 1 : noun + 1]) or read.is_name(noun) or read.is_name(at):
        return
    after = read.form(noun + 1)
    # "Each functions takes": what follows makes a noun of what could be a verb.
    is_noun = all(is_only(read.kind(each), ADJECTIVE) for each in range(at + 1, noun)) and (
        word in ("every", "an")
        or (word in ("each", "another") and (after in _FINITE or is_only(read.kind(noun + 1), THIRD)))
    )
    if not kind & PLURAL or not is_only(kind, PLURAL | THIRD * is_noun):
        return
    found = [each for each in singulars(form) if each != form]
    if not found or form in NO_PLURALS:
        return
    # "Doing this hundreds of times"
    if word == "this" and form.removesuffix("s") in _COUNTED:
        return
    # "Gave this model new values"
    if word == "this" and not all(is_only(read.kind(each), ADJECTIVE) for each in range(at + 1, noun)):
        return
    # "Each week students will meet", "a parameter columns"
    if not (_TIMES | NAMED).isdisjoint(read.forms[at + 1 : noun]):
        return
    before = noun - 1
    # "That each compute values for", "of each major students were admitted to"
    if before > at and (
        (word in ("each", "every") and read.kind(before) & BASE)
        or (read.kind(before) & SINGULAR and after in _FINITE_PLURAL)
    ):
        return
    # "A parameters and values table"
    following = _FOLLOWING - {"and", "or"} if word in ("a", "an") or before > at else _FOLLOWING
    # "x: a string, values: a list", on lines of their own
    ends = _ends_phrase(read, noun) and not (before > at and read.prose[read.end(noun)] == ":")
    if after not in following and not is_only(read.kind(noun + 1), THIRD) and not ends:
        return
    if word in ("each", "every") and after == "of":
        return
    if word == "this":
        yield Slip(at, at, noun, "these")
    else:
        yield Slip(noun, at, noun, found[0])


def _one_of(read: Clauses, at: int) -> Iterator[Slip]:
    noun = head(read, at + 3, most=4)
    if noun is None or not _is_count_noun(read, noun, is_noun=True) or read.forms[noun] in _GROUPS | _MEASURES:
        return
    if noun == at + 3 and read.forms[at + 2] == "the" and read.form(noun + 1) in ("of", "and", "or"):
        return
    after = read.form(noun + 1)
    # "One of the most famous sequence to sequence models"
    if (after in _FOLLOWING and after not in ("and", "or", "to")) or _ends_phrase(read, noun):
        yield Slip(noun, at, noun, plural(read.forms[noun]))


def _is_count_noun(read: Clauses, at: int, *, is_noun: bool) -> bool:
    """Whether the word is a singular that has a plural, and no verb unless something else makes it a noun."""
    kind = read.classes[at]
    if kind & MOSTLY_VERB:
        return False
    is_noun = is_noun or read.form(at + 1) in _FINITE or read.form(at + 1) == "of"
    return kind & SINGULAR != 0 and is_only(kind, SINGULAR | BASE * is_noun)


def _ends_phrase(read: Clauses, at: int) -> bool:
    """Whether a sentence ends after the word: for "these vector, matrix and tensor types" it doesn't."""
    if not read.ends(at + 1):
        return False
    end = read.end(at)
    after = read.prose[end : end + 2]
    return after[:1] in (".", "!", "?", ";", ":") and not after[1:].isalnum()


_MEASURING = word_set("dimensional valued sided way fold bit")
# "How many a vector", "as few", "the two most".
_HEDGES = word_set("how as so too most more less least one or to very number a")
_TIMES = word_set("time times second minute hour day week month year step iteration epoch semester")
_SETS = word_set("number")
_SORTS = word_set("type kind sort form class number degree way part piece level line row column group set")
# "The week number of year" is no number of years.
_COUNTING = word_set("the a an total large small high low maximum minimum long whole same fixed given")
_PREPOSITIONS = word_set("in of with for by from as like between")
