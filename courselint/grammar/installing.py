"""Puts LanguageTool in its place, whole or not at all, also when two installs run at once."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from courselint.grammar import installation
from courselint.grammar.downloading import Patience, fetch
from courselint.grammar.layout import LIBRARIES, condition, finish
from courselint.grammar.lockfile import Artifact, shipped
from courselint.grammar.repositories import NotFetched, Source

_TURN = 0.2
_SPARE = 4_000_000


class NotInstalled(Exception):
    """LanguageTool could not be installed; what was there before is as it was."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where LanguageTool is now, and whether this run put it there; `is_ours` is false for one left by others."""

    home: Path
    is_new: bool
    is_ours: bool = True


def install(
    source: Source,
    *,
    artifacts: tuple[Artifact, ...] | None = None,
    is_forced: bool = False,
    told: Callable[[int], None] = lambda count: None,
    waits: Callable[[], None] = lambda: None,
    patience: Patience | None = None,
) -> Outcome:
    """Install what the lock says from a source into `installation.folder()`.

    One that is there and whole stays unless `is_forced`. `told` hears of bytes as they come (see `fetch`),
    `waits` when another install is under way, which is waited for. Raises NotInstalled.
    """
    wanted = artifacts or shipped()
    kept_in = installation.folder()
    home = installation.home(kept_in)
    try:
        present = None if is_forced else _present(home, wanted)
        if present:
            return present
        kept_in.mkdir(parents=True, exist_ok=True)
        with _alone(kept_in, waits):
            # Whoever was waited for has perhaps done it.
            present = None if is_forced else _present(home, wanted)
            if present:
                return present
            _put(source, wanted, home, told, patience)
    except NotFetched as error:
        raise NotInstalled(str(error)) from error
    except OSError as error:
        raise NotInstalled(_why(error, kept_in)) from error
    return Outcome(home, is_new=True)


def _present(home: Path, artifacts: tuple[Artifact, ...]) -> Outcome | None:
    now = condition(home, artifacts)
    return Outcome(home, is_new=False, is_ours=now.is_ours) if now.is_good else None


def _put(
    source: Source,
    artifacts: tuple[Artifact, ...],
    home: Path,
    told: Callable[[int], None],
    patience: Patience | None,
) -> None:
    # Its name begins with a dot: language-tool-python takes every `LanguageTool*` for an installation.
    partial = home.with_name(f".{home.name}.partial")
    libraries = partial / LIBRARIES
    libraries.mkdir(parents=True, exist_ok=True)
    known = {each.file_name for each in artifacts}
    for left in libraries.iterdir():
        # A run that was killed leaves its halves; whole jars are taken over, after a look at their digest.
        if left.name not in known:
            left.unlink()
    _check_space(artifacts, libraries)
    fetch(artifacts, source, libraries, told=told, patience=patience)
    finish(partial, artifacts)
    _exchange(partial, home)


def _exchange(partial: Path, home: Path) -> None:
    before = home.with_name(f".{home.name}.before")
    _remove(before)
    if home.exists():
        home.replace(before)
    try:
        partial.replace(home)
    except OSError:
        if before.exists():
            before.replace(home)
        raise
    _remove(before)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _check_space(artifacts: tuple[Artifact, ...], libraries: Path) -> None:
    there = sum(file.stat().st_size for file in libraries.iterdir())
    needed = sum(each.size for each in artifacts) - there + _SPARE
    free = shutil.disk_usage(libraries).free
    if free < needed:
        raise OSError(errno.ENOSPC, f"needs {needed / 1e6:.0f} MB, {free / 1e6:.0f} MB are free")


def _why(error: OSError, kept_in: Path) -> str:
    reason = error.strerror or str(error)
    reason = reason[:1].lower() + reason[1:]
    where = error.filename or kept_in
    if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
        remedy = f"make room, or set {installation.FOLDER_VARIABLE} to a folder on another disk"
    elif error.errno in (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST):
        remedy = f"set {installation.FOLDER_VARIABLE} to a folder that you may write to"
    else:
        remedy = "nothing was installed; what came so far is kept for the next run"
    return f"{where}: {reason}; {remedy}"


@contextlib.contextmanager
def _alone(folder: Path, waits: Callable[[], None]) -> Iterator[None]:
    """One install at a time in a folder; the system frees the lock of one that died."""
    with (folder / ".courselint-install.lock").open("ab") as file:
        if not _locks(file):
            waits()
            while not _locks(file):
                time.sleep(_TURN)
        yield


def _locks(file: BinaryIO) -> bool:
    if os.name == "nt":
        import msvcrt

        try:
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        # A file system without locks: two installs at once then do the same work twice, and both verify it.
        return True
    return True
