"""How long the question rules take: reading, all rules together, and each rule that reads one question.

    python benchmarks/questions_speed.py FOLDER [RUNS]

FOLDER holds quizzes. Seconds are those of the processor, the least of RUNS runs in this process, also scaled to a
bank of 2,300 questions.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from courselint import catalogue, sources
from courselint.catalogue import Check
from courselint.config import Options
from courselint.engine import check
from courselint.model import Document, Question
from courselint.workspace import Workspace

BANK = 2300


def main() -> None:
    folder = Path(sys.argv[1]).resolve()
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    documents = read(folder)
    questions = [question for document in documents for question in document.questions]
    print(f"{len(questions):,} questions in {sum(bool(document.questions) for document in documents)} files")
    if not questions:
        return
    scale = BANK / len(questions)
    print(f"\n{'':<40}{'seconds':>9}{f'{BANK:,}':>9}")
    for name, work in (
        ("reading", lambda: read(folder)),
        ("check, default rules", lambda: check([folder], Workspace(folder), Options())),
        ("check, all QST rules", lambda: check([folder], Workspace(folder), Options(select=("QST",)))),
    ):
        _line(name, least(work, runs), scale)
    for rule in catalogue.bundled():
        prepared = catalogue.prepare(rule) if rule.id.startswith("QST") and rule.check != "engine" else None
        if prepared is not None and prepared.reads is Question and not prepared.services:
            _line(f"{rule.id} {rule.name}", least(lambda run=prepared: judge(run, questions), runs), scale)


def read(folder: Path) -> list[Document]:
    """The documents of the folder, as a walk reads them."""
    paths = Workspace(folder).walk(folder, lambda path, is_folder: is_folder or path.suffix.lower() in sources.SUFFIXES)
    found = (sources.read(path.name, path.read_bytes(), is_named=False) for path in paths)
    return [document for document in found if document is not None]


def judge(check: Check, questions: list[Question]) -> None:
    """Run one rule on all questions."""
    for question in questions:
        for _ in check.function(question, **check.params):
            pass


def least(work: Callable[[], object], runs: int) -> float:
    """The seconds of the fastest run."""
    taken: list[float] = []
    for _ in range(runs):
        started = time.process_time()
        work()
        taken.append(time.process_time() - started)
    return min(taken)


def _line(name: str, seconds: float, scale: float) -> None:
    print(f"{name:<40}{seconds:>9.3f}{seconds * scale:>9.3f}")


if __name__ == "__main__":
    main()
