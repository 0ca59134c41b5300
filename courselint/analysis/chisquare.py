"""How likely chance makes counts as uneven as these: Pearson's chi-square test for equal shares."""

from __future__ import annotations

from collections.abc import Sequence
from math import erfc, exp, pi, sqrt


def p_value(counts: Sequence[int]) -> float:
    """The probability of counts at least as uneven, if each had the same chance.

    With an expected count of three or more the approximation errs little at the one-percent level
    (K. Larntz 1978, doi:10.1080/01621459.1978.10481567).
    """
    expected = sum(counts) / len(counts)
    statistic = sum((count - expected) ** 2 / expected for count in counts)
    return upper_tail(statistic, len(counts) - 1)


def upper_tail(statistic: float, freedom: int) -> float:
    """P(X >= statistic) for chi-square with so many degrees of freedom, by its finite series.

    M. Abramowitz and I. A. Stegun, Handbook of Mathematical Functions, 26.4.4 and 26.4.5.
    """
    if statistic <= 0:
        return 1.0
    half = statistic / 2
    if freedom % 2:
        total = erfc(sqrt(half))
        term = sqrt(half) * 2 / sqrt(pi) * exp(-half)
        first = 3
    else:
        total, term, first = 0.0, exp(-half), 2
    for degree in range(first, freedom + 1, 2):
        total += term
        term *= half / (degree / 2)
    return min(1.0, total)
