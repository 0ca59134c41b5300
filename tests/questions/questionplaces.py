"""What the tests of the question readers share: each character of a text stands where its map says."""

from collections.abc import Callable, Iterable

from courselint.model import Question, Span, Text


def written(source: str, text: Text, span: Span | None = None) -> str:
    """The characters of the source that the span (or the whole) of the text stands on."""
    where = text.in_source(span or text.whole)
    return source[where.start : where.end]


def check_places(source: str, questions: Iterable[Question], decode: Callable[[str], str]) -> None:
    """Every character of every text decodes from its own place."""
    for question in questions:
        for text in question.texts:
            for index, character in enumerate(text.text):
                if any(run.start <= index < run.start + run.length for run in text.runs):
                    assert decode(written(source, text, Span(index, index + 1))) == character
