"""Where a noun phrase ends: from its determiner past the words that describe, to its noun."""

from __future__ import annotations

from courselint.analysis.clauses import Clauses
from courselint.analysis.functionwords import is_adverb
from courselint.spelling.wordclasses import ADJECTIVE, ING, MOSTLY_VERB, NOUN, PARTICIPLE, PLURAL, SINGULAR, is_only


def head(read: Clauses, start: int, most: int = 3) -> int | None:
    """The number of the noun of the phrase whose first word after the determiner is `start`; None if there is none.

    At most so many words describe it; the last word that may be a noun counts.
    """
    at = start
    while at < start + most and describes(read, at) and read.kind(at + 1) & (NOUN | ADJECTIVE):
        # "As a percentage eligible students": no adjective follows a noun that describes another.
        if is_only(read.kind(at), NOUN) and not read.kind(at + 1) & NOUN:
            return None
        # "These always match": an adverb describes an adjective, or the verb.
        if is_adverb(read, at) and not read.kind(at + 1) & (ADJECTIVE | PARTICIPLE):
            return None
        at += 1
    return at if read.kind(at) & NOUN and not read.is_name(at) else None


def describes(read: Clauses, at: int) -> bool:
    """Whether the word may stand before a noun: no form in -ing, which may have that noun as its object."""
    kind = read.kind(at)
    if read.is_name(at) or kind & (PLURAL | ING | MOSTLY_VERB):
        return False
    return kind & (ADJECTIVE | PARTICIPLE | SINGULAR) != 0 or read.form(at) in _DESCRIBING or is_adverb(read, at)


# Forms that are singular, too, or no plural of what they look like.
NO_PLURALS = frozenset(
    """means series species sports operations savings goods sales standards statistics graphics robotics mathematics
    maths physics news words times ones others people data media minutes seconds hours days weeks months years
    headquarters axes heads tails dynamics analytics lens always perhaps""".split()
)
# After these a name may follow: "the term covariates is", "a parameter columns".
NAMED = frozenset(
    """term word phrase name symbol letter variable function method class column parameter list argument attribute field
    table array module file package command option key""".split()
)
_DESCRIBING = frozenset(("most", "more", "other"))
