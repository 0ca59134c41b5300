"""A slip in the form of one word, found among the words of a clause, and the hit that tells of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from courselint.analysis.clauses import Clauses, clauses
from courselint.analysis.wording import like, prose_of
from courselint.model import Edit, Fix, Hit, Span, Text

# A text with more findings of one rule than these is no prose.
_MOST = 100


@dataclass(frozen=True, slots=True)
class Slip:
    """The word at number `at` is wrong in the phrase from `first` to `last`; `right` is what belongs there."""

    at: int
    first: int
    last: int
    right: str = ""


def hits(item: Text, find: Callable[[Clauses], Iterable[Slip]]) -> Iterator[Hit]:
    """Yield `found` for each slip outside quotation marks, with `text`, `right` and its `context`; fixes are unsafe."""
    if item.kind == "code":
        return
    read = clauses(prose_of(item))
    told: set[int] = set()
    for slip in sorted(find(read), key=lambda each: (each.at, each.first, each.last, each.right)):
        if slip.at in told or read.is_quoted(slip.at, slip.first) or len(told) == _MOST:
            continue
        span = Span(read.starts[slip.at], read.end(slip.at))
        if _is_set_apart(item, span):
            continue
        told.add(slip.at)
        text = item.text[span.start : span.end]
        context = " ".join(item.text[read.starts[slip.first] : read.end(slip.last)].split())
        right = like(text, slip.right)
        fix = Fix(f"write “{right}”", (Edit(item, span, right),), "unsafe") if right else None
        yield Hit("found", item, span, {"text": text, "right": right, "context": context}, fix=fix)


def _is_set_apart(item: Text, span: Span) -> bool:
    """Whether marks that the text doesn't show, such as those of emphasis, open right before the word: it is a name."""
    if span.start == 0:
        return False
    return item.in_source(Span(span.start - 1, span.start)).end < item.in_source(span).start
