"""The answers of one response in a problem of Open edX: options, numbers with their tolerance, texts and patterns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from courselint.model import Fault, NumericKey, Option, Span, Text
from courselint.sources.quizzes.asking import Answers
from courselint.sources.quizzes.numbers import number
from courselint.sources.xmltree import Element
from courselint.sources.xmlwords import words

_GROUPS = frozenset(("choicegroup", "checkboxgroup", "radiogroup", "radiotextgroup", "checkboxtextgroup"))
_MULTIPLE = frozenset(("checkboxgroup", "checkboxtextgroup"))
_IN_OPTION = frozenset(("choicehint", "optionhint", "compoundhint", "script", "style"))
_TYPED = frozenset(("textline", "formulaequationinput", "textbox", "codeinput"))
_RANGE = re.compile(r"[\[(]([^,\[\]()]*+),([^,\[\]()]*+)[\])]")
_FRACTION = re.compile(r"([-+]?\d{1,9}) ?/ ?(\d{1,9})")
_POWER = re.compile(r"([-+]?\d{0,20}\.?\d{1,20}) ?\* ?10 ?(?:\^|\*\*) ?\(?([-+]?\d{1,3})\)?")
_QUOTED = re.compile(r"'((?:[^'\\]|\\.|(?<=[A-Za-z])'(?=[A-Za-z]))*+)(?:'|\Z)|\"([^\"]*+)\"")
_OR = re.compile("_or_", re.IGNORECASE)


def read(response: Element, faults: list[Fault]) -> Answers:
    """The answers of a response; what grades by a script has unknown keys."""
    match response.name:
        case "multiplechoiceresponse" | "truefalseresponse" | "choiceresponse" | "choicetextresponse":
            return _choice(response, faults)
        case "optionresponse":
            return _dropdown(response, faults)
        case "numericalresponse":
            return _numeric(response, faults)
        case "stringresponse":
            return Answers("short-answer", tuple(_texts(response, faults)))
        case "formularesponse" | "symbolicresponse":
            return Answers("short-answer", tuple(_stated(response)))
    if any(each.name in _GROUPS for each in response.walk()):
        found = _choice(response, faults)
        return replace(found, options=tuple(replace(each, is_key=None) for each in found.options))
    return Answers("short-answer" if any(each.name in _TYPED for each in response.walk()) else "description")


def _choice(response: Element, faults: list[Fault]) -> Answers:
    group = next((each for each in response.walk() if each.name in _GROUPS), None)
    if group is None:
        faults.append(Fault(f"a `<{response.name}>` without choices", response.tag, 0))
        return Answers("choice")
    options = tuple(_option(each) for each in group.walk() if each.name == "choice")
    is_single = group.name not in _MULTIPLE and response.name != "truefalseresponse"
    return Answers(
        "choice",
        options,
        is_single=is_single,
        is_shuffled=group.value("shuffle").lower() == "true" or bool(group.value("answer-pool")),
        is_drawn=bool(group.value("answer-pool")),
    )


def _option(choice: Element) -> Option:
    hints = [each for each in choice.children if each.name in ("choicehint", "optionhint")]
    # What is told to those who left a box empty would contradict the mark.
    told = next((each for each in hints if each.value("selected").lower() != "false"), None)
    feedback = words(told, "feedback") if told is not None else None
    points = number(choice.value("point_value"))
    is_partial = choice.value("correct").lower() == "partial"
    return Option(
        words(choice, "option", _IN_OPTION, ("numtolerance_input", "decoy_input")),
        _mark(choice.value("correct")),
        (50.0 if points is None else 100 * points) if is_partial else None,
        feedback if feedback is not None and feedback.text else None,
    )


def _mark(written: str) -> bool | None:
    return None if "$" in written else written.strip().lower() == "true"


def _dropdown(response: Element, faults: list[Fault]) -> Answers:
    field = next((each for each in response.walk() if each.name == "optioninput"), None)
    if field is None:
        faults.append(Fault("an `<optionresponse>` without an `<optioninput>`", response.tag, 0))
        return Answers("choice")
    options = [_option(each) for each in field.named("option")]
    listed = field.attributes.get("options")
    if not options and listed is not None:
        right = field.value("correct")
        is_known = "$" not in right and "$" not in listed.text
        for match in _QUOTED.finditer(listed.text):
            span = Span(*match.span(1 if match[1] is not None else 2))
            text = replace(listed.part(span), kind="option")
            is_key = text.text.replace("\\'", "'") == right.strip()
            options.append(Option(text, is_key if is_known else None))
    return Answers("choice", tuple(options), is_single=True, is_shuffled=False)


def _numeric(response: Element, faults: list[Fault]) -> Answers:
    """Numbers with what they may be off by; of a formula, or of what a script computes, the value is unknown."""
    stated = list(_stated(response))
    if not stated:
        faults.append(Fault("a `<numericalresponse>` without an answer", response.tag, 0))
    tolerance = next((each.value("default") for each in response.walk() if each.name == "responseparam"), "")
    numbers = [number_key(option, tolerance) for option in stated]
    if any(each is None for each in numbers):
        return Answers("short-answer", tuple(stated))
    return Answers("numeric", numbers=tuple(each for each in numbers if each is not None))


def number_key(option: Option, tolerance: str) -> NumericKey | None:
    """The number or range that an option states, with its tolerance; None where either is computed."""
    written = option.text.text
    if bounds := _RANGE.fullmatch(written):
        low, high = _value(bounds[1]), _value(bounds[2])
        if low is None or high is None:
            return None
        return NumericKey(option.text, low, high, feedback=option.feedback)
    value = _value(written)
    width = None if value is None else _width(tolerance, value)
    if value is None or width is None:
        return None
    return NumericKey(option.text, value - width, value + width, width, option.feedback)


def _width(tolerance: str, value: float) -> float | None:
    """What an answer may be off by; None where that is computed.

    Without a tolerance of its own an answer is graded exactly, but for the last digits of floats (0.001 %).
    """
    written = tolerance.strip()
    share = number(written[:-1]) if written.endswith("%") else None
    found = abs(share * value) / 100 if share is not None else number(written or "0")
    return None if found is None else abs(found)


def _value(written: str) -> float | None:
    if fraction := _FRACTION.fullmatch(written.strip()):
        return int(fraction[1]) / int(fraction[2]) if int(fraction[2]) else None
    if power := _POWER.fullmatch(written.strip()):
        return number(f"{power[1]}e{power[2]}")
    return number(written)


def _texts(response: Element, faults: list[Fault]) -> Iterator[Option]:
    kinds = response.value("type").lower().split()
    is_pattern = "regexp" in kinds
    stated = list(_stated(response))
    if not stated:
        faults.append(Fault("a `<stringresponse>` without an answer", response.tag, 0))
    for option in stated:
        # Old problems list what they accept in one string.
        for part in _split(option.text) if not is_pattern else (option.text,):
            yield replace(option, text=part, is_pattern=is_pattern)
    for wrong in response.walk():
        text = wrong.attributes.get("answer")
        if wrong.name in ("stringequalhint", "regexphint") and text is not None and text.text.strip():
            note = words(wrong, "feedback")
            yield Option(
                replace(text.part(text.whole), kind="option"),
                False,
                feedback=note if note.text else None,
                is_pattern=wrong.name == "regexphint",
            )


def _split(text: Text) -> Iterator[Text]:
    start = 0
    for match in _OR.finditer(text.text):
        yield text.part(Span(start, match.start()))
        start = match.end()
    yield text.part(Span(start, len(text.text)))


def _stated(response: Element) -> Iterator[Option]:
    """The answers that are written as such: of the response, then the additional ones."""
    for holder in (response, *(each for each in response.walk() if each.name == "additional_answer")):
        text = holder.attributes.get("answer")
        if text is None and holder is not response:
            text = holder.text
        if text is not None and text.text.strip():
            hint = next((each for each in holder.children if each.name == "correcthint"), None)
            note = words(hint, "feedback") if hint is not None else None
            feedback = note if note is not None and note.text else None
            yield Option(replace(text.part(text.whole), kind="option"), True, feedback=feedback)
