"""The command line: the one module that prints and exits."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from courselint import __version__, catalogue
from courselint.catalogue import Catalogue, PageError, Rule
from courselint.config import ConfigError
from courselint.report import FORMATS, render
from courselint.report.escape import visible

NOTHING, FINDINGS, INCOMPLETE = 0, 1, 2
# Newer typers carry click inside, older ones beside them: its base class is had either way from here.
_UsageError = next(base for base in typer.BadParameter.__mro__ if base.__name__ == "ClickException")
_LEVELS = ("info", "warning", "error")

app = typer.Typer(
    name="courselint",
    help="The linter that courses deserve: notebooks, quizzes, labs and the tests that grade them.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def main() -> None:
    """Run the command line; usage errors are one line and exit with 2."""
    for stream in (sys.stdout, sys.stderr):
        # A Windows console or a C locale must not fail on a course's own letters.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app(standalone_mode=False)
    except _UsageError as error:
        _fail(error.format_message())
    except typer.Exit as error:
        sys.exit(error.exit_code)
    except (typer.Abort, KeyboardInterrupt):
        sys.exit(130)
    except BrokenPipeError:
        # The reader of our output has gone, `| head` say; there is nobody left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(NOTHING)


def _version(is_asked: bool) -> None:
    if is_asked:
        print(f"courselint {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """The linter that courses deserve: notebooks, quizzes, labs and the tests that grade them."""


def _split(values: list[str] | None) -> tuple[str, ...]:
    return tuple(part for value in values or () for part in value.replace(",", " ").split())


@app.command()
def check(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Files and folders; the working directory if none.")
    ] = None,
    select: Annotated[list[str] | None, typer.Option(help="Run just these rules: ids, names, families or ALL.")] = None,
    ignore: Annotated[list[str] | None, typer.Option(help="Don't run these.")] = None,
    extend_select: Annotated[
        list[str] | None, typer.Option(help="Run these, too, even if they are off by default.")
    ] = None,
    output_format: Annotated[str, typer.Option(help=f"One of {', '.join(FORMATS)}.")] = "full",
    output: Annotated[Path | None, typer.Option(help="Write the report to this file.")] = None,
    fail_on: Annotated[
        str, typer.Option(help="The least severity that makes the exit code 1: error, warning or info.")
    ] = "warning",
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit with 0 even if there are findings.")] = False,
    config: Annotated[Path | None, typer.Option(help="Read this config file instead of the nearest one.")] = None,
    isolated: Annotated[bool, typer.Option("--isolated", help="Ignore config files; the course is PATHS.")] = False,
    stdin_filename: Annotated[Path | None, typer.Option(help="Check standard input as if it were this file.")] = None,
    statistics: Annotated[bool, typer.Option("--statistics", help="Count the findings of each rule instead.")] = False,
) -> None:
    """Check a course: its notebooks, Markdown, tests and quizzes."""
    from courselint import engine
    from courselint.workspace import Workspace

    _one_of("--output-format", output_format, FORMATS)
    _one_of("--fail-on", fail_on, _LEVELS)
    directory = Path.cwd()
    overlays: dict[Path, bytes] = {}
    named = list(paths or [Path()])
    if stdin_filename is not None:
        named = [stdin_filename]
        overlays[Workspace(directory).absolute(stdin_filename)] = sys.stdin.buffer.read()
    if config is not None and not config.is_file():
        _fail(f"--config: no such file: {config}")
    options = engine.Options(
        select=_split(select),
        extend_select=_split(extend_select),
        ignore=_split(ignore),
        config=config and Workspace(directory).absolute(config),
        isolated=isolated,
    )
    try:
        result = engine.check(named, Workspace(directory, overlays), options)
    except (ConfigError, PageError) as error:
        _fail(str(error))
    except LookupError as error:
        _fail(str(error.args[0]))
    if statistics:
        lines: Iterable[str] = _statistics(result)
    else:
        lines = render(output_format, result, is_colored=output is None and _is_colored())
    _write(lines, output)
    raise typer.Exit(_exit_code(result, fail_on, is_zero=exit_zero))


@app.command()
def rule(
    name: Annotated[
        str | None, typer.Argument(metavar="[ID|NAME]", help="The rule to explain; all of them if none.")
    ] = None,
) -> None:
    """Explain a rule: what it flags, what that costs the learner, what to write instead."""
    rules = _catalogue()
    try:
        shown = [rules.find(name)] if name else list(rules)
    except LookupError as error:
        _fail(str(error.args[0]))
    for number, page in enumerate(shown):
        print(("\n\n" if number else "") + _page(page))


@app.command()
def rules(
    output_format: Annotated[str, typer.Option(help="One of text, json.")] = "text",
) -> None:
    """List the rules."""
    _one_of("--output-format", output_format, ("text", "json"))
    if output_format == "json":
        import json

        print(json.dumps([_listed(page) for page in _catalogue()], indent=1, ensure_ascii=False))
        return
    for page in _catalogue():
        print(f"{page.id}  {'on ' if page.default else 'off'}  {page.severity:<7}  {page.name}")


@app.command("test-rules")
def test_rules(
    directory: Annotated[Path, typer.Argument(help="A folder of rule pages.")],
) -> None:
    """Test a folder of rule pages: every example must give what it promises."""
    from courselint.pagetest import examples, problems
    from courselint.spelling.speller import Speller

    speller = Speller()
    failures: list[str] = []
    try:
        pages = catalogue.load_pack(directory)
        Catalogue([*catalogue.bundled(), *pages])
        for page in pages:
            failures += problems(page, speller)
        count = sum(len(examples(page)) for page in pages)
    except PageError as error:
        _fail(str(error))
    if not pages:
        _fail(f"{directory}: no rule pages (*.md) here")
    for failure in failures:
        print(visible(failure))
    print(f"{count} examples of {len(pages)} rules, {len(failures)} broken promises")
    raise typer.Exit(FINDINGS if failures else NOTHING)


def _exit_code(result: object, fail_on: str, *, is_zero: bool) -> int:
    from courselint.examination import Result

    assert isinstance(result, Result)
    if not result.is_complete:
        return INCOMPLETE
    least = _LEVELS.index(fail_on)
    is_found = any(_LEVELS.index(found.severity) >= least for found in result.diagnostics)
    return FINDINGS if is_found and not is_zero else NOTHING


def _catalogue() -> Catalogue:
    try:
        return Catalogue(catalogue.bundled())
    except PageError as error:
        _fail(str(error))


def _page(page: Rule) -> str:
    state = "on" if page.default else "off"
    lines = [
        f"{page.id} {page.name}",
        f"severity {page.severity}, confidence {page.confidence}, {state} by default, since {page.since}",
    ]
    if page.evidence:
        judged = page.evidence
        lines.append(f"right in {judged.precision:.0%} of {judged.judged} hits judged by hand")
        lines[-1] += f" ({judged.corpus}, {judged.date})"
    return "\n".join([*lines, "", page.body.strip()])


def _listed(page: Rule) -> dict[str, object]:
    evidence = page.evidence
    return {
        "id": page.id,
        "name": page.name,
        "family": page.family,
        "severity": page.severity,
        "confidence": page.confidence,
        "default": page.default,
        "since": page.since,
        "evidence": {name: getattr(evidence, name) for name in evidence.__struct_fields__} if evidence else None,
        "text": page.body,
    }


def _statistics(result: object) -> Iterable[str]:
    from courselint.examination import Result

    assert isinstance(result, Result)
    names = {found.rule: found.name for found in result.diagnostics}
    for identifier, count in sorted(result.by_rule.items(), key=lambda item: (-item[1], item[0])):
        yield f"{count:>6}  {identifier}  {names[identifier]}"


def _one_of(option: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        _fail(f'{option}: no "{value}"; known: {", ".join(known)}')


def _is_colored() -> bool:
    """Whether to colour standard output: https://no-color.org, https://force-color.org"""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def _write(lines: Iterable[str], output: Path | None) -> None:
    if output is None:
        for line in lines:
            print(line)
        sys.stdout.flush()
        return
    # Written beside the target and moved there, so that nobody ever sees half a report.
    partial = output.with_name(f".{output.name}.{os.getpid()}.tmp")
    try:
        with partial.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(f"{line}\n" for line in lines)
        partial.replace(output)
    except OSError as error:
        partial.unlink(missing_ok=True)
        _fail(f"--output {output}: {error.strerror}")


def _fail(message: str) -> NoReturn:
    print(f"courselint: {visible(message)}", file=sys.stderr)
    sys.exit(INCOMPLETE)
