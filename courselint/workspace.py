"""Which files there are, and their bytes: the one door through which everything is read."""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pathspec import GitIgnoreSpec

LARGEST = 64 * 1024 * 1024
_SKIPPED_FOLDERS = frozenset(
    "node_modules __pycache__ __pypackages__ __MACOSX _build _site site-packages venv env virtualenv".split()
)
# Without O_NONBLOCK, opening a FIFO would wait for a writer that never comes.
_OPEN_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


class Unreadable(Exception):
    """A file's bytes can't be had, and why."""


def has_file(path: Path) -> bool:
    """Whether a regular file stands here; where nobody may look there is none (`Path.is_file` raises then)."""
    try:
        return path.is_file()
    except OSError:
        return False


def has_folder(path: Path) -> bool:
    """Whether a folder stands here; where nobody may look there is none (`Path.is_dir` raises then)."""
    try:
        return path.is_dir()
    except OSError:
        return False


def is_repository(folder: Path) -> bool:
    """Whether this is the top of a repository; in a work tree of another one `.git` is a file."""
    return has_folder(folder / ".git") or has_file(folder / ".git")


def is_pattern(line: str) -> bool:
    """Whether a line is a pattern as .gitignore has them."""
    try:
        GitIgnoreSpec.from_lines([line])
    except (ValueError, re.error):
        return False
    return True


def is_folder_to_walk(path: Path) -> bool:
    """Whether this is a folder of files; one that is named like a notebook is a mistake, and read as a file."""
    return path.suffix.lower() != ".ipynb" and has_folder(path)


@dataclass(frozen=True, slots=True)
class Workspace:
    """The disk, seen from a working directory, and overlaid by texts that are not saved yet."""

    directory: Path
    overlays: Mapping[Path, bytes] = field(default_factory=dict)

    def absolute(self, path: Path) -> Path:
        """The path without `.` and `..`; links stay, so that a file keeps the name it was given."""
        return Path(os.path.normpath(self.directory / path))

    def shown(self, path: Path) -> str:
        """The path as reports show it: relative to the working directory if inside, with `/`, no undecodable byte."""
        relative = path.relative_to(self.directory) if path.is_relative_to(self.directory) else path
        return "".join(
            f"\\x{ord(character) - 0xDC00:02x}" if "\udc80" <= character <= "\udcff" else character
            for character in relative.as_posix()
        )

    def read(self, path: Path) -> bytes:
        """A regular file's bytes, at most 64 MiB. Raises Unreadable."""
        if path in self.overlays:
            return self.overlays[path]
        try:
            handle = os.open(path, _OPEN_FLAGS)
        except OSError as error:
            raise Unreadable(_reason(error, path)) from error
        try:
            status = os.fstat(handle)
            if not stat.S_ISREG(status.st_mode):
                raise Unreadable("this is a folder" if stat.S_ISDIR(status.st_mode) else "this is not a regular file")
            if status.st_size > LARGEST:
                raise Unreadable(f"the file is larger than {LARGEST // 2**20} MiB")
            with os.fdopen(handle, "rb", closefd=False) as opened:
                data = opened.read(LARGEST + 1)
        except OSError as error:
            raise Unreadable(_reason(error, path)) from error
        finally:
            os.close(handle)
        if len(data) > LARGEST:
            raise Unreadable(f"the file is larger than {LARGEST // 2**20} MiB")
        return data

    def walk(self, root: Path, is_wanted: Callable[[Path, bool], bool]) -> Iterator[Path]:
        """Files under `root`, sorted within each folder; what git ignores is left out.

        `is_wanted` is asked of each file, and, with True, of each folder before it is entered. Folder links are not
        followed. Something that is named like a file but is none is given too: reading it says why it can't be read.
        """
        pending: list[tuple[Path, tuple[_Ignores, ...]]] = [(root, _ignores_above(root))]
        while pending:
            folder, ignores = pending.pop()
            ignores = (*ignores, *_ignores_of(folder))
            try:
                entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
            except OSError:
                yield folder
                continue
            folders: list[tuple[Path, tuple[_Ignores, ...]]] = []
            for entry in entries:
                path = folder / entry.name
                is_folder = _is_folder(entry)
                if _is_skipped(entry.name, path, is_folder=is_folder, ignores=ignores):
                    continue
                if is_folder and is_folder_to_walk(path):
                    if is_wanted(path, True):
                        folders.append((path, ignores))
                elif is_wanted(path, False) and not _is_link_outwards(entry, path, root):
                    yield path
            pending += reversed(folders)


@dataclass(frozen=True, slots=True)
class _Ignores:
    """One .gitignore, which speaks of paths under its folder."""

    folder: Path
    spec: GitIgnoreSpec


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _is_skipped(name: str, path: Path, *, is_folder: bool, ignores: tuple[_Ignores, ...]) -> bool:
    # `._lab.ipynb` holds what macOS keeps beside the lab, not the lab.
    if name.startswith("." if is_folder else "._"):
        return True
    if is_folder and (name in _SKIPPED_FOLDERS or has_file(path / "pyvenv.cfg")):
        return True
    # The .gitignore nearest to a path has the last word.
    for ignore in reversed(ignores):
        relative = path.relative_to(ignore.folder).as_posix() + ("/" if is_folder else "")
        verdict = ignore.spec.check_file(relative).include
        if verdict is not None:
            return verdict
    return False


def _is_link_outwards(entry: os.DirEntry[str], path: Path, root: Path) -> bool:
    """Whether this is a link that leads out of the root: what lies there is not part of the course."""
    if not entry.is_symlink():
        return False
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError):
        return False  # a loop or a dead end, which reading reports
    return not target.is_relative_to(root.resolve())


def _ignores_of(folder: Path) -> tuple[_Ignores, ...]:
    path = folder / ".gitignore"
    # Git follows no link here either; and nothing that could keep us waiting is opened.
    if not has_file(path) or path.is_symlink():
        return ()
    try:
        lines = path.read_text(encoding="utf-8-sig", errors="replace").split("\n")
    except OSError:
        return ()
    return (_Ignores(folder, _spec(lines)),)


def _spec(lines: list[str]) -> GitIgnoreSpec:
    """The patterns of a .gitignore; those that are none are passed over, as git does."""
    try:
        return GitIgnoreSpec.from_lines(lines)
    except (ValueError, re.error):
        return GitIgnoreSpec.from_lines(line for line in lines if is_pattern(line))


def _ignores_above(root: Path) -> tuple[_Ignores, ...]:
    """The .gitignore files between the repository's top and the root; what was named is walked all the same."""
    above: list[_Ignores] = []
    if is_repository(root):
        return ()
    for folder in root.parents:
        # A pattern that hides the root itself must not hide what a person asked for.
        above += (ignore for ignore in _ignores_of(folder) if not _hides(ignore, root))
        if is_repository(folder):
            return tuple(reversed(above))
    return ()


def _hides(ignore: _Ignores, root: Path) -> bool:
    relative = root.relative_to(ignore.folder).as_posix()
    return ignore.spec.match_file(relative + "/")


def _reason(error: OSError, path: Path) -> str:
    if error.errno == errno.ENOENT:
        return "the link leads nowhere" if path.is_symlink() else "no such file"
    return (error.strerror or str(error)).lower().replace("eisdir", "this is a folder")
