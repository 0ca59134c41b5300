"""The small words that a clause hangs on: pronouns, auxiliaries, determiners, conjunctions, adverbs."""

from __future__ import annotations

from courselint.analysis.clauses import BLANK, SENTENCE, Clauses
from courselint.analysis.wording import word_set
from courselint.spelling.wordclasses import ADVERB

NOMINATIVE = word_set("i we you they he she it")
# Those that are never an object, so that a verb must follow.
SUBJECT_ONLY = word_set("i we they he she")
MODALS = word_set("can could will would should must may might shall cannot")
NEGATED_MODALS = word_set("can't won't couldn't wouldn't shouldn't mustn't")
CONTRACTED_MODALS = word_set("i'll we'll you'll they'll it'll he'll she'll this'll that'll")
DO = word_set("do does did")
NEGATED_DO = word_set("don't doesn't didn't")
BE = word_set("be been being is are am was were")
HAVE = word_set("have has had having haven't hasn't hadn't i've we've you've they've")
RELATIVE = word_set("which who that")
QUESTION = word_set("how why what when where which who")
# They open a clause that has a subject and a verb of its own.
SUBORDINATING = word_set("because although though whether whereas while if when unless once where how why")
PREPOSITIONS = word_set(
    """of for with from by in on at to into onto over under between among through during before after since until about
    against across via using than as like per within without upon around towards toward"""
)
SINGULAR_DETERMINERS = word_set("a an this that each every another")
DETERMINERS = SINGULAR_DETERMINERS | word_set("the these those our your my its their his her all some any no both many")
# What an object may begin with, so that the word before is a verb.
OBJECT_OPENERS = word_set("the a an our your its their my these those us you it them him her me each every all another")
_ADVERBS = word_set(
    """not also always already often never only still then now just thus therefore hence first simply usually even
    actually easily automatically again further once typically generally directly either"""
)
_NO_ADVERBS = word_set("as so well back like better best rather how when where why there here in on up out over to")


def skip_adverbs(read: Clauses, at: int, most: int = 2) -> int:
    """The number of the first word from `at` on that is no adverb, past at most so many."""
    stop = at + most
    while at < stop and is_adverb(read, at):
        at += 1
    return at


def is_adverb(read: Clauses, at: int) -> bool:
    form = read.form(at)
    return form in _ADVERBS or (read.kind(at) == ADVERB and form not in _NO_ADVERBS and form.endswith("ly"))


def starts_clause(read: Clauses, at: int) -> bool:
    """Whether the word begins a clause for sure: at a sentence's start, or after "because", "when", "if"."""
    before = read.prior(at)
    if before == "that":
        return at > 1 and read.forms[at - 2] in _STATING and read.gaps[at - 1] == BLANK
    return read.gaps[at] == SENTENCE or before in SUBORDINATING


# "Note that the model …"; after "require that" and "suggest that" stands the plain verb.
_STATING = word_set(
    """note notice remember recall see know means mean says say shows show so fact assume assuming imagine think believe
    saw seen noted clear likely true sure indicates implies tells suppose given observe"""
)
