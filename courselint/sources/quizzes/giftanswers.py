"""What stands between the braces of a GIFT question."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

from courselint.model import Fault, NumericKey, Option, QuestionKind, Span, Text
from courselint.sources.quizzes.gifttext import ESCAPE, decode, trim

# No question has more; a file of nothing but `~` would otherwise make one option of each.
MOST_ANSWERS = 1000


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers of one question: what `Question` takes over."""

    options: tuple[Option, ...] = ()
    numbers: tuple[NumericKey, ...] = ()
    is_single: bool | None = None
    feedback: tuple[Text, ...] = ()


def read_answers(live: str, body: Span, faults: list[Fault]) -> tuple[QuestionKind, Answers]:
    """The kind of question that these answers make, as Moodle decides it, and the answers."""
    body, general = _split_general_feedback(live, trim(live, body))
    if body.start >= body.end:
        return "essay", Answers(feedback=general)
    if live[body.start] == "#":
        return "numeric", _read_numbers(live, Span(body.start + 1, body.end), general, faults)
    marks = _marks(live, body)
    if any(live[mark.start] == "~" for mark in marks):
        return "choice", _read_choice(live, body, marks, general, faults)
    if marks and "->" in live[body.start : body.end]:
        return "matching", _read_pairs(live, body, marks, general, faults)
    answer, *feedback = _split_feedback(live, body)
    if not marks and live[answer.start : answer.end].upper() in ("T", "TRUE", "F", "FALSE"):
        if not live[answer.start : answer.end].isupper():
            message = "Moodle knows TRUE and FALSE in capitals only: here it asks learners to type this word"
            faults.append(Fault(message, answer, 0))
        return "true-false", _read_truth(live, answer, feedback, general)
    return "short-answer", _read_short_answers(live, body, marks, general, faults)


# Moodle passes the empty answer of `~=right` over: the two are one mark.
_MARK = re.compile(rf"{ESCAPE}|~\s*+=|[~=]")
_HASH = re.compile(rf"{ESCAPE}|#+")
_WEIGHT = re.compile(r"\s*%(?P<weight>-?\d{1,9}(?:\.\d{0,9})?)%")
_NUMBER = r"[-+]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][-+]?\d{1,3})?"
_VALUE = re.compile(rf"(?P<value>{_NUMBER})\s*(?::\s*(?P<tolerance>{_NUMBER})?)?")
_RANGE = re.compile(rf"(?P<low>[-+]?\d*(?:\.\d+)?(?:[eE][-+]?\d{{1,3}})?)\s*\.\.\s*(?P<high>{_NUMBER})")


@dataclass(frozen=True, slots=True)
class _Answer:
    """One answer as written: its mark (`=`, `~`, or "" for a single unmarked one), weight, text and feedback."""

    mark: str
    at: int
    weight: float | None
    text: Span
    feedback: Text | None


def _split_general_feedback(live: str, body: Span) -> tuple[Span, tuple[Text, ...]]:
    last: re.Match[str] | None = None
    for match in _HASH.finditer(live, body.start, body.end):
        if match[0].startswith("####"):
            last = match
    if last is None:
        return body, ()
    feedback = decode(live, Span(last.start() + 4, body.end), "feedback")
    return trim(live, Span(body.start, last.start())), (feedback,) if feedback.text else ()


def _marks(live: str, body: Span) -> list[Span]:
    matches = _MARK.finditer(live, body.start, body.end)
    return list(islice((Span(*match.span()) for match in matches if match[0][0] != "\\"), MOST_ANSWERS + 1))


def _split_feedback(live: str, span: Span) -> list[Span]:
    """The parts between unescaped `#`, trimmed: the answer, then its feedback."""
    cuts = [match.span() for match in _HASH.finditer(live, span.start, span.end) if match[0][0] == "#"]
    starts = [span.start, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), span.end]
    return [trim(live, Span(start, end)) for start, end in zip(starts, ends, strict=True)]


def _feedback(live: str, span: Span) -> Text | None:
    text = decode(live, span, "feedback")
    return text if text.text else None


def _read_marked(live: str, body: Span, marks: list[Span], faults: list[Fault]) -> Iterator[_Answer]:
    before = trim(live, Span(body.start, marks[0].start if marks else body.end))
    if before.start < before.end:
        if marks:
            faults.append(Fault("an answer without `=` or `~` before it", before, 0))
        else:
            yield _read_answer(live, "", body.start, body)
    if len(marks) > MOST_ANSWERS:
        faults.append(
            Fault(f"more than {MOST_ANSWERS:,} answers: the rest is not read", Span(marks[-1].start, body.end), 0)
        )
        body = Span(body.start, marks.pop().start)
    for mark, following in pairwise((*marks, Span(body.end, body.end))):
        yield _read_answer(live, live[mark.end - 1], mark.start, Span(mark.end, following.start))


