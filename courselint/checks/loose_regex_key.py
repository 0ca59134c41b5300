"""Regular expressions as numeric keys that take other numbers: an unescaped point, alternatives without a group."""

from __future__ import annotations

import re
from collections.abc import Iterator

from courselint.analysis.questiontext import quoted
from courselint.model import Hit, Option, Question

READS = Question

# These graders put `^` before and `$` behind the whole, whatever alternatives it has.
ANCHORED_AS_A_WHOLE = frozenset(("runestone", "olx"))
LONGEST = 200

_SPACE = re.compile(r"\\s[*+?]?|\\b|\s")
_SIGN = r"(?:\\?[-+]\??|)"
_DOTTED = re.compile(
    rf"(?<![^(|^:])(?P<sign>{_SIGN})(?P<whole>\d{{1,15}}|0\?|\(0\)\?|\[0\]\?|)\.(?P<places>\d{{1,15}})"
    r"(?:\.[*+]|\\d[*+?]|0[*+]|\[0-9\][*+?])?(?=[)|$]|\Z)"
)
_NUMERAL = re.compile(rf"{_SIGN}\d{{1,15}}(?:\\?\.\d{{1,15}})?")
_WHOLE = re.compile(rf"{_SIGN}\d{{1,15}}")
_PART = re.compile(r"\\.|\[\^?\]?(?:[^\]\\]|\\.)*+\]|[()|]", re.DOTALL)


def check(question: Question) -> Iterator[Hit]:
    """One finding a key; patterns are never run, but held against the few forms that numbers have."""
    keys = [option for option in question.options if option.is_key and option.is_pattern]
    loose: set[int] = set()
    for number, option in enumerate(keys):
        if wrong := _through_the_point(option.text.text):
            loose.add(number)
            yield _hit("point", option, wrong)
    if question.format in ANCHORED_AS_A_WHOLE:
        parts = [(number, part) for number, key in enumerate(keys) for part in _alternatives(key.text.text)]
        if len(parts) > 1 and (found := _past_the_anchors(parts)) and found[0] not in loose:
            yield _hit("anchors", keys[found[0]], found[1])


def _hit(message: str, option: Option, wrong: str) -> Hit:
    return Hit(message, option.text, option.text.whole, {"pattern": quoted(option.text.text), "wrong": wrong})


def _through_the_point(pattern: str) -> str:
    """A wrong answer, a number if there is one, that passes because a point stands for any character; else ""."""
    bare = _SPACE.sub("", pattern[:LONGEST])
    wrong = [
        _otherwise(match)
        for match in _DOTTED.finditer(bare)
        if bare.count("[", 0, match.start()) == bare.count("]", 0, match.start())
    ]
    return next((answer for answer in wrong if "x" not in answer), wrong[0] if wrong else "")


def _otherwise(match: re.Match[str]) -> str:
    """The number with something else in the place of its point."""
    sign, whole = match["sign"].strip("\\").rstrip("?"), match["whole"]
    if whole == "0":
        return f"{sign}0x{match['places']}"
    # Without a zero before it, the point takes any first digit.
    return f"{sign}{whole}0{match['places']}" if whole.isdigit() else f"{sign}1{match['places']}"


def _past_the_anchors(parts: list[tuple[int, str]]) -> tuple[int, str] | None:
    """Which key takes a longer number, and which: the first alternative has no end, the last no beginning."""
    (first, opening), (last, closing) = parts[0], parts[-1]
    # More decimals than asked for are no wrong answer.
    if _WHOLE.fullmatch(opening.removeprefix("^")):
        return first, opening.removeprefix("^").replace("\\", "") + "0"
    if _NUMERAL.fullmatch(closing.removesuffix("$")) and closing[0].isdigit():
        return last, "1" + closing.removesuffix("$").replace("\\", "")
    return None


def _alternatives(pattern: str) -> list[str]:
    """The alternatives of a pattern outside its groups."""
    bare = _SPACE.sub("", pattern[:LONGEST])
    cuts, depth = [-1], 0
    for match in _PART.finditer(bare):
        depth += {"(": 1, ")": -1}.get(match[0], 0)
        if match[0] == "|" and depth == 0:
            cuts.append(match.start())
    return [bare[start + 1 : end] for start, end in zip(cuts, [*cuts[1:], len(bare)], strict=True)]
