"""The quizzes of Microsoft's "for Beginners" courses: `questionText` and `answerOptions` in JSON, in lists of quizzes.

The format: https://github.com/microsoft/ML-For-Beginners/tree/main/quiz-app
"""

from __future__ import annotations

from collections.abc import Iterator

from courselint import rawjson
from courselint.model import Fault, Option, Question, Span
from courselint.sources.quizzes.quizliteral import Datum, Record, Scalar, Series, from_json, sound_records, string_of

FORMAT = "for-beginners"
SIGNS = ('"questionText"', '"answerOptions"')


def read(text: str) -> tuple[tuple[Question, ...], tuple[Fault, ...]] | None:
    """The questions of a JSON file, and what is wrong with it; None when it isn't a quiz of this format."""
    if not all(sign in text for sign in SIGNS):
        return None
    try:
        root = rawjson.parse(text)
    except rawjson.JSONFault as error:
        fault = Fault(error.message, Span(error.offset, min(len(text), error.offset + 1)), 0)
        sound = tuple(sound_records(text, "questionText"))
        return tuple(question for record in sound for question in _questions(record)), (fault,)
    return tuple(_questions(from_json(root))), ()


def _questions(root: Datum) -> Iterator[Question]:
    pending: list[tuple[Datum, str]] = [(root, "")]
    while pending:
        datum, group = pending.pop()
        if isinstance(datum, Series):
            pending += [(item, group) for item in reversed(datum.items)]
        elif isinstance(datum, Record):
            stem = string_of(datum.fields.get("questionText"), "stem")
            options = datum.fields.get("answerOptions")
            if stem is not None and isinstance(options, Series):
                yield Question("choice", FORMAT, stem, tuple(_options(options)), is_single=True, group=group)
                continue
            title = datum.fields.get("title")
            group = title.text.text if isinstance(title, Scalar) and title.is_string else group
            pending += [(value, group) for value in reversed(datum.fields.values())]


def _options(options: Series) -> Iterator[Option]:
    for item in options.items:
        text = string_of(item.fields.get("answerText"), "option") if isinstance(item, Record) else None
        if text is not None and isinstance(item, Record):
            yield Option(text, _truth(item.fields.get("isCorrect")))


def _truth(datum: Datum | None) -> bool | None:
    """The mark, which these files write as a truth value or as a string."""
    if not isinstance(datum, Scalar):
        return None
    return datum.truth if datum.truth is not None else {"true": True, "false": False}.get(datum.text.text.lower())
