"""The command line: what may be typed, and what comes of it."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from courselint import __version__, catalogue
from courselint.catalogue import Catalogue, PageError, Rule
from courselint.commands import grammar as grammar_commands
from courselint.commands import words as words_commands
from courselint.config import ConfigError, find_config, load
from courselint.console import INCOMPLETE, complain, fail, show, show_bytes
from courselint.grammar.asking import Client
from courselint.report import FORMATS, render
from courselint.report.escape import visible
from courselint.workspace import Workspace, has_file

NOTHING, FINDINGS, INTERRUPTED = 0, 1, 130
# Newer typers carry click inside, older ones beside them: its base class is had either way from here.
_UsageError = next(base for base in typer.BadParameter.__mro__ if base.__name__ == "ClickException")
_LEVELS = ("info", "warning", "error")

app = typer.Typer(
    name="courselint",
    help="The linter that courses deserve: notebooks, quizzes, labs and the tests that grade them.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.add_typer(grammar_commands.app)
app.add_typer(words_commands.app)


def main() -> None:
    """Run the command line; usage errors are one line and exit with 2."""
    for stream in (sys.stdout, sys.stderr):
        # A Windows console or a C locale must not fail on a course's own letters.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        # Outside its standalone mode typer gives the code of an Exit back; commands that return give None.
        code = app(standalone_mode=False)
    except _UsageError as error:
        fail(error.format_message())
    except (typer.Abort, KeyboardInterrupt):
        code = INTERRUPTED
    sys.exit(code or NOTHING)


def _version(is_asked: bool) -> None:
    if is_asked:
        show([f"courselint {__version__}"])
        raise typer.Exit


@app.callback(invoke_without_command=True)
def root(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """The linter that courses deserve: notebooks, quizzes, labs and the tests that grade them."""
    if context.invoked_subcommand is None:
        complain([context.get_help()])
        raise typer.Exit(INCOMPLETE)


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
    fix: Annotated[bool, typer.Option("--fix", help="Apply the safe fixes; report what remains.")] = False,
    unsafe_fixes: Annotated[
        bool, typer.Option("--unsafe-fixes", help="Apply, or show, the fixes that change what a test does, too.")
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Write nothing: show what --fix would change. Exit with 1 if anything.")
    ] = False,
    stdin_filename: Annotated[Path | None, typer.Option(help="Check standard input as if it were this file.")] = None,
    statistics: Annotated[bool, typer.Option("--statistics", help="Count the findings of each rule instead.")] = False,
    grammar: Annotated[
        str | None,
        typer.Option(metavar="MODE", help="Ask LanguageTool, too: off (default), auto if it's there, or required."),
    ] = None,
    grammar_server: Annotated[
        str | None,
        typer.Option(metavar="URL", help="Ask this LanguageTool; “public” sends the texts to its makers' server."),
    ] = None,
) -> None:
    """Check a course: its notebooks, Markdown, tests and quizzes."""
    from courselint import engine

    # A run makes millions of small objects and hardly a cycle: looking for cycles so often took a quarter of its time.
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
    _one_of("--output-format", output_format, FORMATS)
    _one_of("--fail-on", fail_on, _LEVELS)
    directory = Path.cwd()
    overlays: dict[Path, bytes] = {}
    named = list(paths or [Path()])
    if stdin_filename is not None:
        named = [stdin_filename]
        overlays[Workspace(directory).absolute(stdin_filename)] = sys.stdin.buffer.read()
    if config is not None and not has_file(config):
        fail(f"--config: no such file: {config}")
    options = engine.Options(
        select=_split(select),
        extend_select=_split(extend_select),
        ignore=_split(ignore),
        config=config and Workspace(directory).absolute(config),
        isolated=isolated,
    )
    workspace = Workspace(directory, overlays)
    is_fixing = fix or diff
    mode = grammar or ("auto" if grammar_server else "off")
    _one_of("--grammar", mode, ("off", "auto", "required"))
    try:
        with _languagetool(mode, grammar_server) as languagetool:
            options = replace(options, grammar=languagetool)
            if is_fixing:
                from courselint import fixrounds
                from courselint.report import fixes

                outcome = fixrounds.fix(named, workspace, options, is_unsafe=unsafe_fixes)
                if not diff and stdin_filename is None:
                    outcome = fixrounds.write(outcome, named, workspace, options)
                result = outcome.result
            else:
                result = engine.check(named, workspace, options)
        if mode == "required" and not result.is_answered:
            result.is_complete = False
            complain(["courselint: --grammar required: LanguageTool did not check every file; GRM900 says why"])
    except (ConfigError, PageError) as error:
        fail(str(error))
    except LookupError as error:
        fail(str(error.args[0]))
    if is_fixing and diff:
        _write(fixes.differences(outcome), output)
        complain(fixes.summary(outcome, is_done=False))
        raise typer.Exit(_exit_code_of_diff(result, is_changing=bool(outcome.changes), is_zero=exit_zero))
    if statistics:
        lines: Iterable[str] = _statistics(result)
    else:
        lines = render(output_format, result, is_colored=output is None and _is_colored())
    if is_fixing and stdin_filename is not None:
        # The fixed text has standard output for itself.
        show_bytes(outcome.bytes_of(workspace.absolute(stdin_filename), workspace))
        complain(lines) if output is None else _write(lines, output)
    else:
        _write(lines, output)
    if is_fixing:
        complain(fixes.summary(outcome, is_done=True))
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
        fail(str(error.args[0]))
    show(_pages(shown))


@app.command()
def rules(
    output_format: Annotated[str, typer.Option(help="One of text, json.")] = "text",
) -> None:
    """List the rules."""
    _one_of("--output-format", output_format, ("text", "json"))
    if output_format == "json":
        import json

        show([json.dumps([_listed(page) for page in _catalogue()], indent=1)])
        return
    show(f"{page.id}  {'on ' if page.default else 'off'}  {page.severity:<7}  {page.name}" for page in _catalogue())


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
        needing = {page.id for page in pages if page.needs == "grammar"}
        with _languagetool("auto" if needing else "off", None) as client:
            answer = client and partial(client.answer, language="en-US")
            tested = [page for page in pages if client or page.id not in needing]
            for page in tested:
                failures += problems(page, speller, answer)
        count = sum(len(examples(page)) for page in tested)
    except PageError as error:
        fail(str(error))
    if not pages:
        fail(f"{directory}: no rule pages (*.md) here")
    show(map(visible, failures))
    show([f"{count} examples of {len(tested)} rules, {len(failures)} broken promises"])
    raise typer.Exit(FINDINGS if failures else NOTHING)


def _exit_code(result: object, fail_on: str, *, is_zero: bool) -> int:
    from courselint.model import Result

    assert isinstance(result, Result)
    if not result.is_complete:
        return INCOMPLETE
    least = _LEVELS.index(fail_on)
    is_found = any(_LEVELS.index(found.severity) >= least for found in result.diagnostics)
    return FINDINGS if is_found and not is_zero else NOTHING


def _exit_code_of_diff(result: object, *, is_changing: bool, is_zero: bool) -> int:
    from courselint.model import Result

    assert isinstance(result, Result)
    if not result.is_complete:
        return INCOMPLETE
    return FINDINGS if is_changing and not is_zero else NOTHING


def _catalogue() -> Catalogue:
    """Our rules, and those of the packs that the nearest config names."""
    try:
        found = find_config(Path.cwd())
        packs = [found.parent / folder for folder in load(found).extend_rules] if found else []
        return catalogue.known(packs)
    except (ConfigError, PageError) as error:
        fail(str(error))


def _pages(pages: Iterable[Rule]) -> Iterator[str]:
    for number, page in enumerate(pages):
        if number:
            yield from ("", "")
        yield from _page(page)


def _page(page: Rule) -> Iterator[str]:
    yield f"{page.id} {page.name}"
    state = "on" if page.default else "off"
    yield f"severity {page.severity}, confidence {page.confidence}, {state} by default, since {visible(page.since)}"
    if page.evidence:
        judged = page.evidence
        shown = f"right in {judged.precision:.0%} of {judged.judged} hits judged by hand"
        yield visible(f"{shown} ({judged.corpus}, {judged.date})")
    yield ""
    yield from map(visible, page.body.strip().splitlines())


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
    from courselint.model import Result

    assert isinstance(result, Result)
    names = {found.rule: found.name for found in result.diagnostics}
    for identifier, count in sorted(result.by_rule.items(), key=lambda item: (-item[1], item[0])):
        yield f"{count:>6}  {identifier}  {names[identifier]}"


@contextmanager
def _languagetool(mode: str, server: str | None) -> Iterator[Client | None]:
    if mode == "off":
        yield None
        return
    from courselint.grammar.installation import lacking
    from courselint.grammar.opening import opened

    with ExitStack() as stack:
        try:
            client = stack.enter_context(opened(mode, server))
        except ValueError as error:
            fail(f"--grammar-server {error}")
        if client is None:
            complain([f"courselint: --grammar {mode}: LanguageTool is not installed; type `{lacking()}`"])
        yield client


def _one_of(option: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        fail(f'{option}: no "{value}"; known: {", ".join(known)}')


def _is_colored() -> bool:
    """Whether to colour standard output: https://no-color.org, https://force-color.org"""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout is not None and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def _write(lines: Iterable[str], output: Path | None) -> None:
    if output is None:
        show(lines)
        return
    target = output.resolve()
    try:
        if target.exists() and not target.is_file():
            # A device or a pipe is written to, never replaced.
            _write_to(target, "w", lines)
            return
        # Written beside the target and moved there, so that nobody ever sees half a report.
        beside = target.with_name(f".{target.name}.{os.getpid()}.tmp")
        try:
            _write_to(beside, "x", lines)
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        fail(f"--output {output}: {(error.strerror or str(error)).lower()}")


def _write_to(path: Path, mode: str, lines: Iterable[str]) -> None:
    with path.open(mode, encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in lines)
