"""A small Maven repository: jars of our own, and a server on loopback that gives them out as a test wants."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock, Thread

from courselint.grammar.lockfile import Artifact

# How a test has one request answered.
Fault = Callable[[BaseHTTPRequestHandler, bytes], None]


def jar(name: str, size: int = 3_000) -> bytes:
    """A jar with one incompressible file in it."""
    noise = b"".join(hashlib.sha256(f"{name} {at}".encode()).digest() for at in range(size // 32))
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as file:
        file.writestr(zipfile.ZipInfo(f"org/example/{name}.bin"), noise)
    return written.getvalue()


def artifact(name: str, data: bytes, group: str = "org.example") -> Artifact:
    return Artifact(group, name, "1.0", len(data), hashlib.sha256(data).hexdigest())


NAMES = ("server", "core", "english", "speller", "models", "words", "rules", "tags", "text")
JARS = {name: jar(name) for name in NAMES}
LOCK = tuple(artifact(name, data, f"org.example.{name}") for name, data in JARS.items())


def fill(folder: Path, *, is_flat: bool = False) -> Path:
    """A folder with the jars, side by side or as in a repository."""
    for each in LOCK:
        path = folder / (each.file_name if is_flat else each.path)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(JARS[each.name])
    return folder


@dataclass
class Maven:
    """A running repository: its URL, the faults by jar name (one for each request, then none), what was asked for."""

    url: str = ""
    faults: dict[str, list[Fault]] = field(default_factory=dict)
    asked: Counter[str] = field(default_factory=Counter)
    lock: Lock = field(default_factory=Lock)


@contextmanager
def repository() -> Iterator[Maven]:
    """A repository below /maven2 of a server that ends with the test."""
    maven = Maven()
    kept = {f"/maven2/{each.path}": each.name for each in LOCK}

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            name = kept.get(self.path)
            if name is None:
                self.send_error(404)
                return
            with maven.lock:
                maven.asked[name] += 1
                faults = maven.faults.get(name)
                answer = faults.pop(0) if faults else whole
            answer(self, JARS[name])

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    maven.url = f"http://127.0.0.1:{server.server_port}/maven2"
    try:
        yield maven
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


def whole(handler: BaseHTTPRequestHandler, data: bytes, length: int | None = None) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", str(len(data) if length is None else length))
    handler.end_headers()
    handler.wfile.write(data)


def status(code: int) -> Fault:
    return lambda handler, data: handler.send_error(code)


def truncated(handler: BaseHTTPRequestHandler, data: bytes) -> None:
    whole(handler, data[:1000], len(data))
    handler.close_connection = True


def other_bytes(handler: BaseHTTPRequestHandler, data: bytes) -> None:
    whole(handler, data[:-1] + bytes([data[-1] ^ 1]))


def too_long(handler: BaseHTTPRequestHandler, data: bytes) -> None:
    whole(handler, data + b"and more")


def hung_up(handler: BaseHTTPRequestHandler, data: bytes) -> None:
    handler.close_connection = True
    handler.connection.close()
