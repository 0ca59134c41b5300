"""The real LanguageTool: exact places, answers that are kept, one restart, and no Java left behind."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from courselint import catalogue, engine
from courselint.config import Options
from courselint.grammar import server
from courselint.grammar.answers import AnswerCache
from courselint.grammar.asking import Asked, Question
from courselint.grammar.client import Client
from courselint.grammar.endpoints import OwnServer
from courselint.grammar.installation import lacking
from courselint.grammar.server import Limits
from courselint.workspace import Workspace
from tests.conftest import ROOT, missing

pytestmark = pytest.mark.slow

LESSON = "# Vectors 🎲\r\n\r\nA 🎲 list can *also contains* other 𝑥 lists.\r\n\r\n- It can `contains` lists.\r\n"
NOTE = "Some of this vectors 🎲 is long, and a matrix can also contains zeros.\n"


@pytest.fixture(autouse=True)
def _languagetool() -> None:
    if lacking():
        missing("LanguageTool")
    if not any(rule.id == "GRM100" for rule in catalogue.bundled()):
        missing("GRM100")


@pytest.fixture
def course(tmp_path: Path) -> Path:
    folder = tmp_path / "course"
    folder.mkdir()
    (folder / "courselint.toml").write_text("")
    (folder / "lesson.md").write_bytes(LESSON.encode())
    cell = {"cell_type": "markdown", "id": "a", "metadata": {}, "source": [NOTE]}
    notebook = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (folder / "lab.ipynb").write_text(json.dumps(notebook))
    return folder


def command(*arguments: str, cache: Path) -> tuple[list[str], dict[str, str]]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COURSELINT_CACHE_DIR": str(cache)}
    return [sys.executable, "-m", "courselint", "check", *arguments], environment


def test_what_the_command_finds_stands_where_it_is_written(course, tmp_path):
    line, environment = command(
        "--grammar", "required", "--select", "GRM100", "--output-format", "json", ".", cache=tmp_path / "cache"
    )
    # Neither a proxy nor what others wish of every Java may come between.
    environment |= {"http_proxy": "http://127.0.0.1:1", "JAVA_TOOL_OPTIONS": "-Xmx1m"}
    runs = []
    for _ in range(2):
        done = subprocess.run(line, cwd=course, env=environment, capture_output=True, timeout=300, check=False)
        assert done.returncode == 1, done.stderr
        runs.append(done.stdout)
        # What stood there is known now: Java isn't looked for any more.
        environment |= {"PATH": "/nonexistent", "JAVA_HOME": "/nonexistent"}
    assert runs[0] == runs[1]
    found = [one for one in json.loads(runs[0])["diagnostics"] if one["text"] == "contains"]
    assert [(one["path"], one["range"]["start"]) for one in found] == [
        ("lab.ipynb", {"line": 1, "column": NOTE.index("contains") + 1}),
        ("lesson.md", {"line": 3, "column": LESSON.split("\r\n")[2].index("contains") + 1}),
    ]


def test_a_second_run_starts_no_java(course, tmp_path):
    cache = AnswerCache(tmp_path / "cache")
    with Client(OwnServer(), cache) as client:
        first = engine.check([course], Workspace(course), Options(grammar=client))
    endpoint = OwnServer()
    with Client(endpoint, cache) as client:
        second = engine.check([course], Workspace(course), Options(grammar=client))
        assert endpoint.pid is None
    assert first == second
    assert first.is_answered


def test_a_server_that_dies_is_started_again_once():
    endpoint = OwnServer()
    with Client(endpoint, AnswerCache(None)) as client:
        for number, reason in enumerate(("", "", "no server listens")):
            question = Question(f"There is {number} vectors.", Asked())
            answers = client.answer([question], "en-US")
            assert reason in answers.reason
            assert bool(answers.known) is not bool(reason)
            if not reason:
                assert answers.matches(question.sent, question.asked)
            if number < 2:
                os.kill(endpoint.pid, signal.SIGKILL)
                time.sleep(0.5)
    assert endpoint.pid is None


def test_a_port_that_somebody_took_is_passed_over(monkeypatch):
    import socket

    free = server._free_port
    with socket.create_server(("127.0.0.1", 0)) as taken:
        ports = [taken.getsockname()[1]]
        monkeypatch.setattr(server, "_free_port", lambda: ports.pop() if ports else free())
        endpoint = OwnServer()
        endpoint.start(Limits(), 1)
        assert endpoint.address.port != taken.getsockname()[1]
        endpoint.close()
    assert ports == []


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_no_java_outlives_a_run_that_is_ended(course, tmp_path, ending):
    import psutil

    def is_server(child: psutil.Process) -> bool:
        try:
            return "org.languagetool.server.HTTPServer" in child.cmdline()
        except psutil.Error:  # gone meanwhile
            return False

    line, environment = command("--grammar", "auto", ".", cache=tmp_path / "cache")
    run = subprocess.Popen(line, cwd=course, env=environment, stdout=subprocess.DEVNULL, start_new_session=True)
    deadline = time.monotonic() + 60
    children: list[psutil.Process] = []
    while not any(is_server(child) for child in children):
        assert time.monotonic() < deadline
        assert run.poll() is None
        time.sleep(0.05)
        children = psutil.Process(run.pid).children(recursive=True)
    run.send_signal(ending)
    assert run.wait(30) == 130
    _, alive = psutil.wait_procs(children, 10)
    assert alive == []
