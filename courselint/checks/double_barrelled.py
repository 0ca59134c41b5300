"""Questions that ask two things and take one answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from courselint.analysis.blanks import blanks_of
from courselint.analysis.questiontext import asking_clause, has_unknown, in_words, is_survey, quoted, without_quotations
from courselint.analysis.truefalse import is_true_false
from courselint.model import Hit, Question, Span

READS = Question

_ASKS = r"(?:what|which|who|whom|whose|when|where|why|how(?: (?:many|much|long|often|far))?)"
_VERB = r"(?:is|are|was|were|does|do|did|has|have|had|can|could|will|would|should|may|might|must)"
# "What is X, and why is it Y?": both halves have a verb before their subject, so that both ask.
_JOINED = re.compile(
    rf"\b{_ASKS}\b[^.?!;]{{0,40}}?\b{_VERB}\b[^.?!;]{{2,160}}?,?[\s*_]+(?P<and>and|or)(?:[\s*_]+also)?[\s*_]+{_ASKS}"
    rf"(?:[\s*_]+\w+){{0,3}}?[\s*_]+{_VERB}\b",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    rf"(?:^|(?<=[.?!:;\n])\s*|(?<=[.?!:])[*_]+)(?P<ask>(?:and |so |then |but )?{_ASKS}\b[^?\n.!]{{4,240}}\?)",
    re.IGNORECASE,
)
# In "If it compiles and the tests pass, …" both are one condition.
_SUBORDINATE = re.compile(
    r"\b(?:if|when|whenever|because|since|that|which|who|where|while|although|unless)\b[^,;]*\Z", re.IGNORECASE
)
# "What if it is empty? What is printed then?" asks once.
_LEADS_ON = re.compile(r"(?:and |so |then |but )?(?:what if|(?:how|what) about|why not|who knows)\b", re.IGNORECASE)
# A clause with its own subject and verb after "and": the second claim of a statement.
_CLAIMS = re.compile(
    r",?\s+(?P<and>and|but)\s+(?:therefore |hence |thus |so )?"
    r"(?:(?:it|they|this|these|that|he|she)|(?:the|an?|its|their) \w+)\s+"
    r"(?:is|are|was|were|has|have|can|cannot|will|does|do|must|should|may|\w+s)\b",
    re.IGNORECASE,
)


def check(question: Question) -> Iterator[Hit]:
    """Yields `asks` for two questions in one, `claims` for two claims in one statement to be judged."""
    if is_survey(question) or has_unknown(question.stem):
        return
    words = without_quotations(in_words(question.stem.text))
    if is_true_false(question):
        asking = asking_clause(words)
        claims = _CLAIMS.search(words, asking.start, asking.end)
        if claims is not None and not _SUBORDINATE.search(words, asking.start, claims.start()):
            yield Hit("claims", question.stem, Span(*claims.span("and")), {"and": claims["and"]})
        return
    if question.kind not in ("choice", "short-answer", "numeric") or not (question.options or question.numbers):
        return
    # Each blank has its own answer.
    if question.kind != "choice" and len(blanks_of(words)) > 1:
        return
    for first, second in pairwise(_QUESTION.finditer(words)):
        # The same again, or in other words ("Alternative: …"), is one question.
        between = words[first.end("ask") : second.start("ask")]
        if between.strip("*_ \n") or _repeats(first["ask"], second["ask"]) or _LEADS_ON.match(first["ask"]):
            continue
        asks = [question.stem.text[slice(*each.span("ask"))] for each in (first, second)]
        values = {"first": quoted(asks[0], 120), "second": quoted(asks[1], 120)}
        yield Hit("asks", question.stem, Span(*second.span("ask")), values)
        return
    asking = asking_clause(words)
    joined = _JOINED.search(words, asking.start, asking.end)
    if joined is not None:
        span = Span(joined.start("and"), asking.end)
        yield Hit("joined", question.stem, span, {"second": question.stem.text[span.start : span.end]})


def _repeats(first: str, second: str) -> bool:
    """Whether the second asks in most of the first's words."""
    before, after = (set(re.findall(r"\w+", each.lower())) for each in (first, second))
    return 2 * len(before & after) > min(len(before), len(after))
