"""For people at a terminal: grouped by file, the line quoted, the flagged characters underlined."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import groupby

from courselint.model import Diagnostic, Note, Place, Result, Span
from courselint.report.escape import leading, visible
from courselint.report.fixedline import fixed_line, is_insertion

_WIDTH = 100
_COLORS = {"error": "31;1", "warning": "33;1", "info": "36;1", "path": "1", "dim": "2"}


def render(result: Result, *, is_colored: bool = False) -> Iterator[str]:
    """The report's lines."""
    paint = _paint if is_colored else _plain
    for path, found in groupby(result.diagnostics, key=lambda one: one.place.path):
        yield paint("path", leading(path))
        for diagnostic in found:
            yield from _finding(diagnostic, paint)
        yield ""
    yield from summary(result)


def summary(result: Result) -> Iterator[str]:
    """What was found, in a line; and how to read on."""
    count = Counter(one.severity for one in result.diagnostics)
    parts = [
        f"{number} {name if number == 1 else plural}"
        for number, name, plural in (
            (count["error"], "error", "errors"),
            (count["warning"], "warning", "warnings"),
            (count["info"], "hint", "hints"),
        )
        if number
    ]
    files = f"{result.files} file{'' if result.files == 1 else 's'}"
    silenced = f" ({result.suppressed} suppressed)" if result.suppressed else ""
    if not parts:
        # Silence about an empty folder, or a misspelt one, would look like praise.
        yield f"No findings in {files}{silenced}." if result.files else "No files to check here."
        return
    touched = len({one.place.path for one in result.diagnostics})
    found = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
    yield f"Found {found} in {touched} of {files}{silenced}."
    yield from _fixable(result)
    first = result.diagnostics[0].rule
    yield f"What a rule means and what to write instead: courselint rule {first}"


def _fixable(result: Result) -> Iterator[str]:
    count = Counter(one.fix.applicability for one in result.diagnostics if one.fix)
    safe, unsafe = count["safe"], count["unsafe"]
    if safe:
        also = f", {unsafe} more with --unsafe-fixes" if unsafe else ""
        yield f"courselint check --fix mends {safe} of them{also}."
    elif unsafe:
        yield f"courselint check --fix --unsafe-fixes mends {unsafe} of them."


def where(place: Place) -> str:
    """The place as a person says it: `cell 7, line 2` in a notebook, `line 2, column 5` elsewhere."""
    start = place.range.start
    if place.cell is not None:
        return f"cell {place.cell.index}, line {start.line}"
    inside = f"{visible(place.member)}, " if place.member is not None else ""
    return f"{inside}line {start.line}, column {start.column}"


def _finding(diagnostic: Diagnostic, paint: Callable[[str, str], str]) -> Iterator[str]:
    place = diagnostic.place
    head = f"{paint(diagnostic.severity, diagnostic.severity)} {diagnostic.rule} {diagnostic.name}"
    is_whole = not diagnostic.excerpt and not diagnostic.text
    yield f"  {head}" + ("" if is_whole and place.range.start.line == 1 else paint("dim", f"  {where(place)}"))
    yield f"    {leading(diagnostic.message)}"
    if diagnostic.text.strip():
        line, marks = excerpt(diagnostic.excerpt, diagnostic.marked)
        number = str(place.range.start.line)
        yield paint("dim", f"    {number} | ") + line
        yield paint("dim", f"    {' ' * len(number)} | ") + paint(diagnostic.severity, marks)
    # Several places on one line are told once: where to look is the same.
    for line in dict.fromkeys(_note(note, place) for note in diagnostic.related):
        yield paint("dim", line)
    if diagnostic.fix:
        yield paint("dim", f"    fix: {visible(diagnostic.fix.message)}")
        if diagnostic.fix.applicability != "safe":
            yield from _fixed(diagnostic, paint)


def _fixed(diagnostic: Diagnostic, paint: Callable[[str, str], str]) -> Iterator[str]:
    """What the fix makes of the flagged line, as in a diff."""
    changed = fixed_line(diagnostic)
    if changed is None:
        return
    for edit in diagnostic.fix.edits if diagnostic.fix else ():
        if is_insertion(edit):
            yield paint("dim", f"    {edit.place.range.start.line} + ") + visible(edit.content.rstrip("\n"))
    line, _ = excerpt(*changed)
    yield paint("dim", f"    {diagnostic.place.range.start.line} + ") + line


def _note(note: Note, place: Place) -> str:
    path = "" if note.place.path == place.path else f"{visible(note.place.path)}, "
    return f"    see {path}{where(note.place)}: {visible(note.message)}"


def excerpt(line: str, marked: Span) -> tuple[str, str]:
    """The part of a line around what is marked, at most 100 characters; and the marks to set beneath it."""
    start = 0 if len(line) <= _WIDTH else max(0, min(marked.start - _WIDTH // 3, len(line) - _WIDTH))
    stop = min(len(line), start + _WIDTH)
    lead, end = "…" if start else "", "…" if stop < len(line) else ""
    if not start:
        start = min(len(line) - len(line.lstrip()), marked.start)
    before = visible(line[start : marked.start])
    flagged = visible(line[marked.start : min(marked.end, stop)])
    after = visible(line[min(marked.end, stop) : stop]).rstrip()
    return f"{lead}{before}{flagged}{after}{end}", " " * _columns(lead + before) + "^" * max(1, _columns(flagged))


def _columns(text: str) -> int:
    """How wide a terminal shows this."""
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return len(text) + wide - sum(unicodedata.combining(character) > 0 for character in text)


def _paint(kind: str, text: str) -> str:
    return f"\x1b[{_COLORS[kind]}m{text}\x1b[0m"


def _plain(kind: str, text: str) -> str:
    return text
