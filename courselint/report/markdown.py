"""A Markdown table, as a step summary or a comment shows it."""

from __future__ import annotations

from collections.abc import Iterator

from courselint.model import Diagnostic, Result
from courselint.report.escape import markdown
from courselint.report.full import summary, where

# GitHub refuses a step summary of over 1 MiB: https://docs.github.com/actions/reference/workflow-commands
_LARGEST = 900 * 1024


def render(result: Result) -> Iterator[str]:
    """The report's lines, at most 900 KiB in UTF-8; what is left out is said."""
    yield "## courselint"
    yield ""
    yield markdown(next(summary(result)))
    if not result.diagnostics:
        return
    yield ""
    yield "| Where | Rule | Finding |"
    yield "| --- | --- | --- |"
    size = 0
    for number, found in enumerate(result.diagnostics):
        row = _row(found)
        size += len(row.encode()) + 1
        if size > _LARGEST:
            yield ""
            left = len(result.diagnostics) - number
            yield f"{left} more finding{' is' if left == 1 else 's are'} left out here."
            return
        yield row


def _row(found: Diagnostic) -> str:
    place = f"{found.place.path}, {where(found.place)}"
    return f"| {markdown(place)} | {found.severity} {found.rule} | {markdown(found.message)} |"
