"""text2qti's plain-text quizzes: choices, several answers, numbers, short answers, essays, groups, feedback.

The format: https://github.com/gpoore/text2qti#readme. Code blocks that text2qti would run are never run: what they
would print is unknown.
"""

from __future__ import annotations

import re
from dataclasses import replace

from courselint.model import Comment, Fault, Question
from courselint.sources.quizzes import text2qtipieces
from courselint.sources.quizzes.text2qtiquestion import FORMAT, Quiz

__all__ = ["FORMAT", "is_text2qti", "read"]

_HEADER = re.compile(r"(?:^---\r?\n(?:[^\n]*\n){1,30}?---\r?\n)?(?:\s++|%[^\n]*\n)*+[Qq]uiz title:[ \t]")
_HEADING = re.compile(r"^#{1,6} ", re.MULTILINE)
_FENCED = re.compile(r"^(?P<mark>`{3,}+)[^`\n]*+$")
_NUMBERED = re.compile(r"\d{1,6}\.[ \t]+\S")
_CHOICE = re.compile(r"(?P<right>\*[a-zA-Z]\)[ \t]+[^\n]*[^*\s]\s*$|\[\*\][ \t]+\S)|[a-zA-Z]\)[ \t]+\S|\[ ?\][ \t]+\S")
_GOES_ON = re.compile(r"[ \t]|\.\.\.[ \t]|[-+!][ \t]|$")


def is_text2qti(text: str, *, is_markdown: bool) -> bool:
    """Whether a file is written for text2qti: its header says so, or its questions are marked as nowhere else.

    A Markdown page with headings is one about the format, if it is anything.
    """
    if "*" not in text and "uiz title:" not in text[:2000]:
        return False
    has_header = _HEADER.match(text) is not None
    if is_markdown and not has_header and _HEADING.search(text):
        return False
    found, numbered = _count(text)
    if has_header:
        return numbered > 0
    return found >= (2 if is_markdown else 1) and 2 * found >= numbered


def _count(text: str) -> tuple[int, int]:
    """How many questions have a marked option beside an unmarked one, of how many numbered lines."""
    found = numbered = 0
    fence = ""
    seen: set[bool] | None = None
    for line in text[:200_000].splitlines():
        if opening := _FENCED.match(line):
            fence = "" if fence and opening["mark"].startswith(fence) else fence or opening["mark"]
        elif fence:
            continue
        elif _NUMBERED.match(line):
            numbered, seen = numbered + 1, set()
        elif seen is not None and (choice := _CHOICE.match(line)):
            seen.add(choice["right"] is not None)
            if len(seen) == 2:
                found, seen = found + 1, None
        elif seen and not _GOES_ON.match(line):
            seen = None
    return found, numbered


def read(text: str) -> tuple[tuple[Question, ...], tuple[Fault, ...], tuple[Comment, ...]]:
    """All questions and text regions, what text2qti would stop at, and the comments."""
    faults: list[Fault] = []
    comments: list[Comment] = []
    quiz = Quiz(faults)
    for piece in text2qtipieces.split(text, faults, comments):
        quiz.take(piece)
        if len(faults) > text2qtipieces.MOST_FAULTS:
            faults.append(Fault(f"more than {text2qtipieces.MOST_FAULTS} faults: the rest is not read", piece.mark, 0))
            break
    quiz.finish()
    questions = [
        replace(question, is_shuffled=quiz.is_shuffled) if question.kind == "choice" else question
        for question in quiz.questions
    ]
    return tuple(questions), tuple(sorted(faults, key=lambda fault: fault.span.start)), tuple(comments)
