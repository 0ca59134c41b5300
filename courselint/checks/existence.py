"""Wording that is wrong wherever it stands, by the patterns of a rule page."""

from __future__ import annotations

from collections.abc import Iterator

from courselint.analysis.wording import compile_phrases, find, prose_of
from courselint.model import Hit, Span, Text

READS = Text


def check(
    item: Text,
    *,
    patterns: tuple[str, ...],
    exceptions: tuple[str, ...] = (),
    words: tuple[str, ...] = (),
    ignore_case: bool = True,
) -> Iterator[Hit]:
    """Yield `found` for each match of a pattern that no exception covers, with `text` and its `context`.

    What patterns, exceptions and classes of words may be: `courselint.analysis.wording.compile_phrases`.
    """
    if item.kind == "code":
        return
    for match in find(prose_of(item), compile_phrases(patterns, exceptions, words, ignore_case=ignore_case)):
        values = {"text": item.text[match.start : match.end], "context": " ".join(match.context.split())}
        yield Hit("found", item, Span(match.start, match.end), values)
