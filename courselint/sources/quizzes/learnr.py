"""Questions of learnr tutorials: `question("…", answer("…", correct = TRUE))` in the R chunks of an R Markdown file.

See https://rstudio.github.io/learnr/reference/quiz.html.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from courselint.model import Fault, NumericKey, Option, Question, QuestionKind, Span, Text, TextKind
from courselint.sources.quizzes.quizliteral import Scalar, joined
from courselint.sources.quizzes.rcalls import Call, Unclosed, calls, unknown

FORMAT = "learnr"

_ASKS = frozenset(("question", "question_radio", "question_checkbox", "question_text", "question_numeric"))
_SIGN = re.compile(r"\bquestion(?:_[a-z]+)?\s*\(")
_TYPES = {
    "question_radio": "radio",
    "question_checkbox": "checkbox",
    "question_text": "text",
    "question_numeric": "numeric",
    "single": "radio",
    "learnr_radio": "radio",
    "multiple": "checkbox",
    "learnr_checkbox": "checkbox",
    "learnr_text": "text",
    "learnr_numeric": "numeric",
}
_KINDS: dict[str, QuestionKind] = {
    "auto": "choice",
    "radio": "choice",
    "checkbox": "choice",
    "text": "short-answer",
    "numeric": "numeric",
}
_SAID = ("correct", "incorrect", "try_again", "message", "post_message")
# Functions that give their text as it is, or joined.
_JOINING = {"paste0": "", "paste": " "}
_PASSING = frozenset(("HTML", "I", "md", "html", "invisible", "sprintf", "gettext", "noquote"))


def read(text: str, chunks: Iterable[Span]) -> tuple[tuple[Question, ...], tuple[Fault, ...]]:
    """The questions of these chunks, and those that can't be read; calls without an `answer` are none of ours."""
    questions: list[Question] = []
    faults: list[Fault] = []
    for chunk in chunks:
        if not _SIGN.search(text, chunk.start, chunk.end):
            continue
        for found in calls(text, chunk, _ASKS):
            if isinstance(found, Unclosed):
                faults.append(Fault("this is never closed: the question that it belongs to can't be read", found.at, 0))
                continue
            if found.extra is not None:
                faults.append(Fault("a comma is missing before this", found.extra, 0))
            question = _question(found)
            if question is not None:
                questions.append(question)
    return tuple(questions), tuple(faults)


def _question(call: Call) -> Question | None:
    positional = call.positional
    asked = call.named("text") or (positional[0] if positional else None)
    said = [value for value in positional if value is not asked]
    answers = [value for value in said if isinstance(value, Call) and value.name == "answer"]
    if asked is None or not answers:
        return None
    if _is_null(asked) or (isinstance(asked, Scalar) and not asked.text.text.strip()):
        # The page above asks.
        asked = unknown(call.span)
    form = _form(call)
    options = [_option(answer) for answer in answers]
    # Answers that a variable or a function gives: nobody knows which of them are right.
    options += [Option(unknown(value.span).text, None) for value in said if value not in answers]
    # Another widget sorts or matches.
    kind, numbers = _KINDS.get(form, "ordering"), ()
    if kind == "numeric":
        numbers, options = _numbers(call, answers, options)
        kind = "numeric" if not options else "short-answer"
    return Question(
        kind,
        FORMAT,
        _text(asked, "stem"),
        tuple(options) if kind != "ordering" else (),
        numbers,
        is_single=_is_single(form, options) if kind == "choice" else None,
        is_shuffled=_truth(call.named("random_answer_order"), default=False) if kind == "choice" else None,
        feedback=tuple(_text(value, "feedback") for name in _SAID if _is_said(value := call.named(name))),
    )


def _form(call: Call) -> str:
    """How it is answered: radio, checkbox, text, numeric, auto, or another widget's name."""
    stated = call.named("type")
    if call.name == "question" and stated is not None:
        named = stated.text.text if isinstance(stated, Scalar) and stated.is_string else "unknown"
        return _TYPES.get(named, named)
    return _TYPES.get(call.name, "auto")


def _is_single(form: str, options: list[Option]) -> bool | None:
    """Left to itself, learnr shows check boxes for several right answers; as radio buttons, each of them counts."""
    if form == "checkbox" or any(option.is_key is None for option in options):
        return False if form == "checkbox" else None
    if sum(option.is_key is True for option in options) < 2:
        return True
    return False if form == "auto" else None


def _option(answer: Call) -> Option:
    positional = answer.positional
    said = answer.named("text") or (positional[0] if positional else None)
    if said is None or _is_null(said):
        said = unknown(answer.span)
    correct = answer.named("correct") or (positional[1] if len(positional) > 1 else None)
    message = answer.named("message")
    return Option(
        _text(said, "option"),
        _truth(correct, default=False),
        feedback=_text(message, "feedback") if _is_said(message) else None,
    )


def _numbers(call: Call, answers: list[Call], options: list[Option]) -> tuple[tuple[NumericKey, ...], list[Option]]:
    """The right numbers; where one isn't known, the options tell so instead."""
    width = call.named("tolerance")
    tolerance = width.number if isinstance(width, Scalar) else None
    numbers: list[NumericKey] = []
    for answer, option in zip(answers, options, strict=False):
        value = answer.positional[0] if answer.positional else None
        number = value.number if isinstance(value, Scalar) else None
        if option.is_key is None or (option.is_key and number is None):
            return (), options
        if option.is_key and number is not None:
            reach = tolerance or 0.0
            numbers.append(NumericKey(option.text, number - reach, number + reach, tolerance, option.feedback))
    return tuple(numbers), [] if len(answers) == len(options) else options


def _text(value: Call | Scalar, kind: TextKind) -> Text:
    return replace(_said(value), kind=kind)


def _said(value: Call | Scalar) -> Text:
    if isinstance(value, Scalar):
        return value.text
    parts = value.positional
    if value.name in _JOINING and parts and value.named("collapse") is None:
        between = value.named("sep")
        if between is None:
            return joined([_said(part) for part in parts], _JOINING[value.name])
        if isinstance(between, Scalar) and between.is_string:
            return joined([_said(part) for part in parts], between.text.text)
    if value.name in _PASSING and len(parts) == len(value.arguments) == 1:
        inner = _said(parts[0])
        if value.name != "sprintf" or "%" not in inner.text:
            return inner
    return unknown(value.span).text


def _is_said(value: Call | Scalar | None) -> bool:
    return isinstance(value, Call) or (isinstance(value, Scalar) and value.is_string and bool(value.text.text.strip()))


def _is_null(value: Call | Scalar) -> bool:
    return isinstance(value, Scalar) and value.text.text == "NULL" and not value.is_string


def _truth(value: Call | Scalar | None, *, default: bool) -> bool | None:
    if value is None:
        return default
    return value.truth if isinstance(value, Scalar) else None
