"""A LanguageTool that fails as real ones do, on loopback: in this process, or as a Java that starts it.

As Java it is a script beside which two files lie: `behaviour`, a line for each start that says what it does, and
`started`, to which each start adds its process id.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Lock, Thread
from urllib.parse import parse_qs

from tests.grammar.loopback import languagetool as loopback_answer
from tests.grammar.loopback import send

Form = dict[str, str]
Play = Callable[[BaseHTTPRequestHandler, Form], None]
NEW_JAVA, OLD_JAVA = 'openjdk version "25.0.2" 2026-01-20 LTS', 'openjdk version "11.0.2" 2019-01-15'
_ROOT = Path(__file__).parent.parent.parent
_LONG = 60.0


def languagetool(form: Form) -> bytes:
    """Finds “informations” by a rule that GRM100 keeps in whatever form measuring leaves it."""
    answer = json.loads(loopback_answer(form))
    for match in answer["matches"]:
        match["rule"]["id"] = "THIS_NNS"
    return json.dumps(answer).encode()


def well(handler: BaseHTTPRequestHandler, form: Form) -> None:
    send(handler, languagetool(form))


def status(code: int) -> Play:
    return lambda handler, form: send(handler, b"Error: so it goes", code)


def body(data: bytes) -> Play:
    return lambda handler, form: send(handler, data)


def changed(**values: int) -> Play:
    """An answer whose match stands elsewhere."""

    def play(handler: BaseHTTPRequestHandler, form: Form) -> None:
        answer = json.loads(languagetool({"text": "informations"}))
        answer["matches"][0].update(values)
        send(handler, json.dumps(answer).encode())

    return play


def truncated(handler: BaseHTTPRequestHandler, form: Form) -> None:
    send(handler, languagetool(form)[:-9])


def broken_off(handler: BaseHTTPRequestHandler, form: Form) -> None:
    data = languagetool(form)
    send(handler, data[:-9], Content_Length=str(len(data)))
    hung_up(handler, form)


def incomplete(handler: BaseHTTPRequestHandler, form: Form) -> None:
    answer = json.loads(languagetool(form))
    answer["warnings"] = {"incompleteResults": True}
    send(handler, json.dumps(answer).encode())


def hung_up(handler: BaseHTTPRequestHandler, form: Form) -> None:
    handler.close_connection = True


def silent(handler: BaseHTTPRequestHandler, form: Form) -> None:
    _over(handler).wait(_LONG)
    handler.close_connection = True


def dripping(handler: BaseHTTPRequestHandler, form: Form) -> None:
    """A byte every so often: no single wait is long."""
    data = languagetool(form)
    head = f"HTTP/1.1 200 OK\r\nContent-Length: {len(data)}\r\n\r\n".encode()
    _drip(handler, iter(head + data))


def dripping_heads(handler: BaseHTTPRequestHandler, form: Form) -> None:
    """Headers without end, slowly."""
    _drip(handler, iter(b"HTTP/1.1 200 OK\r\nX-Waits: " + b"a" * 60_000))


def endless(handler: BaseHTTPRequestHandler, form: Form) -> None:
    """An answer that says it is a thousand times larger than any can be."""
    handler.send_response(200)
    handler.send_header("Content-Length", str(2**40))
    handler.end_headers()
    while not _over(handler).is_set():
        handler.wfile.write(b" " * 65_536)


def raw(data: bytes) -> Play:
    """What comes over the wire, byte for byte; then the connection ends."""

    def play(handler: BaseHTTPRequestHandler, form: Form) -> None:
        handler.wfile.write(data)
        handler.close_connection = True

    return play


def redirected(to: str, code: int = 307) -> Play:
    return lambda handler, form: send(handler, b"", code, Location=f"{to}/v2/check")


def dead(handler: BaseHTTPRequestHandler, form: Form) -> None:
    """The process ends in the middle of a request."""
    os._exit(1)


# What an answer can be that is none: each fails every time it is asked.
FAULTS: dict[str, Play] = {
    "500": status(500),
    "503": status(503),
    "413": status(413),
    "404": status(404),
    "204": status(204),
    "truncated JSON": truncated,
    "broken off": broken_off,
    "no JSON": body(b"<html>It works!</html>"),
    "nothing": body(b""),
    "another JSON": body(b'{"matches": "none", "software": {"version": "6.8"}}'),
    "JSON too deep": body(b'{"matches":' + b"[" * 100_000),
    "no UTF-8": body(b'{"software":{"version":"\xff"},"matches":[]}'),
    "an offset below nothing": changed(offset=-1),
    "an offset past the end": changed(offset=1_000_000),
    "a length past the end": changed(length=1_000_000),
    "a length below nothing": changed(length=-3),
    "a number too large": changed(offset=2**70),
    "incompleteResults": incomplete,
    "hung up": hung_up,
    "silent": silent,
    "slow drip": dripping,
    "slow headers": dripping_heads,
    "endless": endless,
    "no HTTP": raw(b"SSH-2.0-OpenSSH_9.6\r\n"),
    "a status that is none": raw(b"HTTP/1.1 two hundred\r\n\r\n"),
    "too many headers": raw(b"HTTP/1.1 200 OK\r\n" + b"X-More: 1\r\n" * 5_000 + b"\r\n"),
    "a header too long": raw(b"HTTP/1.1 200 OK\r\nX-Long: " + b"a" * 100_000 + b"\r\n\r\n"),
    "a length that is none": raw(b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n{"),
    "chunks broken off": raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n40\r\n{"),
    "chunks that are none": raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n"),
    "interim answers only": raw(b"HTTP/1.1 100 Continue\r\n\r\n" * 1_000),
    "compressed": raw(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\n\x1f\x8b\x08\x00"),
}


class Server:
    """A server that answers the first requests well, and every other one as `play` does."""

    def __init__(self, play: Play, *, healthy: int = 0, port: int = 0) -> None:
        self.is_over = Event()
        self.asked: list[str] = []
        self.connections = 0
        self._counting = Lock()
        whole = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                send(self, b"OK")

            def do_POST(self) -> None:
                sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
                form = {name: values[0] for name, values in parse_qs(sent).items()}
                with whole._counting:
                    whole.asked.append(form["text"])
                    played = play if len(whole.asked) > healthy else well
                try:
                    played(self, form)
                except (BrokenPipeError, ConnectionResetError):
                    # Whoever asked has had enough, as they should.
                    self.close_connection = True

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        class Listener(ThreadingHTTPServer):
            def verify_request(self, *_: object) -> bool:
                whole.connections += 1
                return True

        self._http = Listener(("127.0.0.1", port), Handler)
        self._http.daemon_threads = True
        self._http.is_over = self.is_over  # type: ignore[attr-defined]
        self.url = f"http://127.0.0.1:{self._http.server_port}"

    def serve(self) -> None:
        self._http.serve_forever(0.01)

    def close(self) -> None:
        self.is_over.set()
        self._http.shutdown()
        self._http.server_close()


@contextmanager
def serving(play: Play, *, healthy: int = 0) -> Iterator[Server]:
    """A server in this process, until the block ends."""
    server = Server(play, healthy=healthy)
    Thread(target=server.serve, daemon=True).start()
    try:
        yield server
    finally:
        server.close()


def _over(handler: BaseHTTPRequestHandler) -> Event:
    return handler.server.is_over  # type: ignore[attr-defined]


def _drip(handler: BaseHTTPRequestHandler, data: Iterator[int]) -> None:
    for byte in data:
        handler.wfile.write(bytes([byte]))
        handler.wfile.flush()
        if _over(handler).wait(0.05):
            return


def install_java(folder: Path, *behaviours: str, version: str = NEW_JAVA) -> Path:
    """A Java in a folder; each start behaves as its line of `behaviours` says, later ones as the last."""
    folder.mkdir(parents=True, exist_ok=True)
    java = folder / "java"
    java.write_text(
        f"#!{sys.executable}\n"
        "import sys\n"
        f"sys.path.insert(0, {str(_ROOT)!r})\n"
        f"if '-version' in sys.argv:\n    sys.stderr.write({version!r})\n    raise SystemExit\n"
        "from tests.grammar.faultserver import be_java\n"
        "be_java(__file__, sys.argv)\n",
        encoding="utf-8",
    )
    java.chmod(0o755)
    (folder / "behaviour").write_text("\n".join(behaviours), encoding="utf-8")
    return java


def started(java: Path) -> list[int]:
    """The process ids of the servers that a Java has started."""
    record = java.with_name("started")
    return [int(line) for line in record.read_text(encoding="utf-8").split()] if record.exists() else []


def be_java(script: str, arguments: list[str]) -> None:
    """Be the server that Java was asked to start.

    Behaviours: `well`, `ends` (at once), `deaf` (never listens), and `N dead` or `N silent` (after N good answers).
    """
    java = Path(script)
    with java.with_name("started").open("a", encoding="utf-8") as record:
        record.write(f"{os.getpid()}\n")
    lines = java.with_name("behaviour").read_text(encoding="utf-8").splitlines()
    behaviour = lines[min(len(started(java)), len(lines)) - 1]
    if behaviour == "ends":
        raise SystemExit(1)
    if behaviour == "deaf":
        time.sleep(_LONG)
        return
    good, _, then = behaviour.rpartition(" ")
    plays = {"well": well, "dead": dead, "silent": silent}
    port = int(arguments[arguments.index("--port") + 1])
    Server(plays[then], healthy=int(good or 0), port=port).serve()
