"""The example course has the faults that examples/README.md lists, no others, and the README shows its report."""

import json
import re
import runpy
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest

from courselint import catalogue

ROOT = Path(__file__).resolve().parent.parent
COURSE = ROOT / "examples" / "course"
_ROW = re.compile(
    r"\| (?P<file>[\w./-]+) \| (?P<place>(?:cell \d+, )?line \d+) \| (?P<complaint>\d) \| (?P<rule>[A-Z]{3}\d{3}) \|"
)


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    file: str
    place: str
    rule: str


def _planted() -> list[tuple[Fault, int]]:
    """The faults of the table, each with the number of its complaint."""
    table = (ROOT / "examples" / "README.md").read_text(encoding="utf-8")
    rows = [line for line in table.splitlines() if re.match(r"\| (?!file|---)", line)]
    matches = [_ROW.match(row) for row in rows]
    assert None not in matches, f"a row that can't be read: {rows[matches.index(None)]}"
    return [(Fault(row["file"], row["place"], row["rule"]), int(row["complaint"])) for row in matches if row]


@pytest.fixture(scope="module")
def found() -> Counter[Fault]:
    command = [sys.executable, "-m", "courselint", "check", "examples/course", "--output-format", "jsonl"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert ran.returncode == 1, ran.stderr
    lines = [json.loads(line) for line in ran.stdout.splitlines()]
    return Counter(
        Fault(
            line["path"].removeprefix("examples/course/"),
            (f"cell {line['cell']['index']}, " if line["cell"] else "") + f"line {line['range']['start']['line']}",
            line["rule"],
        )
        for line in lines
        if "rule" in line
    )


def test_the_planted_faults_are_found_and_nothing_else(found):
    built = {rule.id for rule in catalogue.bundled() if rule.default}
    expected = Counter(fault for fault, _ in _planted() if fault.rule in built)
    assert sorted((expected - found).elements()) == [], "missed"
    assert sorted((found - expected).elements()) == [], "false alarms"


def test_each_complaint_and_each_family_occurs(found):
    assert {complaint for _, complaint in _planted()} == set(range(1, 9))
    # What is wrong with a file itself, such as a saved traceback, is none of the eight complaints.
    families = {rule.id[:3] for rule in catalogue.bundled() if rule.default} - {"NBK"}
    assert {fault.rule[:3] for fault in found} >= families


def test_readme_shows_the_report():
    refresh = runpy.run_path(str(ROOT / "scripts" / "refresh_readme.py"))
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    same = refresh["refreshed"](readme, refresh["report"]()) == readme
    assert same, "README.md shows an older report: run `python scripts/refresh_readme.py`"


@pytest.mark.parametrize("path", sorted(COURSE.rglob("*.ipynb")), ids=lambda path: path.parent.name + "/" + path.name)
def test_notebook_is_as_jupyter_writes_it(path):
    text = path.read_text(encoding="utf-8")
    notebook = nbformat.reads(text, as_version=4)
    nbformat.validate(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    assert nbformat.writes(notebook) + "\n" == text
