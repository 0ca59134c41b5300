"""How often each rule is right: hits to judge, the verdicts that people gave, and the figures for the pages.

    python benchmarks/evidence.py hits SHARED [RULE…]   every hit on SHARED/courses and SHARED/quizzes, as JSON lines
    python benchmarks/evidence.py table                 what the verdicts say, rule by rule

A verdict is a line of benchmarks/verdicts/<RULE>.tsv: corpus path, fingerprint, `right` or `wrong`. Judge by reading
the hit in its context: is it a fault that its author would mend? No sentence of a course is kept.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from courselint import catalogue
from courselint.engine import Options, check
from courselint.model import Diagnostic
from courselint.workspace import Workspace

VERDICTS = Path(__file__).parent / "verdicts"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What somebody said of one hit."""

    path: str
    fingerprint: str
    is_right: bool


def main() -> None:
    match sys.argv[1:]:
        case ["hits", shared, *rules]:
            for corpus, found in hits(Path(shared).resolve(), tuple(rules)):
                print(json.dumps(_shown(corpus, found)))
        case ["table"]:
            for rule in catalogue.bundled():
                given = verdicts(rule.id)
                right = sum(verdict.is_right for verdict in given)
                share = f"{right / len(given):.2f}" if given else "  - "
                state = "on" if rule.default else "off"
                print(f"{rule.id}  {rule.name:<36} {right:>4} of {len(given):<4} {share}  {state}")
        case _:
            sys.exit(__doc__)


def verdicts(rule: str) -> tuple[Verdict, ...]:
    """The verdicts on one rule."""
    file = VERDICTS / f"{rule}.tsv"
    if not file.is_file():
        return ()
    rows = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines()[1:]]
    return tuple(Verdict(path, fingerprint, verdict == "right") for path, fingerprint, verdict in rows)


def hits(shared: Path, rules: tuple[str, ...]) -> Iterator[tuple[str, Diagnostic]]:
    """Every hit on each of the courses and quizzes, checked as a course of its own; all rules if none is named."""
    for course in sorted([*shared.glob("courses/*/"), *shared.glob("quizzes/*/")]) or [shared]:
        result = check([course], Workspace(course), Options(select=rules or ("ALL",)))
        for found in result.diagnostics:
            yield f"{course.relative_to(shared).as_posix()}/{found.place.path}", found


def _shown(corpus: str, found: Diagnostic) -> dict[str, object]:
    return {
        "rule": found.rule,
        "path": corpus,
        "cell": found.place.cell.index if found.place.cell else None,
        "line": found.place.range.start.line,
        "physical_line": found.place.physical.start.line,
        "text": found.text,
        "excerpt": found.excerpt,
        "message": found.message,
        "fix": found.fix.message if found.fix else None,
        "fingerprint": found.fingerprint,
    }


if __name__ == "__main__":
    main()
