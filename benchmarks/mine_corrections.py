"""Mine the histories of courses for errors that their authors later mended.

    python benchmarks/mine_corrections.py --dictionary DIR… --to FOLDER GITDIR…

Walks the history of each bare repository and writes FOLDER/corrections.jsonl (a line as in typos.jsonl: repository,
commit, path, the paragraph as it stood, the place of the error, wrong, right, kind) and FOLDER/prose.jsonl (random
paragraphs of today, for counting false alarms). DIR holds a Hunspell dictionary (npm's `dictionary-en`,
`dictionary-en-gb`); needs `pip install spylls wordfreq`. Paragraphs are as the linter reads them, what it masks is
U+E000. A repository is named by its folder or its parent, `owner+name`. What is mined is the course's text: it isn't
ours to publish; benchmarks/heldout.tsv keeps the repositories, their commits and digests of what was found.
"""

from __future__ import annotations

import argparse
import difflib
import random
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
from correction_kinds import FUNCTION_WORDS, Knows, dictionary, kind_of

from courselint import sources

SUFFIXES = (".md", ".mdx", ".ipynb", ".Rmd", ".rmd", ".qmd", ".rst")
# Other files' prose is translated, generated or about the project, not the course.
SKIPPED = re.compile(
    r"(?:^|/)(?:translations?|i18n|locales?|node_modules|_build|vendor|\.github|CHANGELOG|LICENSE|NEWS|CODE_OF_CONDUCT)"
    r"|(?:^|/)(?:zh|cn|fr|es|de|it|pt|ru|ko|ja|tr|uk|cs|sk|hu|pl|ar|fa|vi|id|az|el|bn|hi|zh-CN|pt-br|zh-hans|zh-hant)(?:[-_]\w+)?(?:/|\.\w+$)"
    r"|[._-](?:zh|cn|fr|es|de|it|pt|ru|ko|ja|tr)(?:[-_]\w\w)?\.\w+$",
    re.IGNORECASE,
)
MOST_EDITS, MOST_WORDS, SHORTEST, LONGEST = 4, 2, 6, 900
MOST_FILES = 120
MOST_COMMITS = 3_000
MOST_ALIKE = 2
PROSE_WORDS = 3_000
_TOKEN = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)*|[\w.\-]*\d[\w.\-]*|\s+|[^\sA-Za-z]")
_MASKED = re.compile("[\ue000-\uf8ff]")
_LETTERS = re.compile(r"[A-Za-z]{2,}")
_COMMON = frozenset("the of to and a in is that for it as we this you with be are on can or by from an".split())


class Correction(msgspec.Struct, frozen=True):
    """An error that an author mended; `start:end` in `before`, code points."""

    repo: str
    commit: str
    path: str
    before: str
    start: int
    end: int
    wrong: str
    right: str
    kind: str


class Prose(msgspec.Struct, frozen=True):
    """A paragraph of today."""

    source: str
    block: int
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """A file that a commit changes in a few words somewhere."""

    commit: str
    path: str


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("repositories", nargs="+", type=Path)
    parser.add_argument("--dictionary", action="append", type=Path, required=True)
    parser.add_argument("--to", type=Path, required=True)
    arguments = parser.parse_args()
    knows = dictionary(arguments.dictionary)
    for repository in arguments.repositories:
        name = next(part for part in reversed(repository.resolve().parts) if "+" in part).replace("+", "/", 1)
        found = list(corrections(repository, name, knows))
        prose = list(published(repository, name))
        _append(arguments.to / "corrections.jsonl", found)
        _append(arguments.to / "prose.jsonl", prose)
        kinds = ", ".join(f"{kind} {count}" for kind, count in Counter(each.kind for each in found).most_common())
        print(
            f"{name}: {len(found)} corrections ({kinds}); {sum(len(p.text.split()) for p in prose)} words", flush=True
        )


def _append(path: Path, rows: Sequence[Correction] | Sequence[Prose]) -> None:
    with path.open("ab") as file:
        file.writelines(msgspec.json.encode(row) + b"\n" for row in rows)


