"""Assertions that look at the answer and hold whatever it is."""

from __future__ import annotations

from collections.abc import Iterator

from courselint.model import Assertion, Hit

READS = Assertion

LONGEST_QUOTE = 60


def check(assertion: Assertion) -> Iterator[Hit]:
    """On the condition, or on the call that asserts; `idiom` says what makes it hold."""
    if assertion.form != "vacuous":
        return
    part = assertion.parts[0]
    written = " ".join(assertion.text.text[part.start : part.end].split())
    quoted = written
    if len(written) > LONGEST_QUOTE:
        # What is not called stands at the end.
        is_end = assertion.idiom == "uncalled"
        quoted = "…" + written[1 - LONGEST_QUOTE :] if is_end else written[: LONGEST_QUOTE - 1] + "…"
    yield Hit(assertion.idiom, assertion.text, assertion.span, {"part": quoted})
