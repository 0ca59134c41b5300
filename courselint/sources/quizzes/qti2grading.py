"""What a QTI item of version 2 or 3 says is right: response declarations, and how answers are compared with them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from courselint.model import Span, Text, TextKind
from courselint.sources.quizzes.numbers import number
from courselint.sources.xmltree import Element

_HYPHEN = re.compile(r"-(\w)")


@dataclass(frozen=True, slots=True)
class Declaration:
    """A response declaration; `points` are the values of a mapping.

    `is_computed`: the right answer is set when the item is shown. `is_matched`: answers are compared with the right
    ones, or looked up in the mapping, and nothing else gives points. `tolerance` is 0 for an exact comparison, None
    where nobody knows; `is_relative`: a share of the right number.
    """

    cardinality: str = "single"
    kind: str = ""
    correct: tuple[Text, ...] = ()
    points: Mapping[str, float] = field(default_factory=dict)
    is_computed: bool = False
    is_matched: bool = False
    tolerance: float | None = None
    is_relative: bool = False

    def is_key(self, identifier: str) -> bool | None:
        """Whether the choice with this identifier is right."""
        if self.is_computed:
            return None
        if self.correct:
            return any(text.text == identifier for text in self.correct)
        if self.points:
            return self.points.get(identifier, 0) > 0
        return False if self.is_matched else None


def read(item: Element) -> Mapping[str, Declaration]:
    """The declarations of an item by their identifiers."""
    computed = {value_of(element, "identifier") for element in item.walk() if name_of(element) == "setCorrectResponse"}
    processing = next((child for child in item.children if name_of(child) == "responseProcessing"), None)
    compared = _compared(processing) if processing is not None else {}
    template = (
        value_of(processing, "template").rpartition("/")[2].removesuffix(".xml") if processing is not None else ""
    )
    found: dict[str, Declaration] = {}
    for element in item.children:
        if name_of(element) == "responseDeclaration":
            identifier = value_of(element, "identifier")
            tolerance, is_relative = compared.get(identifier, (None, False))
            found[identifier] = replace(
                _declaration(element),
                is_computed=identifier in computed,
                is_matched=template in ("match_correct", "map_response"),
                tolerance=0.0 if template == "match_correct" else tolerance,
                is_relative=is_relative,
            )
    return found


def name_of(element: Element) -> str:
    """The element's name as version 2 writes it."""
    name = element.name
    return _HYPHEN.sub(lambda match: match[1].upper(), name[4:]) if name.startswith("qti-") else name


def value_of(element: Element, name: str) -> str:
    """An attribute by its version 2 name."""
    return element.value(name) or element.value(re.sub(r"[A-Z]", lambda match: f"-{match[0].lower()}", name))


def _compared(processing: Element) -> dict[str, tuple[float | None, bool]]:
    """The tolerance that each response is compared with, and whether it is relative."""
    found: dict[str, tuple[float | None, bool]] = {}
    for element in processing.walk():
        if name_of(element) not in ("equal", "match"):
            continue
        names = [value_of(child, "identifier") for child in element.children if name_of(child) == "variable"]
        mode = value_of(element, "toleranceMode") or "exact"
        # Two numbers, below and above, or one for both; relative ones in percent.
        first = number((value_of(element, "tolerance").split() or [""])[-1])
        if mode == "relative":
            told = (first / 100 if first is not None else None, True)
        else:
            told = (0.0 if mode == "exact" else first, False)
        found.update(dict.fromkeys(names, told))
    return found


def _declaration(element: Element) -> Declaration:
    correct: list[Text] = []
    points: dict[str, float] = {}
    for child in element.children:
        if name_of(child) == "correctResponse":
            correct += (_trimmed(value, "option") for value in child.children if name_of(value) == "value")
        elif name_of(child) == "mapping":
            for entry in child.children:
                value = number(value_of(entry, "mappedValue"))
                if value is not None:
                    points[value_of(entry, "mapKey")] = value
    return Declaration(value_of(element, "cardinality"), value_of(element, "baseType"), tuple(correct), points)


def _trimmed(element: Element, kind: TextKind) -> Text:
    return replace(element.text.part(Span(0, len(element.text.text))), kind=kind)
