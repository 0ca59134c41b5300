"""Tests whose right answer is a rounding error: 0.30000000000000004, 2.220446049250313e-16."""

from __future__ import annotations

from collections.abc import Iterator

from courselint.analysis.expectednoise import expected_noise
from courselint.model import Assertion, Hit, Related

READS = Assertion


def check(assertion: Assertion) -> Iterator[Hit]:
    """One finding an assertion, on the comparison."""
    if assertion.form != "comparison" or not assertion.is_grading or assertion.is_rounding_lesson:
        return
    if assertion.is_mocked:
        return
    for comparison in assertion.comparisons:
        noise = expected_noise(comparison)
        if noise is None:
            continue
        values = {"number": repr(noise.number), "meant": noise.meant, "compared": comparison.idiom}
        related = tuple(
            Related(text, span, "the number with noise")
            for text, span in noise.side.origins
            if text is not comparison.text or not comparison.span.start <= span.start < comparison.span.end
        )
        yield Hit("nothing" if noise.meant == "0" else "noise", comparison.text, comparison.span, values, related)
        return
