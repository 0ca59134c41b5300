"""Rounded numbers as keys where the question doesn't say how to round."""

from __future__ import annotations

import re
from collections.abc import Iterator

from courselint.analysis.questiontext import quoted
from courselint.analysis.roundedkeys import (
    DecimalKey,
    decimal_key,
    is_decimal_pattern,
    near_fraction,
    numbers_given,
    says_how,
)
from courselint.model import Edit, Fix, Hit, NumericKey, Question

READS = Question

# What is computed with these hardly ever ends by itself.
_ROUNDS = re.compile(
    r"\bpi\b|π|√|\\(?:pi|sqrt|ln|log|exp|sin|cos|tan)\b"
    r"|(?<!\()\b(?:e|natural logarithm|(?:square|cube) root|log(?:arithm)?|ln|exp|sine?|cosine|circle|sphere|dis[ck]"
    r"|standard (?:deviation|error|normal)|normal(?:ly)? distribut\w+|gaussian|poisson|correlation|regression|entropy"
    r"|z-?score|t-?statistic|p-?value|confidence interval|sigmoid|softmax|tanh|half-?life|golden ratio|eigenvalues?)\b",
    re.IGNORECASE,
)


def check(question: Question, *, decimals: int = 3) -> Iterator[Hit]:
    """`decimals`: a key of fewer counts as rounded only with three significant digits.

    One finding a question; exactly graded keys are errors, others information.
    """
    stem = question.stem.text
    if question.kind == "short-answer" and not says_how(stem):
        yield from _patterns(question)
    if question.kind != "numeric" or len(question.numbers) != 1 or says_how(stem):
        return
    number = question.numbers[0]
    key = decimal_key(number)
    if key is None:
        return
    given = numbers_given(stem)
    # Eighths and the like end by themselves, and nobody rounds to what stands in the question.
    if (key.value * 64).denominator == 1 or key.value in given:
        return
    if key.places < 2 or (key.places < decimals and key.digits < 3):
        return
    if number.low == number.high:
        if key.places >= 6 or not given or _ROUNDS.search(stem) or near_fraction(key, given):
            values = {"key": key.written}
            yield Hit("exact", number.text, number.text.whole, values, fix=_tolerate(question, number, key))
    elif number.tolerance and key.places >= decimals and not _takes_the_usual(number, key):
        values = {"key": key.written, "tolerance": f"{number.tolerance:g}"}
        yield Hit("tolerant", number.text, number.text.whole, values, severity="info")


def _takes_the_usual(number: NumericKey, key: DecimalKey) -> bool:
    """Whether two decimals, or three significant digits, are right: so much most people give. Yes if nobody knows."""
    value = float(key.value)
    usual = (round(value, 2), float(f"{value:.2e}"))
    slack = 1e-9 * max(abs(value), 1.0)
    return not any(answer < number.low - slack or answer > number.high + slack for answer in usual)


def _patterns(question: Question) -> Iterator[Hit]:
    """A pattern of digits takes more of them, but not fewer."""
    keys = [option for option in question.options if option.is_key]
    if len(keys) == 1 and keys[0].is_pattern and is_decimal_pattern(keys[0].text.text):
        key = keys[0].text
        yield Hit("pattern", key, key.whole, {"key": quoted(key.text)}, severity="info")


def _tolerate(question: Question, number: NumericKey, key: DecimalKey) -> Fix:
    """To be looked at only: how much to accept is the teacher's to say."""
    width = f"0.{'0' * key.places}5"
    edits: tuple[Edit, ...] = ()
    if question.format == "gift":
        edits = (Edit(number.text, number.text.whole, f"{number.text.text}:{width}", is_written=True),)
    return Fix(f"let the grader accept {key.written} ± {width}, half a unit of the last place", edits, "display")
