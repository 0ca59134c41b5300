"""The doctor looks at each thing, says how it is, and names what to type for what is missing."""

import os
from pathlib import Path

import pytest

from courselint.grammar import installation, layout
from courselint.grammar.doctor import Observation, examine
from courselint.grammar.lockfile import shipped
from courselint.grammar.server import Limits
from tests.conftest import missing
from tests.grammar.test_installation import java

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-ins for Java are shell scripts")
HASTE = Limits(start=1, warm_up=1, request=1)
NEW, OLD = 'openjdk version "21.0.2" 2024-01-16', 'openjdk version "11.0.2" 2019-01-15'


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """A machine with language-tool-python, but without Java and LanguageTool."""
    if not installation.has_client():
        missing("language-tool-python")
    monkeypatch.setattr(installation, "_packaged", lambda: None)
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("LTP_PATH", str(tmp_path / "tools"))
    return tmp_path


def seen() -> dict[str, Observation]:
    return {each.what: each for each in examine(HASTE)}


def home(machine: Path) -> Path:
    folder = machine / "tools" / "LanguageTool-6.8"
    (folder / "libs").mkdir(parents=True)
    (folder / "languagetool-server.jar").write_bytes(b"PK")
    return folder


def test_java_and_languagetool_are_missed_with_what_to_type(machine):
    found = seen()
    assert found["language-tool-python"].is_well
    assert found["Java"].remedy == 'pip install "courselint[grammar]"'
    assert found["LanguageTool"].remedy == "courselint grammar install"
    assert str(machine / "tools") in found["LanguageTool"].told
    assert found["server"].told.startswith("not tried")
    assert not found["server"].is_well


def test_an_old_java_is_named_with_its_place(machine):
    program = java(machine / "bin", OLD)
    assert seen()["Java"].told == f"11, {program}; LanguageTool needs 17"


def test_a_damaged_jar_is_named(machine):
    layout.finish(home(machine), shipped())
    told = seen()["LanguageTool"]
    assert told.told.startswith(f"6.8 is damaged: {shipped()[0].file_name} and {len(shipped()) - 1} more in ")
    assert told.remedy == "courselint grammar install"


def test_the_jars_of_another_lock_are_told_from_damaged_ones(machine, monkeypatch):
    monkeypatch.setattr("courselint.grammar.layout.is_whole", lambda artifact, path: True)
    layout.finish(home(machine), shipped()[1:])
    assert "of another courselint's lock" in seen()["LanguageTool"].told


def test_a_server_that_ends_at_once_is_told(machine):
    java(machine / "bin", NEW)
    home(machine)
    found = seen()
    assert "not installed by courselint" in found["LanguageTool"].told
    assert found["LanguageTool"].is_well
    assert "ended with code 0 while it started" in found["server"].told
    assert found["server"].remedy == "courselint grammar install --force"


def test_a_server_that_never_answers_is_told_in_time(machine):
    program = java(machine / "bin", NEW)
    program.write_text(f"#!/bin/sh\ncase \"$*\" in *-version*) echo '{NEW}' >&2;; *) exec /bin/sleep 60;; esac\n")
    home(machine)
    assert seen()["server"].told == "LanguageTool did not start within 1 seconds"
