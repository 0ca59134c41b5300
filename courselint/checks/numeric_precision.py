"""Rounded numbers as keys where the question doesn't say how to round."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import islice, permutations

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
_NUMERAL = re.compile(r"(?<![\w.])-?\d{1,12}(?:\.\d{1,12})?(?![\w.]*\d)")
_DECIMAL = re.compile(r"[-+]?(?P<whole>\d*)[.,](?P<places>\d+)")
# A handful of given numbers is enough to see whether the key follows from them without rounding.
MOST_GIVEN = 8


def check(question: Question, *, decimals: int = 3) -> Iterator[Hit]:
    """`decimals`: a key of fewer is flagged only with three significant digits, if it is no result of exact sums.

    One finding a question; exactly graded keys are errors, others information.
    """
    stem = question.stem.text
    if question.kind != "numeric" or len(question.numbers) != 1 or _SAYS_HOW.search(stem):
        return
    number = question.numbers[0]
    written = _DECIMAL.fullmatch(number.text.text.strip())
    if written is None or _is_exact(written[0].replace(",", "."), stem):
        return
    places = written["places"]
    if len(places) < decimals and (len(places) < 2 or len((written["whole"] + places).lstrip("0")) < 3):
        return
    if number.low == number.high:
        yield Hit("exact", number.text, number.text.whole, {"key": written[0]})
    elif number.tolerance and len(places) >= decimals:
        values = {"key": written[0], "tolerance": f"{number.tolerance:g}"}
        yield Hit("tolerant", number.text, number.text.whole, values, severity="info")


def _is_exact(key: str, stem: str) -> bool:
    """Whether nobody rounded: it ends by itself like 0.375, or comes of the given numbers by plain arithmetic."""
    value = Fraction(key)
    if (value * 64).denominator == 1:
        return True
    given = [Fraction(match[0]) for match in islice(_NUMERAL.finditer(stem), MOST_GIVEN)]
    if value in given or 1 - value in given or (given and value in (sum(given), sum(given) / len(given))):
        return True
    if any(value == a * a for a in given):
        return True
    return any(value in (a + b, a - b, a * b, a * b / 100) or (b and value == a / b) for a, b in permutations(given, 2))
