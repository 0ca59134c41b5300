"""Tests that expect one choice of signs or order where mathematics leaves several."""

from __future__ import annotations

import re
from collections.abc import Iterator

from courselint.model import Assertion, Comparison, Floatness, Hit, Operand

READS = Assertion

# So far before and behind the assertion a test settles the signs.
BEFORE, BEHIND = 800, 300
_SETTLED = re.compile(r"(?i)\bsign|_sign|signs?\b|\babs\(|absolute|\bflip|\bup to\b|cosine|orthonormal")
_EITHER = re.compile(r"\bor\b|\|")


def check(assertion: Assertion) -> Iterator[Hit]:
    """On the first comparison of such a value with written numbers."""
    if assertion.form != "comparison" or not assertion.is_grading or assertion.is_mocked:
        return
    text = assertion.text.text
    if _EITHER.search(text, assertion.span.start, assertion.span.end):
        return
    around = text[max(0, assertion.span.start - BEFORE) : assertion.span.end + BEHIND]
    for comparison in assertion.comparisons:
        found = _pair(comparison)
        if found is None:
            continue
        result, expected = found
        if _SETTLED.search(around) or any(f"-{side.written}" in around for side in found):
            return
        values = {"result": result.written, "expected": expected.written, "what": result.open_choice}
        yield Hit("compared", comparison.text, comparison.span, values)
        return


def _pair(comparison: Comparison) -> tuple[Operand, Operand] | None:
    """The open value and the written numbers that it is compared with."""
    if not comparison.is_equality or comparison.operator not in ("==", "≈"):
        return None
    for result, expected in ((comparison.left, comparison.right), (comparison.right, comparison.left)):
        if result.open_choice and not expected.open_choice and _is_written(expected):
            return result, expected
    return None


def _is_written(expected: Operand) -> bool:
    """Whether these numbers stand in the test: decimals, or a list of any."""
    if expected.is_text or expected.is_zero:
        return False
    if expected.is_stored and any(literal > 0 for literal in expected.literals):
        return True
    return expected.is_container and expected.floatness in (Floatness.INT, Floatness.EXACT)
