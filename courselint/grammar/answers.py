"""What LanguageTool answered before, kept in the user's own cache folder: an unchanged course starts no Java."""

from __future__ import annotations

import hashlib
import logging
import os
import sqlite3
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec

from courselint.grammar.asking import Question
from courselint.grammar.matches import Match

CACHE_VARIABLE = "COURSELINT_CACHE_DIR"
# Of another form, an older version's file is left alone.
_FILE = "languagetool-1.sqlite"
_LARGEST = 64 * 2**20
_BUSY_SECONDS = 5.0
_DAY = 86_400
_DROP_HALF = """DELETE FROM answer WHERE key IN
    (SELECT key FROM answer ORDER BY used LIMIT (SELECT count(*) / 2 FROM answer))"""
# SQLite's own cap on a statement's variables was 999 once.
_AT_ONCE = 500

_log = logging.getLogger(__name__)
_decoder = msgspec.json.Decoder(tuple[Match, ...])


@dataclass(frozen=True, slots=True)
class Origin:
    """Who answers: `server` is "local" or an address, `version` LanguageTool's, `language` its code, en-US."""

    server: str
    version: str
    language: str


def cache_folder() -> Path:
    """Where this user's programs keep what they can have again; COURSELINT_CACHE_DIR names another folder."""
    named = os.environ.get(CACHE_VARIABLE)
    if named:
        return Path(named).absolute()
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "courselint"
    # https://specifications.freedesktop.org/basedir-spec: a path that isn't absolute is to be ignored.
    variable, usual = ("LOCALAPPDATA", "AppData/Local") if sys.platform == "win32" else ("XDG_CACHE_HOME", ".cache")
    base = os.environ.get(variable, "")
    return (Path(base) if Path(base).is_absolute() else Path.home() / usual) / "courselint"


class AnswerCache:
    """Answers by sentence, origin and rules, shared by concurrent runs; a file that is broken is begun anew.

    No sentence stands in it: only digests of them, and what LanguageTool said. Nothing here is worth failing for.
    """

    def __init__(self, folder: Path | None) -> None:
        """Nothing is kept if there is no folder."""
        self._path = folder / _FILE if folder else None

    def find(self, questions: Iterable[Question], origin: Origin) -> dict[Question, tuple[Match, ...]]:
        """The answers that are known."""
        wanted = {_key(question, origin): question for question in questions}
        found: dict[Question, tuple[Match, ...]] = {}
        now = time.time()
        keys = list(wanted)
        with self._opened() as base:
            stale: list[bytes] = []
            for first in range(0, len(keys) if base else 0, _AT_ONCE):
                some = keys[first : first + _AT_ONCE]
                marks = ",".join("?" * len(some))
                for key, used, kept in base.execute(f"SELECT key, used, kept FROM answer WHERE key IN ({marks})", some):
                    matches = _read(kept)
                    if matches is not None:
                        found[wanted[key]] = matches
                        stale += [key] * (used < now - _DAY)
            if stale:
                base.executemany("UPDATE answer SET used = ? WHERE key = ?", [(now, key) for key in stale])
        return found

    def keep(self, answers: Mapping[Question, tuple[Match, ...]], origin: Origin) -> None:
        """Keep these answers, too; the longest unused ones go where all of them take too much room."""
        now = time.time()
        rows = [(_key(question, origin), now, msgspec.json.encode(matches)) for question, matches in answers.items()]
        with self._opened() as base:
            if base is None or not rows:
                return
            base.executemany("INSERT OR REPLACE INTO answer VALUES (?, ?, ?)", rows)
            pages, size = (base.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
            if pages * size > _LARGEST:
                base.execute(_DROP_HALF)
                base.commit()
                base.execute("VACUUM")

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection | None]:
        """The file, in one transaction; None if there can be none. What fails within is given up silently."""
        if self._path is None:
            yield None
            return
        base: sqlite3.Connection | None = None
        try:
            base = _open(self._path)
        except (OSError, sqlite3.Error) as error:
            _log.debug("no cache at %s: %s", self._path, error)
        if base is None:
            yield None
            return
        try:
            with base:
                yield base
        except sqlite3.Error as error:
            _log.debug("cache at %s: %s", self._path, error)
            if not isinstance(error, sqlite3.OperationalError):
                base.close()
                _discard(self._path)
        finally:
            base.close()


def _open(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        return _connect(path)
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError as error:
        _log.debug("the cache at %s is broken and begun anew: %s", path, error)
        _discard(path)
        return _connect(path)


def _connect(path: Path) -> sqlite3.Connection:
    base = sqlite3.connect(path, timeout=_BUSY_SECONDS)
    try:
        base.execute(
            "CREATE TABLE IF NOT EXISTS answer (key BLOB PRIMARY KEY, used REAL NOT NULL, kept BLOB NOT NULL) "
            "WITHOUT ROWID"
        )
    except BaseException:
        base.close()
        raise
    return base


def _discard(path: Path) -> None:
    for name in (path, path.with_name(f"{path.name}-journal")):
        try:
            name.unlink(missing_ok=True)
        except OSError as error:
            _log.debug("%s: %s", name, error)


def _key(question: Question, origin: Origin) -> bytes:
    asked = question.asked
    # Lengths are told by JSON: no two questions are written alike.
    written = msgspec.json.encode(
        (origin.server, origin.version, origin.language, asked.rules, asked.categories, asked.without_rules,
         asked.without_categories, asked.is_only)
    )  # fmt: skip
    digest = hashlib.blake2b(written, digest_size=16)
    digest.update(question.sent.encode("utf-8", "surrogatepass"))
    return digest.digest()


def _read(kept: object) -> tuple[Match, ...] | None:
    try:
        return _decoder.decode(kept) if isinstance(kept, bytes) else None
    except (msgspec.DecodeError, RecursionError):
        return None
