"""Expressions that round by what they are, whatever their parts."""

from __future__ import annotations

import re

from courselint.model import Floatness, Operand

_SUM_OF_SHARES = re.compile(
    r"(?i)\bsum\(.*(?:prob|softmax|pmf|proportion|shares|weights|\bp\b)"
    r"|(?:prob|softmax|pmf|proportion|shares|weights|\bp\b).*\.sum\("
)


_PRODUCT = re.compile(r"@|\b(?:dot|matmul|inv|pinv)\(")


_IDENTITY = re.compile(r"\b(?:eye|identity)\([^()]*\)$")


def is_sure_to_round(side: Operand, expected: Operand) -> bool:
    """Whether an unknown value rounds by what it is: probabilities that sum to 1, a matrix by its inverse."""
    if side.floatness is not Floatness.UNKNOWN or side.is_quotient:
        return False
    if expected.constant == 1 and _SUM_OF_SHARES.search(side.written):
        return True
    return bool(_IDENTITY.search(expected.written) and _PRODUCT.search(side.written))
