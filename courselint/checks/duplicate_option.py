"""The same option offered twice."""

from __future__ import annotations

from collections.abc import Iterator

from courselint.analysis.optionvalue import same_text
from courselint.analysis.questiontext import has_unknown, quoted
from courselint.model import Hit, Option, Question, Related

READS = Question


def check(question: Question) -> Iterator[Hit]:
    if question.kind != "choice":
        return
    seen: dict[str, Option] = {}
    for option in question.options:
        form = same_text(option.text.text)
        if not form or has_unknown(option.text):
            continue
        first = seen.setdefault(form, option)
        if first is not option:
            related = (Related(first.text, first.text.whole, "the same option"),)
            yield Hit("duplicate", option.text, option.text.whole, {"option": quoted(option.text.text)}, related)
