"""`courselint grammar`: brings LanguageTool here, and says what is missing for it."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from courselint.console import complain, fail, show
from courselint.report.escape import visible

if TYPE_CHECKING:
    from courselint.grammar.repositories import Source

MIRROR = "COURSELINT_MAVEN_URL"

app = typer.Typer(name="grammar", help="Install LanguageTool for deep grammar checks, and see whether it works.")


@app.command()
def install(
    from_: Annotated[
        Path | None,
        typer.Option("--from", metavar="DIR", help="Take the jars from this folder; nothing is downloaded."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Install anew, even if it is there and whole.")] = False,
) -> None:
    """Download LanguageTool for English (84 MB), check it against the lock file, and put it where it is looked for."""
    from courselint.grammar import installing, lockfile, repositories

    artifacts = lockfile.shipped()
    total = sum(each.size for each in artifacts)
    started = time.monotonic()
    try:
        source = _source(from_)
        with _progress(total) as told:
            outcome = installing.install(
                source,
                is_forced=force,
                told=told,
                waits=lambda: complain(["another install is under way; waiting for it"]),
            )
    except (installing.NotInstalled, repositories.NotFetched) as error:
        fail(f"LanguageTool was not installed: {error}")
    if outcome.is_new:
        took = time.monotonic() - started
        show([f"LanguageTool {_version()} for English ({len(artifacts)} jars, {total / 1e6:.0f} MB) in {took:.0f} s:"])
        show([f"  {outcome.home}"])
        show(["It is under the LGPL-2.1, and no part of courselint."])
    elif outcome.is_ours:
        show([f"LanguageTool {_version()} is installed and whole: {outcome.home}"])
    else:
        show([f"LanguageTool {_version()} is installed, not by courselint, and left as it is: {outcome.home}"])
        show(["`courselint grammar install --force` replaces it with the jars of the lock file."])
    show(["Next: `courselint grammar doctor` starts it once; `courselint check --grammar auto .` uses it."])


@app.command()
def doctor() -> None:
    """Say what deep grammar finds of what it needs, start LanguageTool once, and say what to type."""
    from courselint.grammar.doctor import examine

    is_well = True
    for seen in examine():
        is_well = is_well and seen.is_well
        show([f"{'ok' if seen.is_well else 'no':<3} {seen.what:<21} {visible(seen.told)}"])
        if seen.remedy:
            show([f"    type: {seen.remedy}"])
    if not is_well:
        raise typer.Exit(1)
    show(["All is well: `courselint check --grammar auto .` uses LanguageTool."])


def _source(folder: Path | None) -> Source:
    from courselint.grammar.repositories import Folder, Repository

    if folder is not None:
        if not folder.is_dir():
            fail(f"--from: no such folder: {folder}")
        return Folder(folder.absolute())
    mirror = os.environ.get(MIRROR)
    if mirror:
        return Repository(mirror)
    try:
        from jgo.constants import MAVEN_CENTRAL_URL
    except ImportError:
        fail(
            "the address of Maven Central comes with the extra `grammar`; "
            f'type `pip install "courselint[grammar]"`, or set {MIRROR} to the URL of a repository'
        )
    return Repository(MAVEN_CENTRAL_URL)


def _version() -> str:
    from courselint.grammar.installation import VERSION

    return VERSION


@contextlib.contextmanager
def _progress(total: int) -> Iterator[Callable[[int], None]]:
    """A bar on standard error while bytes come, where a person looks on."""
    if sys.stderr is None or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield lambda count: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("LanguageTool"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("LanguageTool", total=total)
        yield lambda count: bar.advance(task, count)
