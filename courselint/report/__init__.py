"""One module for each way to tell what was found."""

from __future__ import annotations

import importlib
from collections.abc import Iterator

from courselint.model import Result

FORMATS = ("full", "concise", "json", "jsonl", "github", "markdown")


def render(name: str, result: Result, *, is_colored: bool = False) -> Iterator[str]:
    """The report's lines, without their ends, in one of FORMATS; colours only in those made for people."""
    module = importlib.import_module(f"courselint.report.{name}")
    if name == "full":
        return module.render(result, is_colored=is_colored)
    return module.render(result)
