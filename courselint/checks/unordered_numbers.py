"""Numbers to choose from that stand in no order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from courselint.analysis import numericoptions
from courselint.analysis.optionunits import units
from courselint.analysis.questiontext import is_survey, quoted
from courselint.model import Document, Edit, Fix, Hit, Question, Span, Text

READS = Document


def check(document: Document) -> Iterator[Hit]:
    for question in document.questions:
        if question.kind != "choice" or question.is_shuffled or is_survey(question):
            continue
        numbers = numericoptions.values(question)
        if not numbers or numericoptions.is_ordered(numbers):
            continue
        shown = [quoted(option.text.text) for option in numericoptions.numeric(question)]
        place = question.options[_odd(numbers)].text
        fix = _fix(document, question, numbers)
        yield Hit("unordered", place, place.whole, {"options": ", ".join(shown)}, fix=fix)


def _odd(numbers: Sequence[Fraction]) -> int:
    """The first number that turns back."""
    rises = numbers[0] < numbers[1]
    return next(at for at in range(2, len(numbers)) if (numbers[at - 1] < numbers[at]) is not rises)


def _fix(document: Document, question: Question, numbers: Sequence[Fraction]) -> Fix:
    """The options in rising order, whole ones moved with their marks; where the layout doesn't let them, only shown."""
    order = sorted(range(len(numbers)), key=lambda at: numbers[at])
    moved = [(at, came) for at, came in enumerate(order) if at != came]
    source = document.sources[question.stem.source]
    spans = units(question, source.text)
    if spans:
        whole = Text.plain(source.text, source=question.stem.source)
        edits = [Edit(whole, spans[at], source.text[spans[came].start : spans[came].end], True) for at, came in moved]
        return Fix("put the options in rising order", tuple(edits), "safe")
    texts = [option.text for option in question.options]
    shown = [Edit(texts[at], Span(0, len(texts[at].text)), texts[came].text) for at, came in moved]
    return Fix("put the options in rising order, each with its mark", tuple(shown), "display")
