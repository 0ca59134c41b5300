"""What LanguageTool costs on a course: seconds of processor time, of Java and of our own, and on the second run.

`python benchmarks/languagetool.py COURSE…` starts the LanguageTool of this machine, lets it check each course when it
is warm, and then once more with the answers that were kept. The target, 20 seconds of processor for 37,000 words, is
in the last column: what the first run takes, scaled to that many words.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psutil

from courselint import engine, sources
from courselint.config import Options
from courselint.grammar.answers import AnswerCache
from courselint.grammar.client import Client
from courselint.grammar.endpoints import OwnServer
from courselint.grammar.server import Limits
from courselint.model import Result
from courselint.workspace import Workspace

_WORDS = 37_000
_MUCH_WORK = 10**9


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("courses", nargs="+", type=Path)
    parser.add_argument("--large", action="store_true", help="start Java as for a large course")
    arguments = parser.parse_args()
    limits = Limits(request=600)
    endpoint = OwnServer()
    try:
        start = time.perf_counter()
        endpoint.start(limits, _MUCH_WORK if arguments.large else 0)
        java = psutil.Process(endpoint.pid)
        print(f"start {time.perf_counter() - start:.1f} s, Java {_seconds(java):.1f} CPU-s")
        print("course  words  wall s  Java CPU-s  our CPU-s  second run: wall s  our CPU-s  CPU-s for 37,000 words")
        for course in arguments.courses:
            _measure(course.resolve(), endpoint, java, limits)
    finally:
        endpoint.close()


def _measure(course: Path, endpoint: OwnServer, java: psutil.Process, limits: Limits) -> None:
    words = _words(course)
    with tempfile.TemporaryDirectory() as folder:
        cache = AnswerCache(Path(folder))
        # Not closed: the server stays warm.
        client = Client(endpoint, cache, limits)
        before = _seconds(java)
        wall, ours, first = _timed(lambda: _check(course, client))
        theirs = _seconds(java) - before
        nobody = OwnServer()
        again, ours_again, second = _timed(lambda: _check(course, Client(nobody, cache, limits)))
        assert nobody.pid is None, "the second run started Java"
        assert first.is_answered
        assert first.diagnostics == second.diagnostics
    scaled = (theirs + ours) / words * _WORDS
    print(
        f"{course.name}  {words}  {wall:.1f}  {theirs:.1f}  {ours:.1f}  {again:.1f}  {ours_again:.1f}  {scaled:.1f}",
        flush=True,
    )


def _check(course: Path, client: Client) -> Result:
    return engine.check([course], Workspace(course), Options(isolated=True, grammar=client))


def _words(course: Path) -> int:
    read = (
        sources.read(str(path), path.read_bytes(), is_named=False)
        for path in sorted(course.rglob("*"))
        if path.is_file()
    )
    return sum(
        len(text.text.split()) for document in read if document for text in document.texts if text.kind != "code"
    )


def _timed(run: Callable[[], Result]) -> tuple[float, float, Result]:
    wall, used = time.perf_counter(), _own_seconds()
    result = run()
    return time.perf_counter() - wall, _own_seconds() - used, result


def _own_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _seconds(process: psutil.Process) -> float:
    used = process.cpu_times()
    return used.user + used.system


if __name__ == "__main__":
    main()
