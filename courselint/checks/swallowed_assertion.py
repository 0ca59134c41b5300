"""Assertions whose failure a handler keeps to itself."""

from __future__ import annotations

from collections.abc import Iterator

from courselint.model import Assertion, Hit

READS = Assertion


def check(assertion: Assertion) -> Iterator[Hit]:
    """On the condition of the first assertion; one finding a function or cell. `idiom` is the handler's head."""
    if assertion.form == "swallowed":
        yield Hit("swallowed", assertion.text, assertion.span, {"handler": assertion.idiom})
