"""Workflow commands that GitHub Actions shows as annotations on the changed lines.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

from collections.abc import Iterator

from courselint.model import Diagnostic, Position, Result
from courselint.report.escape import visible

_LEVELS = {"error": "error", "warning": "warning", "info": "notice"}


def render(result: Result) -> Iterator[str]:
    """One command a finding."""
    return (_command(found) for found in result.diagnostics)


def _command(found: Diagnostic) -> str:
    start, end = found.place.physical.start, found.place.physical.end
    if found.place.member is not None:
        # A line inside an archive is none that GitHub could show.
        start = end = Position()
    properties = {"file": found.place.path, "line": str(start.line), "endLine": str(end.line)}
    # GitHub refuses columns when start and end lines differ.
    if start.line == end.line:
        properties |= {"col": str(start.column), "endColumn": str(end.column)}
    properties["title"] = f"{found.rule} {found.name}"
    place = found.place
    cell = f" (cell {place.cell.index}, line {place.range.start.line})" if place.cell else ""
    if place.member is not None:
        cell = f" ({place.member}, line {place.range.start.line})"
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{_LEVELS[found.severity]} {listed}::{_data(found.message + cell)}"


def _data(text: str) -> str:
    return visible(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
