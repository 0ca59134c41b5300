"""The words that a course has made right: adding some, taking some away; for the command line and for editors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from courselint.config import Options
from courselint.projects import Project, Projects
from courselint.spelling import lexicon
from courselint.spelling.lexicon import plain
from courselint.spelling.projectwords import right_forms
from courselint.spelling.speller import Speller
from courselint.spelling.words import words as words_of
from courselint.wordfile import tidied
from courselint.workspace import Workspace
from courselint.writing import write_anew, write_new


@dataclass(frozen=True, slots=True)
class Entry:
    """A word, and what it owes its being right to: a file, or "the dictionary"."""

    word: str
    origin: str


@dataclass(frozen=True, slots=True)
class WordChange:
    """What becomes of a course's dictionary: its bytes before (None if there was no such file) and after.

    `known` are words that were asked for and were right already.
    """

    path: Path
    before: bytes | None
    after: bytes
    words: tuple[str, ...]
    known: tuple[Entry, ...] = ()


def project_of(folder: Path, workspace: Workspace, options: Options) -> Project:
    """The course that a folder belongs to. Raises ConfigError."""
    return Projects(workspace, options).of(folder, folder)


def adding(words: Iterable[str], project: Project) -> WordChange:
    """Add words to a course's dictionary; nothing is written yet. Raises ValueError for what is no word."""
    speller = Speller(project.settings.language)
    file = project.dictionary
    added: dict[str, str] = {}
    known: list[Entry] = []
    asked = (part for phrase in words for part in (phrase.split() or [phrase]))
    for word in dict.fromkeys(map(tidied, asked)):
        origin = _origin(word, project) or ("the dictionary" if _is_right(word, speller) else None)
        if origin is not None:
            known.append(Entry(word, origin))
        elif plain(word) not in added:
            added[plain(word)] = word
    new = tuple(sorted(added.values(), key=plain))
    return WordChange(file.path, file.data, file.with_words(new) if new else file.data or b"", new, tuple(known))


def removing(words: Iterable[str], project: Project) -> WordChange:
    """Take words out of a course's dictionary; nothing is written yet. Raises ValueError for one that isn't in it."""
    file = project.dictionary
    here = {plain(word) for word in file.words}
    gone = tuple(dict.fromkeys(words))
    for word in gone:
        if plain(word) not in here:
            origin = _origin(word, project)
            where = f"; it stands in {origin}" if origin else ""
            raise ValueError(f"{file.path}: no “{word}” here{where}")
    return WordChange(file.path, file.data, file.without(gone), gone)


def listing(project: Project) -> Iterator[Entry]:
    """The words that the course has made right, in order, each once."""
    listed = {plain(word): Entry(word, str(project.file)) for word in project.settings.words}
    listed |= {plain(word): Entry(word, str(project.dictionary.path)) for word in project.dictionary.words}
    yield from (entry for _, entry in sorted(listed.items()))


def write(change: WordChange, within: Path) -> None:
    """Write the dictionary whole or not at all. Raises NotWritten, also if somebody else changed it meanwhile."""
    if not change.words:
        return
    if change.before is None:
        write_new(change.path, change.after)
    else:
        write_anew(change.path, change.before, change.after, within)


def _origin(word: str, project: Project) -> str | None:
    """The file of the course's own in which a word stands, or that makes it right as a part or a plural."""
    is_english = lexicon.is_english(project.settings.language)
    for words, origin in ((project.dictionary.words, project.dictionary.path), (project.settings.words, project.file)):
        if plain(word) in right_forms(words, is_english=is_english):
            return str(origin)
    return None


def _is_right(word: str, speller: Speller) -> bool:
    parts = [part.text for part in words_of(word)] or [word]
    return all(speller.knows(part) and not speller.is_known_slip(part) for part in parts)
