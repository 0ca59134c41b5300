"""Marks that contradict each other, or the feedback that goes with them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from courselint.analysis.optionvalue import same_text
from courselint.analysis.questiontext import has_unknown
from courselint.model import Hit, Option, Question, Related, Span, Text

READS = Question

_TAIL = (
    r"(?=\s*(?:[.!,:;—–]|-\s|$|<))(?!.{0,60}?\b(?:but|however|although|though|except|only|partly|partially|unless)\b)"
)
_PRAISE = re.compile(
    rf"\W*(?P<said>(?:that(?:'s|’s| is) |you(?:'re| are) )?(?:absolutely |exactly )?(?:correct|right)(?: answer)?"
    rf"|well done|exactly(?: right)?|good job|great job|congratulations){_TAIL}",
    re.IGNORECASE | re.DOTALL,
)
_BLAME = re.compile(
    rf"\W*(?P<said>(?:sorry,? )?(?:that(?:'s|’s| is) |you(?:'re| are) )?"
    rf"(?:incorrect|wrong|not correct|not right|not quite(?: right)?|try again)(?: answer)?){_TAIL}",
    re.IGNORECASE | re.DOTALL,
)
# "Incorrect." under the key of "Which statement is incorrect?" says what the statement is.
_ASKS_FOR_WRONG = re.compile(
    r"\b(?:not|except|incorrect|wrong|false|untrue|invalid|errors?|mistakes?|correct|right|never|least|bad|poor)\b|n['’]t\b",
    re.IGNORECASE,
)
_ECHO = re.compile(r"\W*(?:in)?correct\b|\W*(?:wrong|right|true|false|yes|no)\b", re.IGNORECASE)


def check(question: Question) -> Iterator[Hit]:
    if question.kind in ("choice", "true-false"):
        yield from _same_text_marked_twice(question)
    if not _ASKS_FOR_WRONG.search(question.stem.text):
        for option in question.options:
            if option.is_key is not None and not _ECHO.match(option.text.text):
                yield from _against_feedback(option)
        for number in question.numbers:
            if number.feedback is not None and (blame := _BLAME.match(number.feedback.text)):
                yield _hit("blamed", number.feedback, blame, number.text)


def _same_text_marked_twice(question: Question) -> Iterator[Hit]:
    seen: dict[str, Option] = {}
    for option in question.options:
        form = same_text(option.text.text)
        if not form or option.is_key is None or has_unknown(option.text):
            continue
        first = seen.setdefault(form, option)
        if first.is_key is not option.is_key:
            related = (Related(first.text, first.text.whole, "marked the other way here"),)
            values = {"option": " ".join(option.text.text.split())[:60]}
            yield Hit("marked-twice", option.text, option.text.whole, values, related)


def _against_feedback(option: Option) -> Iterator[Hit]:
    if option.feedback is None or (option.weight is not None and 0 < option.weight < 100):
        return
    said = option.feedback.text
    if option.is_key and (blame := _BLAME.match(said)):
        yield _hit("blamed", option.feedback, blame, option.text)
    elif not option.is_key and (praise := _PRAISE.match(said)):
        yield _hit("praised", option.feedback, praise, option.text)


def _hit(message: str, feedback: Text, match: re.Match[str], answer: Text) -> Hit:
    values = {"said": match["said"], "option": " ".join(answer.text.split())[:60]}
    related = (Related(answer, answer.whole, "the answer that it belongs to"),)
    return Hit(message, feedback, Span(*match.span("said")), values, related)
