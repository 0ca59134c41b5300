"""PrairieLearn's `question.html`: each input element is a question, its stem what stands before it.

The format: https://docs.prairielearn.com/elements/ ; what Mustache or `server.py` fill in is unknown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from courselint.model import Fault, NumericKey, Option, Question, Text
from courselint.sources import htmltree
from courselint.sources.quizzes import asking, prairieanswers
from courselint.sources.quizzes.asking import Asked, Piece, blank_at
from courselint.sources.quizzes.replacing import drawn, replaced
from courselint.sources.xmltree import Element
from courselint.sources.xmlwords import DRAWN, words

FORMAT = "prairielearn"

_SIGN = re.compile(
    r"<pl[-_](?:question[-_]panel|multiple[-_]choice|checkbox|dropdown|matching|order[-_]blocks"
    r"|(?:number|integer|string|symbolic|units|big[-_]o)[-_]input)[\s>]"
)
_MUSTACHE = re.compile(r"\{\{\{?[^{}]*+\}\}\}?")
# What is shown only after answering, or belongs to the machine.
_HIDDEN = frozenset(
    "script style pl-submission-panel pl-external-grader-results pl-external-grader-variables pl-file-preview"
    " pl-drawing-initial pl-drawing-answer pl-controls".split()
)
_NOTES = frozenset(("pl-answer-panel", "pl-hint", "pl-hidden-hints"))
# Frames round text; all other elements show what is known only then.
_FRAMES = frozenset("pl-question-panel pl-card pl-hide-in-panel pl-code pl-figure pl-graph pl-answer pl-option".split())


def is_question(text: str) -> bool:
    """Whether this HTML has elements of PrairieLearn where one answers."""
    return _SIGN.search(text) is not None


def read(text: str) -> tuple[tuple[Question, ...], tuple[Fault, ...]]:
    """The questions of a file, and what can't be read."""
    root, broken = htmltree.parse(text, prefix="pl-")
    faults = list(broken)
    names = {each.name for each in root.walk() if "-" in each.name}
    unknown = DRAWN | (names - _FRAMES - _HIDDEN - _NOTES)
    reading = asking.Reading(_inside, _HIDDEN, _NOTES, drawn=unknown)
    asked, rest = asking.read(root, reading)
    questions = [_question(each, unknown, faults) for each in asked]
    if any(map(str.isalpha, (rest := _shown(rest)).text)):
        questions.append(Question("description", FORMAT, rest))
    return tuple(questions), tuple(sorted(faults, key=lambda fault: fault.span.start))


def _inside(element: Element) -> Sequence[Piece] | None:
    """The words that belong to an input; None if the element is none."""
    # Courses have elements of their own.
    if not element.value("answers-name") and element.name not in prairieanswers.READERS:
        return None
    label, suffix = element.attributes.get("label"), element.attributes.get("suffix")
    pieces: list[Piece] = [" ", label] if label is not None else []
    return [*pieces, " ", blank_at(element.tag), " ", suffix] if suffix is not None else pieces


def _question(asked: Asked, unknown: frozenset[str], faults: list[Fault]) -> Question:
    found = prairieanswers.read(asked.response, unknown, faults)
    notes = (words(each, "feedback", without=_HIDDEN) for each in asked.notes)
    return Question(
        found.kind,
        FORMAT,
        _shown(asked.stem),
        tuple(_option(each) for each in found.options),
        tuple(_number(each) for each in found.numbers),
        found.is_single,
        found.is_shuffled,
        tuple(_shown(note) for note in notes if note.text),
        figures=(*asked.figures, *asking.figures_of(asked.response)),
        is_drawn=found.is_drawn,
    )


def _option(option: Option) -> Option:
    feedback = None if option.feedback is None else _shown(option.feedback)
    return replace(option, text=_shown(option.text), feedback=feedback)


def _number(key: NumericKey) -> NumericKey:
    return replace(key, feedback=None if key.feedback is None else _shown(key.feedback))


def _shown(text: Text) -> Text:
    return replaced(text, _MUSTACHE, drawn)
