"""Stems that ask nothing by themselves: the options have to be read to learn what the question is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from courselint.analysis.questiontext import in_words, quoted, words_of
from courselint.model import Hit, Question

READS = Question

_THESE = r"(?:of\s+)?(?:(?:the\s+)?following|(?:the\s+)?(?:above|below)|these|those)"
_KIND = r"(?:(?:statement|sentence|option|answer|claim|assertion|alternative|choice|fact|proposition|one)s?)"
_VERDICT = r"(?:true|correct|false|incorrect|right|wrong|not\s+true|not\s+correct|untrue)"
_WHICH = re.compile(
    rf"\W*(?:(?:which|what)(?:\s+one)?(?:\s+{_KIND})?(?:\s+{_THESE})?(?:\s+{_KIND})?(?:\s+below)?\s+(?:is|are|holds?|applies|apply)"
    rf"(?:/are|\(are\))?(?:\s+(?:the\s+)?{_VERDICT})?(?:\s+{_KIND})?"
    rf"|(?:(?:choose|select|pick|mark|tick|check|identify|find)\s+(?:all\s+)?(?:the\s+)?(?:that\s+apply|{_VERDICT})(?:\s+{_KIND})?))"
    r"\W*(?:\((?:[^()]{0,60})\)|(?:select|choose|check|mark)\s+(?:all|one|two|three)[\w\s]{0,30})?\W*",
    re.IGNORECASE,
)
_JUDGES = re.compile(r"\b(?:true|correct|false|right|wrong|untrue|incorrect|holds?|appl)", re.IGNORECASE)
# "Overfitting is:": one or two words, then the verb, then whole statements to choose from.
_COMPLETE = re.compile(r"(?:an?\s+)?[A-Za-z][\w-]*(?:\s+[A-Za-z][\w-]*)?\s+(?:is|are|means)\s*[:.…_]*", re.IGNORECASE)
_NAMES_ONE = re.compile(
    r"\b(?:the|this|these|that|it|its|your|our|my|there|here|which|what|who|when|where|how|why)\b", re.I
)


def check(question: Question, *, words: int = 4) -> Iterator[Hit]:
    """`words`: how long the options are on average before "X is:" counts as leaving the question to them."""
    stem = question.stem.text.strip()
    if question.kind != "choice" or len(stem) > 160:
        return
    masked = in_words(stem)
    if "\ue000" in masked or "\n\n" in stem or len(question.options) < 3:
        return
    if _WHICH.fullmatch(masked) and _JUDGES.search(masked):
        yield Hit("which", question.stem, question.stem.whole, {"stem": quoted(stem, 160)})
    elif _COMPLETE.fullmatch(masked) and not _NAMES_ONE.search(masked):
        length = sum(len(words_of(option.text.text)) for option in question.options)
        if length >= words * len(question.options):
            yield Hit("completion", question.stem, question.stem.whole, {"stem": quoted(stem, 160)})
