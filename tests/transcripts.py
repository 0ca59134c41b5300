"""Transcripts of the command line: a small course, and what the commands typed in it print.

A case is a Markdown page. Its blocks with `file=NAME` in their info string are the course (an `ipynb` block is a
notebook in percent format); in its `console` blocks a line that starts with `$ ` is typed, and what follows is what it
prints. A line that starts with `2> ` stands on standard error, `? 1` is the exit code where it is not 0, `[..]` stands
for anything within a line, and a line `...` for any number of lines. `python -m tests.transcripts` writes down anew
what is printed.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from courselint.pagetest import notebook

CASES = Path(__file__).parent / "cases"
PROJECT = Path(__file__).parent.parent
_BLOCK = re.compile(r"^(?P<fence>`{3,}|~{3,})(?P<info>[^\n]*)\n(?P<body>.*?)^(?P=fence)[ \t]*$", re.M | re.S)
_FILE = re.compile(r"\bfile=(\S+)")
_ASSIGNMENT = re.compile(r"[A-Z_]+=\S*")


@dataclass(frozen=True, slots=True)
class Command:
    """One command and what the page says that it prints; `start` and `end` are the offsets of that in the page."""

    typed: str
    expected: str
    start: int
    end: int


def files(page: str) -> Iterator[tuple[str, bytes]]:
    """The course of a case."""
    for block in _BLOCK.finditer(page):
        name = _FILE.search(block["info"])
        if name is not None:
            is_notebook = block["info"].startswith("ipynb")
            yield name[1], notebook(block["body"]) if is_notebook else block["body"].encode()


def commands(page: str) -> Iterator[Command]:
    """The commands of a case, in order."""
    for block in _BLOCK.finditer(page):
        if block["info"].strip() != "console":
            continue
        prompts = list(re.finditer(r"^\$ (.*)\n", block["body"], re.MULTILINE))
        for prompt, following in zip(prompts, [*prompts[1:], None], strict=True):
            start = block.start("body") + prompt.end()
            end = block.start("body") + (following.start() if following else len(block["body"]))
            yield Command(prompt[1], page[start:end], start, end)


def write_course(page: str, directory: Path) -> None:
    """Lay the files of a case out in a folder."""
    (directory / ".git").mkdir()
    for name, data in files(page):
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def run(typed: str, directory: Path) -> str:
    """Type a command in a folder; give what it prints as the case writes it down."""
    words = shlex.split(typed)
    # What surrounds the tests must not colour their output; and no locale may be needed for a course's own letters.
    settings = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR")}
    settings |= {"PYTHONPATH": str(PROJECT), "COLUMNS": "100", "LC_ALL": "C", "PYTHONUTF8": "0", "TERM": "xterm"}
    while words and _ASSIGNMENT.fullmatch(words[0]):
        name, _, value = words.pop(0).partition("=")
        settings[name] = value
    data = b""
    if "<" in words:
        data = (directory / words.pop(words.index("<") + 1)).read_bytes()
        words.remove("<")
    if words[0] == "cat":
        return "".join((directory / word).read_text(encoding="utf-8") for word in words[1:])
    assert words[0] == "courselint", typed
    done = subprocess.run(
        [sys.executable, "-m", "courselint", *words[1:]],
        cwd=directory,
        env=settings,
        input=data,
        capture_output=True,
        timeout=60,
        check=False,
    )
    said = done.stdout.decode("utf-8").replace("\r\n", "\n")
    complained = "".join(f"2> {line}".rstrip() + "\n" for line in done.stderr.decode("utf-8").splitlines())
    return said.replace("\x1b", "\\e") + complained + (f"? {done.returncode}\n" if done.returncode else "")


def matches(expected: str, printed: str) -> bool:
    """Whether what was printed is what the case expects."""
    pattern = re.escape(expected).replace(re.escape("[..]"), "[^\n]*")
    pattern = re.sub(r"^" + re.escape(re.escape("...")) + r"\\\n", "(?:[^\n]*\n)*?", pattern, flags=re.MULTILINE)
    return re.fullmatch(pattern, printed) is not None


def record(case: Path) -> None:
    """Write down anew what the commands of a case print, where it isn't what the case expects."""
    page = case.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as made:
        directory = Path(made).resolve()
        write_course(page, directory)
        printed = [(command, run(command.typed, directory)) for command in commands(page)]
    for command, output in reversed(printed):
        if not matches(command.expected, output):
            page = page[: command.start] + output + page[command.end :]
    case.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    named = [Path(name) for name in sys.argv[1:]] or sorted(CASES.glob("*.md"))
    for each in named:
        record(each)
