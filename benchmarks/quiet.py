"""How much a question bank hears from the rules that are on by default: findings a question, and which rules talk most.

    python benchmarks/quiet.py BANK… [--rules]

BANK is a folder with quizzes. What stands on the lines of a question counts, whatever its family; prose between
questions doesn't. A sound bank should get at most a quarter of a finding a question. `--rules` prints each bank's
rules, the sum over the banks always follows.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from courselint import sources
from courselint.config import Options
from courselint.engine import check
from courselint.model import Document
from courselint.placing import Places
from courselint.workspace import Workspace

LARGEST = 8 * 2**20
SHOWN = 12
CEILING = 0.25


def main(banks: list[Path], *, is_by_rule: bool) -> None:
    everything: Counter[str] = Counter()
    asked = 0
    print(f"{'bank':52}{'questions':>10}{'findings':>10}{'each':>6}")
    for bank in banks:
        questions, found = _count(bank)
        each = found.total() / questions if questions else 0.0
        mark = "  loud" if each > CEILING else ""
        print(f"{bank.resolve().name[:50]:52}{questions:10}{found.total():10}{each:6.2f}{mark}")
        if is_by_rule:
            _print_rules(found, questions)
        everything += found
        asked += questions
    if len(banks) > 1 and asked:
        print(f"{'all':52}{asked:10}{everything.total():10}{everything.total() / asked:6.2f}")
    _print_rules(everything, asked)


def _count(bank: Path) -> tuple[int, Counter[str]]:
    """How many questions a bank asks, and how often each rule speaks on their lines."""
    lines: dict[str, set[int]] = {}
    questions = 0
    for path in sorted(bank.rglob("*")):
        if path.suffix.lower() in sources.SUFFIXES and path.is_file() and path.stat().st_size <= LARGEST:
            shown = path.relative_to(bank).as_posix()
            document = sources.read(shown, path.read_bytes(), is_named=False)
            if document is not None and document.questions:
                questions += sum(question.kind != "description" for question in document.questions)
                lines[shown] = _lines(document)
    found: Counter[str] = Counter()
    if questions:
        for each in check([bank], Workspace(bank), Options(isolated=True)).diagnostics:
            found[each.rule] += each.place.physical.start.line in lines.get(each.place.path, ())
    return questions, +found


def _lines(document: Document) -> set[int]:
    """The lines of a document's questions, in the file or, in an archive, in its members."""
    places = Places(document)
    lines: set[int] = set()
    for question in document.questions:
        where = [places.place(text, text.whole).physical for text in question.texts if text.runs]
        if where:
            lines.update(range(min(each.start.line for each in where), max(each.end.line for each in where) + 1))
    return lines


def _print_rules(found: Counter[str], questions: int) -> None:
    for rule, count in found.most_common(SHOWN):
        print(f"    {rule:10}{count:6}{count / questions:7.3f} a question")


if __name__ == "__main__":
    named = [Path(each) for each in sys.argv[1:] if not each.startswith("--")]
    if not named:
        sys.exit(__doc__)
    main(named, is_by_rule="--rules" in sys.argv)
