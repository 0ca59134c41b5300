"""The JSON report, whose shape schema.json fixes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib.resources import files

from courselint import __version__
from courselint.model import Diagnostic, Place, PlacedFix, Position, Range, Result

_BEYOND_ASCII = re.compile(r"[^\x00-\x7e]+")
Json = None | bool | int | str | list["Json"] | dict[str, "Json"]


def render(result: Result) -> Iterator[str]:
    """The report as one JSON object, in ASCII, so that no character of a course file reaches a terminal raw."""
    report: dict[str, Json] = {
        "schema": 1,
        "tool": {"name": "courselint", "version": __version__},
        "summary": summary(result),
        "diagnostics": [diagnostic(found) for found in result.diagnostics],
    }
    yield dumps(report, indent=1)


def dumps(value: Json, indent: int | None = None) -> str:
    """JSON in ASCII that strict readers take, too: half a surrogate pair, which they refuse, becomes U+FFFD."""
    text = json.dumps(value, indent=indent, ensure_ascii=False)
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    # The runner of GitHub's actions takes "##[" for a command wherever it stands.
    return _BEYOND_ASCII.sub(lambda found: json.dumps(found[0])[1:-1], whole).replace("##[", "##\\u005b")


def schema() -> str:
    """The JSON Schema that every report satisfies."""
    return files("courselint.report").joinpath("schema.json").read_text(encoding="utf-8")


def summary(result: Result) -> dict[str, Json]:
    """The counts."""
    return {
        "files": result.files,
        "diagnostics": len(result.diagnostics),
        "suppressed": result.suppressed,
        "fixed": result.fixed,
        "by_rule": dict(result.by_rule),
    }


def diagnostic(found: Diagnostic) -> dict[str, Json]:
    """One finding."""
    return {
        "rule": found.rule,
        "name": found.name,
        "severity": found.severity,
        "confidence": found.confidence,
        "message": found.message,
        **_place(found.place),
        "text": found.text,
        "related": [{**_place(note.place), "message": note.message} for note in found.related],
        "fix": _fix(found.fix) if found.fix else None,
        "fingerprint": found.fingerprint,
        "url": found.url or None,
    }


def _place(place: Place) -> dict[str, Json]:
    cell: Json = {"index": place.cell.index, "id": place.cell.id, "type": place.cell.type} if place.cell else None
    return {
        "path": place.path,
        "member": place.member,
        "cell": cell,
        "range": _range(place.range),
        "physical": _range(place.physical),
    }


def _fix(fix: PlacedFix) -> Json:
    return {
        "applicability": fix.applicability,
        "message": fix.message,
        "edits": [
            {"range": _range(edit.place.range), "physical": _range(edit.place.physical), "content": edit.content}
            for edit in fix.edits
        ],
    }


def _range(where: Range) -> Json:
    return {"start": _position(where.start), "end": _position(where.end)}


def _position(position: Position) -> Json:
    return {"line": position.line, "column": position.column}
