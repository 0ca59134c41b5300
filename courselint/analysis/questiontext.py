"""What a question says in words: its texts with code, maths, tags and link targets masked at equal length."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache, wraps
from typing import TypeVar

from courselint.model import FIRST_PLACEHOLDER, LAST_PLACEHOLDER, Question, Span, Text

# Each alternative stops at its next opening mark, so that unclosed ones cost no rescanning.
_MASKED = re.compile(
    r"```[^`]*+(?:`{1,2}(?!`)[^`]*+)*+```|``[^`\n]++``|`[^`\n]++`"
    r"|\$\$[^$]*+\$\$|\\\((?:[^\\]|\\[^()])*+\\\)|\\\[(?:[^\\]|\\[^\[\]])*+\\\]|\$(?=[^\s$])[^$\n]*+\$(?!\d)"
    r"|</?[A-Za-z][^<>]*+>|!\[[^\[\]\n]*+\]\([^()\n]*+\)|(?<=\])\([^()\s]++\)|&\w{2,8};"
)
_UNKNOWN = re.compile(f"[{FIRST_PLACEHOLDER}-{LAST_PLACEHOLDER}]")
_UNKNOWNS = re.compile(f"[{FIRST_PLACEHOLDER}-{LAST_PLACEHOLDER}]+")
_SENTENCE_ENDS = re.compile(r"(?<!\be\.g)(?<!\bi\.e)(?<!\bvs)[.!?][\"'”’)*_]*\s+(?=\S)|\n\s*\n")
_QUOTED = re.compile(r"\"[^\"\n]{1,80}\"|“[^“”\n]{1,80}”|(?<!\w)'[^'\n]{1,80}'(?!\w)|‘[^‘’\n]{1,80}’")
_CODE_SIGNS = re.compile(r"[`_=<>{}\[\]$\\^|]|\w\(|\)\.|::|->|//|;\s*$|\ue000", re.MULTILINE)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LIKERT = re.compile(
    r"(?:strongly|somewhat|neither|not at all|very|slightly|extremely)\b.*|(?:dis)?agree|neutral|unsure", re.I
)
_OPINION = re.compile(
    r"\bhow (?:confident|satisfied|comfortable|often do you|much did you|do you feel)\b|\brate your\b"
    r"|\byour (?:opinion|experience|feedback)\b|\bdo you agree\b|\bdid you (?:enjoy|like|find)\b"
    r"|\bwould you (?:recommend|like|prefer)\b|\b(?:make|take) (?:a|your) (?:guess|prediction)",
    re.IGNORECASE,
)

LONGEST_KEPT = 4000
_Answer = TypeVar("_Answer")


def _remembered(ask: Callable[[str], _Answer]) -> Callable[[str], _Answer]:
    """Keep the answers on short texts: a dozen rules ask for the same stem, each after all stems of a bank."""
    kept = lru_cache(maxsize=16_384)(ask)
    return wraps(ask)(lambda text: kept(text) if len(text) <= LONGEST_KEPT else ask(text))


@_remembered
def in_words(text: str) -> str:
    """The text with everything but its wording masked; offsets stay the same."""
    return _MASKED.sub(_mask, text)


def code_in(text: Text) -> Iterator[str]:
    """The code and maths that a learner reads in it."""
    if text.kind == "code":
        yield text.text
    elif "`" in text.text or "$" in text.text or "\\" in text.text:
        yield from (piece[0] for piece in _MASKED.finditer(text.text) if piece[0][0] in "`$\\")


def quoted(text: str, longest: int = 60) -> str:
    """The text on one line as messages quote it: cut where it is long, and "…" for what is known only at run time."""
    # What is cut off may be a whole page.
    line = " ".join(_UNKNOWNS.sub("…", text[: 8 * longest]).split())
    is_whole = len(line) <= longest and len(text) <= 8 * longest
    return line if is_whole else line[: longest - 1].rstrip() + "…"


def without_quotations(words: str) -> str:
    """Quoted words masked, too: the gate called "NOT" negates nothing."""
    return _QUOTED.sub(_mask, words)


@_remembered
def asking_clause(words: str) -> Span:
    """The sentence that asks: the one before the last question mark, else the last one."""
    end = words.rfind("?") + 1 or len(words.rstrip(FIRST_PLACEHOLDER + " \t\r\n"))
    start = 0
    for boundary in _SENTENCE_ENDS.finditer(words, 0, max(0, end - 1)):
        start = boundary.end()
    return Span(start, end)


def words_of(text: str) -> list[str]:
    """The plain words of a text, masked pieces left out."""
    return _WORD.findall(in_words(text))


@_remembered
def is_prose(text: str) -> bool:
    """Whether this reads as words: at least three of them, and nothing that looks like code or maths."""
    return len(_WORD.findall(text)) >= 3 and not _CODE_SIGNS.search(text)


def has_code_signs(text: str) -> bool:
    """Whether it holds a sign that code or maths has and prose has not."""
    return _CODE_SIGNS.search(text) is not None


def has_unknown(text: Text) -> bool:
    """Whether a part of it is known only when the code runs, such as a field of an f-string."""
    return _UNKNOWN.search(text.text) is not None


def is_survey(question: Question) -> bool:
    """Whether it asks for an opinion, where no answer is right."""
    if question.kind == "survey" or _asks_opinion(question.stem.text):
        return True
    if len(question.options) < 3:
        return False
    likert = others = 0
    for option in question.options:
        if _LIKERT.fullmatch(option.text.text.strip()):
            likert += 1
        else:
            others += 1
            if 2 * others >= len(question.options):
                return False
    return likert > others


@_remembered
def _asks_opinion(text: str) -> bool:
    return _OPINION.search(text) is not None


def _mask(match: re.Match[str]) -> str:
    return FIRST_PLACEHOLDER * len(match[0])
