"""A course's dictionary, `courselint-words.txt`: one word a line, in the order of the alphabet, comments after `#`."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from courselint.config import ConfigError
from courselint.spelling.lexicon import plain
from courselint.workspace import Unreadable, Workspace

NAME = "courselint-words.txt"
# Some hundred thousand words; who has more than that has no use for a list of exceptions.
LARGEST = 1024 * 1024
LONGEST_WORD = 60


@dataclass(frozen=True, slots=True)
class WordFile:
    """The dictionary in one folder as it stands; without a file it is empty, and `data` None."""

    path: Path
    data: bytes | None = None

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(word for line in self._lines() for word in _words_of(line))

    def with_words(self, words: Iterable[str]) -> bytes:
        """The file's bytes with these words too: they join the last block of words, which is put in order."""
        lines = self._lines()
        while lines and not lines[-1].strip():
            lines.pop()
        start = next((at for at in reversed(range(len(lines))) if not _words_of(lines[at])), -1) + 1
        block = {_key(line): line for line in (*words, *lines[start:])}
        return self._joined([*lines[:start], *(block[key] for key in sorted(block))])

    def without(self, words: Iterable[str]) -> bytes:
        """The file's bytes without these words, whatever their capitals."""
        gone = {plain(word) for word in words}

        def is_gone(line: str) -> bool:
            return any(plain(word) in gone for word in _words_of(line))

        return self._joined([_thinned(line, gone) if is_gone(line) else line for line in self._lines()])

    def _lines(self) -> list[str]:
        lines = _LINE_END.split((self.data or b"").decode("utf-8-sig"))
        return lines[: -1 if not lines[-1] else None]

    def _joined(self, lines: Iterable[str | None]) -> bytes:
        before = self.data or b""
        end = "\r\n" if b"\r\n" in before else "\n"
        text = "".join(f"{line}{end}" for line in lines if line is not None)
        return before[: len(_BOM) * before.startswith(_BOM)] + text.encode()


def read(folder: Path, workspace: Workspace) -> WordFile:
    """The dictionary that stands in this folder. Raises ConfigError for one that can't be read or leads elsewhere."""
    path = folder / NAME
    if path not in workspace.overlays:
        if not os.path.lexists(path):
            return WordFile(path)
        if path.is_symlink() and not _is_inside(path, folder):
            raise ConfigError(f"{path}: this link leads out of the course; copy the words into it")
    try:
        data = workspace.read(path)
        if len(data) > LARGEST:
            raise ConfigError(f"{path}: the file is larger than {LARGEST // 1024} KiB; is this a list of words?")
        data.decode()
    except Unreadable as error:
        raise ConfigError(f"{path}: {error}") from error
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise ConfigError(f"{path}:{line}: this is no UTF-8; save the file as UTF-8") from error
    return WordFile(path, data)


def tidied(word: str) -> str:
    """The word as it is written down, composed and without what can't be seen. Raises ValueError for what is none."""
    tidy = unicodedata.normalize("NFC", word).translate(_INVISIBLE).strip()
    if not any(map(str.isalpha, tidy)):
        raise ValueError(f"“{word}” has no letters, so it is no word")
    if len(tidy) > LONGEST_WORD:
        raise ValueError(f"“{word[:20]}…” has more than {LONGEST_WORD} characters, so it is no word")
    if not tidy.isprintable() or any(map(str.isspace, tidy)) or "#" in tidy:
        raise ValueError(f"“{word}” is no single word: no spaces, no “#”")
    return tidy


_BOM = b"\xef\xbb\xbf"
_INVISIBLE = {0xAD: None, 0x200B: None, 0x200C: None, 0x200D: None, 0xFEFF: None}
# Other signs that `splitlines` takes for the end of a line are part of it.
_LINE_END = re.compile(r"\r\n|\r|\n")


def _words_of(line: str) -> list[str]:
    return line.partition("#")[0].split()


def _key(line: str) -> tuple[str, str]:
    return plain(line), line


def _thinned(line: str, gone: set[str]) -> str | None:
    """The line without these words; None if no other stands there."""
    left = [word for word in _words_of(line) if plain(word) not in gone]
    comment = line.partition("#")[1:]
    return " ".join([*left, *filter(None, ["".join(comment)])]) if left else None


def _is_inside(path: Path, folder: Path) -> bool:
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        return False
