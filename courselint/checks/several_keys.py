"""More than one right answer where the learner can, or is told to, choose one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from courselint.analysis.questiontext import asking_clause, in_words, is_survey
from courselint.model import Hit, Option, Question, Related

READS = Question

_ONE = re.compile(
    r"\b(?:what|which|who) (?:is|was) the (?!difference|differences|following)(?!\w+s\b(?<!ss)(?<!us)(?<!is))"
    r"|\bwhich (?:one )?of (?:the|these|those)(?: following)?(?: \w+){0,2} (?:is|was) (?:an?|the) "
    r"|\bwhich (?:\w+ ){0,2}(?:is|was) the (?:best|most|first|last|only|correct|right|main|largest|smallest) "
    # Of a thing there is one definition.
    r"|(?:^|[.)] )what is (?:an? )?(?:[\w'’-]+ ){0,3}[\w'’-]+\?\W*$"
    r"|\bwhich one\b|\b(?:choose|select|pick) (?:the (?:one|best|correct|right) (?:answer|option)\b(?!s)|one\b)",
    re.IGNORECASE,
)
# Said anywhere in the question, this tells that there may be several.
_TOLD = re.compile(
    r"\b(?:multiple|several|one or more|at least one|more than one|both)\b|\bcheck\b|\bapply\b|\(s\)|\banswers\b"
    r"|\b(?:choose|select|pick|mark|name|tick|find|give)\W+(?:\w+\W+){0,3}?"
    r"(?:all|any|every|each|two|three|four|five|many|[2-9])\b"
    r"|\b(?:two|three|four|five|all|[2-9])\W+(?:\w+\W+)?"
    r"(?:options|choices|statements|correct|right|are (?:true|right|correct))\b"
    r"|\((?:choose|select|pick)?\W*(?:two|three|four|five|[2-9])\W*\)",
    re.IGNORECASE,
)
# Whichever of them is chosen is right, and learners know it.
_EITHER = re.compile(
    r"\b(?:two|three|four|multiple|several|more than one)\W+(?:\w+\W+)?(?:correct|right|valid|acceptable)\b",
    re.IGNORECASE,
)
_ALL_ASKED = re.compile(r"\bwhich\b[^.?]{0,40}? (?:are|were)\b|\bapply\b", re.IGNORECASE)
# In the sentence that asks, a plural does.
_PLURAL = re.compile(
    r"\b(?:all|any|every(?:thing)?|each|two|three|four|five|many|are|were|options|statements|choices|examples)\b"
    r"|\bwhich of (?:these|those|the following) \w+s"
    r" (?:from|in|of|can|could|may|might|will|would|should|do|does|did|have)\b",
    re.IGNORECASE,
)


def check(question: Question) -> Iterator[Hit]:
    keys = _keys(question)
    if question.kind != "choice" or len(keys) < 2 or question.is_single is False or is_survey(question):
        return
    if question.is_drawn:
        return
    if question.format in ("gift", "jupyterquiz", "olx") and len(keys) == len(question.options):
        # Moodle and edX give full marks for each, jupyterquiz says "Correct": whatever is chosen is right.
        return
    related = (Related(keys[0].text, keys[0].text.whole, "the first answer marked as right"),)
    values = {"count": str(len(keys))}
    words = " ".join(in_words(question.stem.text).split())
    clause = asking_clause(words)
    asking = words[clause.start : clause.end]
    is_told = _TOLD.search(words) or _PLURAL.search(asking)
    if question.is_single and _EITHER.search(words):
        return
    if question.is_single:
        # edX gives the points for any of them: a fault where one, or all, are asked for.
        if question.format == "olx" and not _ONE.search(asking) and not _ALL_ASKED.search(asking):
            return
        # jupyterquiz's widget lets learners choose as many as there are keys, whatever the type says, but doesn't tell.
        if question.format == "jupyterquiz":
            if not is_told:
                yield Hit("typed", keys[1].text, keys[1].text.whole, values, related)
        else:
            yield Hit("single", keys[1].text, keys[1].text.whole, values, related)
        return
    if not is_told and (asked := _ONE.search(asking)):
        yield Hit("asked", keys[1].text, keys[1].text.whole, values | {"asked": asked[0].strip(" .)?")}, related)


def _keys(question: Question) -> list[Option]:
    """The answers marked as right; one that gives fewer points than the best is only partly so."""
    keys = [option for option in question.options if option.is_key]
    if question.is_single:
        most = max((option.weight for option in keys if option.weight is not None), default=None)
        keys = [option for option in keys if option.weight is None or option.weight == most]
    return keys
