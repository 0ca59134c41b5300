"""Writing a file anew: whole or not at all, and only if nobody else wrote to it meanwhile."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path


class NotWritten(Exception):
    """A file was left as it is, and why."""


def write_anew(path: Path, before: bytes, after: bytes, within: Path) -> None:
    """Exchange a file's bytes, which must still be `before`; its mode, its owner and links to it stay.

    A link is followed as long as it leads to a file `within` this folder. Raises NotWritten.
    """
    try:
        target = path.resolve(strict=True)
        if path.is_symlink() and not target.is_relative_to(within.resolve()):
            raise NotWritten("this is a link that leads elsewhere")
        status = target.stat()
        if not stat.S_ISREG(status.st_mode):
            raise NotWritten("this is not a regular file")
        # The superuser may write anywhere; a file that is marked as not to be written is meant so all the same.
        if not status.st_mode & 0o222 or not os.access(target, os.W_OK):
            raise NotWritten("the file is read-only")
        with _beside(target, after) as partial:
            _make_alike(partial, status)
            if target.read_bytes() != before:
                raise NotWritten("the file changed since it was read")
            partial.replace(target)
    except (OSError, RuntimeError) as error:
        raise NotWritten((getattr(error, "strerror", None) or str(error)).lower()) from error


def write_new(path: Path, data: bytes) -> None:
    """Make a file that isn't there yet, at once as a whole. Raises NotWritten, also if somebody else was faster."""
    try:
        with _beside(path, data) as partial:
            partial.chmod(0o666 & ~_mask())
            try:
                os.link(partial, path)
            except FileExistsError:
                raise NotWritten("the file appeared meanwhile") from None
            except OSError:  # a disk without links, such as a memory card
                if os.path.lexists(path):
                    raise NotWritten("the file appeared meanwhile") from None
                partial.replace(path)
    except OSError as error:
        raise NotWritten((error.strerror or str(error)).lower()) from error


@contextlib.contextmanager
def _beside(path: Path, data: bytes) -> Iterator[Path]:
    """A file with these bytes in the same folder, safe on the disk; gone afterwards, unless it was moved."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:60]}.", suffix=".tmp", dir=path.parent)
    partial = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        yield partial
    finally:
        partial.unlink(missing_ok=True)


def _mask() -> int:
    """The permissions that new files are not given here; they can't be read without being set."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _make_alike(path: Path, status: os.stat_result) -> None:
    if hasattr(os, "chown"):
        # Whoever may not give files away owns the new one, as with any editor.
        with contextlib.suppress(OSError):
            os.chown(path, status.st_uid, status.st_gid)
    path.chmod(stat.S_IMODE(status.st_mode))
