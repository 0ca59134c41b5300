"""Which quiz format a plain-text file is written in, to judge by its content, and the reader for each."""

from __future__ import annotations

import re

from courselint.model import Comment, Fault, Question
from courselint.sources.quizzes import aiken, beginnersjson, beginnerstext, gift, text2qti

FORMATS = ("gift", aiken.FORMAT, text2qti.FORMAT)

_TITLE = re.compile(r"^[ \t]*::(?:[^:\n\\]|\\.|:(?!:)){1,200}::|^[ \t]*\$CATEGORY:", re.MULTILINE)
_PARAGRAPHS = re.compile(r"\r?\n[ \t]*(?:\r?\n)+|\r[ \t]*\r+")
_COMMENT = re.compile(r"^[ \t]*//[^\n]*\n?|^[ \t]*\$CATEGORY:[^\n]*\n?", re.MULTILINE)
_ANSWERS = re.compile(
    r"(?<!\\)\{\s*(?:[=~](?!=)[^{}]*|#\s*=?\s*[-+%.\d][^{}]*|(?i:T|F|TRUE|FALSE)\s*(?:#[^{}]*)?)(?<!\\)\}"
)
_WORDS = re.compile(r"(?:[^\W\d_]{2,}\W+){2}")


def format_of(text: str, suffix: str) -> str | None:
    """The format of a file whose suffix doesn't tell; None where its content isn't surely a quiz."""
    if suffix == ".txt":
        if is_gift(text):
            return "gift"
        if aiken.is_aiken(text):
            return aiken.FORMAT
        if beginnerstext.is_beginners(text):
            return beginnersjson.FORMAT
    if suffix in (".txt", ".md", ".markdown") and text2qti.is_text2qti(text, is_markdown=suffix != ".txt"):
        return text2qti.FORMAT
    return None


def read(text: str, form: str) -> tuple[tuple[Question, ...], tuple[Fault, ...], tuple[Comment, ...]]:
    """The questions of a text in that format, what can't be read of it, and its comments."""
    if form == "gift":
        return gift.read(text)
    if form == text2qti.FORMAT:
        return text2qti.read(text)
    return *(aiken.read(text) if form == aiken.FORMAT else beginnerstext.read(text)), ()


def is_gift(text: str) -> bool:
    """Whether a text file is GIFT: it has titles or categories, or most of its paragraphs are questions with answers.

    Programs have braces and double colons, too.
    """
    start = text[:100_000]
    if "{" not in start or not _ANSWERS.search(start):
        return False
    if _TITLE.search(start):
        return True
    paragraphs = [bare for each in _PARAGRAPHS.split(start) if (bare := _COMMENT.sub("", each).strip())]
    questions = sum(map(_is_question, paragraphs))
    return questions >= 2 and 2 * questions >= len(paragraphs)


def _is_question(paragraph: str) -> bool:
    answers = _ANSWERS.search(paragraph)
    if answers is None or ";\n" in paragraph:
        return False
    return _WORDS.search(paragraph[: answers.start()] + " " + paragraph[answers.end() :]) is not None
