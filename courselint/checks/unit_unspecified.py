"""Numbers asked for without the unit, or the form, in which they are to be given."""

from __future__ import annotations

import re
from collections.abc import Iterator

from courselint.analysis.questiontext import asking_clause, in_words, quoted
from courselint.model import Hit, Question, Text

READS = Question

_MONEY = re.compile(
    r"\b(?:budget|price|cost|salary|wages?|revenue|profit|income|earnings|how much (?:money|does|did|do))\b",
    re.IGNORECASE,
)
_SIZED = re.compile(
    r"\bhow (?:long|far|fast|heavy|tall|high|deep|wide|hot|cold)\b"
    r"|\b(?:what|find|calculate|compute|determine|give)\b.{0,40}?\b(?:length|distance|height|width|depth|speed|velocity"
    r"|acceleration|mass|weight|force|energy|power|temperature|duration|pressure|voltage|resistance|frequency|wavelength"
    r"|angle)\b",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"\b(?:what|which|find|calculate|compute|determine|give)\b.{0,40}?\b(?P<share>percentage|percent|per cent)\b",
    re.IGNORECASE,
)
_LIKELY = re.compile(r"\b(?:probability|how likely|proportion|fraction)\b", re.IGNORECASE)
# A unit, or the word for one, anywhere: somebody thought of it.
_UNITS = re.compile(
    r"[$€£¥%°Ω]|\\(?:text|mathrm|rm|si|unit|degree|circ|pi)\b|\b(?:units?|dollars?|euros?|cents?|pounds?|yen|rupees?|usd|eur|gbp"
    r"|degrees?|radians?|rad|deg|percent(?:age)?|per cent|decimal|(?:kilo|centi|milli|micro|nano|mega|giga)?"
    r"(?:met(?:er|re)s?|grams?|seconds?|joules?|watts?|volts?|hertz|pascals?|newtons?|lit(?:er|re)s?|bytes?|bits?)"
    r"|minutes?|hours?|days?|weeks?|months?|years?|feet|foot|inch(?:es)?|miles?|yards?|ounces?|kelvin|celsius|fahrenheit"
    r"|pixels?|points?|moles?|ohms?|amperes?|amps?|words?|characters?|nodes?|edges?|steps?|elements?|digits?)\b"
    r"|\d ?(?:[kcmµunMG]?(?:m|g|s|J|W|V|N|Hz|Pa|L|l|A|K|C|F|eV)|min|h|km/h|mph|ft|in|lb|oz)\b"
    r"|\bin (?:m|s|g|kg|cm|mm|km|ms|N|J|W|V|K|C|F|A)\b"
    r"|\((?:in )?(?:m|s|g|kg|cm|mm|km|ms|N|J|W|V|K|m/s(?:\^?2|²)?)\)",
)
# A pattern that takes a decimal number: `(0.307|.31)`.
_DECIMALS = re.compile(r"\W{0,2}\d{0,12}\\?\.\d{1,12}")
# What these have of length, height, weight or power is a bare number.
_BARE = re.compile(
    r"`|\b(?:strings?|lists?|arrays?|tuples?|vectors?|sequences?|paths?|keys?|trees?|graphs?|heaps?|stacks?|queues?|matri\w+"
    r"|tests?|samples?|cycles?|index|indices|functions?|code|programs?|loops?|output|prints?|eigen\w+|net\w*)\b",
    re.IGNORECASE,
)


def check(question: Question) -> Iterator[Hit]:
    """One finding a question, on the sentence that asks."""
    key = _key(question)
    if key is None:
        return
    words = in_words(question.stem.text)
    clause = asking_clause(words)
    asked = words[clause.start : clause.end]
    stem = question.stem.text
    value = _value(key)
    if value is not None and 0 < value < 1 and _SHARE.search(asked) and not re.search(r"\b(?:decimal|fraction)", stem):
        yield Hit("share", question.stem, clause, {"key": quoted(key.text)})
    elif value is not None and value > 1 and _LIKELY.search(asked) and not _UNITS.search(stem):
        yield Hit("likely", question.stem, clause, {"key": quoted(key.text)})
    elif not _UNITS.search(stem):
        what = "a sum of money" if _MONEY.search(asked) else "a quantity"
        if _MONEY.search(asked) or (_SIZED.search(asked) and not _BARE.search(stem)):
            yield Hit("unit", question.stem, clause, {"what": what})


def _key(question: Question) -> Text | None:
    """The number that is accepted: the one key, as it is written."""
    if question.kind == "numeric" and len(question.numbers) == 1:
        return question.numbers[0].text
    keys = [option for option in question.options if option.is_key] if question.kind == "short-answer" else []
    if len(keys) == 1 and keys[0].is_pattern and _DECIMALS.match(keys[0].text.text):
        return keys[0].text
    return None


def _value(key: Text) -> float | None:
    found = re.search(r"-?\d*\.?\d+", key.text)
    return float(found[0]) if found else None
