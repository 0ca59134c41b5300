"""One jupyterquiz question, from its record in JSON or Python."""

from __future__ import annotations

import math
from dataclasses import replace

from courselint.model import Fault, NumericKey, Option, Question, QuestionKind, Span, Text, TextKind
from courselint.sources.quizzes.quizliteral import Datum, Record, Scalar, Series, joined
from courselint.sources.textbuilder import TextBuilder

KINDS: dict[str, QuestionKind] = {
    "multiple_choice": "choice",
    "many_choice": "choice",
    "numeric": "numeric",
    "string": "short-answer",
}
NEEDED = frozenset(("question", "type", "answers"))
_WORDS = {"true": True, "false": False}


def is_question(datum: Datum) -> bool:
    """Whether this is a record of the format, sound or not."""
    return isinstance(datum, Record) and datum.fields.keys() >= NEEDED and _word(datum.fields["type"]) in KINDS


def read_question(item: Datum, faults: list[Fault]) -> Question | None:
    """The question that a record holds; what is wrong with it goes to `faults`."""
    if not isinstance(item, Record):
        faults.append(Fault("a question must be an object with `question`, `type` and `answers`", item.span, 0))
        return None
    missing = [name for name in ("question", "type", "answers") if name not in item.fields]
    if missing:
        faults.append(Fault(f"a question without `{missing[0]}`", _opening(item), 0))
        return None
    stem, type_, answers = (item.fields[name] for name in ("question", "type", "answers"))
    kind = KINDS.get(_word(type_))
    if kind is None:
        faults.append(Fault(f"unknown question type; known: {', '.join(KINDS)}", type_.span, 0))
    elif not isinstance(stem, Scalar) or (stem.is_known and not stem.is_string):
        faults.append(Fault("`question` must be a string", stem.span, 0))
    elif not isinstance(answers, Series) or not answers.items:
        faults.append(Fault("`answers` must be a list of at least one answer", answers.span, 0))
    else:
        return _with_answers(kind, _word(type_), item, stem, answers, faults)
    return None


def _with_answers(
    kind: QuestionKind, name: str, item: Record, stem: Scalar, answers: Series, faults: list[Fault]
) -> Question:
    options: list[Option] = []
    numbers: list[NumericKey] = []
    feedback: list[Text] = []
    for answer in answers.items:
        if not isinstance(answer, Record):
            if not isinstance(answer, Scalar) or answer.is_known:
                faults.append(Fault("an answer must be an object", answer.span, 0))
        elif kind == "numeric":
            key, said = _read_number(answer, _precision(item), faults)
            numbers += [key] if key else []
            feedback += [said] if said and not key else []
        elif option := _read_option(answer, faults):
            options.append(option)
    return Question(
        kind,
        "jupyterquiz",
        _with_code(stem.text, item.fields.get("code")),
        tuple(options),
        tuple(numbers),
        is_single={"multiple_choice": True, "many_choice": False}.get(name),
        is_shuffled=True if kind == "choice" else None,
        feedback=tuple(feedback),
    )


def _with_code(stem: Text, code: Datum | None) -> Text:
    """The stem, with the code that is shown under it as a fenced block."""
    if not isinstance(code, Scalar) or not code.is_string or not code.text.text.strip():
        return _as(stem, "stem")
    builder = TextBuilder()
    builder.append(stem)
    builder.joint("\n\n```\n")
    builder.append(code.text)
    builder.joint("\n```")
    return builder.build(stem.in_source(Span(0, 0)).start, stem.source, "stem")


def _read_option(answer: Record, faults: list[Fault]) -> Option | None:
    parts = [part.text for name in ("answer", "code") if isinstance(part := answer.fields.get(name), Scalar)]
    if not parts:
        faults.append(Fault("an answer without `answer` or `code`", _opening(answer), 0))
        return None
    text = _as(parts[0], "option") if len(parts) == 1 else joined(parts, "\n", "option")
    return Option(text, _truth(answer.fields.get("correct")), feedback=_feedback(answer))


def _read_number(answer: Record, precision: float | None, faults: list[Fault]) -> tuple[NumericKey | None, Text | None]:
    """The key, if this answer is one, and the feedback."""
    said = _feedback(answer)
    if _truth(answer.fields.get("correct")) is not True:
        return None, said
    value, between = answer.fields.get("value"), answer.fields.get("range")
    if isinstance(between, Series) and len(between.items) == 2:
        low, high = (_number(end) for end in between.items)
        if low is None or high is None:
            return None, said
        first, last = between.items
        text = joined([end.text for end in (first, last) if isinstance(end, Scalar)], "..", "option")
        return NumericKey(text, min(low, high), max(low, high), None, said), said
    if isinstance(value, Scalar):
        number = _number(value)
        if number is None:
            if value.is_known:
                faults.append(Fault("`value` must be a number", value.span, 0))
            return None, said
        tolerance = _tolerance(number, precision)
        width = tolerance or 0.0
        return NumericKey(_as(value.text, "option"), number - width, number + width, tolerance, said), said
    faults.append(Fault("a right numeric answer needs `value`, or a `range` of two numbers", _opening(answer), 0))
    return None, said


def _tolerance(value: float, precision: float | None) -> float | None:
    """Half a unit of the last significant digit: what the learner enters is rounded before it is compared."""
    if precision is None or not 1 <= precision <= 30 or value == 0 or not math.isfinite(value):
        return None
    return 0.5 * 10.0 ** (math.floor(math.log10(abs(value))) + 1 - int(precision))


def _precision(item: Record) -> float | None:
    return _number(item.fields.get("precision"))


def _feedback(answer: Record) -> Text | None:
    said = answer.fields.get("feedback")
    return _as(said.text, "feedback") if isinstance(said, Scalar) and said.is_string and said.text.text else None


def _truth(datum: Datum | None) -> bool | None:
    """Whether an answer is marked as right; an answer without a mark is wrong, as the grader has it."""
    if datum is None:
        return False
    if not isinstance(datum, Scalar):
        return None
    if datum.is_string:
        return _WORDS.get(datum.text.text.strip().lower())
    return datum.number != 0 if datum.number is not None else datum.truth


def _number(datum: Datum | None) -> float | None:
    if not isinstance(datum, Scalar):
        return None
    if datum.is_string:
        try:
            return float(datum.text.text)
        except ValueError:
            return None
    return datum.number


def _word(datum: Datum) -> str:
    return datum.text.text if isinstance(datum, Scalar) else ""


def _opening(record: Record) -> Span:
    return Span(record.span.start, record.span.start + 1)


def _as(text: Text, kind: TextKind) -> Text:
    return replace(text, kind=kind)
