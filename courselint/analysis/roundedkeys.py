"""Keys that somebody rounded: whether a question says how, and which exact number stands behind one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice

from courselint.model import NumericKey, Question

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
_DECIMAL = re.compile(r"(?P<whole>[-+]?\d{0,12})[.,](?P<places>\d{1,30})")
_QUOTIENT = re.compile(
    r"(?<![\w.,/^])(?P<top>\d{1,9})\s*/\s*(?P<bottom>\d{1,9})(?![\w/^]|\.\d)"
    r"|\\[dt]?frac\s*\{\s*(?P<over>\d{1,9})\s*\}\s*\{\s*(?P<under>\d{1,9})\s*\}"
)
_LONGER = re.compile(r"(?<![\w.])-?\d{0,9}\.\d{3,15}(?!\w|\.\d)")
# Denominators of the fractions that people round: a third, a seventh, an odd of thirteen.
_ENDLESS = (3, 6, 7, 9, 11, 12, 13)
# A pattern for one number: `1.01.*`. Alternatives show that somebody thought of rounding.
_PATTERN = re.compile(r"\^?\(?-?\d{0,12}\\?\.\d{2,12}(?:\.\*|\\d\*)?\)?\$?")
MOST_GIVEN = 8
MOST_SHOWN = 40


@dataclass(frozen=True, slots=True)
class DecimalKey:
    """A key with a decimal point: as written, its exact value, and how many places and significant digits it has."""

    written: str
    value: Fraction
    places: int
    digits: int

    @property
    def half_unit(self) -> Fraction:
        """Half a unit of the last place: as much as rounding to it may take away."""
        return Fraction(1, 2 * 10**self.places)


def says_how(stem: str) -> bool:
    """Whether the question mentions rounding, or a form that numbers have, in any way."""
    return _SAYS_HOW.search(stem) is not None


def decimal_key(number: NumericKey) -> DecimalKey | None:
    """The key, if it is written with a decimal point."""
    written = _DECIMAL.fullmatch(number.text.text.strip())
    if written is None:
        return None
    digits = len((written["whole"] + written["places"]).lstrip("+-0"))
    return DecimalKey(written[0], Fraction(written[0].replace(",", ".")), len(written["places"]), digits)


def is_decimal_pattern(pattern: str) -> bool:
    """Whether a regular expression takes the digits of a decimal number, and no number of fewer places."""
    return _PATTERN.fullmatch(pattern.strip()) is not None


def numbers_given(stem: str) -> list[Fraction]:
    """The first numbers that stand in the question."""
    return [Fraction(match[0]) for match in islice(_NUMERAL.finditer(stem), MOST_GIVEN)]


def near_fraction(key: DecimalKey, given: list[Fraction]) -> Fraction | None:
    """The fraction without an end that the key is the rounding of; its denominator a small one, or a number given."""
    denominators = {*_ENDLESS, *(int(number) for number in given if number.denominator == 1 and 3 <= number <= 100)}
    for denominator in sorted(denominators):
        nearest = Fraction(round(key.value * denominator), denominator)
        if nearest.denominator > 2 and nearest != key.value and abs(nearest - key.value) <= key.half_unit:
            return nearest
    return None


def shown_in_full(key: DecimalKey, number: NumericKey, question: Question) -> tuple[str, Fraction] | None:
    """A more precise number in the question or its feedback that rounds to the key: as written, and its value."""
    own = (number.feedback,) if number.feedback is not None else ()
    for text in (*own, *question.feedback, question.stem):
        for written, value in islice(_more_precise(text.text), MOST_SHOWN):
            if value != key.value and abs(value - key.value) <= key.half_unit:
                return written, value
    return None


def _more_precise(text: str) -> Iterator[tuple[str, Fraction]]:
    for match in _QUOTIENT.finditer(text):
        top, bottom = int(match["top"] or match["over"]), int(match["bottom"] or match["under"])
        if bottom:
            yield match[0], Fraction(top, bottom)
    for match in _LONGER.finditer(text):
        yield match[0], Fraction(match[0])
