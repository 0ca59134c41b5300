"""Rounded numbers as keys where the question doesn't say how to round."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import islice

from courselint.model import Hit, Question

READS = Question

_SAYS_HOW = re.compile(
    r"\b(?:decimals?|d\.?p\.?|s\.?f\.?|significant|sig\.? ?figs?|nearest|round(?:ed|ing|s)?|digits?|precision|precise"
    r"|accura(?:te|cy)|approx\w*|whole number|integers?|tolerance|within|places?|fractions?|exact(?:ly)?|format"
    r"|percent(?:age)?|hundredths?|thousandths?|tenths?|figures|truncat\w*|estimates?)\b"
    r"|[≈±]|\be\.g\.,? *-?\d*\.\d|\d\.[xX]+"
    # What a program prints, and money, have a form of their own.
    r"|\b(?:prints?|printed|outputs?|displayed|shown|dollars?|euros?|cents?|price|cost|pay|paid)\b|[€£]|(?<!\\)\$\d",
    re.IGNORECASE,
)
# What is computed with these hardly ever ends by itself.
_ROUNDS = re.compile(
    r"\bpi\b|π|√|\\(?:pi|sqrt|ln|log|exp|sin|cos|tan)\b"
    r"|\b(?:e|natural logarithm|(?:square|cube) root|log(?:arithm)?|ln|exp|sine?|cosine|circle|sphere|dis[ck]"
    r"|standard (?:deviation|error|normal)|normal(?:ly)? distribut\w+|gaussian|poisson|correlation|regression|entropy"
    r"|z-?score|t-?statistic|p-?value|confidence interval|sigmoid|softmax|tanh|half-?life|golden ratio|eigenvalues?)\b",
    re.IGNORECASE,
)
_NUMERAL = re.compile(r"(?<![\w.])-?\d{1,12}(?:\.\d{1,12})?(?![\w.]*\d)")
_DECIMAL = re.compile(r"(?P<whole>[-+]?\d{0,12})[.,](?P<places>\d{1,30})")
# Denominators of the fractions that people round: a third, a seventh, an odd of thirteen.
_ENDLESS = (3, 6, 7, 9, 11, 12, 13)
MOST_GIVEN = 8


def check(question: Question, *, decimals: int = 3) -> Iterator[Hit]:
    """`decimals`: a key of fewer counts as rounded only with three significant digits.

    One finding a question; exactly graded keys are errors, others information.
    """
    stem = question.stem.text
    if question.kind != "numeric" or len(question.numbers) != 1 or _SAYS_HOW.search(stem):
        return
    number = question.numbers[0]
    written = _DECIMAL.fullmatch(number.text.text.strip())
    if written is None:
        return
    places, digits = len(written["places"]), (written["whole"] + written["places"]).lstrip("+-0")
    value = Fraction(written[0].replace(",", "."))
    # Eighths and the like end by themselves, and nobody rounds to what stands in the question.
    given = [Fraction(match[0]) for match in islice(_NUMERAL.finditer(stem), MOST_GIVEN)]
    if (value * 64).denominator == 1 or value in given or places < 2 or (places < decimals and len(digits) < 3):
        return
    if number.low == number.high:
        if places >= 6 or not given or _ROUNDS.search(stem) or _is_near_fraction(value, places, given):
            yield Hit("exact", number.text, number.text.whole, {"key": written[0]})
    elif number.tolerance and places >= decimals:
        values = {"key": written[0], "tolerance": f"{number.tolerance:g}"}
        yield Hit("tolerant", number.text, number.text.whole, values, severity="info")


def _is_near_fraction(value: Fraction, places: int, given: list[Fraction]) -> bool:
    """Whether the key is a fraction without an end, rounded; its denominator a small one, or a number given."""
    unit = Fraction(1, 10**places)
    denominators = {*_ENDLESS, *(int(number) for number in given if number.denominator == 1 and 3 <= number <= 100)}
    for denominator in denominators:
        nearest = Fraction(round(value * denominator), denominator)
        if nearest.denominator > 2 and nearest != value and abs(nearest - value) <= unit / 2:
            return True
    return False
