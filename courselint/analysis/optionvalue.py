"""What an option is: its text brought to one form, and its exact value where it is a number."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction
from functools import lru_cache

from courselint.analysis.questiontext import is_prose

# Exact arithmetic is cheap up to here; longer numerals are compared as texts only.
LONGEST = 40
LONGEST_KEPT = 1000

_RAISED = str.maketrans(
    {**dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹", (f"^{digit}" for digit in range(10)), strict=True)), "⁻": "^-", "⁺": "^+", "ⁿ": "^n"}
    | dict(zip("₀₁₂₃₄₅₆₇₈₉", (f"_{digit}" for digit in range(10)), strict=True))
)
_PARAGRAPHS = re.compile(r"\n[ \t\r]*+\n\s*+")
_LETTER_STYLES = re.compile(r"[\u2100-\u214f\U0001d400-\U0001d7ff\u2460-\u24ff]")
_DECIMAL = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d*)?|\.\d+)"
_VALUE = re.compile(
    rf"(?P<sign>[-+−]?)\s*(?:(?P<number>{_DECIMAL})(?:[eE](?P<e>[-+]?\d{{1,2}}))?(?P<percent>\s*%)?"
    rf"|(?P<top>{_DECIMAL})\s*/\s*(?P<bottom>{_DECIMAL})"
    rf"|(?P<factor>{_DECIMAL})\s*(?:\*|×|·|\\times|\\cdot)\s*10\s*(?:\^|\*\*)\s*\(?\{{?(?P<power>[-+−]?\d{{1,2}})\}}?\)?)"
)
_PLAIN = re.compile(r"[\s$]*+[-+−]?[\d,]*+\.?\d*+[\s$.]*+(?:[^\W\d_]{1,8})?[\s$.]*+")
_NAME = re.compile(r"(?P<name>[A-Za-zα-ω](?:_\w)?)\s*=\s*(?=\S)")
_UNIT = re.compile(r"(?<=[\d})%.])\s*(?P<unit>(?:[A-Za-zµμΩ°π€£]|\\[a-z]{2,10})[\w\\/^°·{}⁻¹²³ -]{0,20})$")
_FRACTION = re.compile(r"\\[dt]?frac\s*\{\s*(\d+)\s*\}\s*\{\s*(\d+)\s*\}|\\[dt]?frac\s*(\d)\s*(\d)")


def same_text(text: str) -> str:
    """The form in which two options that a learner can't tell apart are equal.

    Prose is compared without its first capital, final stop and spacing; code, numbers and formulas as they are.
    """
    return _kept_form(text) if len(text) <= LONGEST_KEPT else _form(text)


def _form(text: str) -> str:
    if _LETTER_STYLES.search(text):
        # Compatibility forms would make ℝ and R, or ① and 1, the same.
        folded = unicodedata.normalize("NFC", text)
    else:
        folded = unicodedata.normalize("NFKC", text.translate(_RAISED))
    folded = folded.strip()
    if is_prose(folded):
        # Case elsewhere may be what is asked about: "one page for /contact/", "-d deletes the branch".
        words = "\n\n".join(" ".join(paragraph.split()) for paragraph in _PARAGRAPHS.split(folded)).rstrip(".")
        return words if words[1:2].isupper() else words[:1].lower() + words[1:]
    return "\n".join(line.rstrip() for line in folded.splitlines())


# More than one rule compares the same options.
_kept_form = lru_cache(maxsize=4096)(_form)


def exact_quantity(text: str) -> tuple[str, Fraction, str] | None:
    """The name, exact value and unit of an option that is a number: `x = 3/4`, `0.75 m`, `75 %`; else None.

    Two of them are the same where all three are: units are compared as written, spacing aside.
    """
    bare = _unmarked(text)
    if len(bare) > LONGEST:
        return None
    name = _NAME.match(bare)
    start = name.end() if name else 0
    value, unit = exact_value(bare[start:]), None
    if value is None and (unit := _UNIT.search(bare, start)):
        value = exact_value(bare[start : unit.start()])
    if value is None:
        return None
    return name["name"] if name else "", value, "".join(unit["unit"].split()) if unit else ""


def exact_value(text: str) -> Fraction | None:
    """The number that an option is: `3/4`, `0.75`, `75 %`, `\\frac{3}{4}`, `7.5 \\times 10^{-1}`; else None."""
    bare = _unmarked(text)
    if not bare or len(bare) > LONGEST:
        return None
    bare = _FRACTION.sub(lambda m: f"{m[1] or m[3]}/{m[2] or m[4]}", bare).replace("\\%", "%").replace("{,}", ",")
    match = _VALUE.fullmatch(bare)
    if match is None:
        return None
    value = _magnitude(match)
    return -value if value is not None and match["sign"] in ("-", "−") else value


def is_same_numeral(first: str, second: str) -> bool:
    """Whether two equal numbers differ only in a decimal point or zeros: `77` and `77.0` may name two types."""
    return _plain(first) and _plain(second) and first.replace(",", "") != second.replace(",", "")


def _unmarked(text: str) -> str:
    """The text without its final stop and the marks of a formula."""
    bare = text.strip().removesuffix(".").strip()
    if len(bare) > 1 and bare[0] == bare[-1] == "$":
        return bare.strip("$").strip()
    return bare[2:-2].strip() if bare.startswith("\\(") and bare.endswith("\\)") else bare


def _magnitude(match: re.Match[str]) -> Fraction | None:
    if match["number"]:
        value = _decimal(match["number"]) * Fraction(10) ** int(match["e"] or 0)
        return value / 100 if match["percent"] else value
    if match["top"]:
        bottom = _decimal(match["bottom"])
        return _decimal(match["top"]) / bottom if bottom else None
    return _decimal(match["factor"]) * Fraction(10) ** int(match["power"].replace("−", "-"))


def _decimal(numeral: str) -> Fraction:
    return Fraction(numeral.replace(",", "").rstrip(".") or "0")


def _plain(text: str) -> bool:
    return _PLAIN.fullmatch(text) is not None
