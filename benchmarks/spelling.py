"""How many misspellings are found, with the right fix first, at how many false alarms: ours, codespell's, typos'.

Run as `python benchmarks/spelling.py [LABELS]`; LABELS is `../shared/labels` from the repository's root. Labels of one
repository are one course. Repositories fall into two halves by a digest of their name: rules may be tuned on the half
called "seen" only, the other one is counted and never read.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec

from courselint.checks import misspelling
from courselint.model import Course, Span, Text
from courselint.spelling.speller import Speller
from courselint.spelling.words import words

ROOT = Path(__file__).resolve().parent.parent
# Words in clean_prose.jsonl that a reader of all three tools' flags found to be errors after all.
TRUE_ERRORS = ROOT / "benchmarks" / "spelling_true_errors.txt"
Row = TypeVar("Row")
_MASKED = re.compile("⟦[^⟧]*⟧|[\ue000-\uf8ff]")


class Slip(msgspec.Struct):
    """A line of typos.jsonl."""

    repo: str
    before: str
    start: int
    end: int
    right: str
    kind: str


class Prose(msgspec.Struct):
    """A line of clean_prose.jsonl."""

    source: str
    text: str

    @property
    def repo(self) -> str:
        return self.source.partition(":")[0]


@dataclass(frozen=True, slots=True)
class Flag:
    """What a tool marks in a paragraph, and the fixes it offers, best first."""

    span: Span
    fixes: tuple[str, ...]


# Paragraphs of one repository to the flags of each.
Tool = Callable[[str, list[str]], list[list[Flag]]]


def main(labels: Path) -> None:
    slips = _read(labels / "typos.jsonl", Slip)
    prose = _read(labels / "clean_prose.jsonl", Prose)
    paragraphs: dict[str, list[str]] = defaultdict(list)
    for slip in slips:
        paragraphs[slip.repo].append(_mask(slip.before))
    for piece in prose:
        paragraphs[piece.repo].append(_mask(piece.text))
    tools: dict[str, Tool] = {"courselint": courselint()}
    tools |= {name: run for name, run in (("codespell", codespell), ("typos", typos)) if _program(name)}
    true_errors = set(TRUE_ERRORS.read_text(encoding="utf-8").split())
    print("(false: without the words of spelling_true_errors.txt, which are errors that the prose still holds)")
    print("tool        half    slips  found  right first  words  flags/1000  false/1000  seconds")
    for name, tool in tools.items():
        started = time.perf_counter()
        flags = {repo: dict(zip(texts, tool(repo, texts), strict=True)) for repo, texts in paragraphs.items()}
        seconds = time.perf_counter() - started
        for half in ("seen", "unseen", "both"):
            chosen = [slip for slip in slips if slip.kind == "non-word" and half in (_half(slip.repo), "both")]
            clean = [piece for piece in prose if half in (_half(piece.repo), "both")]
            print(f"{name:11} {half:7}", _row(chosen, clean, flags, true_errors), f"{seconds:8.1f}")


def _row(
    slips: list[Slip], clean: list[Prose], flags: Mapping[str, Mapping[str, list[Flag]]], true_errors: set[str]
) -> str:
    found = right = 0
    for slip in slips:
        text = _mask(slip.before)
        hits = [flag for flag in flags[slip.repo][text] if flag.span.start < slip.end and flag.span.end > slip.start]
        found += bool(hits)
        for flag in hits[:1]:
            mended = text[slip.start : flag.span.start] + (flag.fixes or ("",))[0] + text[flag.span.end : slip.end]
            right += mended.lower() == slip.right.lower()
    marked = [
        text[flag.span.start : flag.span.end]
        for piece in clean
        for text in [_mask(piece.text)]
        for flag in flags[piece.repo][text]
    ]
    count = sum(1 for piece in clean for _ in words(_mask(piece.text)))
    false = sum(word.lower() not in true_errors for word in marked)
    return (
        f"{len(slips):5}  {found / len(slips):5.3f}  {right / max(1, found):11.3f}  {count:5}"
        f"  {1000 * len(marked) / count:10.3f}  {1000 * false / count:10.3f}"
    )


def courselint() -> Tool:
    """Ours, each repository's paragraphs being its course."""
    speller = Speller()

    def run(repo: str, texts: list[str]) -> list[list[Flag]]:
        course = Course(words=Counter(word.text for text in dict.fromkeys(texts) for word in words(text)))
        return [_ours(text, course, speller) for text in texts]

    return run


def _ours(text: str, course: Course, speller: Speller) -> list[Flag]:
    hits = misspelling.check(Text.plain(text), course, speller)
    return [Flag(hit.span, (hit.values["suggestion"],)) for hit in hits]


def codespell(repo: str, texts: list[str]) -> list[list[Flag]]:
    def read(line: str) -> tuple[int, str, tuple[str, ...]] | None:
        match = re.match(r".*?:(\d+): (\S+) ==> (.+)$", line)
        return (int(match[1]) - 1, match[2], tuple(match[3].split(", "))) if match else None

    return _line_tool([_program("codespell"), "prose.txt"], texts, read)


def typos(repo: str, texts: list[str]) -> list[list[Flag]]:
    def read(line: str) -> tuple[int, str, tuple[str, ...]] | None:
        found = msgspec.json.decode(line)
        if found.get("type") != "typo":
            return None
        fixes = found["corrections"]
        return found["line_num"] - 1, found["typo"], tuple(fixes) if isinstance(fixes, list) else ()

    return _line_tool([_program("typos"), "--isolated", "--format", "json", "prose.txt"], texts, read)


def _line_tool(
    command: list[str], texts: list[str], read: Callable[[str], tuple[int, str, tuple[str, ...]] | None]
) -> list[list[Flag]]:
    """Feed one paragraph a line; find each word that is named in its line."""
    lines = [re.sub(r"\s", " ", text) for text in texts]
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "prose.txt").write_text("\n".join(lines), encoding="utf-8")
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=folder, check=False)
    flags: list[list[Flag]] = [[] for _ in texts]
    for found in filter(None, map(read, done.stdout.splitlines())):
        number, word, fixes = found
        taken = {flag.span.start for flag in flags[number]}
        for match in re.finditer(rf"\b{re.escape(word)}\b", lines[number]):
            if match.start() not in taken:
                flags[number].append(Flag(Span(match.start(), match.end()), fixes))
                break
    return flags


def _program(name: str) -> str:
    return shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name) or ""


def _read(path: Path, row: type[Row]) -> list[Row]:
    return [msgspec.json.decode(line, type=row) for line in path.read_bytes().splitlines()]


def _mask(text: str) -> str:
    return _MASKED.sub(lambda match: "\ue000" * len(match[0]), text)


def _half(repo: str) -> str:
    return ("seen", "unseen")[hashlib.sha1(repo.encode()).digest()[-1] % 2]


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared" / "labels")
