"""What the question rules say of 5,700 published questions, beside what experts said of them.

    python benchmarks/mmlu.py FOLDER [RULE…]   the figures, rule by rule (all that read questions if none is named)
    python benchmarks/mmlu.py hits FOLDER RULE…  every hit of these rules, with its question

FOLDER holds the tables of MMLU-Redux (https://arxiv.org/abs/2406.04127): question, choices, the key's number, and the
experts' verdict, such as "Bad Question Clarity". The lift is how much more often an unclear question is among the
flagged ones than among all; phi is the correlation of the two.
"""

from __future__ import annotations

import ast
import csv
import math
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from courselint import catalogue
from courselint.catalogue import Check, Rule
from courselint.model import Hit, Option, Question, Text

UNCLEAR = "bad_question_clarity"


@dataclass(frozen=True, slots=True)
class Judged:
    """A question and what the experts said of it (`ok`, `bad_question_clarity`, …)."""

    place: str
    question: Question
    label: str


def main() -> None:
    match sys.argv[1:]:
        case ["hits", folder, *rules]:
            _show(read(Path(folder)), rules)
        case [folder, *rules]:
            _measure(read(Path(folder)), rules)
        case _:
            sys.exit(__doc__)


def read(folder: Path) -> list[Judged]:
    """All questions of the folder's tables, whose columns and separators differ."""
    judged: list[Judged] = []
    for file in sorted(folder.rglob("*.csv")):
        with file.open(encoding="utf-8", errors="replace", newline="") as lines:
            separator = ";" if ";" in lines.readline().split("choices")[0] else ","
            lines.seek(0)
            for number, row in enumerate(csv.DictReader(lines, delimiter=separator), 2):
                label = row["error_type"].strip().lower().replace(" ", "_")
                judged.append(Judged(f"{file.stem}:{number}", _question(row), label))
    return judged


def checks(rules: Iterable[str]) -> Iterator[tuple[Rule, Check]]:
    """The rules that read one question and need no course."""
    wanted = frozenset(rules)
    for rule in catalogue.bundled():
        if rule.id.startswith("QST") and (not wanted or rule.id in wanted):
            check = catalogue.prepare(rule)
            if check.reads is Question and not check.services:
                yield rule, check


def hits(check: Check, question: Question) -> list[Hit]:
    """What a check says of a question."""
    return list(check.function(question, **check.params))


def _question(row: dict[str, str]) -> Question:
    key = row["answer"].strip()
    options = tuple(
        Option(Text.plain(str(choice), kind="option"), key.isdigit() and number == int(key))
        for number, choice in enumerate(ast.literal_eval(row["choices"]))
    )
    # No format says so, but one answer is asked for, and the order stands.
    return Question("choice", "mmlu", Text.plain(row["question"], kind="stem"), options, (), True, False)


def _measure(judged: list[Judged], rules: list[str]) -> None:
    unclear = sum(one.label == UNCLEAR for one in judged)
    wrong = sum(one.label != "ok" for one in judged)
    total = len(judged)
    print(f"{total:,} questions; experts called {unclear} unclear, {wrong} faulty in some way")
    print(f"\n{'':<38}{'flagged':>8}{'unclear':>8}{'lift':>6}{'phi':>7}{'faulty':>8}{'lift':>6}")
    for rule, check in checks(rules):
        flagged = [one for one in judged if hits(check, one.question)]
        if not flagged:
            print(f"{rule.id}  {rule.name:<30}{0:>8}")
            continue
        both = sum(one.label == UNCLEAR for one in flagged)
        faulty = sum(one.label != "ok" for one in flagged)
        lift = both / len(flagged) / (unclear / total)
        any_lift = faulty / len(flagged) / (wrong / total)
        phi = correlation(both, len(flagged), unclear, total)
        print(f"{rule.id}  {rule.name:<30}{len(flagged):>8}{both:>8}{lift:>6.2f}{phi:>7.3f}{faulty:>8}{any_lift:>6.2f}")


def correlation(both: int, flagged: int, labelled: int, total: int) -> float:
    """The phi coefficient of two marks, from how many of `total` have both, the one, and the other."""
    spread = math.sqrt(flagged * (total - flagged) * labelled * (total - labelled))
    return (both * total - flagged * labelled) / spread if spread else 0.0


def _show(judged: list[Judged], rules: list[str]) -> None:
    for rule, check in checks(rules):
        for one in judged:
            for hit in hits(check, one.question):
                print(f"{rule.id} {one.place} [{one.label}] {rule.message(hit)}")
                print(f"    {one.question.stem.text}")
                for option in one.question.options:
                    print(f"  {'*' if option.is_key else '-'} {option.text.text}")


if __name__ == "__main__":
    main()
