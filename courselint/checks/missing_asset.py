"""A figure or file that a question shows and that isn't there."""

from __future__ import annotations

from collections.abc import Iterator

from courselint.analysis.assets import is_missing
from courselint.analysis.questiontext import quoted
from courselint.model import Document, Files, Hit

READS = Document


def check(document: Document, files: Files) -> Iterator[Hit]:
    for question in document.questions:
        for figure in question.figures:
            if is_missing(figure, document, files):
                yield Hit("missing", figure.text, figure.text.whole, {"target": quoted(figure.target, 120)})
