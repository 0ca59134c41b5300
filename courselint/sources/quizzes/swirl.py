"""Lessons of swirl: a YAML list of units, in a file that is called `lesson` or `lesson.yaml`.

See https://swirlstats.com/swirlify/writing.html. swirl shuffles the choices of a question itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from courselint.model import Comment, Fault, NumericKey, Option, Question, QuestionKind, Span, Text, TextKind
from courselint.sources.quizzes import swirlanswers, yamlunits
from courselint.sources.quizzes.numbers import number
from courselint.sources.quizzes.swirlanswers import Accepted
from courselint.sources.quizzes.yamlunits import Unit

FORMAT = "swirl"

_META = re.compile(r"(?:\ufeff|\s|#[^\n]*+\n|---[ \t]*\r?\n)*+-[ \t]+Class:[ \t]*[\"']?meta\b")
_COMMENT = re.compile(r"^[ \t]*(?P<mark>\#[ \t]*)(?P<text>[^\r\n]*+)", re.MULTILINE)
_NAME = re.compile(r"(?:[^\W\d]|\.)[\w.]*+")
_KINDS: dict[str, QuestionKind] = {
    "mult_question": "choice",
    "exact_question": "numeric",
    "range_question": "numeric",
    "text_question": "short-answer",
    "text_many_question": "short-answer",
    "text_order_question": "short-answer",
    "cmd_question": "short-answer",
}


def is_lesson(text: str) -> bool:
    """Whether this is a swirl lesson: its first unit is of the class `meta`."""
    return _META.match(text) is not None


def read(text: str) -> tuple[tuple[Question, ...], tuple[Question, ...], tuple[Fault, ...]]:
    """The questions, the units that only tell or show something, and what can't be read."""
    units, faults = yamlunits.read(text, "Class")
    questions: list[Question] = []
    told: list[Question] = []
    unread = list(faults)
    lesson = ""
    for unit in units:
        kind = _KINDS.get(_word(unit, "Class"))
        if _word(unit, "Class") == "meta":
            lesson = _word(unit, "Lesson")
        elif kind is None:
            if "Output" in unit.fields:
                told.append(Question("description", FORMAT, _of(unit, "Output", "stem"), group=lesson))
        elif kind == "choice" and "AnswerChoices" not in unit.fields:
            unread.append(Fault("a multiple-choice unit without `AnswerChoices`", Span(unit.at, unit.at), 0))
        else:
            questions.append(replace(_question(unit, kind), group=lesson))
    return tuple(questions), tuple(told), tuple(sorted(unread, key=lambda fault: fault.span.start))


def comments(text: str) -> tuple[Comment, ...]:
    """The lines that are comments."""
    return tuple(
        Comment(found["text"].strip(), Span(found.start("mark"), found.end())) for found in _COMMENT.finditer(text)
    )


def names(questions: tuple[Question, ...]) -> frozenset[str]:
    """The names in the commands that the lesson asks for, or tests."""
    code = (text for question in questions for text in (*(o.text for o in question.options), *question.graded))
    return frozenset(name for text in code if text.kind == "code" for name in _NAME.findall(text.text))


def _question(unit: Unit, kind: QuestionKind) -> Question:
    tests = unit.fields.get("AnswerTests")
    accepted = swirlanswers.read(tests) if tests is not None else Accepted()
    stated = unit.fields.get("CorrectAnswer")
    said = _of(unit, "Hint", "feedback")
    question = Question(
        kind, FORMAT, _of(unit, "Output", "stem"), feedback=(said,) if said.text else (), graded=accepted.values
    )
    if kind == "choice":
        return _with_choices(question, unit, stated, accepted)
    if kind == "numeric":
        return _with_number(question, stated, accepted)
    if _word(unit, "Class") == "cmd_question":
        # More than one command may be right: the tests say which.
        keys = (Option(replace(stated, kind="code"), True),) if stated is not None else ()
        return replace(question, options=keys, graded=accepted.expressions)
    if accepted.patterns:
        return replace(question, options=tuple(Option(text, True, is_pattern=True) for text in accepted.patterns))
    return replace(question, options=(Option(replace(stated, kind="option"), True),) if stated is not None else ())


def _with_choices(question: Question, unit: Unit, stated: Text | None, accepted: Accepted) -> Question:
    """The right choice is the stated one; where that is none of the choices, the one that is tested for."""
    choices = tuple(_split(_of(unit, "AnswerChoices", "option")))
    graded = accepted.values
    key = next((text for text in (stated, *graded) if text is not None and _find(text, choices)), None)
    if key is not None and key is not stated:
        graded = (stated,) if stated is not None else ()
    is_known = key is not None or bool(accepted.values)
    keys = [_find(key, choices) is choice if key is not None else False for choice in choices]
    options = tuple(Option(choice, is_key if is_known else None) for choice, is_key in zip(choices, keys, strict=True))
    return replace(question, options=options, is_single=True, is_shuffled=True, graded=graded)


def _with_number(question: Question, stated: Text | None, accepted: Accepted) -> Question:
    if accepted.low is not None and accepted.high is not None:
        return replace(question, numbers=(NumericKey(accepted.values[0], accepted.low, accepted.high),), graded=())
    value = number(stated.text) if stated is not None else None
    if stated is None or value is None:
        keys = (Option(replace(stated, kind="code"), True),) if stated is not None else ()
        return replace(question, kind="short-answer", options=keys, graded=())
    width = accepted.tolerance * abs(value)
    key = NumericKey(replace(stated, kind="option"), value - width, value + width, width or None)
    return replace(question, numbers=(key,))


def _split(choices: Text) -> Iterator[Text]:
    # R's strsplit gives nothing after a last mark.
    end = len(choices.text) - choices.text.endswith(";")
    start = 0
    for position in [*(found.start() for found in re.finditer(";", choices.text[:end])), end]:
        yield choices.part(Span(start, position))
        start = position + 1


def _find(text: Text, choices: tuple[Text, ...]) -> Text | None:
    exact = (choice for choice in choices if choice.text == text.text)
    return next(exact, None) or next((choice for choice in choices if _bare(choice.text) == _bare(text.text)), None)


def _bare(text: str) -> str:
    return " ".join(text.split()).strip("'\"").casefold()


def _of(unit: Unit, name: str, kind: TextKind) -> Text:
    text = unit.fields.get(name)
    return replace(text, kind=kind) if text is not None else Text.plain("", unit.at, 0, kind)


def _word(unit: Unit, name: str) -> str:
    text = unit.fields.get(name)
    return text.text.strip() if text is not None else ""
