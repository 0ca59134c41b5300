"""Moodle's Aiken: a question, its options one to a line under capital letters, and `ANSWER:` with one of them.

Reads what Moodle's importer reads (https://docs.moodle.org/en/Aiken_format), which passes blank lines over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from courselint.model import Fault, Question, Span, Text
from courselint.sources.quizzes.aikenquestion import ANSWER, FORMAT, OPTION, Draft, Line, finished, unanswered

__all__ = ["FORMAT", "is_aiken", "read"]

# Who makes so many didn't mean to write Aiken.
MOST_FAULTS = 100

_LINE = re.compile(r"[^\r\n]++")
# What Chamilo adds under the answer.
_EXTRA = re.compile(r"(?P<mark>ANSWER_EXPLANATION|SCORE|TAGS|CATEGORY|DESCRIPTION)[ \t]*:[ \t]*(?P<text>.*)")


def is_aiken(text: str) -> bool:
    """Whether a text file is a quiz in this format: most of its lines are those of whole questions."""
    if "ANSWER:" not in text:
        return False
    questions = whole = lines = length = 0
    for line in _lines(text[:200_000]):
        lines += 1
        if length and _is_option(line.text) and ord(line.text[0]) == ord("A") + length - 1:
            length += 1
        elif length >= 3 and (answer := ANSWER.fullmatch(line.text)) and answer["mark"] == "ANSWER:":
            questions, whole, length = questions + 1, whole + length + 1, 0
        else:
            length = 1
    return questions > 0 and 2 * whole >= lines


def read(text: str) -> tuple[tuple[Question, ...], tuple[Fault, ...]]:
    """All questions of the file, and what Moodle would refuse or lose, each at its place.

    A question whose answer is missing or names no option keeps its options, of which nobody knows which is right.
    """
    questions: list[Question] = []
    faults: list[Fault] = []
    draft = Draft()
    lines = list(_lines(text))
    for number, line in enumerate(lines):
        if len(faults) > MOST_FAULTS:
            faults.append(Fault(f"more than {MOST_FAULTS} faults: the rest is not read", line.span, 0))
            return tuple(questions), tuple(faults)
        if answer := ANSWER.match(line.text):
            if draft.stem:
                questions.append(finished(text, draft, line, answer, faults))
            elif not draft.options:
                faults.append(Fault("an answer without a question above it", line.span, 0))
            draft = Draft()
        elif not draft.stem and questions and (extra := _EXTRA.match(line.text)):
            if extra["mark"] == "ANSWER_EXPLANATION":
                at = line.span.start + extra.start("text")
                questions[-1] = replace(questions[-1], feedback=(Text.plain(extra["text"], at, 0, "feedback"),))
        elif _opens_option(line, draft):
            draft.add_option(line, faults)
        elif draft.options and not line.is_apart and _goes_on(lines, number, draft):
            faults.append(Fault("an option is one line: Moodle takes this line for another question", line.span, 0))
            letter, span = draft.options[-1]
            draft.options[-1] = letter, Span(span.start, line.span.end)
        else:
            if draft.options:
                if draft.stem:
                    questions.append(unanswered(text, draft, faults))
                draft = Draft()
            elif draft.stem and line.is_apart:
                faults.append(_stray(draft))
                draft = Draft()
            draft.stem.append(line)
    if draft.stem and draft.options:
        questions.append(unanswered(text, draft, faults))
    elif draft.stem:
        faults.append(_stray(draft))
    return tuple(questions), tuple(sorted(faults, key=lambda fault: fault.span.start))


def _lines(text: str) -> Iterator[Line]:
    end = 0
    for match in _LINE.finditer(text):
        line = match[0].strip()
        # Moodle passes lines of one character over, too.
        if len(line) >= 2:
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            gap = text[end : match.start()].replace("\r\n", "\n").replace("\r", "\n").count("\n")
            yield Line(Span(start, start + len(line)), line, gap > 1)
            end = match.end()


def _is_option(line: str) -> bool:
    return OPTION.match(line) is not None and line[0].isupper()


def _opens_option(line: Line, draft: Draft) -> bool:
    if not OPTION.match(line.text):
        return False
    # A small letter is a slip where the next option has to stand; elsewhere a word may begin the line: "i.e.".
    return line.text[0].isupper() or (bool(draft.stem) and line.text[0].upper() == draft.next_letter)


def _goes_on(lines: list[Line], number: int, draft: Draft) -> bool:
    """Whether this line, and no more than a few after it, stands between two options, or the last and the answer."""
    for line in lines[number + 1 : number + 4]:
        if line.is_apart:
            return False
        if OPTION.match(line.text) and line.text[0].upper() == draft.next_letter:
            return True
        if ANSWER.match(line.text):
            return True
        if _is_option(line.text):
            return False
    return False


def _stray(draft: Draft) -> Fault:
    return Fault("a line that belongs to no question: options and `ANSWER:` have to follow", draft.stem[0].span, 0)
