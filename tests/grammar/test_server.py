"""A server that does not come up is told and leaves nothing behind, whatever is run in Java's place."""

import os
import sys
import time
from pathlib import Path

import pytest

from courselint.grammar import installation
from courselint.grammar.installation import Installation
from courselint.grammar.server import Limits, LocalServer
from courselint.grammar.transport import ServerFault
from tests.conftest import missing


@pytest.fixture(autouse=True)
def _client() -> None:
    if not installation.has_client():
        missing("language-tool-python")
    if os.name != "posix":
        missing("a shell")


def installed(folder: Path, java: str) -> Installation:
    """A LanguageTool whose Java is this shell script."""
    program = folder / "java"
    program.write_text(f"#!/bin/sh\n{java}\n")
    program.chmod(0o755)
    jar = folder / "languagetool-server.jar"
    jar.write_bytes(b"")
    return Installation(folder=folder, jar=jar, version="6.8", java=program)


def test_a_java_that_ends_at_once_is_told(tmp_path):
    with pytest.raises(ServerFault, match="ended with code 3"):
        LocalServer(installed(tmp_path, "exit 3"), Limits(start=20))


def test_a_java_that_cannot_be_run_is_told(tmp_path):
    found = installed(tmp_path, "exit 3")
    found.java.chmod(0o600)
    found.java.write_bytes(b"\x7fELF")
    with pytest.raises(ServerFault, match="does not start"):
        LocalServer(found, Limits(start=20))


def test_a_start_without_end_is_ended(tmp_path):
    pid = tmp_path / "pid"
    start = time.monotonic()
    with pytest.raises(ServerFault, match="did not start within 1 second"):
        LocalServer(installed(tmp_path, f"echo $$ > {pid}; exec sleep 60"), Limits(start=1))
    assert time.monotonic() - start < 20
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid.read_text()), 0)


def test_a_server_that_never_answers_its_first_sentence_is_ended(tmp_path):
    server = tmp_path / "server.py"
    server.write_text(
        "import http.server, sys, time\n"
        "class Handler(http.server.BaseHTTPRequestHandler):\n"
        "    def do_GET(self):\n"
        "        self.send_response(200); self.send_header('Content-Length', '2'); self.end_headers()\n"
        "        self.wfile.write(b'OK')\n"
        "    def do_POST(self):\n"
        "        time.sleep(60)\n"
        "port = int(sys.argv[sys.argv.index('--port') + 1])\n"
        "http.server.ThreadingHTTPServer(('127.0.0.1', port), Handler).serve_forever()\n"
    )
    pid = tmp_path / "pid"
    java = f'echo $$ > {pid}; exec "{sys.executable}" "{server}" "$@"'
    with pytest.raises(ServerFault, match="in time"):
        LocalServer(installed(tmp_path, java), Limits(start=30, warm_up=0.5))
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid.read_text()), 0)


def test_java_gets_little_of_our_surroundings(tmp_path, monkeypatch):
    monkeypatch.setenv("JAVA_TOOL_OPTIONS", "-javaagent:other.jar")
    monkeypatch.setenv("SECRET_TOKEN", "s3cret")
    seen = tmp_path / "environment"
    with pytest.raises(ServerFault):
        LocalServer(installed(tmp_path, f"env > {seen}; exit 1"), Limits(start=20))
    names = {line.partition("=")[0] for line in seen.read_text().splitlines()}
    assert "PATH" in names
    assert not names & {"JAVA_TOOL_OPTIONS", "SECRET_TOKEN"}
