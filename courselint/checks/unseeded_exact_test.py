"""Random results that a test holds against a number, without a seed."""

from __future__ import annotations

from collections.abc import Iterator

from courselint.model import Assertion, Hit

READS = Assertion


def check(assertion: Assertion) -> Iterator[Hit]:
    """On the comparison; `idiom` is the random call."""
    if assertion.form == "unseeded":
        yield Hit("unseeded", assertion.text, assertion.span, {"call": assertion.idiom})
