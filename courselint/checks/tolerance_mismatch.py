"""Tolerances that refuse the exact answer, or accept no answer at all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from courselint.analysis.questiontext import quoted
from courselint.analysis.roundedkeys import decimal_key, near_fraction, numbers_given, says_how, shown_in_full
from courselint.model import Hit, NumericKey, Question

READS = Question

# Where a guess is asked for, a wide tolerance is meant.
_GUESSED = re.compile(
    r"\b(?:estimat\w*|approx\w*|about|roughly|around|guess\w*|near(?:ly)?|order of magnitude|almost|tolerance"
    r"|within|close to|error)\b|[≈±]",
    re.IGNORECASE,
)
# What is smaller than this is meant to be zero.
LEAST = 1e-6


def check(question: Question) -> Iterator[Hit]:
    if question.kind != "numeric":
        return
    for number in question.numbers:
        if number.tolerance is not None and number.tolerance > 0:
            yield from _reaching_zero(question, number)
            yield from _refusing(question, number)


def _reaching_zero(question: Question, number: NumericKey) -> Iterator[Hit]:
    value = (number.low + number.high) / 2
    if abs(value) < LEAST or not number.low <= 0 <= number.high or _GUESSED.search(question.stem.text):
        return
    wrong = "0" if 0 in (number.low, number.high) else "0 and numbers of the wrong sign"
    values = {"key": quoted(number.text.text), "tolerance": f"{number.tolerance:g}", "wrong": wrong}
    yield Hit("zero", number.text, number.text.whole, values)


def _refusing(question: Question, number: NumericKey) -> Iterator[Hit]:
    key = decimal_key(number)
    if key is None or key.places < 2 or says_how(question.stem.text):
        return
    shown = shown_in_full(key, number, question)
    if shown is None and key.places >= 3 and (exact := near_fraction(key, numbers_given(question.stem.text))):
        shown = f"{exact}", exact
    if shown is not None and not number.low <= float(shown[1]) <= number.high:
        values = {"key": key.written, "tolerance": f"{number.tolerance:g}", "exact": shown[0]}
        yield Hit("refused", number.text, number.text.whole, values)
