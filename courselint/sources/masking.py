"""The prose of questions: what learners read in them, with code, maths and markup masked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from courselint.model import Question, Run, Text, compose
from courselint.sources import inline


def question_texts(questions: Iterable[Question]) -> Iterator[Text]:
    """Every stem, option and feedback as prose, mapped into the same source as the question's own texts.

    What several questions share, such as the text round several blanks, comes once; answers that are code don't come.
    """
    seen: set[tuple[tuple[Run, ...], str]] = set()
    for question in questions:
        for text in question.texts:
            if (text.runs, text.text) in seen or text.kind == "code":
                continue
            seen.add((text.runs, text.text))
            found = inline.read(text.text)
            if any(character.isalpha() for character in found.text):
                yield Text(found.text, compose(found.runs, text.runs), text.source, text.kind)
