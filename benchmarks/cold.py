"""Seconds of one cold run over 37,000 words of published prose, ours and the peers', each in a process of its own.

`python benchmarks/cold.py [LABELS] [--server URL]`; with a running LanguageTool, ours is run with it twice, the first
time with an empty cache. CPU seconds are the command's own and its children's, not a server's.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import prose
import spelling

ROOT = Path(__file__).resolve().parent.parent
WORDS = 37_000
PARAGRAPHS = 40
PEERS = {"codespell": ["."], "typos": ["--isolated", "."], "cspell": ["--no-progress", "*.md"]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labels", nargs="?", type=Path, default=prose.LABELS)
    parser.add_argument("--server")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as cache:
        words = _write(arguments.labels, Path(folder))
        print(f"{words:,} words\n{'':24}{'wall s':>8}{'CPU s':>8}")
        ours = [sys.executable, "-m", "courselint", "check", "--isolated", "--select", "SPL001,GRM", "--exit-zero", "."]
        _run("courselint", ours, folder, {})
        if arguments.server is not None:
            for name in ("with LanguageTool", "again"):
                _run(name, [*ours, "--grammar-server", arguments.server], folder, {"COURSELINT_CACHE_DIR": cache})
        for name, options in (
            ("codespell", ["."]),
            ("typos", ["--isolated", "."]),
            ("cspell", ["--no-progress", "*.md"]),
        ):
            if spelling._program(name):
                _run(name, [spelling._program(name), *options], folder, {})


def _write(labels: Path, folder: Path) -> int:
    pieces = prose._read(labels, ("clean_prose.jsonl", "prose.jsonl"), prose.Published)
    words = 0
    for number, piece in enumerate(pieces):
        with (folder / f"{number // PARAGRAPHS}.md").open("a", encoding="utf-8") as file:
            file.write(piece.text.replace("\ue000", "`x`") + "\n\n")
        words += len(piece.text.split())
        if words >= WORDS:
            break
    return words


def _run(name: str, command: Sequence[str], folder: str, environment: Mapping[str, str]) -> None:
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    variables = {**os.environ, **environment, "PYTHONPATH": str(ROOT)}
    subprocess.run(
        command, cwd=folder, env=variables, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
    )
    seconds, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"{name:24}{seconds:8.2f}{spent:8.2f}", flush=True)


if __name__ == "__main__":
    main()
