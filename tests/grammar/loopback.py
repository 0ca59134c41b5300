"""Small servers on loopback that answer as they are told."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs


def languagetool(form: dict[str, str]) -> bytes:
    """Finds “informations”, as a rule that is kept would, and nothing else."""
    text = form["text"]
    matches = []
    at = text.find("informations")
    while at >= 0:
        matches.append(
            {
                "message": "“information” has no plural",
                "offset": len(text[:at].encode("utf-16-le")) // 2,
                "length": 12,
                "replacements": [{"value": "information"}],
                "rule": {"id": "MD_BASEFORM", "category": {"id": "GRAMMAR"}},
            }
        )
        at = text.find("informations", at + 1)
    return json.dumps({"software": {"version": "6.8"}, "matches": matches}).encode()


@contextmanager
def serving(
    respond: Callable[[BaseHTTPRequestHandler, dict[str, str]], None],
) -> Iterator[str]:
    """The address of a server whose POSTs are answered by `respond`, from the handler and the form that was sent."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            respond(self, {name: values[0] for name, values in parse_qs(body).items()})

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


def send(handler: BaseHTTPRequestHandler, data: bytes, status: int = 200, **headers: str) -> None:
    """Send a whole response."""
    handler.send_response(status)
    for name, value in {"Content-Length": str(len(data)), **headers}.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(data)
