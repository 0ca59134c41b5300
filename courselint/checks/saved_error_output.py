"""Tracebacks among saved outputs, in cells that aren't meant to fail."""

from __future__ import annotations

import re
from collections.abc import Iterator

from courselint.model import Document, Hit, Span, Text

READS = Document

# Errors that a lesson shows on purpose are announced in the cell or just before it; an interrupt is no error.
_ANNOUNCED = re.compile(
    r"\b(?:error|exception|fail(?:s|ed|ure)?|raises?|traceback|crash\w*|wrong|incorrect|invalid|illegal|not allowed"
    r"|can ?not|can't|won't|doesn't|does not|will not|didn't|did not|unable|problem|broken|breaks?|bug|catch|except"
    r"|oops|mistake|forbidden|complain\w*|try(?:ing)?|happens?)\b",
    re.IGNORECASE,
)


def check(document: Document) -> Iterator[Hit]:
    """A hit for each cell with a saved error that nothing announces, on the cell's first line."""
    seen: set[int] = set()
    for output in document.outputs:
        cell = document.sources[output.source].cell
        if (
            output.kind != "error"
            or output.error == "KeyboardInterrupt"
            or output.source in seen
            or "raises-exception" in (cell.tags if cell else ())
        ):
            continue
        seen.add(output.source)
        if not _is_announced(document, output.source):
            yield _hit(document.sources[output.source].text, output.source, output.error)


def _is_announced(document: Document, source: int) -> bool:
    around = document.sources[max(0, source - 2) : source + 2]
    return any(
        _ANNOUNCED.search(near.text)
        for near in around
        if near.cell and (near.cell.type != "code" or near is document.sources[source])
    )


def _hit(text: str, source: int, error: str) -> Hit:
    start = len(text) - len(text.lstrip())
    end = text.find("\n", start)
    line = text[start : end if end >= 0 else len(text)].rstrip()
    return Hit(
        "saved",
        Text.plain(text, source=source, kind="code"),
        Span(start, start + len(line)),
        {"error": error or "an error"},
    )
