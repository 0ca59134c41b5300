"""Options that look different and are the same number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from courselint.analysis.optionvalue import exact_quantity, is_same_numeral, same_text
from courselint.analysis.questiontext import has_unknown, quoted
from courselint.model import Hit, Option, Question, Related

READS = Question

# Where the form of a number is what is asked for, equal values are the point.
_ABOUT_FORM = re.compile(
    r"\b(?:types?|int(?:eger)?s?|floats?|decimals?|fractions?|per ?cent(?:age)?s?|ratios?|odds|mixed numbers?"
    r"|exponential|forms?|notation|simpl\w+"
    r"|lowest terms|reduced?|equivalent|equal to|express(?:ed)?|convert\w*|represent\w*|writ(?:e|ten|ing)"
    r"|round(?:s|ed|ing)?|digits?|significant|precision|binary|octal|hex\w*|base|prints?|printed|outputs?|displays?(?:ed)?|returns?|evaluates?"
    r"|syntax|literals?|format\w*|code|snippet|strings?|result of)\b|\bin %",
    re.IGNORECASE,
)
# Any feedback may say which form was wanted; it speaks of code and results for other reasons, too.
_WANTED_FORM = re.compile(
    r"\b(?:as an? (?:decimals?|fractions?|per ?cent(?:age)?s?|ratios?)|in per ?cent|in %"
    r"|(?:simplest|reduced|decimal|standard) form|(?:scientific|decimal|exponential|standard) notation"
    r"|lowest terms|simplif(?:y|ied))(?:\b|(?<=%))",
    re.IGNORECASE,
)


def check(question: Question) -> Iterator[Hit]:
    if question.kind != "choice" or _ABOUT_FORM.search(question.stem.text):
        return
    feedback = (*question.feedback, *(option.feedback for option in question.options if option.feedback))
    if any(_WANTED_FORM.search(text.text) for text in feedback):
        return
    seen: dict[tuple[str, Fraction, str], Option] = {}
    for option in question.options:
        text = option.text.text
        value = None if has_unknown(option.text) else exact_quantity(text)
        if value is None:
            continue
        first = seen.setdefault(value, option)
        other = first.text.text
        if first is option or same_text(text) == same_text(other) or is_same_numeral(text, other):
            continue
        if any(each.feedback and _ABOUT_FORM.search(each.feedback.text) for each in (first, option)):
            continue
        is_unfair = first.is_key is not option.is_key
        yield Hit(
            "graded-differently" if is_unfair else "equal",
            option.text,
            option.text.whole,
            {"option": quoted(text), "other": quoted(other)},
            (Related(first.text, first.text.whole, "the same value"),),
            severity="error" if is_unfair else "warning",
        )
