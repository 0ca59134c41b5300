"""Writing a file anew: whole or not at all, and only if nobody else wrote to it meanwhile."""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path


class NotWritten(Exception):
    """A file was left as it is, and why."""


def write_anew(path: Path, before: bytes, after: bytes) -> None:
    """Exchange a file's bytes, which must still be `before`; its mode, its owner and links to it stay.

    Raises NotWritten.
    """
    try:
        # What a link leads to is written; the link itself stays.
        target = path.resolve(strict=True)
        status = target.stat()
        if not stat.S_ISREG(status.st_mode):
            raise NotWritten("this is not a regular file")
        # The superuser may write anywhere; a file that is marked as not to be written is meant so all the same.
        if not status.st_mode & 0o222 or not os.access(target, os.W_OK):
            raise NotWritten("the file is read-only")
        partial = target.with_name(f".{target.name}.{os.getpid()}.tmp")
        try:
            _write(partial, after, status)
            if target.read_bytes() != before:
                raise NotWritten("the file changed since it was read")
            partial.replace(target)
        finally:
            partial.unlink(missing_ok=True)
    except (OSError, RuntimeError) as error:
        raise NotWritten((getattr(error, "strerror", None) or str(error)).lower()) from error


def _write(path: Path, data: bytes, status: os.stat_result) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    if hasattr(os, "chown"):
        # Whoever may not give files away owns the new one, as with any editor.
        with contextlib.suppress(OSError):
            os.chown(path, status.st_uid, status.st_gid)
    path.chmod(stat.S_IMODE(status.st_mode))
