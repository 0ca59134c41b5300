"""One JSON object a line: each finding, then the summary."""

from __future__ import annotations

from collections.abc import Iterator

from courselint.model import Result
from courselint.report.json import diagnostic, dumps, summary


def render(result: Result) -> Iterator[str]:
    """The report's lines, in ASCII."""
    for found in result.diagnostics:
        yield dumps(diagnostic(found))
    yield dumps({"summary": summary(result)})
