"""What fixes would change, as a unified diff: of the file's text, and of a notebook's cells."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from courselint.model import Document
from courselint.report.escape import visible

_LINE = re.compile(r"[^\n]*\n|[^\n]+")


def render(before: Document, after: Document) -> Iterator[str]:
    """The diff's lines.

    A notebook is shown cell by cell, with the path and the cell's number in the head, as Ruff does: the lines of its
    JSON say little, and of a minified notebook there is only one.
    """
    for old, new in zip(before.sources, after.sources, strict=True):
        if old.text == new.text:
            continue
        name = visible(before.path) + (f":cell {old.cell.index}" if old.cell else "")
        for line in _unified(old.text, new.text, name):
            yield _shown(line)
            # A cell's last line has no end, and nobody misses it.
            if old.cell is None and not line.endswith("\n"):
                yield "\\ No newline at end of file"


def _unified(old: str, new: str, name: str) -> Iterator[str]:
    return difflib.unified_diff(_LINE.findall(old), _LINE.findall(new), name, name, lineterm="\n")


def _shown(line: str) -> str:
    """The line without its end; tabs and the ends of Windows' lines stay, so that the diff can be applied."""
    body = line.removesuffix("\n")
    end = "\r" if body.endswith("\r") else ""
    return "\t".join(visible(part) for part in body.removesuffix("\r").split("\t")) + end
