"""`courselint words`: which words are right in this course although no dictionary has them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from courselint.config import ConfigError, Options
from courselint.console import fail, show
from courselint.report.escape import visible
from courselint.workspace import Workspace, has_file
from courselint.writing import NotWritten

if TYPE_CHECKING:
    from courselint.coursewords import WordChange
    from courselint.projects import Project

app = typer.Typer(name="words", help="Say which words are right in this course although no dictionary has them.")
_Words = Annotated[list[str], typer.Argument(metavar="WORD…")]
_Config = Annotated[Path | None, typer.Option(help="The course is that of this config file.")]


@app.command()
def add(words: _Words, config: _Config = None) -> None:
    """Add words to the course's dictionary, courselint-words.txt."""
    from courselint import coursewords

    project = _project(config)
    try:
        change = coursewords.adding(words, project)
    except ValueError as error:
        fail(str(error))
    _write(change, project)
    if change.words:
        show([visible(f"{_shown(change.path)}: added {', '.join(change.words)}")])
    show(visible(f"{entry.word}: right already, it stands in {_shown(entry.origin)}") for entry in change.known)


@app.command()
def remove(words: _Words, config: _Config = None) -> None:
    """Take words out of the course's dictionary."""
    from courselint import coursewords

    project = _project(config)
    try:
        change = coursewords.removing(words, project)
    except ValueError as error:
        fail(str(error))
    _write(change, project)
    show([visible(f"{_shown(change.path)}: removed {', '.join(change.words)}")])


@app.command("list")
def list_words(config: _Config = None) -> None:
    """List the words that the course's dictionary and config make right."""
    from courselint import coursewords

    show(visible(entry.word) for entry in coursewords.listing(_project(config)))


def _project(config: Path | None) -> Project:
    from courselint import coursewords

    directory = Path.cwd()
    workspace = Workspace(directory)
    if config is not None and not has_file(config):
        fail(f"--config: no such file: {config}")
    folder = workspace.absolute(config).parent if config else directory
    try:
        return coursewords.project_of(folder, workspace, Options(config=config and workspace.absolute(config)))
    except ConfigError as error:
        fail(str(error))


def _write(change: WordChange, project: Project) -> None:
    from courselint import coursewords

    try:
        coursewords.write(change, within=project.base)
    except NotWritten as error:
        fail(f"{change.path}: {error}")


def _shown(origin: str | Path) -> str:
    return Workspace(Path.cwd()).shown(Path(origin)) if Path(origin).is_absolute() else str(origin)
