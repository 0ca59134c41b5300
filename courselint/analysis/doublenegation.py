"""Two negatives in the clause that asks: “which is not untrue”, “not impossible”, “all are not … except”."""

from __future__ import annotations

import re

from courselint.analysis.questiontext import asking_clause, in_words, without_quotations
from courselint.model import Span

_NOT = r"(?:not|never|cannot|[a-z]+n['’]t|no longer|neither)"
# Adjectives whose plain form says the same more simply. “Unique”, “invalid” and “unsigned” are terms of their own.
_NEGATIVE = (
    r"(?:un(?:true|likely|common|usual|necessary|able|acceptable|suitable|important|related|helpful|safe|wise|clear|fair"
    r"|reasonable|reliable|affected|aware|desirable|available|expected|successful|supported|correlated|biased|changed)"
    r"|in(?:correct|accurate|appropriate|complete|consistent|effective|efficient|sufficient|compatible|valid|capable|adequate)"
    r"|im(?:possible|proper|practical|probable)|ir(?:relevant|responsible|regular)|dis(?:advantage|allowed|similar|honest)s?"
    r"|false|wrong)"
)
_BETWEEN = (
    r"(?:[\s*_]+(?:an?|the|also|always|usually|generally|considered|said|to|be|being|necessarily|one|of)){0,3}[\s*_]+"
)
_TWICE = re.compile(
    rf"\b(?P<first>{_NOT}){_BETWEEN}(?P<second>{_NEGATIVE})\b(?![\w-])"
    rf"|\b(?P<either>not|never|n['’]t)\b[^.?!:;]{{1,120}}?\b(?P<except>except)(?:[\s*_]+(?:for|one))?[\W_]*\Z",
    re.IGNORECASE,
)


def double_negation(stem: str) -> tuple[Span, Span] | None:
    """The two negatives of the clause that asks, in order; None if it has no such pair."""
    words = without_quotations(in_words(stem))
    asking = asking_clause(words)
    match = _TWICE.search(words[: asking.end].rstrip(), asking.start)
    # A statement with a gap ("It is not unusual ____") says so in its own right.
    if match is None or "_" in words[asking.start : asking.end]:
        return None
    first, second = ("first", "second") if match["first"] else ("either", "except")
    return Span(*match.span(first)), Span(*match.span(second))
