"""A verb that doesn't fit its subject in number: "they uses", "this approach reduce", "the results is"."""

from __future__ import annotations

from collections.abc import Iterator

from courselint.analysis.clauses import BLANK, SENTENCE, Clauses
from courselint.analysis.functionwords import (
    BE,
    DO,
    MODALS,
    OBJECT_OPENERS,
    SUBORDINATING,
    skip_adverbs,
    starts_clause,
)
from courselint.analysis.nounphrases import NAMED, NO_PLURALS, head
from courselint.analysis.slips import Slip, hits
from courselint.analysis.subjects import PLURAL_VERBS, SINGULAR_VERBS, far_subjects
from courselint.analysis.wording import word_set
from courselint.model import Hit, Text
from courselint.spelling.wordclasses import (
    ADJECTIVE,
    ADVERB,
    BASE,
    MOSTLY_VERB,
    NOUN,
    PAST,
    PLURAL,
    SINGULAR,
    THIRD,
    bases,
    is_only,
    third,
)

READS = Text

# "I evaluates to false": a Roman number, maybe.
_THEY = word_set("we they")
_HE = word_set("he she it")
_OPENERS = SUBORDINATING | word_set("and but so or as which that what")
_SINGULAR_DETERMINERS = word_set("the this that each every another a an our your its my their")
_SURELY_SINGULAR = word_set("a an this each every another")
_SURELY_PLURAL = word_set("these those many several various multiple two three four five six seven eight nine ten")
# "Four sigmas gets us there": a number and its measure may be one quantity.
_PLURAL_DETERMINERS = word_set("these those many several various the our your its my their all both some most")
_ANY_DETERMINER = _SINGULAR_DETERMINERS | _PLURAL_DETERMINERS | _SURELY_PLURAL
_SURE = _SURELY_SINGULAR | _SURELY_PLURAL
# "Each time compute", "a number of points are": words that begin a clause without being its subject, or count it.
_ADVERBIAL = word_set(
    """time times way day week month year step moment minute second hour case iteration turn order instant rest majority
    number variety lot couple pair set range group series team handful bunch total data half kind type sort plethora
    host family list percent people staff police media class combination collection sequence pair one none all any
    part portion fraction percentage proportion share bulk remainder subset array selection mixture multitude need"""
)
# "Make it work", "does it have", "suggest that it be".
_LICENSING = word_set(
    """do does did don't doesn't didn't can could will would should must may might shall let lets let's letting make
    makes made making have had has having help helps see sees saw watch hear require requires suggest suggests
    recommend recommends insist ensure demand ask lest rather"""
)
_LINKING = word_set("of in for with from to on by and or than as at into between")
_FOLLOWING = word_set("is are was were has had can could will would should must may might and or")
_RELATIVE = word_set("that which who whose")
_NO_VERBS = word_set("do be let please thank cant wont dont")


def check(item: Text) -> Iterator[Hit]:
    """Yield `found` on the verb, with `text`, the verb that fits as `right`, and the `context` with its subject."""
    yield from hits(item, _slips)


def _slips(read: Clauses) -> Iterator[Slip]:
    for at in read.find(_THEY):
        yield from _after_they(read, at)
    for at in read.find(_HE):
        yield from _after_it(read, at)
    for at in read.find(("this",)):
        if starts_clause(read, at):
            yield from _after_this(read, at)
    for at in read.find(("there",)):
        yield from _after_there(read, at)
    for at in read.find(_ANY_DETERMINER):
        if starts_clause(read, at) and read.prior(at) != "how":
            yield from _after_noun(read, at)
        if read.forms[at] in _SURE and read.prior(at) not in _LINKING:
            yield from _in_relative_clause(read, at)
    yield from far_subjects(read)


