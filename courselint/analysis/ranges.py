"""Options that are ranges of numbers: "5-10 %", "[0, 5)", "at least 3 hours"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import inf

_NUMBER = r"[$€£]?\s?[-−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_UNIT = r"(?P<unit>(?:\s?%|\s?°\s?[CF]?|\s{0,2}[^\W\d_][^\d,;=()<>]{0,24})?)"
_OTHER_UNIT = _UNIT.replace("unit", "moreunit")
_BETWEEN = re.compile(
    rf"(?:from |between )?(?P<low>{_NUMBER})(?:\s?%|\s?[^\W\d_]{{1,8}})??\s*(?:-|–|—|to|and|through)\s*"
    rf"(?P<high>{_NUMBER}){_UNIT}",
    re.IGNORECASE,
)
_INTERVAL = re.compile(
    rf"(?P<opens>[\[(\]])\s*(?P<low>{_NUMBER})\s*[,;]\s*(?P<high>{_NUMBER})\s*(?P<closes>[\])\[])(?P<unit>)"
)
_FROM = re.compile(
    rf"(?:(?P<closed>at least|a minimum of|from)|(?P<open>more than|over|above|greater than)) (?P<number>{_NUMBER})"
    rf"{_UNIT}|(?P<more>{_NUMBER}){_OTHER_UNIT}\s?"
    r"(?:\+|(?:or|and) (?:more|above|over|greater|higher))",
    re.IGNORECASE,
)
_TO = re.compile(
    rf"(?:(?P<closed>at most|up to|a maximum of)|(?P<open>less than|under|below|fewer than)) (?P<number>{_NUMBER})"
    rf"{_UNIT}|(?P<more>{_NUMBER}){_OTHER_UNIT}\s?"
    r"(?:or|and) (?:less|fewer|below|under|lower)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Range:
    """From `low` to `high`, ends included or not, of things of this unit."""

    low: float
    high: float
    has_low: bool
    has_high: bool
    unit: str


def read(text: str) -> Range | None:
    """The range that an option is; None if it is none."""
    bare = " ".join(text.split()).strip("`$").rstrip(".").strip()
    if len(bare) > 60:
        return None
    if match := _INTERVAL.fullmatch(bare):
        return _between(match, match["opens"] == "[", match["closes"] == "]")
    if match := _BETWEEN.fullmatch(bare):
        return _between(match, True, True)
    if match := _FROM.fullmatch(bare):
        return Range(_number(match["number"] or match["more"]), inf, match["open"] is None, False, _unit(match))
    if match := _TO.fullmatch(bare):
        return Range(-inf, _number(match["number"] or match["more"]), False, match["open"] is None, _unit(match))
    return None


def share_only_an_end(first: Range, second: Range) -> bool:
    """Whether `second`, which begins where `first` ends, holds that number, too."""
    return first.high == second.low and first.has_high and second.has_low


def lie_apart(first: Range, second: Range) -> bool:
    """Whether `second` begins at or after the end of `first`."""
    return first.low < first.high <= second.low < second.high


def _between(match: re.Match[str], has_low: bool, has_high: bool) -> Range | None:
    low, high = _number(match["low"]), _number(match["high"])
    return Range(low, high, has_low, has_high, _plain(match["unit"])) if low < high else None


def _number(written: str) -> float:
    return float(written.strip("$€£ ").replace(",", "").replace("−", "-"))


def _unit(match: re.Match[str]) -> str:
    return _plain(match["unit"] or match["moreunit"] or "")


def _plain(unit: str) -> str:
    return " ".join(unit.split()).lower().removesuffix("s")
