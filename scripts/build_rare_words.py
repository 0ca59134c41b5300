"""Builds rare.txt and surnames.txt: what the speller would else take for slips; `python scripts/build_rare_words.py P`.

P is a folder with `an-array-of-english-words-2.0.0` (npm) and `names-0.3.0` (PyPI's source archive), unpacked. Run it
after `build_dictionaries.py`: only words that the speller would convict are kept, so both lists stay small.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from courselint.model import Course
from courselint.spelling import lexicon as lists
from courselint.spelling.speller import Speller
from scripts.build_dictionaries import DATA, _frequencies, _is_near

# Shorter words of a list made for word games are more likely slips than meant.
SHORTEST = 8
COMMON = 12_000
# A surname that fewer Americans bear is no likelier than a slip at the start of a sentence.
SURNAMES = 40_000


def main(packages: Path) -> None:
    for name in ("rare", "surnames"):
        (DATA / f"{name}.txt").write_text("\n", encoding="utf-8")
    lists.lexicon.cache_clear()
    speller, course = Speller(), Course()
    found = {
        "rare": [word for word in _rare(packages) if speller.judge(word, course, starts_sentence=False)],
        "surnames": [name for name in _names(packages) if speller.judge(name.title(), course, starts_sentence=True)],
    }
    for name, words in found.items():
        kept = sorted(word for word in set(words) if not speller.is_known_slip(word))
        (DATA / f"{name}.txt").write_text("".join(f"{word}\n" for word in kept), encoding="utf-8", newline="\n")
        print(f"{name}.txt: {len(kept)} words")


def _rare(packages: Path) -> Iterator[str]:
    """Long words of the word list that are not one slip away from a common word."""
    frequencies = _frequencies()
    common = set(sorted(frequencies, key=lambda word: (-frequencies[word], word))[:COMMON])
    for word in json.loads((packages / "an-array-of-english-words-2.0.0" / "index.json").read_bytes()):
        if len(word) >= SHORTEST and not _is_near(word, common):
            yield word


def _names(packages: Path) -> Iterator[str]:
    folder = packages / "names-0.3.0" / "names"
    for name, most in (("all.last", SURNAMES), ("female.first", None), ("male.first", None)):
        lines = (folder / f"dist.{name}").read_text(encoding="utf-8").splitlines()[:most]
        yield from (line.split()[0].lower() for line in lines)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
