"""How long the command takes on a bank of 2,300 questions: one file a format, checked cold with the default rules.

    python benchmarks/bankspeed.py QUIZZES MMLU [RUNS] [FORMAT…]

The bank is composed of the distinct choice questions under QUIZZES, as far as they go, then of those of MMLU, the
tables of MMLU-Redux. Seconds are those of the whole process, its start included: the least of RUNS runs.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path

import mmlu
import questions_speed
from quizwriting import FORMATS, Choice, Item

from courselint.model import Question

_GIFT = str.maketrans({mark: f"\\{mark}" for mark in "\\~=#{}:"})


def _gift(text: str) -> str:
    return text.translate(_GIFT)


def _json(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)[1:-1]


# How a stem and an option are written: XML's options are escaped by their writers.
WRITTEN: dict[str, tuple[Callable[[str], str], Callable[[str], str]]] = {
    "gift": (_gift, _gift),
    "moodle-xml": (escape, str),
    "for-beginners": (_json, _json),
    "jupyterquiz": (_json, _json),
    "checklist": (str, str),
    "options-answer": (str, str),
    "text2qti": (str, str),
    "aiken": (str, str),
}


def main() -> None:
    quizzes, tables, *rest = sys.argv[1:]
    runs = int(rest[0]) if rest else 3
    bank = compose(Path(quizzes).resolve(), Path(tables).resolve(), questions_speed.BANK)
    print(f"{len(bank):,} questions, {sum(len(item.choices) for item in bank):,} options\n")
    print(f"{'':<16}{'kB':>7}{'processor':>11}{'wall':>7}{'findings':>10}")
    with tempfile.TemporaryDirectory() as folder:
        for name in rest[1:] or WRITTEN:
            file = Path(folder) / name / FORMATS[name].name
            file.parent.mkdir(parents=True)
            file.write_text(FORMATS[name].write(_written(bank, *WRITTEN[name])).text, encoding="utf-8")
            timed = [_run(file) for _ in range(runs)]
            processor, wall = (min(run[place] for run in timed) for place in (0, 1))
            size = file.stat().st_size // 1000
            print(f"{name:<16}{size:>7,}{processor:>11.2f}{wall:>7.2f}{timed[0][2]:>10,}")


def compose(quizzes: Path, tables: Path, length: int) -> list[Item]:
    """So many distinct questions, each with its options."""
    items: dict[Item, None] = {}
    for question in _questions(quizzes, tables):
        stem = _line(question.stem.text)
        choices = tuple(Choice(_line(option.text.text), option.is_key) for option in question.options)
        if stem and len(choices) in range(2, 9) and all(choice.text for choice in choices):
            items.setdefault(Item(stem, choices))
    return list(items)[:length]


def _questions(quizzes: Path, tables: Path) -> Iterator[Question]:
    for document in questions_speed.read(quizzes):
        yield from document.questions
    judged = mmlu.read(tables)
    # Every fifth, five times over, so that all subjects have a part in it.
    for start in range(5):
        yield from (one.question for one in judged[start::5])


def _line(text: str) -> str:
    return " ".join(text.split())


def _written(bank: list[Item], stem: Callable[[str], str], option: Callable[[str], str]) -> tuple[Item, ...]:
    return tuple(
        Item(stem(item.stem), tuple(Choice(option(choice.text), choice.is_key) for choice in item.choices))
        for item in bank
    )


def _run(file: Path) -> tuple[float, float, int]:
    """Processor seconds, wall seconds, findings."""
    command = [sys.executable, "-m", "courselint", "check", str(file), "--isolated", "--exit-zero"]
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run([*command, "--output-format", "concise"], capture_output=True, check=True)
    wall, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    taken = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return taken, wall, done.stdout.count(b"\n")


if __name__ == "__main__":
    main()
