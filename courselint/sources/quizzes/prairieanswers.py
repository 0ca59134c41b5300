"""The answers of one input element of PrairieLearn: options, numbers with their tolerance, texts, pairs and orders."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace

from courselint.model import Fault, NumericKey, Option, Text
from courselint.sources.quizzes.asking import Answers
from courselint.sources.quizzes.numbers import number
from courselint.sources.xmltree import Element
from courselint.sources.xmlwords import join

_TRUE = frozenset(("true", "t", "1", "yes", "y"))
_OPENS = re.compile(r"\{\{\s*+[#^]")
_CLOSES = re.compile(r"\{\{\s*+/")


def read(element: Element, unknown: Collection[str], faults: list[Fault]) -> Answers:
    """The answers of an element; those named in `unknown` show what is known only then."""
    reader = READERS.get(element.name)
    if reader is not None:
        return reader(element, unknown, faults)
    is_typed = element.name.endswith("-input") or "string" in element.name
    is_written = "file" in element.name or "text" in element.name
    return Answers("short-answer" if is_typed else "essay" if is_written else "description")


def _choice(element: Element, unknown: Collection[str], _faults: list[Fault]) -> Answers:
    """One key is drawn where several are right; more answers may be added that stand nowhere in the file."""
    options = tuple(_options(element, unknown))
    is_added = any(
        element.value(name).lower() not in ("", "false")
        for name in ("none-of-the-above", "all-of-the-above", "external-json")
    )
    if is_added and not any(option.is_key for option in options):
        options = tuple(replace(option, is_key=None) for option in options)
    order = element.value("order") or element.value("sort")
    is_fixed = order.lower() in ("fixed", "ascend", "descend") or _is_true(element.value("fixed-order"))
    keys = sum(1 for option in options if option.is_key)
    return Answers(
        "choice",
        options,
        is_single=True,
        is_shuffled=not is_fixed,
        is_drawn=keys > 1 or bool(element.value("number-answers")),
    )


def _boxes(element: Element, unknown: Collection[str], faults: list[Fault]) -> Answers:
    found = _choice(element, unknown, faults)
    is_drawn = any(element.value(name) for name in ("number-answers", "min-correct", "max-correct"))
    if _is_true(element.value("allow-blank")) and not any(option.is_key for option in found.options):
        # To choose none may be right.
        found = replace(found, options=tuple(replace(option, is_key=None) for option in found.options))
    return replace(found, is_single=False, is_drawn=is_drawn)


def _options(element: Element, unknown: Collection[str]) -> Iterator[Option]:
    """The options in order; whether those in a section of Mustache are there is known only then."""
    depth = 0
    for piece in element.pieces:
        if isinstance(piece, Text):
            depth += len(_OPENS.findall(piece.text)) - len(_CLOSES.findall(piece.text))
        elif piece.name in ("pl-answer", "pl-choice"):
            feedback = piece.attributes.get("feedback")
            points = number(piece.value("score"))
            yield Option(
                _words(piece, unknown),
                _mark(piece.value("correct")) if depth <= 0 else None,
                None if points is None else 100 * points,
                replace(feedback, kind="feedback") if feedback is not None and feedback.text.strip() else None,
            )


def _words(element: Element, unknown: Collection[str]) -> Text:
    return join(element.pieces, element.tag.end, "option", drawn=unknown)


def _mark(written: str) -> bool | None:
    return None if "{{" in written else _is_true(written)


def _is_true(written: str) -> bool:
    return written.strip().lower() in _TRUE


def _numeric(element: Element, _unknown: Collection[str], faults: list[Fault]) -> Answers:
    key = _key(element)
    value = number(key.text) if key is not None else None
    width = None if value is None else _width(element, value)
    if key is not None and value is None and not re.fullmatch(r"[-+.\deEjJ() ]*+", key.text):
        faults.append(Fault("the correct answer is not a number", key.in_source(key.whole), 0))
    if key is None or value is None or width is None:
        return Answers("numeric")
    return Answers("numeric", numbers=(NumericKey(key, value - width, value + width, width),))


def _integer(element: Element, _unknown: Collection[str], _faults: list[Fault]) -> Answers:
    key = _key(element)
    value = number(key.text) if key is not None and element.value("base") in ("", "10") else None
    return Answers("numeric", numbers=() if key is None or value is None else (NumericKey(key, value, value, 0.0),))


def _width(element: Element, value: float) -> float | None:
    """What an answer may be off by; None where that is filled in."""
    share, least = number(element.value("rtol") or "1e-2"), number(element.value("atol") or "1e-8")
    digits = number(element.value("digits") or "2")
    comparison = element.value("comparison").strip().lower() or "relabs"
    if comparison == "relabs" and share is not None and least is not None:
        return least + share * abs(value)
    if comparison not in ("decdig", "sigfig") or digits is None or not 1 <= digits <= 30:
        return None
    size = 0 if comparison == "decdig" else math.floor(math.log10(abs(value))) + 1 if value else 1
    # A little more than half of the last digit's unit, as the grader has it.
    return float(0.51 * 10 ** (size - digits))


def _text(element: Element, _unknown: Collection[str], _faults: list[Fault]) -> Answers:
    key = _key(element)
    return Answers("short-answer", () if key is None else (Option(replace(key, kind="option"), True),))


def _key(element: Element) -> Text | None:
    """The right answer as written; None where it is filled in, or stands elsewhere."""
    stated = element.attributes.get("correct-answer")
    if stated is None or "{{" in stated.text or not stated.text.strip():
        return None
    return stated.part(stated.whole)


def _pairs(element: Element, unknown: Collection[str], _faults: list[Fault]) -> Answers:
    """A prompt, then what belongs to it; an option that no prompt names is there to distract."""
    named = {each.value("name") or each.text.text.strip(): each for each in element.walk() if each.name == "pl-option"}
    pairs: list[Option] = []
    for statement in element.walk():
        answer = named.get(statement.value("match")) if statement.name == "pl-statement" else None
        if answer is not None:
            pairs += (Option(_words(statement, unknown), None), Option(_words(answer, unknown), None))
    return Answers("matching", tuple(pairs))


def _order(element: Element, unknown: Collection[str], _faults: list[Fault]) -> Answers:
    blocks = [each for each in element.walk() if each.name == "pl-answer"]
    options = tuple(Option(_words(each, unknown), _mark(each.value("correct") or "true")) for each in blocks)
    return Answers("ordering", options, is_shuffled=element.value("source-blocks-order").lower() != "ordered")


READERS: Mapping[str, Callable[[Element, Collection[str], list[Fault]], Answers]] = {
    "pl-multiple-choice": _choice,
    "pl-dropdown": _choice,
    "pl-checkbox": _boxes,
    "pl-number-input": _numeric,
    "pl-integer-input": _integer,
    "pl-string-input": _text,
    "pl-symbolic-input": _text,
    "pl-matching": _pairs,
    "pl-order-blocks": _order,
}
