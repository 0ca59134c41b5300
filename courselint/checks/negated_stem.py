"""Stems that ask for what is not so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from courselint.analysis.doublenegation import double_negation
from courselint.analysis.questiontext import asking_clause, in_words, is_prose, without_quotations
from courselint.model import Hit, Question, Severity, Span

READS = Question

_AUXILIARY = (
    r"(?:is|are|was|were|does|do|did|has|have|had|can|could|will|would|should|may|might)"
    r"(?: (?:you|we|they|it|one|usually|typically|generally|normally))?"
)
# Between "which" and its verb: no word that opens a clause of its own ("which value is returned if …").
_WITHIN = (
    r"(?:[\s*_]+(?!(?:if|when|that|because|where|while|unless|whether|who|since|after|before|as|so|and|which|whose|for"
    r"|why|how|what|sure|ensures?|guarantees?)\b)"
    r"[\w'’/&,()\ue000-\uf8ff-]+){0,9}?"
)
_FALSE = (
    r"(?:(?:incorrect|false|untrue)\b(?![\s*_]+(?:positives?|negatives?|alarms?)\b)|wrong\b(?![\s*_]+(?:with|about)\b))"
)
_STATEMENT = r"(?:of[\s*_]+(?:the|these|those)|statements?|options?|answers?|claims?|assertions?|sentences?|one)"
_NEGATED = re.compile(
    rf"\b[Ww]h(?:ich|at){_WITHIN}[\s*_]+{_AUXILIARY}(?P<not>[\s*_]+not\b(?![\s*_]+(?:only|necessarily|gate))|n['’]t\b)"
    rf"|\b[Ww]h(?:ich|at){_WITHIN}[\s*_]+(?P<cannot>cannot)\b"
    rf"|\b[Ww]hich(?=[^.?!:]{{0,40}}\b{_STATEMENT})(?![^.?!:]{{0,40}}\blines?\b){_WITHIN}[\s*_]+(?:is|are|was|were)(?:[\s*_]+\w+ly)?[\s*_]+(?P<false>{_FALSE})"
    rf"|\b(?:choose|select|identify|find|pick|mark)[^.?!:]{{0,30}}\b(?P<pick>incorrect|false|wrong)[\s*_]+(?:statement|option|answer|one|claim)"
    r"|\b(?:choose|select|identify|find|pick|mark|determine)[\s*_]+(?:the[\s*_]+)?(?:statement|option|answer|one|claim|sentence)s?"
    r"[\s*_]+(?:that|which)[\s*_]+(?:is|are)[\s*_]+(?P<found>not|incorrect|false|untrue|wrong)\b"
    r"|\b(?:all|each|every|these|following)\b[^.?!]{0,200}\b(?P<except>except)(?:[\s*_]+(?:for|one))?\W*$"
    r"|\b(?P<capital>(?-i:EXCEPT))\b",
    re.IGNORECASE,
)
# "… the menu option, the one which is not on the ribbon" asks nothing.
# A "which" before an article or a pronoun never asks: "… a resource, which you don't remember".
_RELATIVE = re.compile(
    rf"(?:[a-z)\]] |[—–] ?|[a-z][—–])which {_AUXILIARY}\b"
    r"|..which (?:you|we|they|it|he|she|I|an?|the|this|these|those|its?|their|your|his|her|our)\b",
    re.DOTALL | re.IGNORECASE,
)
# "How do you tell which file is not open?" asks how.
_ASKS_ALREADY = re.compile(r"\b(?:how|why|what)\b[^,;:]*\Z", re.IGNORECASE)
_EMPHASIS = re.compile(r"(?:\*|_|<(?:b|i|u|em|strong|mark)>)\s*\Z", re.IGNORECASE)
_NEGATION = re.compile(r"\b(?:not|never|cannot|no)\b|n['’]t\b", re.IGNORECASE)

MOST_CLAUSES = 8


def check(question: Question) -> Iterator[Hit]:
    """Emphasised negation is information only; with a negated option as well, it is an error."""
    if question.kind != "choice" or len(question.options) < 3:
        return
    words = without_quotations(in_words(question.stem.text))
    asking = asking_clause(words)
    match = _asked(words, asking)
    # A second negative beside the first is a rule of its own.
    if match is None or match.lastgroup is None or double_negation(question.stem.text):
        return
    span = _word(question.stem.text, Span(*match.span(match.lastgroup)))
    word = question.stem.text[span.start : span.end]
    if any(_negates(option.text.text) for option in question.options):
        yield Hit("twice", question.stem, span, {"word": word}, severity="error")
        return
    is_emphasised = word.isupper() or _EMPHASIS.search(question.stem.text, 0, span.start) is not None
    severity: Severity | None = "info" if is_emphasised else None
    yield Hit("emphasised" if is_emphasised else "negated", question.stem, span, {"word": word}, severity=severity)


def _asked(words: str, asking: Span) -> re.Match[str] | None:
    """The first negation that is asked for; the negations of relative clauses are passed over."""
    clause, start = words[: asking.end], asking.start
    for _ in range(MOST_CLAUSES):
        match = _NEGATED.search(clause, start)
        if match is None:
            return None
        before = clause[asking.start : match.start()]
        if not _RELATIVE.match(words, max(0, match.start() - 2)) and not _ASKS_ALREADY.search(before):
            return match
        start = match.start() + 1
    return None


def _word(text: str, span: Span) -> Span:
    """The negating word itself: without blanks and marks before it, with the verb that "n't" hangs on."""
    start = span.start
    while start < span.end and not (text[start].isalnum()):
        start += 1
    if text[start : span.end].lower().startswith("n") and text[start + 1 : start + 2] in ("'", "’"):
        while start > 0 and text[start - 1].isalpha():
            start -= 1
    return Span(start, span.end)


def _negates(option: str) -> bool:
    words = in_words(option)
    return is_prose(words) and _NEGATION.search(words) is not None
