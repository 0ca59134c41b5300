"""The wheel as users get it: built, installed into a clean environment, run from elsewhere."""

import json
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from courselint import catalogue
from tests.conftest import ROOT

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> Path:
    """The folder of the commands of an environment that holds the wheel and nothing of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", folder, ROOT)
    venv.create(folder / "env", with_pip=True)
    binaries = folder / "env" / ("Scripts" if sys.platform == "win32" else "bin")
    (wheel,) = folder.glob("courselint-*.whl")
    run(binaries / "python", "-m", "pip", "install", "-q", wheel)
    return binaries


def run(*command, cwd=None, codes=(0,)) -> str:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, encoding="utf-8", cwd=cwd)
    assert done.returncode in codes, done.stderr
    return done.stdout


def test_wheel_holds_every_page(installed, tmp_path):
    listed = json.loads(run(installed / "courselint", "rules", "--output-format", "json", cwd=tmp_path))
    assert {rule["id"]: rule["text"] for rule in listed} == {rule.id: rule.body for rule in catalogue.bundled()}


def test_wheel_checks_as_the_checkout_does(installed, tmp_path):
    command = ["check", ROOT / "examples" / "course", "--output-format", "json"]
    from_wheel = run(installed / "courselint", *command, cwd=tmp_path, codes=(1,))
    from_checkout = run(sys.executable, "-m", "courselint", *command, cwd=tmp_path, codes=(1,))
    assert from_wheel == from_checkout
    assert json.loads(from_wheel)["diagnostics"]


def test_wheel_ships_schema_and_dictionary_licences(installed):
    script = (
        "from importlib.resources import files; import courselint.report.json as j; print(len(j.schema()));"
        "print(len([f for f in files('courselint.spelling').joinpath('data/licences').iterdir()]))"
    )
    schema, licences = run(installed / "python", "-c", script).split()
    assert int(schema) > 1000
    assert int(licences) >= 3
