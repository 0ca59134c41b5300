"""One line a finding, with the place in the file, as editors and grep like it."""

from __future__ import annotations

from collections.abc import Iterator

from courselint.model import Position, Result
from courselint.report.escape import leading, visible


def render(result: Result) -> Iterator[str]:
    """The report's lines."""
    for found in result.diagnostics:
        at, cell, member = found.place.physical.start, found.place.cell, found.place.member
        inside = f" [cell {cell.index}:{found.place.range.start.line}:{found.place.range.start.column}]" if cell else ""
        if member is not None:
            # Lines of an archive mean nothing.
            inside, at = f" [{visible(member)}:{at.line}:{at.column}]", Position()
        place = f"{leading(found.place.path)}:{at.line}:{at.column}"
        yield f"{place}: {found.severity} {found.rule} {visible(found.message)}{inside}"
