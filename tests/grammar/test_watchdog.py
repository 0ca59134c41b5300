"""What courselint started ends with it, even where it is killed outright."""

import os
import signal
import subprocess
import sys

import pytest

from courselint.grammar.watchdog import Watchdog
from tests.conftest import ROOT

LONG = [sys.executable, "-c", "import time; time.sleep(600)"]
# Starts the long one, says that it is watched, and would wait for it.
PARENT = """
import subprocess, sys
from courselint.grammar.watchdog import Watchdog
started = subprocess.Popen(sys.argv[1:])
watchdog = Watchdog(started.pid)
print(flush=True)
started.wait()
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="nothing is killed like this on Windows")
def test_a_process_ends_after_the_one_that_started_it_is_killed():
    command = [sys.executable, "-c", PARENT, *LONG]
    parent = subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)})
    assert parent.stdout is not None
    assert parent.stdout.readline()
    os.kill(parent.pid, signal.SIGKILL)
    # The pipe ends once nobody holds its other side: neither the parent nor what it started.
    assert parent.communicate(timeout=60)[0] == b""


def test_a_watchdog_that_was_called_off_does_nothing():
    with subprocess.Popen(LONG) as started:
        watchdog = Watchdog(started.pid)
        watchdog.call_off()
        watchdog.call_off()
        assert started.poll() is None
        started.kill()
