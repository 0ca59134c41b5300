"""What the float checks say of a piece of a course."""

from __future__ import annotations

from courselint.analysis import assertions
from courselint.analysis.facts import facts, merge
from courselint.checks import (
    assertion_on_tuple,
    constant_assertion,
    expected_noise,
    float_comparison,
    loose_tolerance,
    nan_comparison,
    tight_tolerance,
    zero_expected,
)
from courselint.model import Course, Document, Hit
from courselint.pagetest import notebook as percent
from courselint.sources import notebook, python


def module(text: str, path: str = "test_week.py") -> Document:
    return python.read(path, text.encode(), text)


def cells(text: str) -> Document:
    """A notebook in percent format."""
    data = percent(text)
    return notebook.read("lesson.ipynb", data, data.decode())


def findings(document: Document, course: Course | None = None) -> list[tuple[str, Hit]]:
    found: list[tuple[str, Hit]] = []
    course = course or merge([facts(document)])
    for assertion in assertions.read(document):
        for rule, hits in (
            ("FLT001", float_comparison.check(assertion, course, involving="inexact")),
            ("FLT002", float_comparison.check(assertion, course, involving="computed")),
            ("FLT003", tight_tolerance.check(assertion)),
            ("FLT004", loose_tolerance.check(assertion)),
            ("FLT006", expected_noise.check(assertion)),
            ("FLT005", zero_expected.check(assertion)),
            ("FLT010", nan_comparison.check(assertion)),
            ("TST001", assertion_on_tuple.check(assertion)),
            ("TST002", constant_assertion.check(assertion)),
        ):
            found.extend((rule, hit) for hit in hits)
    return found


def rules(document: Document) -> list[str]:
    return [rule for rule, _ in findings(document)]


def flagged(hit: Hit) -> str:
    assert hit.text is not None
    return hit.text.text[hit.span.start : hit.span.end]