def _read_answer(live: str, mark: str, at: int, span: Span) -> _Answer:
    weight = None
    if match := _WEIGHT.match(live, span.start, span.end):
        weight, span = float(match["weight"]), Span(match.end(), span.end)
    first = next((m.span() for m in _HASH.finditer(live, span.start, span.end) if m[0][0] == "#"), None)
    if first is None:
        return _Answer(mark, at, weight, trim(live, span), None)
    return _Answer(mark, at, weight, trim(live, Span(span.start, first[0])), _feedback(live, Span(first[1], span.end)))


def _read_choice(live: str, body: Span, marks: list[Span], general: tuple[Text, ...], faults: list[Fault]) -> Answers:
    """With a `=` one answer is right; with weights alone, all of positive weight are."""
    answers = tuple(_read_marked(live, body, marks, faults))
    if len(marks) < 2 and marks[0].start == body.start:
        faults.append(Fault("a choice with one answer: Moodle refuses it", body, 0))
    for answer in answers:
        if answer.mark == "=" and answer.weight is not None:
            message = (
                "in a choice Moodle shows a weight after `=` to learners; a partly right answer begins with `~%50%`"
            )
            faults.append(Fault(message, Span(answer.at, answer.text.start), 0))
    is_single = any(answer.mark == "=" for answer in answers)
    options = tuple(
        Option(
            decode(live, answer.text, "option"),
            answer.mark == "=" if is_single else (answer.weight or 0) > 0,
            answer.weight,
            answer.feedback,
        )
        for answer in answers
    )
    return Answers(options, is_single=is_single, feedback=general)


def _read_pairs(live: str, body: Span, marks: list[Span], general: tuple[Text, ...], faults: list[Fault]) -> Answers:
    options: list[Option] = []
    for answer in _read_marked(live, body, marks, faults):
        arrow = live.find("->", answer.text.start, answer.text.end)
        if arrow < 0:
            faults.append(Fault("a pair of a matching question without `->`", Span(answer.at, answer.text.end), 0))
            continue
        options.append(Option(decode(live, Span(answer.text.start, arrow), "option"), None))
        options.append(Option(decode(live, Span(arrow + 2, answer.text.end), "option"), None, feedback=answer.feedback))
    if len(marks) < 2:
        faults.append(Fault("a matching question with one pair: Moodle refuses it", body, 0))
    return Answers(tuple(options), feedback=general)


def _read_truth(live: str, answer: Span, feedback: list[Span], general: tuple[Text, ...]) -> Answers:
    """The first feedback is for those who answer wrongly, the second for those who are right."""
    wrong, right = (*(_feedback(live, span) for span in feedback[:2]), None, None)[:2]
    option = Option(decode(live, answer, "option"), True, feedback=right)
    return Answers((option,), is_single=True, feedback=(*((wrong,) if wrong else ()), *general))


def _read_short_answers(
    live: str, body: Span, marks: list[Span], general: tuple[Text, ...], faults: list[Fault]
) -> Answers:
    options = tuple(
        Option(
            decode(live, answer.text, "option"),
            answer.weight is None or answer.weight > 0,
            answer.weight,
            answer.feedback,
        )
        for answer in _read_marked(live, body, marks, faults)
    )
    return Answers(options, feedback=general)


def _read_numbers(live: str, body: Span, general: tuple[Text, ...], faults: list[Fault]) -> Answers:
    numbers: list[NumericKey] = []
    feedback: list[Text] = []
    answers = tuple(_read_marked(live, body, _marks(live, body), faults))
    if not answers:
        faults.append(Fault("a numerical question without a number", Span(body.start - 1, body.end), 0))
    for answer in answers:
        is_wrong = answer.mark == "~" or (answer.weight is not None and answer.weight <= 0)
        if is_wrong or live[answer.text.start : answer.text.end] == "*":
            feedback.extend([answer.feedback] if answer.feedback else [])
        elif (key := _read_number(live, answer)) is not None:
            numbers.append(key)
        else:
            where = answer.text if answer.text.start < answer.text.end else Span(answer.at, answer.at + 1)
            faults.append(Fault("not a number, nor `number:tolerance`, nor `low..high`", where, 0))
    return Answers(numbers=tuple(numbers), feedback=(*feedback, *general))


def _read_number(live: str, answer: _Answer) -> NumericKey | None:
    start, end = answer.text.start, answer.text.end
    if match := _RANGE.fullmatch(live, start, end):
        low = _number(match["low"]) if match["low"] else float("-inf")
        return NumericKey(decode(live, answer.text, "option"), low, _number(match["high"]), None, answer.feedback)
    if match := _VALUE.fullmatch(live, start, end):
        value = _number(match["value"])
        tolerance = abs(_number(match["tolerance"])) if match["tolerance"] else None
        text = decode(live, Span(start, match.end("value")), "option")
        return NumericKey(text, value - (tolerance or 0), value + (tolerance or 0), tolerance, answer.feedback)
    return None


def _number(written: str) -> float:
    return float(written.replace(",", "."))
