"""The numbers that a text2qti question accepts."""

from __future__ import annotations

import re

from courselint.model import NumericKey, Span, Text
from courselint.sources.quizzes.numbers import number

_VALUE = re.compile(r"(?P<value>[^+]++(?:\+(?!-)[^+]*+)*+)\+-[ \t]*(?P<margin>[^%]*+)(?P<percent>%?)[ \t]*")
_INTEGER = re.compile(r"[+-]?\d[\d_]*")


def read_number(text: Text) -> NumericKey | None:
    """An accepted number: an integer, `3.14 +- 0.01`, `20 +- 5%` or `[1.2, 1.3]`; None where it is none of these."""
    written = text.text.strip()
    if written.startswith("[") and written.endswith("]"):
        low, comma, high = written[1:-1].partition(",")
        first, last = number(low), number(high)
        if not comma or first is None or last is None or first > last:
            return None
        return NumericKey(text, first, last)
    if match := _VALUE.fullmatch(written):
        value, margin = number(match["value"]), number(match["margin"])
        if value is None or margin is None or margin < 0:
            return None
        tolerance = abs(value) * margin / 100 if match["percent"] else margin
        at = Span(0, len(match["value"]))
        return NumericKey(text.part(at), value - tolerance, value + tolerance, tolerance)
    if _INTEGER.fullmatch(written):
        value = number(written.replace("_", ""))
        return NumericKey(text, value, value) if value is not None else None
    return None
