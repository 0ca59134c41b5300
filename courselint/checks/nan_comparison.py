"""Comparisons with nan, which is equal to nothing."""

from __future__ import annotations

from collections.abc import Iterator

from courselint.model import Assertion, Comparison, Hit

READS = Assertion


def check(assertion: Assertion) -> Iterator[Hit]:
    """One finding a comparison whose outcome is used; showing that nan differs from nan is a lesson, not a fault."""
    if assertion.is_shown:
        return
    for comparison in assertion.comparisons:
        left, right = comparison.left, comparison.right
        if comparison.operator in ("==", "!="):
            found = left.is_nan is not right.is_nan and (
                _is_written_nan(left.written) or _is_written_nan(right.written)
            )
        else:
            found = comparison.operator in ("in", "not in") and not left.is_nan and _lists_nan(right.written)
        is_call = comparison.text.text[comparison.span.start : comparison.span.end].rstrip().endswith(")") and (
            comparison.idiom.startswith(("assert", "test_")) and comparison.idiom != "assert"
        )
        if found and not is_call:
            truth = "never" if comparison.operator == "==" else "always"
            values = {"left": left.written, "op": comparison.operator, "right": right.written, "truth": truth}
            outcome = _outcome(comparison, is_grading=assertion.is_grading)
            yield Hit(outcome, comparison.text, comparison.span, values)
            return


def _outcome(comparison: Comparison, *, is_grading: bool) -> str:
    """What the comparison does where it stands: the key of the message."""
    if "in" in comparison.operator:
        return "answer" if is_grading else "member"
    if is_grading:
        return "failing" if comparison.is_equality else "passing"
    return "unseen" if comparison.operator == "==" else "unfiltered"


def _is_written_nan(written: str) -> bool:
    name = written.rpartition(".")[2].lower()
    return name == "nan" or written.replace('"', "'").lower() == "float('nan')"


def _lists_nan(written: str) -> bool:
    if written[:1] not in "[({" or written[-1:] not in "])}":
        return False
    return any(_is_written_nan(part.strip()) for part in written[1:-1].split(","))
