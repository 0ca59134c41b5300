"""Ranges to choose from that share a number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from courselint.analysis import ranges
from courselint.analysis.questiontext import quoted
from courselint.model import Hit, Question, Related

READS = Question

# The ports 0-80, the indices 0 to 5: here a range is the answer, and not where the answer lies.
_IS_RANGE = re.compile(
    r"\b(?:ranges?|intervals?|domain|indices|indexes|ports?|values? (?:can|does|may)|between which)\b", re.I
)


def check(question: Question) -> Iterator[Hit]:
    if question.kind not in ("choice", "survey") or _IS_RANGE.search(question.stem.text):
        return
    found = [(read, option.text) for option in question.options if (read := ranges.read(option.text.text)) is not None]
    found.sort(key=lambda pair: (pair[0].low, pair[0].high))
    if len(found) < 2 or len({read.unit for read, _ in found if read.unit}) > 1:
        return
    pairs = list(pairwise(found))
    # Ranges that lie inside each other, "1-65535" and "1-1024", are things to know, not a scale to place a number on.
    if not all(ranges.lie_apart(first, second) for (first, _), (second, _) in pairs):
        return
    for (first, text), (second, other) in pairs:
        if ranges.share_only_an_end(first, second):
            said = [quoted(each.text) for each in (text, other)]
            values = {"first": said[0], "second": said[1], "number": f"{first.high:g}"}
            yield Hit("shared", other, other.whole, values, (Related(text, text.whole, "the range that ends there"),))
            return
