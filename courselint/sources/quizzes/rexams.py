"""Exercises of R/exams, however they are written: what the meta-information makes of a question and its answer list.

See https://www.r-exams.org/intro/dynamic/. What R draws when the exam is made is unknown here, and nothing is run.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from courselint.model import Fault, NumericKey, Option, Question, Span, Text, TextKind, is_placeholder

FORMAT = "r-exams"
TYPES = ("schoice", "mchoice", "num", "string", "cloze")

_MARKS = re.compile(r"[01]+")
_NUMBER = re.compile(r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d{1,2})?")
# The parts of a cloze that stand in one answer list may be these, and are read as texts.
_WRITTEN = ("string", "essay", "file", "verbatim")


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise as written; `answers` and `verdicts` are None where R makes the list.

    `fields` are the texts of the meta-information by their names, `extype` among them; `at` is where it begins.
    """

    stem: Text
    answers: tuple[Text, ...] | None
    solution: Text | None
    verdicts: tuple[Text, ...] | None
    fields: Mapping[str, Text] = field(default_factory=dict)
    at: int = 0


def read(exercise: Exercise) -> tuple[tuple[Question, ...], tuple[Fault, ...]]:
    """The questions that an exercise asks (a cloze has several), and what R/exams would refuse."""
    form = _said(exercise, "extype")
    if form not in TYPES:
        at = exercise.fields["extype"]
        if any(map(is_placeholder, at.text)):
            return (), ()
        return (), (Fault(f"unknown extype; known: {', '.join(TYPES)}", at.in_source(at.whole), 0),)
    base = Question(
        "essay",
        FORMAT,
        exercise.stem,
        feedback=(exercise.solution,) if exercise.solution is not None and exercise.solution.text else (),
        title=_said(exercise, "exname"),
        group=_said(exercise, "exsection"),
    )
    solution = exercise.fields.get("exsolution")
    if solution is None or not solution.text:
        wanted = form in ("schoice", "mchoice", "num")
        missing = Fault(f"an exercise of the type {form} without exsolution", Span(exercise.at, exercise.at), 0)
        return (base,), (missing,) if wanted else ()
    if form == "cloze":
        return _cloze(exercise, base, solution)
    tolerance = exercise.fields.get("extol")
    return _one(form, exercise, base, solution, exercise.answers, exercise.verdicts, tolerance)


def _one(
    form: str,
    exercise: Exercise,
    base: Question,
    solution: Text,
    answers: tuple[Text, ...] | None,
    verdicts: tuple[Text, ...] | None,
    tolerance: Text | None,
) -> tuple[tuple[Question, ...], tuple[Fault, ...]]:
    is_drawn = any(map(is_placeholder, solution.text))
    if form in ("schoice", "mchoice"):
        question = _choice(form, exercise, base, solution, answers, verdicts)
        if is_drawn or _MARKS.fullmatch(solution.text):
            return (question,), ()
        return (question,), (Fault("exsolution has to be a row of 0s and 1s", solution.in_source(solution.whole), 0),)
    if form != "num":
        if "essay" in _said(exercise, "exstringtype") or "file" in _said(exercise, "exstringtype") or form == "file":
            return (base,), ()
        key = Option(_as(solution, "option"), None if is_drawn else True)
        return (replace(base, kind="short-answer", options=(key,)),), ()
    if is_drawn:
        return (replace(base, kind="numeric", feedback=()),), ()
    value = _number(solution)
    if value is None:
        fault = Fault("exsolution of the type num has to be a number", solution.in_source(solution.whole), 0)
        return (replace(base, kind="numeric", feedback=()),), (fault,)
    width = _number(tolerance) if tolerance is not None else 0.0
    if width is None:
        return (replace(base, kind="numeric", feedback=()),), ()
    number = NumericKey(_as(solution, "option"), value - abs(width), value + abs(width), abs(width) or None)
    return (replace(base, kind="numeric", numbers=(number,)),), ()


def _choice(
    form: str,
    exercise: Exercise,
    base: Question,
    solution: Text,
    answers: tuple[Text, ...] | None,
    verdicts: tuple[Text, ...] | None,
) -> Question:
    shuffled = _said(exercise, "exshuffle").upper()
    # `exshuffle: 5` draws five answers of a pool: for a single choice one of those that are right.
    is_drawn = shuffled.isdecimal() and solution.text.count("1") > 1
    question = replace(
        base,
        kind="choice",
        is_single=form == "schoice" and not is_drawn,
        is_shuffled=shuffled not in ("", "FALSE", "F", "0"),
    )
    if answers is None:
        return question
    is_marked = _MARKS.fullmatch(solution.text) is not None and len(solution.text) == len(answers)
    said = verdicts if verdicts is not None and len(verdicts) == len(answers) else (None,) * len(answers)
    options = tuple(
        Option(
            _as(answer, "option"),
            solution.text[number] == "1" if is_marked else None,
            feedback=_as(verdict, "feedback") if verdict is not None and verdict.text else None,
        )
        for number, (answer, verdict) in enumerate(zip(answers, said, strict=True))
    )
    is_contradicted = not is_marked and _MARKS.fullmatch(solution.text) is not None
    return replace(question, options=options, graded=(solution,) if is_contradicted else ())


def _cloze(exercise: Exercise, base: Question, solution: Text) -> tuple[tuple[Question, ...], tuple[Fault, ...]]:
    """The parts of a cloze: each takes as many answers of the list as its solution has marks, or one."""
    keys = _split(solution)
    forms = [form.text for form in _split(exercise.fields.get("exclozetype"))]
    widths = _split(exercise.fields.get("extol"))
    answers = exercise.answers
    is_drawn = any(map(is_placeholder, solution.text))
    if is_drawn or not forms or answers is None or any(form not in (*TYPES, *_WRITTEN) for form in forms):
        return (base,), ()
    if len(forms) != len(keys):
        message = f"{len(keys)} solutions for the {len(forms)} parts that exclozetype names"
        return (base,), (Fault(message, solution.in_source(solution.whole), 0),)
    counts = [len(key.text) if form in ("schoice", "mchoice") else 1 for form, key in zip(forms, keys, strict=True)]
    if sum(counts) != len(answers):
        return (base,), ()
    questions: list[Question] = []
    faults: list[Fault] = []
    start = 0
    for number, (form, key, count) in enumerate(zip(forms, keys, counts, strict=True)):
        own = answers[start : start + count]
        verdicts = exercise.verdicts[start : start + count] if exercise.verdicts is not None else None
        start += count
        width = widths[min(number, len(widths) - 1)] if widths else None
        asks = form not in ("schoice", "mchoice") and own[0].text
        part = replace(base, stem=_as(own[0], "stem")) if asks else base
        found, unread = _one(form, exercise, part, key, own, verdicts, width)
        questions += found
        faults += unread
    return tuple(questions), tuple(faults)


def _split(text: Text | None) -> list[Text]:
    """The parts between the bars."""
    parts: list[Text] = []
    start = 0
    for piece in text.text.split("|") if text is not None and text.text else ():
        if text is not None:
            parts.append(text.part(Span(start, start + len(piece))))
        start += len(piece) + 1
    return parts


def _said(exercise: Exercise, name: str) -> str:
    return exercise.fields[name].text.strip() if name in exercise.fields else ""


def _number(text: Text) -> float | None:
    return float(text.text) if _NUMBER.fullmatch(text.text) else None


def _as(text: Text, kind: TextKind) -> Text:
    return replace(text, kind=kind)
