"""Keys that stand in one place too often for chance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from courselint.analysis.chisquare import p_value
from courselint.analysis.questiontext import is_survey
from courselint.model import Document, Hit, Question

READS = Document

_PLACES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")


def check(document: Document, *, fewest: int = 12, level: float = 0.01) -> Iterator[Hit]:
    """Judges the questions of the most frequent number of options, if there are at least `fewest` of them."""
    for source in sorted({question.stem.source for question in document.questions} if document.members else {0}):
        keys = [
            (len(question.options), place)
            for question in document.questions
            if (question.stem.source == source or not document.members) and (place := _place(question)) is not None
        ]
        sizes = Counter(size for size, _ in keys)
        if not sizes:
            continue
        size, number = sizes.most_common(1)[0]
        counts = [sum(1 for key in keys if key == (size, place)) for place in range(size)]
        # With fewer than three expected in each place the test says too little.
        if number < max(fewest, 3 * size) or (p := p_value(counts)) >= level:
            continue
        most = max(range(size), key=lambda place: counts[place])
        values = {
            "count": str(counts[most]), "number": str(number), "place": _PLACES[most],
            "counts": ", ".join(map(str, counts)), "odds": f"{int(1 / max(p, 1e-6)):,}",
        }  # fmt: skip
        yield Hit("biased", None, values=values)


def _place(question: Question) -> int | None:
    """Where its one key stands, if learners see the options in this order."""
    if question.kind != "choice" or question.is_shuffled or not 3 <= len(question.options) <= len(_PLACES):
        return None
    keys = [number for number, option in enumerate(question.options) if option.is_key]
    return keys[0] if len(keys) == 1 and not is_survey(question) else None