def corrections(repository: Path, name: str, knows: Knows) -> Iterator[Correction]:
    """Each error once, from the commit that mended it first; what a later commit takes back is none."""
    blobs = Blobs(repository)
    found: dict[tuple[str, str, str], Correction] = {}
    for change in _changes(repository):
        old = blobs.read(f"{change.commit}^:{change.path}")
        new = blobs.read(f"{change.commit}:{change.path}")
        if old is None or new is None:
            continue
        if change.path.endswith(".ipynb"):
            earlier, later = _cells(old), _cells(new)
            before = [
                text for cell in sorted(earlier) if cell not in later for text in _paragraphs("cell.md", cell.encode())
            ]
            after = [
                text for cell in sorted(later) if cell not in earlier for text in _paragraphs("cell.md", cell.encode())
            ]
        else:
            before, after = _paragraphs(change.path, old), _paragraphs(change.path, new)
        for each in _mended(before, after, knows):
            context = each.before[max(0, each.start - 25) : each.start] + "|" + each.before[each.end : each.end + 25]
            row = msgspec.structs.replace(each, repo=name, commit=change.commit, path=change.path)
            found.setdefault((context, each.wrong, each.right), row)
    blobs.close()
    pairs: Counter[tuple[str, str]] = Counter()
    total = Counter((row.wrong.lower(), row.right.lower()) for row in found.values() if row.wrong and row.right)
    for (context, wrong, right), row in found.items():
        pair = row.wrong.lower(), row.right.lower()
        # What an author replaces everywhere is a term; one slip pasted about is one slip.
        is_term = row.kind != "non-word" and total[pair] > MOST_ALIKE and not {*pair} <= FUNCTION_WORDS
        pairs[pair] += 1
        is_copy = bool(row.wrong and row.right) and pairs[pair] > MOST_ALIKE and not {*pair} <= FUNCTION_WORDS
        if (context, right, wrong) not in found and not is_term and not is_copy:
            yield row


def _changes(repository: Path) -> Iterator[Change]:
    """Commits and files where a removed line and an added one differ in a few words only."""
    options = "--no-merges --no-renames --diff-filter=M -U0 -p --no-color --no-ext-diff --no-textconv".split()
    form = [f"--max-count={MOST_COMMITS}", "--format=%x01%H%x00%an%x00%s"]
    files_of = ["HEAD", "--", *(f"*{suffix}" for suffix in SUFFIXES)]
    command = ["git", "--git-dir", str(repository), "log", *options, *form, *files_of]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert process.stdout is not None
    commit, path, is_meant, files = "", "", True, 0
    removed: list[str] = []
    added: list[str] = []
    hit: set[str] = set()
    batch: list[Change] = []

    def close() -> None:
        if path and is_meant and path not in hit and _few_words(removed, added):
            hit.add(path)
            batch.append(Change(commit, path))
        removed.clear()
        added.clear()

    for raw in process.stdout:
        if raw.startswith(b"\x01"):
            close()
            if files <= MOST_FILES:
                yield from batch
            batch.clear()
            hit.clear()
            files = 0
            commit, author, subject = raw[1:].decode("utf-8", "replace").rstrip("\n").split("\x00", 2)
            is_meant = "[bot]" not in author and not subject.startswith("Revert")
            path = ""
        elif raw.startswith(b"diff --git "):
            close()
            files += 1
            path = ""
        elif raw.startswith(b"+++ b/"):
            path = raw[6:].decode("utf-8", "replace").strip("\t\n")
            path = "" if SKIPPED.search(path) or path.startswith('"') else path
        elif raw.startswith(b"@@"):
            close()
        elif raw.startswith(b"--- "):
            continue
        elif path and path not in hit and len(raw) < 6_000:
            if raw.startswith(b"-"):
                removed.append(raw[1:].decode("utf-8", "replace"))
            elif raw.startswith(b"+"):
                added.append(raw[1:].decode("utf-8", "replace"))
    close()
    if files <= MOST_FILES:
        yield from batch
    process.wait()


def _few_words(removed: list[str], added: list[str]) -> bool:
    if not removed or not added or len(removed) > 60 or len(added) > 60:
        return False
    before, after = Counter(_words(removed)), Counter(_words(added))
    less, more = before - after, after - before
    # A word that moved counts too, and so does a doubled word: only the sums are compared.
    return 0 < less.total() + more.total() <= 6 * max(len(removed), len(added)) and before.total() > 4


def _words(lines: list[str]) -> list[str]:
    return re.findall(r"[A-Za-z'’]+", " ".join(lines))


class Blobs:
    """Files of a repository's history, read by one git process."""

    def __init__(self, repository: Path) -> None:
        command = ["git", "--git-dir", str(repository), "cat-file", "--batch"]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def read(self, name: str) -> bytes | None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(name.encode() + b"\n")
        self.process.stdin.flush()
        head = self.process.stdout.readline().split()
        if head[-1:] == [b"missing"] or len(head) != 3:
            return None
        data = self.process.stdout.read(int(head[2]))
        self.process.stdout.read(1)
        return data if head[1] == b"blob" and len(data) < 8_000_000 else None

    def close(self) -> None:
        self.process.communicate()


def _paragraphs(path: str, data: bytes) -> list[str]:
    document = sources.read(path, data, is_named=False)
    if document is None:
        return []
    return [
        _MASKED.sub("\ue000", text.text).strip()
        for text in document.texts
        if text.kind in ("prose", "heading") and text.text.strip()
    ]


class _Cell(msgspec.Struct):
    cell_type: str = ""
    source: list[str] | str = ""


class _Sheet(msgspec.Struct):
    cells: list[_Cell] = []


