"""The code inside a document's sessions, ready to be read with the rest of its code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from courselint.model import Code, Document, Example, Suite
from courselint.sources.python import parse

# A session that long is a data file.
MOST_EXAMPLES = 2000


def with_suites(document: Document, is_wanted: Callable[[Suite], bool]) -> Document:
    """The document with the examples of the suites that are wanted as code of their own, behind its own code."""
    inside = tuple(
        _code(example, number)
        for number, suite in enumerate(document.suites, 1)
        if is_wanted(suite)
        for example in suite.examples[:MOST_EXAMPLES]
    )
    return replace(document, code=(*document.code, *inside)) if inside else document


def _code(example: Example, suite: int) -> Code:
    parsed = parse(example.code.text, example.code.source)
    expects = {"True": True, "False": False}.get(example.want.text.strip())
    return replace(parsed, place=example.code, suite=suite, expects=expects)