def _after_they(read: Clauses, at: int) -> Iterator[Slip]:
    before = read.prior(at)
    verb = skip_adverbs(read, at + 1)
    form, kind = read.form(verb), read.kind(verb)
    if read.is_name(verb):
        return
    if form in SINGULAR_VERBS:
        # "What they is to others": a clause of its own ends there.
        if before not in ("what", "that", "which", "who", "where", "how", "than", "as"):
            yield Slip(verb, at, verb, SINGULAR_VERBS[form])
        return
    # "How can we engineers tell", "some of we authors"
    is_verb = not kind & PLURAL or before not in MODALS | DO | BE | _LINKING
    if kind & THIRD and is_only(kind, THIRD | NOUN) and is_verb and bases(form):
        yield Slip(verb, at, verb, bases(form)[0])


def _after_it(read: Clauses, at: int) -> Iterator[Slip]:
    before = read.prior(at)
    is_acronym = read.prose[read.starts[at] : read.end(at)] == "IT"
    if (
        is_acronym
        or (read.gaps[at] == BLANK and before not in _OPENERS)
        or not _LICENSING.isdisjoint(read.before(at, 12))
    ):
        return
    verb = skip_adverbs(read, at + 1)
    form, kind = read.form(verb), read.kind(verb)
    if form in PLURAL_VERBS:
        if before not in ("and", "or", "but", "so", "as") and read.form(verb + 1) not in ("it", "they", "we", "you"):
            yield Slip(verb, at, verb, PLURAL_VERBS[form])
    elif kind & BASE and not kind & (PAST | ADJECTIVE | ADVERB) and form not in _NO_VERBS:
        is_sure = before not in ("and", "or", "but", "so", "as", "that", "which", "what")
        # "It need not be positive", "it need only consist of one line"
        is_modal = form in ("need", "dare") and read.form(verb + 1) not in OBJECT_OPENERS | {"to"}
        if (is_only(kind, BASE) or is_sure) and not is_modal:
            yield Slip(verb, at, verb, third(form))


def _after_this(read: Clauses, at: int) -> Iterator[Slip]:
    verb = skip_adverbs(read, at + 1)
    form, kind = read.form(verb), read.kind(verb)
    if form in PLURAL_VERBS and read.gaps[at] == SENTENCE:
        yield Slip(verb, at, verb, PLURAL_VERBS[form])
    elif (is_only(kind, BASE) and not _names(read, verb)) or (
        kind & MOSTLY_VERB and is_only(kind, BASE | NOUN) and read.form(verb + 1) in ("us", "me", "them", "how", "that")
    ):
        yield Slip(verb, at, verb, third(form))


def _after_there(read: Clauses, at: int) -> Iterator[Slip]:
    form = read.form(at + 1)
    word = skip_adverbs(read, at + 2)
    if form not in ("is", "was", "isn't") or read.form(word) not in _SURELY_PLURAL - {"multiple", "these", "those"}:
        return
    if read.form(word + 1) not in ("or", "to", "way", "reason", "times", "hundred", "percent"):
        yield Slip(at + 1, at, word, SINGULAR_VERBS[form])


def _after_noun(read: Clauses, at: int) -> Iterator[Slip]:
    """The verb right after the noun phrase that begins a clause."""
    word, noun = read.forms[at], head(read, at + 1)
    if noun is None or read.forms[noun] in _ADVERBIAL | NO_PLURALS:
        return
    # "The variable friends seems to be undefined."
    if noun > at + 1 and read.forms[noun - 1] in NAMED:
        return
    kind = read.classes[noun]
    is_singular = kind & SINGULAR != 0 and is_only(kind, SINGULAR | BASE | ADJECTIVE) and word in _SINGULAR_DETERMINERS
    # "The answers is": right after the determiner a form in -s is a noun.
    is_noun = all(is_only(read.kind(each), ADJECTIVE) for each in range(at + 1, noun))
    is_plural = kind & PLURAL != 0 and is_only(kind, PLURAL | THIRD * is_noun) and word in _PLURAL_DETERMINERS
    # "The outputs of the network is": what follows the noun isn't the subject.
    verb = _past_modifier(read, noun, is_plural=is_plural)
    form, verb_kind = read.form(verb), read.kind(verb)
    if read.is_name(verb) or not form or form in _NO_VERBS - {"do"}:
        return
    # "The method add with an index"
    if read.forms[noun] in NAMED and verb_kind & BASE and read.form(verb + 1) not in OBJECT_OPENERS:
        return
    right = ""
    if is_singular and form in PLURAL_VERBS and form != "do" and is_only(kind, SINGULAR):
        right = PLURAL_VERBS[form]
    elif is_plural and form in SINGULAR_VERBS:
        right = SINGULAR_VERBS[form]
    elif verb > noun + 3:
        return
    elif is_singular and is_only(verb_kind, BASE) and not _names(read, verb):
        right = third(form)
    elif is_singular and verb_kind & BASE and verb_kind & MOSTLY_VERB and is_only(verb_kind, BASE | NOUN):
        right = third(form) if read.form(verb + 1) in OBJECT_OPENERS | {"that", "how", "to"} else ""
    elif is_plural and (is_only(verb_kind, THIRD) or (is_only(verb_kind, THIRD | NOUN) and _is_verb(read, noun, verb))):
        right = next(iter(bases(form)), "")
    if right:
        yield Slip(verb, at, verb, right)


