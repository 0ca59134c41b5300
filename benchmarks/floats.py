"""How well the float rules find brittle tests, beside ruff's RUF069 on the same sites.

    python benchmarks/floats.py REPOSITORIES LABELS.tsv… [--list]

LABELS hold a site a line: repository, path, cell, line, kind, label (brittle, safe, unsure), class, reason; cells count
from 0, "-" is a module. REPOSITORIES holds the labelled repositories as `owner+name` or `owner/name`: a work tree, or a
git directory, bare or with `.git` or `repo` inside. The code of the repository "synthetic" lies beside its labels, with
the suffix .py. Each repository is checked as a whole, as a course engineer would; sites of missing ones are left out,
and named. `--list` prints each site that a row of the table gets wrong.
"""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from courselint import engine
from courselint.config import Options
from courselint.workspace import Workspace

SUFFIXES = (".py", ".ipynb", ".ok", ".md", ".rst", ".txt", ".toml", ".yml", ".yaml")
LARGEST = 20 * 2**20
PEER = "RUF069"


@dataclass(frozen=True, slots=True)
class Site:
    """One labelled comparison; `cell` is None in a module."""

    repository: str
    path: str
    cell: int | None
    line: int
    kind: str
    label: str
    family: str
    reason: str

    def __str__(self) -> str:
        cell = "" if self.cell is None else f" cell {self.cell}"
        return f"{self.repository}/{self.path}{cell} line {self.line} ({self.kind}, {self.family}: {self.reason})"


@dataclass(frozen=True, slots=True)
class Reported:
    """Lines `first` to `last` of a file or cell, flagged by a rule."""

    rule: str
    severity: str
    path: str
    cell: int | None
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: whose findings count."""

    name: str
    rules: tuple[str, ...]
    severities: tuple[str, ...] = ("error", "warning")

    def counts(self, reported: Reported) -> bool:
        return reported.rule.startswith(self.rules) and reported.severity in self.severities


# FLT004 says that wrong answers pass, not that right ones fail.
BRITTLE = tuple(f"FLT{number:03}" for number in range(1, 12) if number != 4)
ROWS = (
    Row("FLT001", ("FLT001",)),
    Row("FLT errors", BRITTLE, ("error",)),
    Row("FLT errors, warnings", BRITTLE),
    Row("ruff RUF069", (PEER,)),
)


def main(repositories: Path, labels: list[Path], *, is_listing: bool) -> None:
    for path in labels:
        sites = list(_sites(path))
        found: dict[str, list[Reported]] = {}
        missing: set[str] = set()
        for repository in sorted({site.repository for site in sites}):
            with tempfile.TemporaryDirectory() as scratch:
                folder = Path(scratch)
                if not _bring(repository, repositories, path, folder):
                    missing.add(repository)
                    continue
                found[repository] = [*_ours(folder), *_ruff(folder)]
        known = [site for site in sites if site.repository in found]
        _print_table(path.stem, known, found, is_listing=is_listing)
        if missing:
            print("  missing:", ", ".join(sorted(missing)))


def _print_table(title: str, sites: list[Site], found: dict[str, list[Reported]], *, is_listing: bool) -> None:
    counts = Counter(site.label for site in sites)
    repositories = len({site.repository for site in sites})
    print(
        f"{title}: {counts['brittle']} brittle, {counts['safe']} safe, {counts['unsure']} unsure (left out), "
        f"{repositories} repositories"
    )
    print(f"  {'':22}{'right':>6}{'wrong':>6}{'missed':>7}{'P':>6}{'R':>6}")
    for row in ROWS:
        flagged = [site for site in sites if _is_flagged(site, found[site.repository], row)]
        right = sum(site.label == "brittle" for site in flagged)
        wrong = sum(site.label == "safe" for site in flagged)
        precision = f"{right / (right + wrong):.2f}" if right + wrong else "–"
        recall = f"{right / counts['brittle']:.2f}" if counts["brittle"] else "–"
        print(f"  {row.name:22}{right:6}{wrong:6}{counts['brittle'] - right:7}{precision:>6}{recall:>6}")
        if is_listing:
            for site in sites:
                if (site.label == "brittle") is not (site in flagged) and (site.label != "unsure"):
                    print(f"    {'missed' if site.label == 'brittle' else 'wrong'}: {site}")


def _is_flagged(site: Site, reported: Iterable[Reported], row: Row) -> bool:
    return any(
        row.counts(each) and each.path == site.path and each.cell == site.cell and each.first <= site.line <= each.last
        for each in reported
    )


def _sites(path: Path) -> Iterator[Site]:
    with path.open(encoding="utf-8", newline="") as file:
        for repository, name, cell, line, *rest in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if repository != "repo":
                name = "test_synthetic.py" if repository == "synthetic" else name
                yield Site(repository, name, None if cell == "-" else int(cell), int(line), *rest[:4])


def _bring(repository: str, repositories: Path, labels: Path, folder: Path) -> bool:
    """Write what courselint and ruff read of a repository into the folder; False if it isn't there."""
    if repository == "synthetic":
        (folder / "test_synthetic.py").write_bytes(labels.with_suffix(".py").read_bytes())
        return True
    for place in (repositories / repository.replace("/", "+"), repositories / repository):
        for git in (place, place / ".git", place / "repo", place / "repo" / ".git"):
            if (git / "HEAD").is_file():
                _unpack(git, folder)
                return True
        if place.is_dir():
            for path in place.rglob("*"):
                if path.suffix in SUFFIXES and path.is_file() and not path.is_symlink():
                    _write(folder / path.relative_to(place), path.read_bytes())
            return True
    return False


