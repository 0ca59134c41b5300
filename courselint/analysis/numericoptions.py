"""Options that are numbers, maybe with one unit, and the order they stand in."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import pairwise

from courselint.analysis.optionvalue import exact_value
from courselint.analysis.questiontext import has_unknown
from courselint.model import Option, Question

LONGEST_FORMULA = 120
# Fewer are soon looked through.
FEWEST = 3

_MEASURED = re.compile(
    r"(?P<currency>[$€£¥]\s?)?(?P<number>[-+−]?(?:\d[\d,]*(?:\.\d+)?|\.\d+)(?:\s?/\s?\d+)?)"
    r"(?P<unit>(?:\s*%|\s*°\s?[CF]?|\s{0,2}[^\W\d_][^\d,;=()]{0,24})?)"
)
# How LaTeX sets a unit: `\mathsf{m/s}`, with `\,` before it.
_UPRIGHT = re.compile(r"\\(?:mathsf|mathrm|textsf|textrm|text|mbox|rm)\s*\{([^{}]{0,40})\}")
_SPACES = re.compile(r"\\[,;:!> ]|~|\\quad(?![A-Za-z])")
_DEGREE = re.compile(r"\^\s*(?:\{\s*\\circ\s*\}|\\circ(?![A-Za-z]))")
_COMMAND = re.compile(r"\\(?=[A-Za-z])")
_POWER = re.compile(r"(?<=[A-Za-z])\^\{?(-?[1-4])\}?(?!\d)")
_RAISED = str.maketrans("-1234", "⁻¹²³⁴")
_CATCH_ALL = re.compile(
    r"\W*(?:none|all|both|neither|any|not enough|cannot|can['’]t|can not|it depends|i don['’]t|impossible|undefined"
    r"|error|insufficient|unknown)\b.{0,60}",
    re.IGNORECASE | re.DOTALL,
)
# A code written in digits (007, 0110) has no size; neither has a version.
_CODE = re.compile(r"\W*0\d")


def values(question: Question) -> tuple[Fraction, ...]:
    """The numbers that its options are, in the file's order; () where they aren't all numbers of one unit.

    An option behind them that speaks of the others, such as "none of these", is passed over.
    """
    found: list[Fraction] = []
    units: set[str] = set()
    for option in numeric(question):
        measured = _measured(option)
        if measured is None:
            return ()
        found.append(measured[0])
        units.add(measured[1])
    is_scale = len(found) >= FEWEST and len(units) == 1 and len(set(found)) == len(found)
    return tuple(found) if is_scale and not _are_codes(question, found) else ()


def numeric(question: Question) -> tuple[Option, ...]:
    """The options without those at the end that speak of the others."""
    options = list(question.options)
    while options and _CATCH_ALL.fullmatch(options[-1].text.text):
        options.pop()
    return tuple(options)


def is_ordered(numbers: tuple[Fraction, ...]) -> bool:
    """Whether they rise or fall all the way."""
    pairs = tuple(pairwise(numbers))
    return all(a < b for a, b in pairs) or all(a > b for a, b in pairs)


def _are_codes(question: Question, numbers: list[Fraction]) -> bool:
    """Whether the digits are no sizes: the arguments `$1` and `$9` of a script, the printed `123`, `321` and `213`."""
    written = [option.text.text.strip().strip("`") for option in numeric(question)]
    if all(re.fullmatch(r"\$\d", each) for each in written):
        return True
    digits = {tuple(sorted(str(number))) for number in numbers}
    return len(digits) == 1 and min(numbers) >= 100


def _measured(option: Option) -> tuple[Fraction, str] | None:
    text = option.text.text.strip().strip("`").strip()
    if has_unknown(option.text) or _CODE.match(text):
        return None
    value = exact_value(text)
    if value is not None:
        return value, "%" if text.rstrip("$. ").endswith("%") else ""
    match = _MEASURED.fullmatch(_typeset(text.rstrip(".")))
    value = exact_value(match["number"]) if match else None
    if match is None or value is None:
        return None
    # "1 day" and "3 days" are of one unit.
    unit = " ".join((match["unit"] or "").split()).lower().rstrip(".")
    return value, f"{(match['currency'] or '').strip()}{unit.removesuffix('s')}"


def _typeset(text: str) -> str:
    """A formula of a number and its unit as it is shown: `\\(4.5\\,\\mathrm{m/s}\\)` is “4.5 m/s”."""
    if len(text) > LONGEST_FORMULA:
        return text
    if text.startswith("\\(") and text.endswith("\\)"):
        bare = text[2:-2]
    elif len(text) > 2 and text[0] == text[-1] == "$":
        bare = text.strip("$")
    else:
        return text
    if not _UPRIGHT.search(bare) and not _DEGREE.search(bare):
        # "2x" is no quantity.
        return text
    bare = _DEGREE.sub("°", _SPACES.sub(" ", _UPRIGHT.sub(r"\1", bare)))
    return " ".join(_POWER.sub(lambda match: match[1].translate(_RAISED), _COMMAND.sub("", bare)).split())
