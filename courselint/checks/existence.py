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
    words: tuple[tuple[str, str], ...] = (),
    ignore_case: bool = True,
) -> Iterator[Hit]:
    """Yield `found` for each match of a pattern that no exception covers, with `text` and its `context`.

    The language of patterns: `courselint.analysis.wording.compile_phrases`. `words` are pairs of a class's name and
    its members, parted by blanks.
    """
    if item.kind == "code":
        return
    phrases = compile_phrases(
        tuple((pattern, None) for pattern in patterns), exceptions, words, ignore_case=ignore_case
    )
    for match in find(prose_of(item), phrases):
        values = {"text": item.text[match.start : match.end], "context": " ".join(match.context.split())}
        yield Hit("found", item, Span(match.start, match.end), values)