def _unpack(git: Path, folder: Path) -> None:
    listed = subprocess.run(
        ["git", "--git-dir", git, "ls-tree", "-r", "-z", "--format=%(objectmode) %(objectname) %(path)", "HEAD"],
        capture_output=True,
        check=True,
    )
    for line in listed.stdout.decode("utf-8", "replace").split("\0"):
        mode, _, rest = line.partition(" ")
        name, _, path = rest.partition(" ")
        if mode in ("100644", "100755") and path.endswith(SUFFIXES):
            shown = subprocess.run(
                ["git", "--git-dir", git, "cat-file", "blob", name], capture_output=True, check=False
            )
            if shown.returncode == 0:
                _write(folder / path, shown.stdout)


def _write(path: Path, data: bytes) -> None:
    if len(data) <= LARGEST:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _ours(folder: Path) -> Iterator[Reported]:
    result = engine.check([folder], Workspace(folder), Options(select=("FLT",), isolated=True))
    for each in result.diagnostics:
        place = each.place
        cell = None if place.cell is None else place.cell.index - 1
        yield Reported(each.rule, each.severity, place.path, cell, place.range.start.line, place.range.end.line)


def _ruff(folder: Path) -> Iterator[Reported]:
    command = ["ruff", "check", "--isolated", "--preview", "--select", PEER, "--output-format", "json", "--exit-zero"]
    shown = subprocess.run([*command, folder], capture_output=True, text=True, check=False)
    found = defaultdict(list)
    for each in json.loads(shown.stdout or "[]"):
        if each["code"] == PEER:
            found[Path(each["filename"]).resolve()].append(each)
    for path, all_of_it in found.items():
        code = _code_cells(path)
        for each in all_of_it:
            # Ruff counts the code cells that it can read, from 1.
            number = each["cell"]
            cell = None if number is None else code[number - 1] if number <= len(code) else -1
            inside = path.relative_to(folder.resolve()).as_posix()
            yield Reported(PEER, "error", inside, cell, each["location"]["row"], each["end_location"]["row"])


def _code_cells(path: Path) -> list[int]:
    if path.suffix != ".ipynb":
        return []
    cells = json.loads(path.read_bytes())["cells"]
    return [index for index, cell in enumerate(cells) if cell["cell_type"] == "code"]


if __name__ == "__main__":
    arguments = [argument for argument in sys.argv[1:] if argument != "--list"]
    if len(arguments) < 2:
        sys.exit(__doc__)
    main(Path(arguments[0]), [Path(each) for each in arguments[1:]], is_listing="--list" in sys.argv)
