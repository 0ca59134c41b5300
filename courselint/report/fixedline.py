"""The flagged line as a fix would leave it."""

from __future__ import annotations

from courselint.model import Diagnostic, PlacedEdit, Span


def fixed_line(diagnostic: Diagnostic) -> tuple[str, Span] | None:
    """The line with the fix, and what is new in it; None if the fix goes over several lines."""
    if diagnostic.fix is None:
        return None
    line = diagnostic.place.range.start.line
    edits = [edit for edit in diagnostic.fix.edits if not is_insertion(edit)]
    if not edits or any(
        edit.place.cell != diagnostic.place.cell
        or "\n" in edit.content
        or not edit.place.range.start.line == edit.place.range.end.line == line
        for edit in edits
    ):
        return None
    new = diagnostic.excerpt
    for edit in sorted(edits, key=lambda edit: edit.place.range, reverse=True):
        where = edit.place.range
        new = new[: where.start.column - 1] + edit.content + new[where.end.column - 1 :]
    return new, _difference(diagnostic.excerpt, new)


def is_insertion(edit: PlacedEdit) -> bool:
    """Whether the edit puts whole lines before another, such as an import."""
    where = edit.place.range
    return where.start == where.end and where.start.column == 1 and edit.content.endswith("\n")


def _difference(old: str, new: str) -> Span:
    shortest = min(len(old), len(new))
    start = next((at for at in range(shortest) if old[at] != new[at]), shortest)
    end = next((at for at in range(shortest - start) if old[-1 - at] != new[-1 - at]), shortest - start)
    return Span(start, len(new) - end)
