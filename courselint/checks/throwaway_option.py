"""Options that nobody takes for an answer: jokes, and “I don't know”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from courselint.analysis.questiontext import is_survey, quoted
from courselint.model import Document, Hit, Option, Question

READS = Document

_NOT = r"(?:don['’]?t|do not)"
_UNSURE = re.compile(
    rf"\W*(?:sorry,? )?(?:i(?: really| honestly)? {_NOT} (?:know|remember|have (?:a clue|any idea))(?: yet| this)*"
    r"|i(?:['’]m| am) not (?:sure|certain)(?: yet)?|i(?: have|['’]ve(?: got)?) no (?:idea|clue)|i(?:['’]m| am) unsure"
    rf"|idk|dunno|{_NOT} know(?: yet)?|no idea|no clue|not sure|unsure|beats me|who knows)"
    r"(?:[,.;:]? (?:please )?(?:sorry|yet|show me the answer|tell me|skip(?: this question)?))?\W*",
    re.IGNORECASE,
)
_JOKE = re.compile(
    r"\W*(?:huh|wh?at\?{2,}|duh|meh|haha(?:ha)*|wtf|who cares|why not|because i said so|just because"
    r"|(?:(?:it(?:['’]s| is)|by|pure|just|black) )?magic|your m[ou]m|my (?:mom|mum|dog ate it|homework)"
    rf"|ask (?:your (?:teacher|instructor|mom|mum|dad)|google|siri|chatgpt)|google it|i give up|i {_NOT} care"
    r"|this is not an? (?:answer|option)|yolo|all hell breaks loose|the world ends"
    r"|your computer (?:will )?(?:explodes?|catch(?:es)? fire)|nothing,? it['’]?s (?:all )?a lie)\W*",
    re.IGNORECASE,
)
# A test before the course wants to know who doesn't know yet.
_BEFOREHAND = re.compile(
    r"pre-?_?(?:test|quiz|assess|survey|course)|\bpre[-_]?\d|diagnos|placement|survey|poll", re.IGNORECASE
)
LONGEST = 60
FEWEST = 2


def check(item: Document) -> Iterator[Hit]:
    """Yields `unsure` and `joke`; neither for a key, nor in a question for an opinion.

    “I don't know” is left alone where it is meant: in a test beforehand, or in most questions of a quiz.
    """
    judged = [question for question in item.questions if _is_graded_choice(question)]
    unsure = [question for question in judged if any(map(_is_unsure, question.options))]
    is_meant = (len(unsure) >= FEWEST and 2 * len(unsure) > len(judged)) or _BEFOREHAND.search(item.path) is not None
    for question in judged:
        for option in question.options:
            text = option.text.text.strip()
            if _is_unsure(option):
                if not is_meant and not _BEFOREHAND.search(question.group):
                    yield Hit("unsure", option.text, option.text.whole, {"option": quoted(text)})
            elif _is_joke(option, question.stem.text):
                yield Hit("joke", option.text, option.text.whole, {"option": quoted(text)})


def _is_graded_choice(question: Question) -> bool:
    return question.kind == "choice" and any(option.is_key for option in question.options) and not is_survey(question)


def _is_joke(option: Option, stem: str) -> bool:
    """Whether it is no answer; what the question itself speaks of is one."""
    text = option.text.text.strip()
    is_known = not option.is_key and len(text) <= LONGEST and _JOKE.fullmatch(text) is not None
    return is_known and text.strip(" .!?").lower() not in stem.lower()


def _is_unsure(option: Option) -> bool:
    text = option.text.text.strip()
    return not option.is_key and len(text) <= LONGEST and _UNSURE.fullmatch(text) is not None
