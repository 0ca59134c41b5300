"""Moodle's XML: choices, true or false, numbers with tolerances, short answers, pairs, Cloze, each text with its place.

The format: https://docs.moodle.org/en/Moodle_XML_format
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from courselint.model import Fault, Figure, NumericKey, Option, Question, QuestionKind, Text, TextKind
from courselint.sources import figures, htmltext
from courselint.sources.quizzes import moodlecloze, xmlparts
from courselint.sources.quizzes.numbers import number
from courselint.sources.xmltree import Element

FORMAT = "moodle-xml"

_BEGINS = re.compile(r"<question(?=[\s>])")
# Texts in these formats are shown as they stand.
_PLAIN = frozenset(("plain_text", "markdown"))
_TRUE = frozenset(("1", "true"))


def is_moodle(text: str) -> bool:
    """Whether this XML is a Moodle question bank, to judge by its beginning."""
    return "<quiz" in text[:4000] and _BEGINS.search(text[:200_000]) is not None


def read(text: str) -> tuple[tuple[Question, ...], tuple[Fault, ...]]:
    """All questions, and what can't be read; after a fault reading goes on with the next question."""
    questions: list[Question] = []
    faults: list[Fault] = []
    group = ""
    for part in xmlparts.read(text, "question", faults):
        element = part.element
        if element.value("type") == "category":
            category = element.first("category", "text")
            group = category.text.text.strip() if category else ""
        # The one that a fault stands in is only half there.
        elif part.broken is None:
            shown = _figures(element)
            questions += (replace(each, figures=shown) for each in _read_question(element, group, faults))
    return tuple(questions), tuple(sorted(faults, key=lambda fault: fault.span.start))


def _read_question(element: Element, group: str, faults: list[Fault]) -> Iterator[Question]:
    written = element.value("type")
    stem = _text(element.first("questiontext"), "stem")
    if stem is None:
        faults.append(Fault("a question without a `<questiontext>`", element.tag, 0))
        return
    name = element.first("name", "text")
    title = name.text.text.strip() if name is not None else ""
    feedback = tuple(
        text
        for part in element.named("generalfeedback", "correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")
        if (text := _text(part, "feedback")) is not None and text.text
    )
    if written in ("cloze", "multianswer"):
        yield from moodlecloze.questions(stem, title, group, feedback, FORMAT)
        return
    kind = _KINDS.get(written, "description")
    is_single = _is_single(element) if kind == "choice" else True if kind == "true-false" else None
    options: tuple[Option, ...] = ()
    numbers: tuple[NumericKey, ...] = ()
    if kind == "matching":
        options = tuple(_pairs(element))
    elif kind == "numeric":
        numbers = tuple(_numbers(element, faults))
    elif kind != "description":
        options = tuple(_options(element, kind, is_single=bool(is_single), faults=faults))
    yield Question(
        kind,
        FORMAT,
        stem,
        options,
        numbers,
        is_single,
        _is_shuffled(element) if kind in ("choice", "matching") else None,
        feedback,
        title,
        group,
    )


_KINDS: dict[str, QuestionKind] = {
    "multichoice": "choice",
    "calculatedmulti": "choice",
    "truefalse": "true-false",
    "shortanswer": "short-answer",
    "numerical": "numeric",
    "matching": "matching",
    "ddmatch": "matching",
    "essay": "essay",
}


def _figures(element: Element) -> tuple[Figure, ...]:
    """What it shows, also in answers and feedback; the files that it carries stand in it by name."""
    texts = [each.text for each in element.walk() if each.name == "text"]
    names = frozenset(each.value("name") for each in element.walk() if each.name == "file")
    return figures.held((figure for text in texts for figure in figures.in_html(text)), names)


def _is_single(element: Element) -> bool:
    """Whether one answer can be chosen, as Moodle has it where nothing is said."""
    single = element.first("single")
    return single is None or single.text.text.strip().lower() in _TRUE


def _is_shuffled(element: Element) -> bool:
    shuffled = element.first("shuffleanswers")
    return shuffled is None or shuffled.text.text.strip().lower() in _TRUE


def _text(element: Element | None, kind: TextKind) -> Text | None:
    """The text of an element that holds a `<text>`, markup taken out of it."""
    if element is None:
        return None
    inner = element.first("text")
    whole = (inner or element).text
    text = replace(whole, kind=kind)
    return text.part(text.whole) if element.value("format") in _PLAIN else htmltext.read(text)


def _options(element: Element, kind: QuestionKind, *, is_single: bool, faults: list[Fault]) -> Iterator[Option]:
    for answer in element.named("answer"):
        text = _text(answer, "option")
        weight = _fraction(answer, faults)
        if text is None or weight is None:
            continue
        if kind == "true-false" and weight <= 0:
            continue
        # Where one can be chosen, an answer of half the points is a wrong one with consolation.
        is_key = weight >= 100 if kind == "choice" and is_single else weight > 0
        yield Option(text, is_key, weight, _feedback(answer))


def _feedback(answer: Element) -> Text | None:
    found = _text(answer.first("feedback"), "feedback")
    return found if found is not None and found.text else None


def _pairs(element: Element) -> Iterator[Option]:
    """A prompt, then what belongs to it; an answer without a prompt is there to distract."""
    for part in element.named("subquestion"):
        prompt, answer = _text(part, "option"), _text(part.first("answer"), "option")
        if prompt is not None and answer is not None:
            yield Option(prompt, None)
            yield Option(answer, None)


def _numbers(element: Element, faults: list[Fault]) -> Iterator[NumericKey]:
    for answer in element.named("answer"):
        text = _text(answer, "option")
        weight = _fraction(answer, faults)
        if text is None or weight is None or weight <= 0 or text.text == "*":
            continue
        value = number(text.text)
        if value is None:
            faults.append(Fault("not a number", text.in_source(text.whole), 0))
            continue
        stated = answer.first("tolerance")
        tolerance = number(stated.text.text.strip() or "0") if stated is not None else 0.0
        if stated is not None and tolerance is None:
            faults.append(Fault("the tolerance is not a number", stated.tag, 0))
        width = abs(tolerance or 0.0)
        yield NumericKey(text, value - width, value + width, width, _feedback(answer))


def _fraction(answer: Element, faults: list[Fault]) -> float | None:
    """The percentage of the points that an answer gives; None, and a fault, where it isn't a number."""
    written = answer.value("fraction") or "0"
    found = number(written)
    if found is None:
        faults.append(Fault(f'the fraction "{written}" is not a number', answer.tag, 0))
    return found
