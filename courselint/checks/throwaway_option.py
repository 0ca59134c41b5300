"""Options that nobody takes for an answer: jokes, and “I don't know”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from courselint.analysis.questiontext import is_survey
from courselint.model import Hit, Question

READS = Question

_NOT = r"(?:don['’]?t|do not)"
_UNSURE = re.compile(
    rf"\W*(?:sorry,? )?(?:i(?: really| honestly)? {_NOT} (?:know|remember|have (?:a clue|any idea))(?: yet| this)?"
    r"|i(?:['’]m| am) not (?:sure|certain)(?: yet)?|i(?: have|['’]ve(?: got)?) no (?:idea|clue)|i(?:['’]m| am) unsure"
    rf"|idk|dunno|{_NOT} know(?: yet)?|no idea|no clue|not sure|unsure|beats me|who knows)"
    r"(?:[,.;:]? (?:please )?(?:sorry|yet|show me the answer|tell me|skip(?: this question)?))?\W*",
    re.IGNORECASE,
)
_JOKE = re.compile(
    r"\W*(?:huh|wh?at\?{2,}|duh|meh|lol|haha(?:ha)*|wtf|who cares|why not|because i said so|just because"
    r"|(?:(?:it(?:['’]s| is)|by|pure|just|black) )?magic|your m[ou]m|my (?:mom|mum|dog ate it|homework)|pizza|bananas?"
    rf"|ask (?:your (?:teacher|instructor|mom|mum|dad)|google|siri|chatgpt)|google it|i give up|i {_NOT} care|unicorns?"
    r"|this is not an? (?:answer|option)|blah(?: blah)*|bla(?: bla)*|yolo|all hell breaks loose|the world ends"
    r"|your computer (?:will )?(?:explodes?|catch(?:es)? fire)|nothing,? it['’]?s (?:all )?a lie)\W*",
    re.IGNORECASE,
)
LONGEST = 60


def check(question: Question) -> Iterator[Hit]:
    """Yields `unsure` and `joke`; a key is none, nor is anything in a question for an opinion."""
    if question.kind != "choice" or is_survey(question) or question.stem.text.strip() == "?":
        return
    if not any(option.is_key for option in question.options):
        return
    for option in question.options:
        text = option.text.text.strip()
        if option.is_key or len(text) > LONGEST:
            continue
        if _UNSURE.fullmatch(text):
            yield Hit("unsure", option.text, option.text.whole, {"option": text})
        elif _JOKE.fullmatch(text):
            yield Hit("joke", option.text, option.text.whole, {"option": text})
