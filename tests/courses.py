"""Small courses on disk, checked in this process."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from courselint import engine
from courselint.model import Result
from courselint.workspace import Workspace


def lay_out(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write the files of a course; the folder is its root."""
    (folder / ".git").mkdir(exist_ok=True)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def check(folder: Path, paths: Iterable[str | Path] = (".",), **options: tuple[str, ...] | bool) -> Result:
    """Check paths with `folder` as the working directory."""
    return engine.check([Path(path) for path in paths], Workspace(folder), engine.Options(**options))


def found(result: Result) -> list[tuple[str, str, int, int]]:
    """The findings as rule, path, line and column in the file."""
    return [
        (one.rule, one.place.path, one.place.physical.start.line, one.place.physical.start.column)
        for one in result.diagnostics
    ]


def cell(source: str, kind: str = "markdown", **more: object) -> dict[str, object]:
    """A notebook cell as nbformat has it."""
    made: dict[str, object] = {"cell_type": kind, "metadata": {}, "source": source}
    return made | ({"outputs": [], "execution_count": None} if kind == "code" else {}) | more


def notebook(*cells: dict[str, object]) -> str:
    """A notebook of these cells."""
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}, indent=1)
