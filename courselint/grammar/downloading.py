"""Brings jars into a folder, several at a time, each held against its size and digest on the way."""

from __future__ import annotations

import hashlib
import http.client
import os
import ssl
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from courselint.grammar.lockfile import Artifact
from courselint.grammar.repositories import NotFetched, Passing, Source

AT_ONCE = 8
_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Patience:
    """How often a jar is tried for, the pause before the next try, and how long one try may take."""

    tries: int = 3
    pause: float = 1.0
    start: float = 60.0
    # A repository slower than this would take hours for LanguageTool; it is rather a fault on the way.
    bytes_a_second: int = 8_000

    def limit(self, artifact: Artifact) -> float:
        return self.start + artifact.size / self.bytes_a_second


def fetch(
    artifacts: Iterable[Artifact],
    source: Source,
    into: Path,
    *,
    told: Callable[[int], None] = lambda count: None,
    patience: Patience | None = None,
) -> None:
    """Bring all artifacts into a folder under their own names; those that are there and whole stay.

    A name stands in the folder only when its bytes are what the lock says. `told` hears how many bytes are done
    more (fewer, where a try failed), from several threads. Raises NotFetched or OSError at the first fault
    that doesn't pass; what was done by then stays for the next run.
    """
    is_over = threading.Event()
    waiting = patience or Patience()

    def bring(artifact: Artifact) -> None:
        if not is_over.is_set() and not _is_kept(artifact, into, told):
            _bring(artifact, source, into, told, waiting, is_over)

    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="jars") as threads:
        # The large ones first, lest one of them is left for the end.
        under_way = [threads.submit(bring, each) for each in sorted(artifacts, key=lambda each: -each.size)]
        try:
            for done in as_completed(under_way):
                done.result()
        finally:
            is_over.set()
            threads.shutdown(cancel_futures=True)


def is_whole(artifact: Artifact, path: Path) -> bool:
    """Whether a file holds what the lock says, to the last byte."""
    try:
        with path.open("rb") as file:
            if os.fstat(file.fileno()).st_size != artifact.size:
                return False
            return hashlib.file_digest(file, "sha256").hexdigest() == artifact.sha256
    except OSError:
        return False


def _is_kept(artifact: Artifact, into: Path, told: Callable[[int], None]) -> bool:
    if not is_whole(artifact, into / artifact.file_name):
        return False
    told(artifact.size)
    return True


def _bring(
    artifact: Artifact,
    source: Source,
    into: Path,
    told: Callable[[int], None],
    patience: Patience,
    is_over: threading.Event,
) -> None:
    for left in reversed(range(patience.tries)):
        try:
            with source.open(artifact) as stream:
                _keep(artifact, _checked(artifact, stream, source.place(artifact), patience, is_over), into, told)
                return
        except (Passing, http.client.HTTPException, ConnectionError, TimeoutError, ssl.SSLError) as error:
            if not left or is_over.wait(patience.pause * (patience.tries - left)):
                text = str(error) if isinstance(error, Passing) else f"{source.place(artifact)}: {error}"
                raise NotFetched(f"{text} (tried {patience.tries} times)") from error


def _keep(artifact: Artifact, chunks: Iterator[bytes], into: Path, told: Callable[[int], None]) -> None:
    """Write the bytes beside their goal, and move them there once they are what the lock says."""
    size = 0
    handle, name = tempfile.mkstemp(prefix=f"{artifact.file_name}.", suffix=".part", dir=into)
    partial = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            for chunk in chunks:
                file.write(chunk)
                size += len(chunk)
                told(len(chunk))
        partial.chmod(0o644)
        partial.replace(into / artifact.file_name)
    except BaseException:
        told(-size)
        raise
    finally:
        partial.unlink(missing_ok=True)


def _checked(
    artifact: Artifact, stream: BinaryIO, place: str, patience: Patience, is_over: threading.Event
) -> Iterator[bytes]:
    """The bytes of a stream as they come. Raises NotFetched or Passing where they aren't what the lock says."""
    end = time.monotonic() + patience.limit(artifact)
    digest, size = hashlib.sha256(), 0
    # `read1` gives what is there: `read` would wait for a whole chunk, on a drip of a byte a second for hours.
    read = getattr(stream, "read1", stream.read)
    while chunk := read(_CHUNK):
        if is_over.is_set():
            raise NotFetched(f"{place}: called off")
        size += len(chunk)
        if size > artifact.size:
            raise NotFetched(f"{place}: more than the {artifact.size:,} bytes that the lock file says")
        if time.monotonic() > end:
            raise Passing(f"{place}: too slow, {size:,} of {artifact.size:,} bytes so far")
        digest.update(chunk)
        yield chunk
    if size < artifact.size:
        raise Passing(f"{place}: ended after {size:,} of {artifact.size:,} bytes")
    if digest.hexdigest() != artifact.sha256:
        raise NotFetched(f"{place}: its SHA-256 is not the one of the lock file; nothing of it was installed")
