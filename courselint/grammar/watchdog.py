"""Ends a server whose courselint was killed outright, when nothing runs that Python has ready for its end."""

from __future__ import annotations

import logging
import subprocess
import sys
from contextlib import suppress

# A pipe ends with its writer, however that ends, on every system; a byte in it says that all is well.
_WATCH = """
import os, signal, sys
if not sys.stdin.buffer.read(1):
    try:
        os.kill(int(sys.argv[1]), signal.SIGTERM)
    except OSError:
        pass
"""
_LAST_WORD = 5.0

_log = logging.getLogger(__name__)


class Watchdog:
    """A small process that ends another one, of this number, once we are gone without having called it off."""

    def __init__(self, pid: int) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-S", "-c", _WATCH, str(pid)],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                # What ends all of a terminal's processes, or a job's, leaves this one.
                start_new_session=True,
            )
        except OSError as error:
            _log.debug("nobody watches over process %d: %s", pid, error)

    def call_off(self) -> None:
        """End the watch before the process itself is reaped, whose number may be another's then."""
        if self._process is not None:
            with suppress(OSError, subprocess.TimeoutExpired):
                self._process.communicate(b".", timeout=_LAST_WORD)
            self._process = None
