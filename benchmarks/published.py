"""How often whole courses, as they are today, hear from the prose rules that are on by default.

    python benchmarks/published.py GITDIR… [--server URL]

Unpacks the newest commit of each bare repository (`owner+name/repo`) and prints the findings of SPL and GRM rules per
1,000 words of prose, course by course and rule by rule. Errors that still stand are among them; a reader who wants to
be told of errors only should hear at most .6.
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
from collections import Counter
from pathlib import Path

from mine_corrections import Blobs

from courselint import catalogue, sources
from courselint.catalogue import Rule
from courselint.config import Options
from courselint.engine import check
from courselint.grammar.opening import opened
from courselint.workspace import Workspace

SUFFIXES = (".md", ".mdx", ".ipynb", ".Rmd", ".qmd", ".rst")
UNCHECKED = ("SPL900", "GRM900")
CEILING = 0.6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("repositories", nargs="+", type=Path)
    parser.add_argument("--server")
    arguments = parser.parse_args()
    everything: Counter[str] = Counter()
    total = 0
    print(f"{'course':52}{'words':>10}{'flags':>7}{'per 1,000':>11}")
    for repository in arguments.repositories:
        name = next(part for part in reversed(repository.resolve().parts) if "+" in part)
        words, found = count(repository, arguments.server)
        total += words
        everything += found
        per = 1000 * found.total() / max(1, words)
        print(f"{name[:50]:52}{words:10,}{found.total():7}{per:11.3f}{'  loud' if per > CEILING else ''}", flush=True)
    print(f"{'all':52}{total:10,}{everything.total():7}{1000 * everything.total() / max(1, total):11.3f}")
    print(", ".join(f"{rule} {1000 * number / max(1, total):.3f}" for rule, number in everything.most_common()))


def count(repository: Path, server: str | None) -> tuple[int, Counter[str]]:
    """Words of prose in the newest commit, and findings by rule."""
    with tempfile.TemporaryDirectory() as folder:
        course = Path(folder)
        _unpack(repository, course)
        words = 0
        for path in sorted(course.rglob("*")):
            if path.suffix in SUFFIXES and path.is_file():
                document = sources.read(path.name, path.read_bytes(), is_named=False)
                texts = document.texts if document is not None else ()
                words += sum(len(text.text.split()) for text in texts if text.kind in ("prose", "heading"))
        rules = tuple(rule.id for rule in catalogue.bundled() if _is_counted(rule))
        with opened("required" if server else "off", server) as client:
            result = check(
                [course], Workspace(course), Options(select=(*rules, *UNCHECKED), isolated=True, grammar=client)
            )
        return words, Counter(each.rule for each in result.diagnostics if each.rule in rules)


def _is_counted(rule: Rule) -> bool:
    # What SPL900 and GRM900 tell, once a file, is that it wasn't checked: translations are many files.
    is_prose = rule.family in ("SPL", "GRM") and rule.id not in UNCHECKED
    return is_prose and rule.default and rule.check != catalogue.ENGINE_CHECK


def _unpack(repository: Path, course: Path) -> None:
    # Not by git archive, which breaks off at a file that a partial copy lacks.
    listing = subprocess.run(
        ["git", "--git-dir", str(repository), "ls-tree", "-r", "-z", "--name-only", "HEAD"],
        capture_output=True,
        text=True,
        check=True,
    )
    blobs = Blobs(repository)
    for name in filter(None, listing.stdout.split("\0")):
        if name.endswith(SUFFIXES) and "\n" not in name and (data := blobs.read(f"HEAD:{name}")) is not None:
            (course / name).parent.mkdir(parents=True, exist_ok=True)
            (course / name).write_bytes(data)
    blobs.close()


if __name__ == "__main__":
    main()
