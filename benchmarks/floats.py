"""How well FLT001 and FLT002 find brittle float comparisons, beside ruff's RUF069 on the same sites.

    python benchmarks/floats.py LABELS REPOSITORIES

LABELS is a folder with floats.tsv (repository, path, cell, line, kind, label, class, reason; cells count from 0) and
floats_synthetic.tsv with its .py. REPOSITORIES holds the labelled repositories as `owner+name` or `owner/name`: a work
tree, or a git directory, bare or with `.git` or `repo` inside. Sites of missing repositories are left out, and named.
"""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from courselint.analysis import assertions
from courselint.analysis.facts import facts, merge
from courselint.checks import float_comparison
from courselint.model import Assertion, Document, Hit
from courselint.sources import notebook, python

# What other rules are for: outputs of doctests, tolerances, texts and hashes, identity, nan.
OTHER_KINDS = ("doctest", "tol")
OTHER_REASONS = ("hash", "string", "tolerance", "identity", "nan")


@dataclass(frozen=True, slots=True)
class Site:
    """One labelled comparison; `cell` is None in a module."""

    repository: str
    path: str
    cell: int | None
    line: int
    label: str
    is_other: bool


@dataclass(frozen=True, slots=True)
class Reported:
    """Lines `first` to `last` of a file or cell, flagged by a rule."""

    rule: str
    cell: int | None
    first: int
    last: int


def main(labels: Path, repositories: Path) -> None:
    sites = [*_sites(labels / "floats.tsv"), *_sites(labels / "floats_synthetic.tsv")]
    found: dict[tuple[str, str], list[Reported]] = {}
    missing: set[str] = set()
    with tempfile.TemporaryDirectory() as scratch:
        for repository, path in sorted({(site.repository, site.path) for site in sites}):
            synthetic = repository == "synthetic"
            data = (
                (labels / "floats_synthetic.py").read_bytes() if synthetic else _bytes(repositories, repository, path)
            )
            if data is None:
                missing.add(repository)
                continue
            found[repository, path] = [*_ours(path, data, is_test=synthetic), *_ruff(Path(scratch), path, data)]
    known = [site for site in sites if (site.repository, site.path) in found]
    for title, chosen in (
        ("real, comparisons", [s for s in known if s.repository != "synthetic" and not s.is_other]),
        ("real, all kinds", [s for s in known if s.repository != "synthetic"]),
        ("synthetic, comparisons", [s for s in known if s.repository == "synthetic" and not s.is_other]),
    ):
        _print_table(title, chosen, found)
    print("missing:", ", ".join(sorted(missing)) or "none")


def _print_table(title: str, sites: list[Site], found: dict[tuple[str, str], list[Reported]]) -> None:
    counts = Counter(site.label for site in sites)
    print(f"{title}: {counts['brittle']} brittle, {counts['safe']} safe, {counts['unsure']} unsure (left out)")
    print(f"  {'':22}{'right':>6}{'wrong':>6}{'missed':>7}{'P':>6}{'R':>6}")
    for name, rules in (
        ("FLT001", ("FLT001",)),
        ("FLT001 and FLT002", ("FLT001", "FLT002")),
        ("ruff RUF069", ("RUF069",)),
    ):
        flagged = [site for site in sites if _is_flagged(site, found[site.repository, site.path], rules)]
        right = sum(site.label == "brittle" for site in flagged)
        wrong = sum(site.label == "safe" for site in flagged)
        precision = f"{right / (right + wrong):.2f}" if right + wrong else "–"
        recall = f"{right / counts['brittle']:.2f}" if counts["brittle"] else "–"
        print(f"  {name:22}{right:6}{wrong:6}{counts['brittle'] - right:7}{precision:>6}{recall:>6}")


def _is_flagged(site: Site, reported: list[Reported], rules: tuple[str, ...]) -> bool:
    return any(
        each.rule in rules and each.cell == site.cell and each.first <= site.line <= each.last for each in reported
    )


def _sites(path: Path) -> Iterator[Site]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row[0] == "repo":
                continue
            repository, name, cell, line, kind, label, family, reason = row
            is_other = kind in OTHER_KINDS or family in ("tol-tight", "tol", "nan", "is", "hash") or reason in (
                "string of float", "f-string without format spec"
            )  # fmt: skip
            yield Site(repository, name, None if cell == "-" else int(cell), int(line), label, is_other)


def _bytes(repositories: Path, repository: str, path: str) -> bytes | None:
    for folder in (repositories / repository.replace("/", "+"), repositories / repository):
        if (folder / path).is_file():
            return (folder / path).read_bytes()
        for git in (folder, folder / ".git", folder / "repo", folder / "repo" / ".git"):
            if (git / "HEAD").is_file():
                shown = subprocess.run(
                    ["git", "--git-dir", git, "show", f"HEAD:{path}"], capture_output=True, check=False
                )
                return shown.stdout if shown.returncode == 0 else None
    return None


def _ours(path: str, data: bytes, *, is_test: bool) -> Iterator[Reported]:
    text = data.decode("utf-8", "replace")
    if path.endswith(".md"):
        return
    document = (notebook if path.endswith(".ipynb") else python).read(
        "test_synthetic.py" if is_test else path, data, text
    )
    course = merge([facts(document)])
    for assertion in assertions.read(document):
        for rule, involving in (("FLT001", "inexact"), ("FLT002", "computed")):
            for hit in float_comparison.check(assertion, course, involving=involving):
                yield _reported(rule, hit, assertion, document)


def _reported(rule: str, hit: Hit, assertion: Assertion, document: Document) -> Reported:
    source = document.sources[assertion.text.source]
    first = source.text.count("\n", 0, hit.span.start) + 1
    last = source.text.count("\n", 0, hit.span.end) + 1
    return Reported(rule, source.cell.index - 1 if source.cell else None, first, last)


def _ruff(scratch: Path, path: str, data: bytes) -> Iterator[Reported]:
    file = scratch / f"case{Path(path).suffix}"
    if file.suffix not in (".py", ".ipynb"):
        return
    file.write_bytes(data)
    command = [
        "ruff",
        "check",
        "--isolated",
        "--preview",
        "--select",
        "RUF069",
        "--output-format",
        "json",
        "--exit-zero",
        file,
    ]
    shown = subprocess.run(command, capture_output=True, text=True, check=False)
    for each in json.loads(shown.stdout or "[]"):
        if each["code"] == "RUF069":
            cell = each["cell"]
            yield Reported(
                "RUF069", _cell_of(data, cell) if cell else None, each["location"]["row"], each["end_location"]["row"]
            )


def _cell_of(data: bytes, number: int) -> int:
    """Ruff counts code cells that it can read, from 1; labels count all cells, from 0."""
    cells = json.loads(data)["cells"]
    code = [index for index, cell in enumerate(cells) if cell["cell_type"] == "code"]
    return code[number - 1] if number <= len(code) else -1


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
