"""Marks that contradict each other, or the feedback that goes with them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from courselint.analysis.optionvalue import same_text
from courselint.analysis.questiontext import has_unknown, quoted
from courselint.analysis.verdictwords import blame, praise
from courselint.model import Hit, Option, Question, Related, Span, Text

READS = Question

# "Incorrect." under the key of "Which statement is incorrect?" says what the statement is.
_ASKS_FOR_WRONG = re.compile(
    r"\b(?:not|except|incorrect|wrong|false|untrue|invalid|never|least|bad|poor)\b|n['’]t\b"
    r"|\b(?:which|find|spot|where|identify|choose|select)\b[^.?!]{0,60}?\b(?:errors?|mistakes?|bugs?)\b"
    # "Is this proof correct?" may be answered by "The last step fails", and that be called incorrect.
    r"|(?<!the )(?<!most )(?<!best )\b(?:correct|right)\b(?!\?$)|\b(?:is|are) (?:this|that|these|it|they)\b",
    re.IGNORECASE,
)
# Where both are right, each is, as far as it goes.
_BOTH = re.compile(
    r"\b(?:both|all|each|either|any|neither)\b|\b[A-Ea-e1-5],? (?:and|or|&) [A-Ea-e1-5]\b|\babove\b", re.IGNORECASE
)
_OF_THE_CHOICE = re.compile(r"\b(?:your|this) (?:answer|choice)\b", re.IGNORECASE)
_ECHO = re.compile(r"\W*(?:in)?correct\b|\W*(?:wrong|right|true|false|yes|no)\b", re.IGNORECASE)


def check(question: Question) -> Iterator[Hit]:
    if question.kind in ("choice", "true-false"):
        yield from _same_text_marked_twice(question)
    if not _ASKS_FOR_WRONG.search(question.stem.text):
        has_both = any(option.is_key and _BOTH.search(option.text.text) for option in question.options)
        for option in question.options:
            if option.is_key is None or (has_both and not option.is_key) or _ECHO.match(option.text.text):
                continue
            if not _is_partly_right(option, question):
                yield from _against_feedback(option)
        # Of several keys one may be accepted for half of the points.
        for number in question.numbers if len(question.numbers) == 1 else ():
            if number.feedback is not None and (said := blame(number.feedback.text)):
                yield _hit("blamed", number.feedback, said, number.text)
    else:
        # Of a wrong option "correct" may mean that it isn't the error sought; "this answer is correct" can't.
        wrong = [each for each in question.options if each.is_key is False and not _is_partly_right(each, question)]
        for option in wrong:
            said = praise(option.feedback.text) if option.feedback is not None else None
            if option.feedback is not None and said and _OF_THE_CHOICE.search(said["said"]):
                yield _hit("praised", option.feedback, said, option.text)
    if question.kind == "true-false" and question.format == "gift":
        # Moodle shows the first to those who answer wrongly, and the general feedback to all.
        for feedback in question.feedback:
            if said := praise(feedback.text):
                yield Hit("praised-all", feedback, Span(*said.span("said")), {"said": said["said"]})


def _same_text_marked_twice(question: Question) -> Iterator[Hit]:
    seen: dict[str, Option] = {}
    for option in question.options:
        form = same_text(option.text.text)
        if not form or option.is_key is None or has_unknown(option.text):
            continue
        first = seen.setdefault(form, option)
        if first.is_key is not option.is_key:
            related = (Related(first.text, first.text.whole, "marked the other way here"),)
            values = {"option": quoted(option.text.text)}
            yield Hit("marked-twice", option.text, option.text.whole, values, related)


def _is_partly_right(option: Option, question: Question) -> bool:
    """Whether it gives fewer points than the best answer, where one can be chosen."""
    if question.is_single is False or not option.weight or option.weight < 0:
        return False
    return option.weight < max(
        (100.0 if key.weight is None else key.weight for key in question.options if key.is_key), default=100.0
    )


def _against_feedback(option: Option) -> Iterator[Hit]:
    if option.feedback is None:
        return
    if option.is_key and (said := blame(option.feedback.text)):
        yield _hit("blamed", option.feedback, said, option.text)
    elif not option.is_key and (said := praise(option.feedback.text)):
        yield _hit("praised", option.feedback, said, option.text)


def _hit(message: str, feedback: Text, match: re.Match[str], answer: Text) -> Hit:
    values = {"said": match["said"], "option": quoted(answer.text)}
    related = (Related(answer, answer.whole, "the answer that it belongs to"),)
    return Hit(message, feedback, Span(*match.span("said")), values, related)
