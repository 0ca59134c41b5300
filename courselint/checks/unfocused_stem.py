"""Stems that ask nothing by themselves: the options have to be read to learn what the question is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from courselint.analysis.questiontext import in_words, quoted, words_of
from courselint.model import FIRST_PLACEHOLDER, Hit, Question

READS = Question

_THESE = r"(?:of\s+)?(?:(?:the\s+)?following|(?:the\s+)?(?:above|below)|these|those)"
_ONE = r"(?:statement|sentence|option|answer|claim|assertion|alternative|choice|fact|proposition|interpretation|one)"
_KIND = rf"(?:{_ONE}s?)"
# Stars and underscores around a word set it off: "is **not** true", "is *FALSE*".
_VERDICT = r"(?:[*_]{0,3}not[*_]{0,3}\s+)?[*_]{0,3}(?:true|correct|false|incorrect|right|wrong|untrue)[*_]{0,3}"
_ASKS = rf"(?:which|what)(?:\s+one)?(?:\s+{_KIND})?(?:\s+{_THESE})?(?:\s+{_KIND})?(?:\s+below)?"
_THINK = r"(?:\s+do\s+you\s+(?:think|believe))?"
_MANY = r"(?:\((?:[^()]{0,60})\)|(?:select|choose|check|mark)\s+(?:all|one|two|three)[\w\s]{0,30})"
_PICK = r"(?:choose|select|pick|mark|tick|check|identify|find|determine|indicate)"
_WHICH = re.compile(
    rf"\W*(?:{_ASKS}{_THINK}\s+(?:is|are|holds?|applies|apply)(?:/are|\(are\))?(?:\s+(?:the\s+)?{_VERDICT})?(?:\s+{_KIND})?"
    rf"|{_PICK}\s+(?:all\s+)?(?:the\s+)?(?:that\s+apply|{_VERDICT})(?:\s+{_KIND})?"
    rf"|{_PICK}\s+(?:the\s+)?{_KIND}\s+(?:that|which)\s+(?:is|are)\s+{_VERDICT}"
    rf"|{_PICK}\s+which(?:\s+one)?(?:\s+{_THESE})?(?:\s+{_KIND})?\s+(?:is|are)\s+{_VERDICT}"
    rf"|(?:the|this)\s+(?:following\s+)?{_ONE}\s+is\s+{_VERDICT})"
    rf"\W*{_MANY}?\W*",
    re.IGNORECASE,
)
_JUDGES = re.compile(r"\b(?:true|correct|false|right|wrong|untrue|incorrect|holds?|appl)", re.IGNORECASE)
# Which sentence is correct is what a quiz on grammar asks.
_IS_GRAMMAR = re.compile(r"\bsentences?\b(?![^.?!]{0,40}\b(?:true|false)\b)", re.IGNORECASE)
# "Which of these is false about classes?": one or two words name the topic, and nothing says what of it is asked.
_TOPIC = r"(?:(?:the|an?)\s+)?[*_`\"“”'’]{0,3}[\w+#-]{2,30}(?:\s+[\w+#-]{1,30})?[*_`\"“”'’]{0,3}"
_ABOUT = r"(?:about|regarding|concerning|with\s+regard\s+to|with\s+respect\s+to|of|for)"
_ON_TOPIC = re.compile(
    rf"\W*(?:{_ASKS}\s+(?:is|are)\s+{_VERDICT}\s+{_ABOUT}\s+{_TOPIC}"
    rf"|{_ASKS}\s+(?:about|regarding|concerning|on)\s+{_TOPIC}\s+(?:is|are)\s+{_VERDICT})\W*",
    re.IGNORECASE,
)
# "Overfitting is:": one or two words, then the verb, then whole statements to choose from.
_COMPLETE = re.compile(r"(?:an?\s+)?[A-Za-z][\w-]*(?:\s+[A-Za-z][\w-]*)?\s+(?:is|are|means)\s*[:.…_]*", re.IGNORECASE)
_NAMES_ONE = re.compile(
    r"\b(?:the|this|these|that|it|its|your|our|my|there|here|which|what|who|when|where|how|why)\b", re.I
)

LONGEST = 160


def check(question: Question, *, words: int = 4) -> Iterator[Hit]:
    """`words`: how long the options are on average before "X is:" or a topic counts as leaving the question to them."""
    stem = question.stem.text.strip()
    if question.kind != "choice" or len(question.options) < 2:
        return
    masked = in_words(stem)
    if len(stem) > LONGEST or FIRST_PLACEHOLDER in masked or "\n\n" in stem:
        return
    if _WHICH.fullmatch(masked) and _JUDGES.search(masked) and not _IS_GRAMMAR.search(masked):
        if len(question.options) > 2 or _are_statements(question, words):
            yield Hit("which", question.stem, question.stem.whole, {"stem": quoted(stem, LONGEST)})
    elif len(question.options) < 3 or not _are_statements(question, words):
        return
    elif _COMPLETE.fullmatch(masked) and not _NAMES_ONE.search(masked):
        yield Hit("completion", question.stem, question.stem.whole, {"stem": quoted(stem, LONGEST)})
    elif _has_one_key(question) and _ON_TOPIC.fullmatch(masked):
        yield Hit("topic", question.stem, question.stem.whole, {"stem": quoted(stem, LONGEST)}, severity="info")


def _are_statements(question: Question, words: int) -> bool:
    """Whether the options are sentences rather than names."""
    return sum(len(words_of(option.text.text)) for option in question.options) >= words * len(question.options)


def _has_one_key(question: Question) -> bool:
    """Where all that hold are to be marked, each option is judged for itself, and counts."""
    return question.is_single is not False and sum(option.is_key is True for option in question.options) < 2
