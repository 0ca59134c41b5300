"""How well the question rules find the flaws that a careful reader found.

    python benchmarks/questions.py QUIZZES LABELS.tsv… [--split=NAME] [--defaults] [--formats] [--list]

QUIZZES holds the labelled repositories as `owner+name`; those that aren't there are left out, and named. LABELS has a
flaw a line: id, split, repository, licence, format, path, line (of the file, from 1), flaw, where, reason; `OK` marks a
question without a flaw. A labelled question has all its flaws named, so any other one that is reported there is a false
alarm, and what is reported elsewhere doesn't count. `--defaults` runs only the rules that are on by default,
`--formats` prints the sums format by format, `--list` each miss, each false alarm and each question that
is not read; `--split` takes the lines of one split.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from courselint import sources
from courselint.config import Options
from courselint.engine import check
from courselint.model import Document, Question, Text
from courselint.placing import Places
from courselint.workspace import Workspace

# Not SPL002: a word that the dictionaries lack is no flaw yet.
WORDING = ("SPL001", "GRM")
# The rules that may see a flaw, the one that is named for it first; the labels' README says what each flaw is.
RULES = {
    "NOKEY": ("QST101",),
    "MULTIKEY": ("QST102",),
    "DUP": ("QST103", "QST105"),
    "EQUAL": ("QST104", "QST105"),
    "MARK": ("QST105",),
    "NUMTOL": ("QST106",),
    "UNITS": ("QST107",),
    "TOL": ("QST108",),
    "REGEX": ("QST109",),
    "EMPTY": ("QST110",),
    "ALLKEY": ("QST111", "QST102"),
    "KEYDIFF": ("QST112", "QST105"),
    "NEG": ("QST201",),
    "DNEG": ("QST202", "QST201"),
    "AOTA": ("QST203",),
    "NOTA": ("QST204",),
    "ABS": ("QST205",),
    "UNFOC": ("QST208",),
    "NOQ": ("QST209",),
    "BLANK": ("QST210",),
    "LONG": ("QST214",),
    "CLANG": ("QST215",),
    "SEQ": ("QST217",),
    "OVERLAP": ("QST218",),
    "COMBO": ("QST219",),
    "TF": ("QST220",),
    "DBL": ("QST221",),
    "REF": ("QST222",),
    "ASSET": ("QST223",),
    "SYM": ("QST224",),
    "JOKE": ("QST226",),
    "REPEAT": ("QST227",),
    "STEMLEN": ("QST228",),
    "SPELL": WORDING,
    "GRAM": ("QST211", "QST213", "GRM"),
}
# What no rule claims to see.
UNSEEN = ("AMBIG", "SUBJ", "VAGUE", "CONV")
# The label's line is the block's, which may begin above what a learner reads of it.
LINES_ABOVE = 12


@dataclass(frozen=True, slots=True)
class Labelled:
    """One labelled question and the flaws that a reader found, with the reasons."""

    repository: str
    format: str
    path: str
    line: int
    flaws: dict[str, str]

    def __str__(self) -> str:
        return f"{self.repository}/{self.path}:{self.line}"


@dataclass(frozen=True, slots=True)
class Reported:
    """What a rule says of the line of a file."""

    rule: str
    path: str
    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Judged:
    """One flaw of one question: found, missed or a false alarm."""

    question: Labelled
    flaw: str
    outcome: str
    reason: str


def main(
    quizzes: Path, labels: Iterable[Path], split: str, *, is_by_format: bool, is_default: bool, is_listing: bool
) -> None:
    for path in labels:
        questions = _labelled(path, split)
        judged: list[Judged] = []
        missing: set[str] = set()
        unread: list[Labelled] = []
        for repository in sorted({question.repository for question in questions}):
            folder = quizzes / repository.replace("/", "+")
            ours = [question for question in questions if question.repository == repository]
            if not folder.is_dir():
                missing.add(repository)
                continue
            reported = list(_reported(folder, is_default=is_default))
            for question, extent in _extents(folder, ours):
                if extent is None:
                    unread.append(question)
                judged.extend(_judge(question, extent, reported))
        questions = [question for question in questions if question.repository not in missing]
        _print(path.stem, questions, judged, is_by_format=is_by_format, is_listing=is_listing)
        print(f"  {len(unread)} labelled questions are not read")
        for question in unread if is_listing else ():
            print(f"  unread: {question}")
        if missing:
            print(f"  missing: {', '.join(sorted(missing))}")


def _labelled(path: Path, split: str) -> list[Labelled]:
    flaws: dict[tuple[str, str, str, int], dict[str, str]] = defaultdict(dict)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if split not in ("", row["split"]):
                continue
            found = flaws[row["repo"], row["format"], row["path"], int(row["line"])]
            if row["flaw"] != "OK":
                found[row["flaw"]] = row["reason"]
    return [Labelled(*key, found) for key, found in flaws.items()]


def _reported(folder: Path, *, is_default: bool) -> Iterator[Reported]:
    options = Options(isolated=True) if is_default else Options(select=("QST", *WORDING), isolated=True)
    for found in check([folder], Workspace(folder), options).diagnostics:
        yield Reported(found.rule, found.place.path, found.place.physical.start.line, found.message)


def _extents(folder: Path, questions: list[Labelled]) -> Iterator[tuple[Labelled, range | None]]:
    """Each labelled question with the lines of the one that was read there, if any was."""
    by_path = defaultdict(list)
    for question in questions:
        by_path[question.path].append(question)
    for path, here in by_path.items():
        document = sources.read(path, (folder / path).read_bytes())
        read = sorted(_lines(document), key=lambda lines: lines.stop) if document else []
        for question in here:
            lines = next((lines for lines in read if lines.stop > question.line), None)
            is_there = lines is not None and lines.start <= question.line + LINES_ABOVE
            yield question, lines if is_there else None


def _lines(document: Document) -> Iterator[range]:
    places = Places(document)
    for question in document.questions:
        found = [places.place(text, text.whole).physical for text in _texts(question)]
        if found:
            yield range(min(each.start.line for each in found), max(each.end.line for each in found) + 1)


def _texts(question: Question) -> Iterator[Text]:
    yield from (text for text in question.texts if text.runs)
    yield from (number.text for number in question.numbers)
    yield from question.graded


def _judge(question: Labelled, extent: range | None, reported: Iterable[Reported]) -> Iterator[Judged]:
    first = min(question.line, extent.start if extent else question.line)
    here = [each for each in reported if each.path == question.path and extent and first <= each.line < extent.stop]
    said = {flaw: [each for each in here if each.rule.startswith(rules)] for flaw, rules in RULES.items()}
    for flaw, reason in question.flaws.items():
        yield Judged(question, flaw, "found" if said.get(flaw) else "missed", reason)
    explained = {each for flaw in question.flaws for each in said.get(flaw, ())}
    alarms: dict[str, str] = {}
    for each in here:
        flaw = next((flaw for flaw, rules in RULES.items() if each.rule.startswith(rules[:1])), "")
        flaw = flaw or next((flaw for flaw, rules in RULES.items() if each.rule.startswith(rules)), "")
        if flaw and each not in explained and flaw not in question.flaws:
            alarms.setdefault(flaw, f"{each.rule} {each.message}")
    yield from (Judged(question, flaw, "false", reason) for flaw, reason in alarms.items())


def _print(
    title: str, questions: list[Labelled], judged: list[Judged], *, is_by_format: bool, is_listing: bool
) -> None:
    unseen = Counter(each.flaw for each in judged if each.flaw in UNSEEN)
    seen = [each for each in judged if each.flaw not in UNSEEN]
    repositories = len({question.repository for question in questions})
    print(f"{title}: {len(questions)} questions of {repositories} repositories")
    print(f"  left out, no rule claims to see them: {', '.join(f'{flaw} {n}' for flaw, n in unseen.items()) or 'none'}")
    print(f"  {'':18}{'found':>6}{'false':>6}{'missed':>7}{'P':>6}{'R':>6}{'F1':>6}")
    for flaw in RULES:
        _print_row(flaw, [each for each in seen if each.flaw == flaw])
    if is_by_format:
        for name in sorted({each.question.format for each in seen}):
            _print_row(name, [each for each in seen if each.question.format == name])
    _print_row("keys (QST1xx)", [each for each in seen if RULES[each.flaw][0].startswith("QST1")])
    _print_row("all", seen)
    if is_listing:
        for each in sorted(seen, key=lambda each: (each.outcome, each.flaw)):
            if each.outcome != "found":
                print(f"  {each.outcome} {each.flaw}: {each.question} ({each.reason})")


def _print_row(name: str, judged: list[Judged]) -> None:
    count = Counter(each.outcome for each in judged)
    if not count:
        return
    found, false, missed = count["found"], count["false"], count["missed"]
    precision, recall = _share(found, found + false), _share(found, found + missed)
    both = _share(2 * found, 2 * found + false + missed)
    print(f"  {name:18}{found:6}{false:6}{missed:7}{precision:>6}{recall:>6}{both:>6}")


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "–"


if __name__ == "__main__":
    paths = [Path(each) for each in sys.argv[1:] if not each.startswith("--")]
    if len(paths) < 2:
        sys.exit(__doc__)
    main(
        paths[0],
        paths[1:],
        next((each.partition("=")[2] for each in sys.argv if each.startswith("--split=")), ""),
        is_by_format="--formats" in sys.argv,
        is_default="--defaults" in sys.argv,
        is_listing="--list" in sys.argv,
    )
