"""QTI 2.1, 2.2 and 3: one item a file, its interactions as questions, keys in the response declarations.

The format: https://www.imsglobal.org/question/ ; version 3 writes the same names with hyphens and a prefix `qti-`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace

from courselint.model import NumericKey, Option, Question, Text
from courselint.sources.figures import in_element
from courselint.sources.quizzes import qti2grading
from courselint.sources.quizzes.numbers import number
from courselint.sources.quizzes.qti2grading import Declaration, name_of, value_of
from courselint.sources.xmltree import Element
from courselint.sources.xmlwords import words

FORMAT = "qti-2"

_CHOICES = frozenset(("choiceInteraction", "inlineChoiceInteraction", "hottextInteraction"))
_PAIRS = frozenset(("matchInteraction", "associateInteraction", "gapMatchInteraction"))
_TEXTS = frozenset(("textEntryInteraction", "extendedTextInteraction"))
_LABELS = frozenset(("simpleChoice", "inlineChoice", "hottext"))
_NO_WORDS = frozenset(
    ("feedbackInline", "feedbackBlock", "rubricBlock", "modalFeedback", "templateInline", "templateBlock")
)
_BLOCKS = frozenset(("p", "div", "li", "td", "blockquote"))


def read(root: Element) -> Iterator[Question]:
    """The questions of all items below."""
    for element in root.walk():
        if name_of(element) == "assessmentItem":
            shown = tuple(in_element(element))
            yield from (replace(each, figures=shown) for each in _read_item(element))


def _read_item(item: Element) -> Iterator[Question]:
    declarations = qti2grading.read(item)
    body = next((child for child in item.children if name_of(child) == "itemBody"), None)
    if body is None:
        return
    interactions = [element for element in body.walk() if name_of(element).endswith("Interaction")]
    inner = frozenset(element.name for element in interactions)
    title = item.value("title")
    blanks = frozenset(
        element.name for element in interactions if name_of(element) in _TEXTS | {"inlineChoiceInteraction"}
    )
    blocks = _blocks_round(body)
    stem = words(body, "stem", without=(inner - blanks) | _hidden(body), blank=blanks)
    if not interactions:
        yield Question("description", FORMAT, stem, title=title)
    for number_of_it, interaction in enumerate(interactions):
        prompt = next((child for child in interaction.children if name_of(child) == "prompt"), None)
        asked = words(prompt, "stem") if prompt is not None else None
        if asked is None or not asked.text:
            around = blocks.get(id(interaction)) if number_of_it else None
            asked = words(around, "stem", without=(inner - blanks) | _hidden(body), blank=blanks) if around else stem
            asked = asked if asked.text else stem
        identifier = value_of(interaction, "responseIdentifier")
        yield _question(interaction, asked, declarations.get(identifier, Declaration()), title)
    # A prompt of its own asks; the text round it is read all the same.
    if stem.text and any(name_of(child) == "prompt" for each in interactions[:1] for child in each.children):
        yield Question("description", FORMAT, stem, title=title)


def _blocks_round(body: Element) -> Mapping[int, Element]:
    """For each interaction, by its id, the innermost paragraph or the like that it stands in."""
    found: dict[int, Element] = {}
    pending: list[tuple[Element, Element | None]] = [(body, None)]
    while pending:
        element, block = pending.pop()
        block = element if element.name in _BLOCKS else block
        if block is not None and name_of(element).endswith("Interaction"):
            found[id(element)] = block
        pending += ((child, block) for child in element.children)
    return found


def _hidden(body: Element) -> frozenset[str]:
    return frozenset(element.name for element in body.walk() if name_of(element) in _NO_WORDS)


def _question(interaction: Element, stem: Text, declared: Declaration, title: str) -> Question:
    name = name_of(interaction)
    if name in _CHOICES:
        options = tuple(_option(label, declared) for label in _labels(interaction))
        most = number(value_of(interaction, "maxChoices") or "1")
        return Question(
            "choice",
            FORMAT,
            stem,
            options,
            is_single=declared.cardinality != "multiple" and most == 1,
            is_shuffled=value_of(interaction, "shuffle").lower() == "true",
            title=title,
        )
    if name == "orderInteraction":
        pieces = tuple(Option(words(label, "option"), None) for label in _labels(interaction))
        return Question("ordering", FORMAT, stem, pieces, title=title)
    if name in _PAIRS:
        return Question("matching", FORMAT, stem, tuple(_pairs(interaction, declared)), is_shuffled=None, title=title)
    if name == "textEntryInteraction" and declared.kind in ("float", "integer"):
        return Question("numeric", FORMAT, stem, numbers=tuple(_numbers(declared)), title=title)
    if name == "textEntryInteraction":
        accepted = tuple(Option(_as_option(text), True) for text in declared.correct)
        return Question("short-answer", FORMAT, stem, accepted, title=title)
    return Question("essay" if name == "extendedTextInteraction" else "description", FORMAT, stem, title=title)


def _as_option(text: Text) -> Text:
    return replace(text, kind="option")


def _labels(interaction: Element) -> Iterator[Element]:
    return (element for element in interaction.walk() if name_of(element) in _LABELS)


def _option(label: Element, declared: Declaration) -> Option:
    identifier = label.value("identifier")
    points = declared.points.get(identifier)
    notes = [child for child in label.walk() if name_of(child) in _NO_WORDS]
    feedback = words(notes[0], "feedback") if notes else None
    text = words(label, "option", without=frozenset(note.name for note in notes))
    return Option(
        # What changes while the question is answered may be all there is.
        text if text.text else words(label, "option"),
        declared.is_key(identifier),
        points,
        feedback if feedback is not None and feedback.text else None,
    )


def _numbers(declared: Declaration) -> Iterator[NumericKey]:
    for text in () if declared.is_computed else declared.correct:
        value = number(text.text)
        if value is not None:
            # How an answer is compared may be beyond what the item shows.
            around = math.nan if declared.tolerance is None else declared.tolerance
            around *= abs(value) if declared.is_relative else 1
            yield NumericKey(text, value - around, value + around, around)


def _pairs(interaction: Element, declared: Declaration) -> Iterator[Option]:
    """The pairs that are right: a prompt, then what belongs to it."""
    labels = {
        element.value("identifier"): element
        for element in interaction.walk()
        if name_of(element) in ("simpleAssociableChoice", "gapText")
    }
    for text in declared.correct:
        names = text.text.split()
        if len(names) == 2 and all(name in labels for name in names):
            yield from (Option(words(labels[name], "option"), None) for name in names)