def _past_modifier(read: Clauses, noun: int, *, is_plural: bool) -> int:
    """The word after the noun and what "of" ties to it, if that is of the other number."""
    if (
        read.gaps[noun] == BLANK
        and read.form(noun + 1) == "of"
        and read.form(noun + 2) in ("the", "this", "a", "these")
    ):
        owner = head(read, noun + 3)
        if owner is not None and is_only(read.classes[owner], SINGULAR if is_plural else PLURAL):
            after = skip_adverbs(read, owner + 1)
            return after if read.form(after) in (SINGULAR_VERBS if is_plural else PLURAL_VERBS) else owner
    return skip_adverbs(read, noun + 1)


def _in_relative_clause(read: Clauses, at: int) -> Iterator[Slip]:
    """The verb of "that" or "which" right after a noun whose determiner tells its number."""
    noun = head(read, at + 1)
    if noun is None or read.form(noun + 1) not in ("that", "which"):
        return
    # "The area of the two rectangles which is", "a post that contains a word that have"
    if (read.prior(at) in ("the", "all", "any") and read.prior(at - 1) in _LINKING) or not _RELATIVE.isdisjoint(
        read.before(at, 6)
    ):
        return
    kind, verb = read.classes[noun], skip_adverbs(read, noun + 2)
    form, verb_kind = read.form(verb), read.kind(verb)
    if read.is_name(verb):
        return
    right = ""
    if read.forms[at] in _SURELY_SINGULAR and kind & SINGULAR and not kind & PLURAL:
        # "Rules for a name that have to be followed"
        is_sure = not any(each & PLURAL for each in read.classes[max(0, at - 6) : at])
        if read.forms[noun] not in _ADVERBIAL and is_sure:
            right = third(form) if is_only(verb_kind, BASE) else PLURAL_VERBS.get(form, "")
    elif read.forms[at] in _SURELY_PLURAL and kind & PLURAL and not kind & SINGULAR:
        right = next(iter(bases(form)), "") if is_only(verb_kind, THIRD) else SINGULAR_VERBS.get(form, "")
    if right:
        yield Slip(verb, at, verb, right)


def _names(read: Clauses, verb: int) -> bool:
    """Whether the plain verb is a name, "the forget gate", "the function mutate takes", or a label, "infer: …"."""
    end = read.end(verb)
    return (
        read.kind(verb + 1) & (SINGULAR | THIRD) != 0
        or read.form(verb + 1) in _FOLLOWING
        or read.prose[end : end + 1] == ":"
    )


def _is_verb(read: Clauses, noun: int, verb: int) -> bool:
    """Whether what stands around a form in -s makes a noun of it impossible: "the variables currently lives"."""
    after = read.form(verb + 1)
    return read.classes[verb] & THIRD != 0 and (
        verb > noun + 1 or after in OBJECT_OPENERS or after in ("into", "whether", "that", "how")
    )