class _Notebook(msgspec.Struct):
    cells: list[_Cell] = []
    worksheets: list[_Sheet] = []


def _cells(data: bytes) -> frozenset[str]:
    """The Markdown cells of a notebook; reading the whole notebook would take a hundred times as long."""
    try:
        notebook = msgspec.json.decode(data, type=_Notebook)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return frozenset()
    cells = [*notebook.cells, *(cell for sheet in notebook.worksheets for cell in sheet.cells)]
    return frozenset("".join(cell.source) for cell in cells if cell.cell_type == "markdown")


def _mended(old: list[str], new: list[str], knows: Knows) -> Iterator[Correction]:
    # Paragraphs that moved are the same on both sides.
    same = set(old) & set(new)
    gone, come = [p for p in old if p not in same], [p for p in new if p not in same]
    if not gone or not come or len(gone) > 150 or len(come) > 150:
        return
    free = list(come)
    for before in gone:
        if not SHORTEST <= len(before.split()) <= LONGEST or not _is_english(before):
            continue
        bag = Counter(before.split())
        best = max(
            free, key=lambda after: (bag & Counter(after.split())).total() / (1 + len(after.split())), default=None
        )
        if best is None or (bag & Counter(best.split())).total() < 0.7 * max(bag.total(), len(best.split())):
            continue
        free.remove(best)
        yield from _edits(before, best, knows)


def _edits(before: str, after: str, knows: Knows) -> Iterator[Correction]:
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    starts = [match.start() for match in _TOKEN.finditer(before)] + [len(before)]
    # Blanks aren't compared: a paragraph may be wrapped anew.
    old_at = [number for number, token in enumerate(old) if not token.isspace()]
    new_at = [number for number, token in enumerate(new) if not token.isspace()]
    left, right = [old[number] for number in old_at], [new[number] for number in new_at]
    matcher = difflib.SequenceMatcher(None, left, right, autojunk=False)
    changes = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    if not 0 < len(changes) <= MOST_EDITS:
        return
    out = Counter(word.lower() for _, i1, i2, _, _ in changes for word in left[i1:i2])
    back = Counter(word.lower() for _, _, _, j1, j2 in changes for word in right[j1:j2])
    for _, i1, i2, j1, j2 in changes:
        # A word that goes here and comes there was moved.
        if any(back[word.lower()] for word in left[i1:i2]) or any(out[word.lower()] for word in right[j1:j2]):
            continue
        pairs = [(i1, i2, j1, j2)]
        if i2 - i1 == j2 - j1 > 1:
            pairs = [(i1 + n, i1 + n + 1, j1 + n, j1 + n + 1) for n in range(i2 - i1)]
        if i2 - i1 > MOST_WORDS or j2 - j1 > MOST_WORDS:
            continue
        for a1, a2, b1, b2 in pairs:
            wrong, mended = left[a1:a2], right[b1:b2]
            prior, later = left[a1 - 1] if a1 else "", left[a2] if a2 < len(left) else ""
            kind = kind_of(wrong, mended, prior, later, knows)
            if kind is None or _is_in_machine(prior, later):
                continue
            start = starts[old_at[a1]] if a1 < len(old_at) else len(before)
            end = starts[old_at[a2 - 1] + 1] if a2 > a1 else start
            yield Correction("", "", "", before, start, end, before[start:end], " ".join(mended), kind)


def _is_in_machine(prior: str, later: str) -> bool:
    """Whether the word hangs on a placeholder or on a sign of names: `_`, `/`, `-`, `.`, `=`."""
    return bool(re.search(r"[_/=\\@#\-]", prior + later))


def _is_english(text: str) -> bool:
    words = [word.lower() for word in _LETTERS.findall(text)]
    return len(words) >= 4 and sum(word in _COMMON for word in words) >= 0.12 * len(words)


def published(repository: Path, name: str) -> Iterator[Prose]:
    """Some paragraphs of today, the same ones every time."""
    listing = subprocess.run(
        ["git", "--git-dir", str(repository), "ls-tree", "-r", "--name-only", "HEAD"],
        capture_output=True,
        text=True,
        check=True,
    )
    paths = [p for p in listing.stdout.splitlines() if p.endswith(SUFFIXES) and not SKIPPED.search(p) and '"' not in p]
    chance = random.Random(name)
    chance.shuffle(paths)
    blobs = Blobs(repository)
    words = 0
    for path in paths[:200]:
        data = blobs.read(f"HEAD:{path}")
        for block, text in enumerate(_paragraphs(path, data) if data else []):
            if SHORTEST <= len(text.split()) <= LONGEST and _is_english(text) and chance.random() < 0.25:
                yield Prose(f"{name}:{path}", block, text)
                words += len(text.split())
        if words > PROSE_WORDS:
            break
    blobs.close()


if __name__ == "__main__":
    sys.exit(main())
