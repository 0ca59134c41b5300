"""One JSON object a line: each finding, then the summary."""

from __future__ import annotations

import json
from collections.abc import Iterator

from courselint.examination import Result
from courselint.report.json import diagnostic, summary


def render(result: Result) -> Iterator[str]:
    """The report's lines, in ASCII."""
    for found in result.diagnostics:
        yield json.dumps(diagnostic(found))
    yield json.dumps({"summary": summary(result)})
