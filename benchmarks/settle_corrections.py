"""Freeze what mine_corrections.py found: even out the courses, leave out what a reader rejected, and sign the rest.

    python benchmarks/settle_corrections.py FOLDER MIRRORS > benchmarks/heldout.tsv

Reads FOLDER/mined.jsonl and writes FOLDER/corrections.jsonl. One editor who put in eight hundred articles must not
outweigh thirty courses, so of each kind only some are kept, by a seeded choice. `rejected.txt` beside this file holds
digests of what isn't a mended error on reading. MIRRORS holds the bare repositories as `owner+name/repo`. Prints, for
each repository, its newest commit, how many corrections are kept, and a digest of them: whoever mines the same
commits can tell that they have the same labels.
"""

from __future__ import annotations

import hashlib
import random
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import msgspec
from correction_kinds import is_sound, is_variety
from mine_corrections import Correction

REJECTED = Path(__file__).parent / "rejected.txt"
MOST = {"non-word": 40, "missing-word": 10, "extra-word": 10, "function-word": 10}
MOST_OF_OTHERS = 25


def main(folder: Path, mirrors: Path) -> None:
    rejected = frozenset(REJECTED.read_text(encoding="utf-8").split()) if REJECTED.is_file() else frozenset()
    groups: dict[tuple[str, str], list[Correction]] = defaultdict(list)
    for line in (folder / "mined.jsonl").read_bytes().splitlines():
        row = msgspec.json.decode(line, type=Correction)
        is_mended = is_sound(row.kind, row.wrong, row.right, row.before[row.end :])
        if is_mended and not is_variety(row.wrong.lower(), row.right.lower()):
            groups[row.repo, row.kind].append(row)
    kept: list[Correction] = []
    for (repo, kind), rows in sorted(groups.items()):
        rows.sort(key=digest)
        random.Random(repo + kind).shuffle(rows)
        kept += rows[: MOST.get(kind, MOST_OF_OTHERS)]
    kept = [row for row in kept if digest(row) not in rejected]
    with (folder / "corrections.jsonl").open("wb") as file:
        file.writelines(msgspec.json.encode(row) + b"\n" for row in kept)
    print("repository\tcommit\tcorrections\tdigest")
    for repo in sorted({row.repo for row in kept}):
        own = sorted(digest(row) for row in kept if row.repo == repo)
        print(repo, _newest(mirrors / repo.replace("/", "+") / "repo"), len(own), _sha("\n".join(own)), sep="\t")


def digest(row: Correction) -> str:
    """What names a correction without saying a word of the course."""
    return _sha("\n".join((row.repo, row.commit, row.path, row.before, str(row.start), row.wrong, row.right)))


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _newest(repository: Path) -> str:
    command = ["git", "--git-dir", str(repository), "rev-parse", "HEAD"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
