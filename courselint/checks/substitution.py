"""Wording that is wrong wherever it stands, and the right one for it, by the pairs of a rule page."""

from __future__ import annotations

from collections.abc import Iterator

from courselint.analysis.wording import compile_phrases, find, prose_of
from courselint.model import Edit, Fix, Hit, Span, Text

READS = Text


def check(
    item: Text,
    *,
    swaps: tuple[str, ...],
    exceptions: tuple[str, ...] = (),
    words: tuple[str, ...] = (),
    ignore_case: bool = True,
    applicability: str = "unsafe",
) -> Iterator[Hit]:
    r"""Yield `found` for each wrong wording that no exception covers, with `text`, `right` and its `context`.

    `swaps` are `wrong => right`, see `courselint.analysis.wording.compile_phrases`; the right wording replaces the
    flagged part and keeps the case of its first letter.
    `applicability` of the fix is `safe` or `unsafe`.
    """
    if item.kind == "code":
        return
    for match in find(prose_of(item), compile_phrases(swaps, exceptions, words, ignore_case=ignore_case)):
        span, right = Span(match.start, match.end), match.right or ""
        text = item.text[match.start : match.end]
        values = {"text": text, "right": right, "context": " ".join(match.context.split())}
        fix = Fix(f"write “{right}”", (Edit(item, span, right),), "safe" if applicability == "safe" else "unsafe")
        yield Hit("found", item, span, values, fix=fix)
