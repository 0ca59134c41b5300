"""QTI 2.1, 2.2 and 3: one item a file, its interactions as questions, keys in the response declarations.

The format: https://www.imsglobal.org/question/ ; version 3 writes the same names with hyphens and a prefix `qti-`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from courselint.model import NumericKey, Option, Question, Span, Text, TextKind
from courselint.sources.numbers import number
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
_HYPHEN = re.compile(r"-(\w)")


@dataclass(frozen=True, slots=True)
class _Declaration:
    """What a response declaration says is right; `points` are the values of a mapping."""

    cardinality: str = "single"
    kind: str = ""
    correct: tuple[Text, ...] = ()
    points: Mapping[str, float] = field(default_factory=dict)
    is_computed: bool = False


def read(root: Element) -> Iterator[Question]:
    """The questions of all items below."""
    for element in root.walk():
        if name_of(element) == "assessmentItem":
            yield from _read_item(element)


def name_of(element: Element) -> str:
    """The element's name as version 2 writes it."""
    name = element.name
    return _HYPHEN.sub(lambda match: match[1].upper(), name[4:]) if name.startswith("qti-") else name


def _value(element: Element, name: str) -> str:
    """An attribute by its version 2 name."""
    return element.value(name) or element.value(re.sub(r"[A-Z]", lambda match: f"-{match[0].lower()}", name))


def _read_item(item: Element) -> Iterator[Question]:
    declarations = {
        _value(element, "identifier"): _declaration(element)
        for element in item.children
        if name_of(element) == "responseDeclaration"
    }
    computed = {_value(element, "identifier") for element in item.walk() if name_of(element) == "setCorrectResponse"}
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
        identifier = _value(interaction, "responseIdentifier")
        declared = declarations.get(identifier, _Declaration())
        yield _question(interaction, asked, declared, title, is_computed=identifier in computed)
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


def _question(interaction: Element, stem: Text, declared: _Declaration, title: str, *, is_computed: bool) -> Question:
    name = name_of(interaction)
    if name in _CHOICES:
        options = tuple(_option(label, declared, is_computed=is_computed) for label in _labels(interaction))
        most = number(_value(interaction, "maxChoices") or "1")
        return Question(
            "choice",
            FORMAT,
            stem,
            options,
            is_single=declared.cardinality != "multiple" and most == 1,
            is_shuffled=_value(interaction, "shuffle").lower() == "true",
            title=title,
        )
    if name in _PAIRS:
        return Question("matching", FORMAT, stem, tuple(_pairs(interaction, declared)), is_shuffled=None, title=title)
    if name == "textEntryInteraction" and declared.kind in ("float", "integer"):
        keys = () if is_computed else declared.correct
        numbers = tuple(
            NumericKey(text, value, value, 0.0) for text in keys if (value := number(text.text)) is not None
        )
        return Question("numeric", FORMAT, stem, numbers=numbers, title=title)
    if name == "textEntryInteraction":
        accepted = tuple(Option(_as_option(text), True) for text in declared.correct)
        return Question("short-answer", FORMAT, stem, accepted, title=title)
    return Question("essay" if name == "extendedTextInteraction" else "description", FORMAT, stem, title=title)


def _as_option(text: Text) -> Text:
    return replace(text, kind="option")


def _labels(interaction: Element) -> Iterator[Element]:
    return (element for element in interaction.walk() if name_of(element) in _LABELS)


def _option(label: Element, declared: _Declaration, *, is_computed: bool) -> Option:
    identifier = label.value("identifier")
    right = {text.text for text in declared.correct}
    points = declared.points.get(identifier)
    is_key = identifier in right if right else points is not None and points > 0 if declared.points else None
    notes = [child for child in label.walk() if name_of(child) in _NO_WORDS]
    feedback = words(notes[0], "feedback") if notes else None
    text = words(label, "option", without=frozenset(note.name for note in notes))
    return Option(
        # What changes while the question is answered may be all there is.
        text if text.text else words(label, "option"),
        None if is_computed else is_key,
        points,
        feedback if feedback is not None and feedback.text else None,
    )


def _pairs(interaction: Element, declared: _Declaration) -> Iterator[Option]:
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


def _declaration(element: Element) -> _Declaration:
    correct: list[Text] = []
    points: dict[str, float] = {}
    for child in element.children:
        if name_of(child) == "correctResponse":
            correct += (_trimmed(value, "option") for value in child.children if name_of(value) == "value")
        elif name_of(child) == "mapping":
            for entry in child.children:
                value = number(_value(entry, "mappedValue"))
                if value is not None:
                    points[_value(entry, "mapKey")] = value
    return _Declaration(element.value("cardinality"), _value(element, "baseType"), tuple(correct), points)


def _trimmed(element: Element, kind: TextKind) -> Text:
    text = element.text.part(Span(0, len(element.text.text)))
    return replace(text, kind=kind)
