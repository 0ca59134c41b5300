"""Tolerances as large as what they surround: zero passes, or nearly anything."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from courselint.analysis.noise import is_rounding_noise
from courselint.analysis.tolerances import first_fault
from courselint.model import Assertion, Comparison, Hit

READS = Assertion

# A tolerance above this is a range that somebody chose; below it, it was meant for rounding.
MOST_MEANT = 1e-4
# Everything between zero and twice the expected value passes.
WHOLE = 1.0
_DECIMAL_CALLS = ("assert_almost_equal", "assert_array_almost_equal")
_TENTH = 0.1
_CHANCE = re.compile(
    r"(?i)rand|sampl|monte|simul|noise|noisy|stochas|chain|mcmc|seed|approx\w*ly|rough|within|percent|%|estimat|bootstrap|time|elapsed|duration|speed"
)


def check(assertion: Assertion) -> Iterator[Hit]:
    """One finding an assertion, on the comparison."""
    return first_fault(assertion, _fault)


def _fault(comparison: Comparison, rtol: float, atol: float) -> tuple[str, dict[str, str]] | None:
    if comparison.idiom in _DECIMAL_CALLS and 1 < atol < 1.5:
        return "decimals", {"call": comparison.idiom, "allowed": f"{atol:.2g}"}
    if math.isfinite(rtol) and rtol >= WHOLE:
        return "whole", {"rtol": f"{rtol:.3g}"}
    if rtol > _TENTH and not _CHANCE.search(comparison.text.text):
        return "relative", {"rtol": f"{rtol:.3g}"}
    left, right = comparison.left, comparison.right
    if left.numbers and right.numbers:
        return None
    numbers = [number for number in (right.numbers or left.numbers) if number != 0]
    if not numbers or not all(math.isfinite(number) for number in numbers):
        return None
    if any(is_rounding_noise(number) or _is_power_of_ten(number) for number in numbers):
        return None
    allowed = [atol + rtol * abs(number) for number in numbers]
    if max(allowed) > MOST_MEANT or any(a < abs(number) for a, number in zip(allowed, numbers, strict=True)):
        return None
    largest = max(numbers, key=abs)
    return "tiny", {"allowed": f"{max(allowed):.2g}", "expected": repr(largest)}


def _is_power_of_ten(number: float) -> bool:
    """1e-12 as an expected value is another way to write "nothing"."""
    return f"{abs(number):.15e}".startswith("1.000000000000000")
