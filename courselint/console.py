"""The console: the one place that prints and exits, for every command."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

from courselint.report.escape import visible

# What a command exits with when something could not be done.
INCOMPLETE = 2


def show(lines: Iterable[str]) -> None:
    """Print what was asked for; a reader who has gone, `| head` say, is no fault."""
    if sys.stdout is None:  # closed by whoever started us
        return
    try:
        for line in lines:
            print(line)
        sys.stdout.flush()
    except OSError as error:
        # What is left in the buffer goes nowhere, lest Python fails on it again at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        # If the reader has gone there is nobody left to tell; Windows calls that EINVAL.
        if error.errno not in (errno.EPIPE, errno.EINVAL):
            fail(f"standard output: {(error.strerror or str(error)).lower()}")


def show_bytes(data: bytes) -> None:
    """Write bytes to standard output as they are."""
    if sys.stdout is not None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


def complain(lines: Iterable[str]) -> None:
    """Say on standard error what went on beside."""
    for line in lines:
        print(line, file=sys.stderr)


def fail(message: str) -> NoReturn:
    """Say on standard error, in one line, what could not be done, and exit with 2."""
    # Paths are told as people here would type them.
    near = message.replace(f"{Path.cwd()}{os.sep}", "")
    print(f"courselint: {visible(near)}", file=sys.stderr)
    sys.exit(INCOMPLETE)
