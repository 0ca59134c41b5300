"""What an item of QTI 1.2 gives points for: labels, numbers and their bounds, and which feedback they show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from courselint.model import NumericKey, Text
from courselint.sources.quizzes.numbers import number
from courselint.sources.xmltree import Element

# What is said whatever is chosen, or by whether it is right.
GENERAL = ("general_fb", "correct_fb", "general_incorrect_fb", "solution", "hint")


@dataclass(slots=True)
class Grading:
    """What earns points: labels by response, and conditions on a number."""

    points: dict[tuple[str, str], float] = field(default_factory=dict)
    numbers: dict[str, list[tuple[str, Text, float]]] = field(default_factory=dict)
    feedback: dict[tuple[str, str], str] = field(default_factory=dict)
    is_stated: bool = False


def read(item: Element) -> Grading:
    """The conditions of an item, put together."""
    grading = Grading()
    for condition in item.walk():
        if condition.name != "respcondition":
            continue
        points = sum(_points(change) for change in condition.named("setvar"))
        grading.is_stated = grading.is_stated or points > 0
        tests = list(_tests(condition))
        for test in tests:
            key = (test.value("respident"), test.text.text.strip())
            if points > 0:
                grading.points[key] = max(points, grading.points.get(key, 0.0))
                text = test.text.part(test.text.whole)
                grading.numbers.setdefault(key[0], []).append((test.name, text, points))
        if len(tests) == 1:
            for shown in condition.named("displayfeedback"):
                link = shown.value("linkrefid")
                if link not in GENERAL:
                    grading.feedback[tests[0].value("respident"), tests[0].text.text.strip()] = link
    return grading


def _points(change: Element) -> float:
    value = number(change.text.text)
    return value if value is not None and change.value("action").lower() in ("set", "add", "") else 0.0


def _tests(condition: Element) -> Iterator[Element]:
    """The comparisons that have to hold; what stands in a `<not>` has to fail."""
    pending = list(reversed(condition.named("conditionvar")))
    while pending:
        element = pending.pop()
        if element.name in ("varequal", "vargte", "vargt", "varlte", "varlt", "varsubstring"):
            yield element
        elif element.name != "not":
            pending.extend(reversed(element.children))


def numbers(tests: list[tuple[str, Text, float]]) -> Iterator[NumericKey]:
    """An exact value, with the bounds that follow it; or bounds alone."""
    value: tuple[Text, float] | None = None
    low: tuple[Text, float] | None = None
    for operator, text, _ in tests:
        found = number(text.text)
        if found is None:
            continue
        if operator == "varequal":
            if value is not None:
                yield NumericKey(value[0], value[1], value[1], 0.0)
            value, low = (text, found), None
        elif operator in ("vargte", "vargt"):
            low = (text, found)
        elif operator in ("varlte", "varlt") and low is not None:
            if value is not None and low[1] <= value[1] <= found:
                yield NumericKey(value[0], low[1], found, max(found - value[1], value[1] - low[1]))
            else:
                yield NumericKey(low[0], low[1], found)
            value = low = None
    if value is not None:
        yield NumericKey(value[0], value[1], value[1], 0.0)
