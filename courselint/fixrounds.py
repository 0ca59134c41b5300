"""Fixing a course: check it, apply what goes together, check again, until no fix is left; nothing is written here."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from courselint import engine, sources
from courselint.config import Options
from courselint.fix import Fixed, Refusal, fix_document, is_wanted
from courselint.model import Applicability, Diagnostic, Document, Result, Version
from courselint.workspace import Unreadable, Workspace
from courselint.writing import NotWritten, write_anew

# A fix may make room for the next one; more rounds than this mean that two rules undo each other's work.
MOST_ROUNDS = 10


@dataclass(frozen=True, slots=True)
class Change:
    """A file that fixes change: its shown path, the bytes that were read, the bytes to write, and how many fixes."""

    shown: str
    path: Path
    before: bytes
    after: bytes
    fixes: int
    quiz: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What fixing gives: what remains to be found then, the changes to write, and the fixes that were left out.

    `failures` are files that could not be written, each with the reason.
    """

    result: Result
    changes: tuple[Change, ...]
    refused: tuple[Refusal, ...] = ()
    failures: tuple[tuple[str, str], ...] = ()

    def bytes_of(self, path: Path, workspace: Workspace) -> bytes:
        """A file's bytes with its fixes."""
        return next((change.after for change in self.changes if change.path == path), None) or workspace.read(path)


def fix(paths: Collection[Path], workspace: Workspace, options: Options, *, is_unsafe: bool) -> Outcome:
    """Fix the findings in these files as far as safe fixes go, or unsafe ones, too; those to look at are never applied.

    Raises as `engine.check` does.
    """
    applicabilities: tuple[Applicability, ...] = ("safe", "unsafe") if is_unsafe else ("safe",)
    changes: dict[str, Change] = {}
    current = workspace
    for _ in range(MOST_ROUNDS):
        result = engine.check(paths, current, options)
        wanted = [found for found in result.diagnostics if is_wanted(found, applicabilities)]
        refused: list[Refusal] = []
        is_changed = False
        for shown, found in groupby(wanted, key=lambda one: one.place.path):
            change, left_out = _round(changes.get(shown), shown, list(found), result.versions.get(shown), current)
            refused += left_out
            if change is not None:
                changes[shown] = change
                is_changed = True
        if not is_changed:
            break
        overlays = {change.path: change.after for change in changes.values()}
        current = replace(current, overlays={**workspace.overlays, **overlays})
    else:
        result = engine.check(paths, current, options)
    done = tuple(change for change in changes.values() if change.after != change.before)
    result.fixed = sum(change.fixes for change in done)
    return Outcome(result, done, tuple(refused))


def write(outcome: Outcome, paths: Collection[Path], workspace: Workspace, options: Options) -> Outcome:
    """Write the changes. Where that fails the file stays as it is, and what remains is found anew."""
    done: list[Change] = []
    failures: list[tuple[str, str]] = []
    for change in outcome.changes:
        try:
            write_anew(change.path, change.before, change.after, within=workspace.directory)
        except NotWritten as error:
            failures.append((change.shown, str(error)))
        else:
            done.append(change)
    if not failures:
        return outcome
    result = engine.check(paths, workspace, options)
    result.fixed = sum(change.fixes for change in done)
    result.is_complete = False
    return replace(outcome, result=result, changes=tuple(done), failures=tuple(failures))


def _round(
    change: Change | None, shown: str, found: list[Diagnostic], version: Version | None, workspace: Workspace
) -> tuple[Change | None, tuple[Refusal, ...]]:
    """One round of one file: the change if there is a new one, and what was left out."""

    def all_refused(reason: str) -> tuple[None, tuple[Refusal, ...]]:
        return None, tuple(Refusal(diagnostic, reason) for diagnostic in found)

    if version is None:
        return all_refused("nothing is known of the file")
    try:
        data = workspace.read(version.path)
    except Unreadable as error:
        return all_refused(str(error))
    if engine.digest_of(data) != version.digest:
        return all_refused("the file changed since it was read")
    read = _reader(shown, version.quiz)
    document = read(data)
    if document is None:
        return all_refused("the file changed since it was read")
    fixed: Fixed = fix_document(document, found, read)
    if fixed.data == data:
        return None, fixed.refused
    before, count = (change.before, change.fixes) if change else (data, 0)
    made = Change(shown, version.path, before, fixed.data, count + len(fixed.taken), version.quiz)
    return made, fixed.refused


def _reader(shown: str, quiz: str | None) -> Callable[[bytes], Document | None]:
    return lambda data: sources.read(shown, data, quiz=quiz)


def documents(change: Change) -> tuple[Document | None, Document | None]:
    """The changed file as it was and as it is to be."""
    read = _reader(change.shown, change.quiz)
    return read(change.before), read(change.after)
