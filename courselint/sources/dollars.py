"""Whether two dollars hold maths, or are the prices of two things."""

from __future__ import annotations

import re

# What between two dollars with blanks beside them makes it maths after all, which MathJax takes it for in any case.
_MATHS = re.compile(r"\\[A-Za-z{}|,;!]|[\^_]|\A\s*+\w\s*+\Z")
_BLANK = re.compile(r"\n[ \t>]*+\r?\n")
# Formulas are shorter, and two dollars further apart seldom belong together.
_LONGEST = 400


def formula_end(text: str, at: int) -> int:
    """Where the formula ends that the dollar at `at` opens, after its closing dollar; -1 if it opens none."""
    end = text.find("$", at + 1)
    while end > 0 and text[end - 1] == "\\":
        end = text.find("$", end + 1)
    if end <= at + 1:
        return -1
    # Pandoc's rule: "$5 and $10" is money.
    is_tight = not text[at + 1].isspace() and not text[end - 1].isspace() and not text[end + 1 : end + 2].isdigit()
    return end + 1 if is_tight or (end - at < _LONGEST and _MATHS.search(text[at + 1 : end])) else -1


def spread_formula_end(text: str, at: int) -> int:
    """The same for a formula that may go on over line ends, where more is asked of what looks like one."""
    end = formula_end(text[at : at + _LONGEST], 0)
    inside = text[at + 1 : at + end - 1]
    is_formula = end >= 0 and ("\n" not in inside or (bool(_MATHS.search(inside)) and not _BLANK.search(inside)))
    return at + end if is_formula else -1
