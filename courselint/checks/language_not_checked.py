"""Files written in another language than the one that is configured."""

from __future__ import annotations

from collections.abc import Iterator

from courselint.model import Document, Hit
from courselint.spelling.speller import Speller

READS = Document


def check(document: Document, speller: Speller) -> Iterator[Hit]:
    """On the whole file."""
    if speller.is_foreign([text.text for text in document.texts if text.kind != "code"]):
        yield Hit("foreign", None, values={"language": speller.language})
