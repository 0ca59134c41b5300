"""Seconds, words a second and peak memory of one cold run over a folder of courses, beside other linters'.

    python benchmarks/speed.py ../shared/courses [RUNS]

Each command is a process of its own, run in turn (A B C … A B C …), so that a machine that slows down slows all of
them. Printed are medians; a ratio is the median of the ratios within one turn.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

from courselint import sources
from courselint.analysis.facts import facts
from courselint.workspace import Workspace

FLOOR = """
import json, sys
for path in sys.stdin.read().splitlines():
    data = open(path, "rb").read()
    if path.endswith(".ipynb"):
        json.loads(data)
"""


@dataclass(frozen=True, slots=True)
class Run:
    """One process: wall and CPU seconds, and peak memory in MiB."""

    wall: float
    cpu: float
    memory: float


def main() -> None:
    folder = Path(sys.argv[1]).resolve()
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    wanted = Workspace(folder).walk(
        folder, lambda path, is_folder: is_folder or path.suffix.lower() in sources.SUFFIXES
    )
    files = [str(path) for path in wanted]
    binaries = Path(sys.executable).parent
    commands = {
        "courselint check": [str(binaries / "courselint"), "check", "--isolated", "--statistics", "."],
        "read and json.loads": [sys.executable, "-c", FLOOR],
        "codespell": [str(binaries / "codespell"), "."],
        "typos": [str(binaries / "typos"), "."],
        "ruff RUF069": [
            str(binaries / "ruff"),
            "check",
            "--isolated",
            "--no-cache",
            "--preview",
            "--select",
            "RUF069",
            ".",
        ],
    }
    measured: dict[str, list[Run]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            measured[name].append(measure(command, folder, "\n".join(files)))
    words = sum(count_words(folder, Path(file)) for file in files)
    size = sum(Path(file).stat().st_size for file in files)
    print(f"{date.today()}, {os.cpu_count()} cores, Python {sys.version.split()[0]}, {runs} runs, medians")
    print(f"{len(files)} files, {size / 2**20:.1f} MiB, {words:,} words of prose")
    print(", ".join(f"{name} {version(name)}" for name in ("codespell", "typos", "ruff")))
    ours = measured["courselint check"]
    print(f"\n{'':<22}{'wall s':>8}{'CPU s':>8}{'MiB':>7}{'words/s':>10}{'courselint / it (CPU)':>24}")
    for name, found in measured.items():
        wall, cpu = statistics.median(run.wall for run in found), statistics.median(run.cpu for run in found)
        ratio = statistics.median(our.cpu / max(run.cpu, 0.001) for our, run in zip(ours, found, strict=True))
        memory = statistics.median(run.memory for run in found)
        print(f"{name:<22}{wall:>8.2f}{cpu:>8.2f}{memory:>7.0f}{words / wall:>10,.0f}{ratio:>24.2f}")


def measure(command: list[str], folder: Path, given: str) -> Run:
    """Run it once; its output is thrown away, and what it exits with is its own affair."""
    started = os.times().elapsed
    with subprocess.Popen(
        command, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdin is not None
        process.stdin.write(given.encode())
        process.stdin.close()
        _, _, usage = os.wait4(process.pid, 0)
        process.returncode = 0
    unit = 1 if sys.platform == "darwin" else 1024
    return Run(os.times().elapsed - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit / 2**20)


def count_words(folder: Path, file: Path) -> int:
    """Words of prose in one file, as courselint reads it."""
    document = sources.read(file.name, file.read_bytes(), is_named=False)
    return sum(facts(document).words.values()) if document else 0


if __name__ == "__main__":
    main()
