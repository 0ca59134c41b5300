"""Code that Python can't parse, once magics and blanks to be filled in are masked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from courselint.model import Cell, Code, Document, Hit, Span, Text

READS = Document

# A cell that a learner has yet to finish doesn't parse, and isn't meant to.
_UNFINISHED = re.compile(
    r"your (?:code|answer|solution|work|turn)|code here|\btodo\b|\bfixme\b|fill (?:in|this)|\bcomplete\b|implement"
    r"|replace|insert|write (?:your|the|a)|start code|\bblank|_{3,}|\.{3}|\?\?|…",
    re.IGNORECASE,
)
_EMPTY_RIGHT_SIDE = re.compile(r"^[ \t]*+[\w.\[\], \t]++=[ \t]*+(?:#.*+)?$", re.MULTILINE)


def check(document: Document) -> Iterator[Hit]:
    """A hit for each cell, or module, that raises a SyntaxError, on the line where it does."""
    if document.language != "python":
        return
    meant = {
        output.source for output in document.outputs if output.error in ("SyntaxError", "IndentationError", "TabError")
    }
    for code in document.code:
        cell = document.sources[code.source].cell
        text = document.sources[code.source].text
        if code.tree is None and code.source not in meant and not _is_meant(cell, text, code.fault):
            yield _hit(text, code)


def _is_meant(cell: Cell | None, text: str, fault: str) -> bool:
    """Whether it is to fail, or to be finished by the learner: `mean =`, a function whose body is comments alone."""
    if "raises-exception" in (cell.tags if cell else ()) or fault.startswith("expected an indented block"):
        return True
    return bool(_UNFINISHED.search(text) or _EMPTY_RIGHT_SIDE.search(text))


def _hit(text: str, code: Code) -> Hit:
    start = text.rfind("\n", 0, code.fault_at) + 1
    if not text[start:].strip():
        # Python points behind the last line when something is left open: the last words are the place to look.
        start = text.rfind("\n", 0, len(text.rstrip())) + 1
    end = text.find("\n", start)
    line = text[start : end if end >= 0 else len(text)]
    flagged = Span(start + len(line) - len(line.lstrip()), start + len(line.rstrip()))
    return Hit("unparsable", Text.plain(text, source=code.source, kind="code"), flagged, {"reason": code.fault})
