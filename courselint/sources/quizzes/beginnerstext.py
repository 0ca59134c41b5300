"""The plain-text quizzes of Microsoft's "for Beginners" courses: `*` asks, `+` is right, `-` is wrong.

The format: https://github.com/microsoft/AI-For-Beginners/tree/main/etc/quiz-src
"""

from __future__ import annotations

import re

from courselint.model import Fault, Option, Question, Span, Text
from courselint.sources.quizzes.beginnersjson import FORMAT

# Who makes so many didn't mean to write a quiz.
MOST_FAULTS = 100

_LINE = re.compile(r"[^\r\n]++")
_ENTRY = re.compile(r"(?P<mark>[*+-])[ \t]+(?P<text>\S.*)")
_QUIZ = re.compile(r"\b(?:quiz|lesson|questions?|test|exam|module|chapter|week)\b", re.IGNORECASE)


def is_beginners(text: str) -> bool:
    """Whether a text file is a quiz in this form: under titles, questions that each have a right and a wrong answer.

    A log of changes marks what came and went in the same way, but not with one of the first under every point.
    """
    if "\n+ " not in text or "\n* " not in text:
        return False
    entries = [match for line in text[:100_000].splitlines() if (match := _ENTRY.fullmatch(line.strip()))]
    titles = [line for line in text[:100_000].splitlines() if line.strip() and not _ENTRY.fullmatch(line.strip())]
    asked = whole = 0
    marks = ""
    for mark in [*(entry["mark"] for entry in entries), "*"]:
        if mark == "*":
            whole += marks.count("+") == 1 and "-" in marks
            asked, marks = asked + 1, ""
        else:
            marks += mark
    return whole >= 3 and 10 * whole >= 9 * (asked - 1) and any(map(_QUIZ.search, titles)) and len(titles) <= asked


def read(text: str) -> tuple[tuple[Question, ...], tuple[Fault, ...]]:
    """All questions, with the title that they stand under, and the answers that stand under none."""
    questions: list[Question] = []
    faults: list[Fault] = []
    stem: Text | None = None
    options: list[Option] = []
    group = ""
    for match in _LINE.finditer(text):
        line = match[0].strip()
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        entry = _ENTRY.fullmatch(line)
        if entry is not None and entry["mark"] != "*":
            answer = Text.plain(entry["text"], start + entry.start("text"), 0, "option")
            if stem is not None:
                options.append(Option(answer, entry["mark"] == "+"))
            elif len(faults) < MOST_FAULTS:
                faults.append(Fault("an answer without a question above it", Span(start, start + len(line)), 0))
        elif line:
            if stem is not None:
                questions.append(_question(stem, options, group))
            stem, options = None, []
            if entry is None:
                group = line
            else:
                stem = Text.plain(entry["text"], start + entry.start("text"), 0, "stem")
    if stem is not None:
        questions.append(_question(stem, options, group))
    return tuple(questions), tuple(faults)


def _question(stem: Text, options: list[Option], group: str) -> Question:
    return Question("choice", FORMAT, stem, tuple(options), is_single=True, group=group)
