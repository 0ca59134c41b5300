"""What `--grammar` and `--grammar-server` do, as they are typed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from courselint import catalogue
from tests.conftest import ROOT, missing
from tests.grammar.loopback import languagetool, send, serving

SLIP = "We recieve the vectors.\n"
TOLD = "lesson.md:1:4: warning SPL001 “recieve” is misspelt"


@pytest.fixture(autouse=True)
def _rule() -> None:
    if not any(rule.id == "GRM100" for rule in catalogue.bundled()):
        missing("GRM100")


def check(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Check a course of one lesson on a machine without LanguageTool."""
    (folder / "lesson.md").write_text(SLIP)
    return subprocess.run(
        [sys.executable, "-m", "courselint", "check", "--output-format", "concise", *arguments],
        cwd=folder,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "LTP_PATH": str(folder / "nothing"),
            "COURSELINT_CACHE_DIR": str(folder / "cache"),
        },
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    "arguments", [(), ("--grammar", "off"), ("--grammar", "off", "--grammar-server", "http://127.0.0.1:1")]
)
def test_off_says_nothing(tmp_path, arguments):
    done = check(tmp_path, *arguments)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith(TOLD)
    assert "GRM900" not in done.stdout


def test_auto_without_languagetool_says_what_to_type(tmp_path):
    done = check(tmp_path, "--grammar", "auto")
    assert done.returncode == 1
    assert done.stderr.startswith("courselint: --grammar auto: LanguageTool is not installed; type `")
    assert done.stdout == check(tmp_path).stdout


def test_required_without_languagetool_is_incomplete(tmp_path):
    done = check(tmp_path, "--grammar", "required", "--exit-zero")
    assert done.returncode == 2
    assert "lesson.md:1:1: info GRM900 LanguageTool did not check the grammar of this file: " in done.stdout
    assert done.stderr == "courselint: --grammar required: LanguageTool did not check every file; GRM900 says why\n"
    assert TOLD in done.stdout


def test_a_server_that_is_named_is_asked(tmp_path):
    seen = []

    def answer(handler, form):
        seen.append(form["text"])
        send(handler, languagetool(form))

    with serving(answer) as url:
        done = check(tmp_path, "--grammar-server", url)
    assert done.returncode == 1
    assert "We recieve the vectors." in seen


@pytest.mark.parametrize(("mode", "code"), [("auto", 1), ("required", 2)])
def test_a_server_that_is_not_there_leaves_the_rest_as_it_is(tmp_path, mode, code):
    done = check(tmp_path, "--grammar", mode, "--grammar-server", "http://127.0.0.1:1")
    assert done.returncode == code
    first, rest = done.stdout.split("\n", 1)
    assert first.endswith(
        "GRM900 LanguageTool did not check the grammar of this file: no server listens at http://127.0.0.1:1"
    )
    assert rest == check(tmp_path).stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--grammar-server", "https://api.languagetool.org/v2"), "type --grammar-server public"),
        (("--grammar-server", "localhost:8081"), "not an http:// or https:// address"),
        (("--grammar", "always"), 'no "always"; known: off, auto, required'),
    ],
)
def test_what_is_not_done_is_one_line(tmp_path, arguments, said):
    done = check(tmp_path, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("key", ["grammar", "grammar-server", "language-tool"])
def test_a_course_cannot_name_a_server(tmp_path, key):
    (tmp_path / "courselint.toml").write_text(f'{key} = "http://127.0.0.1:1"\n')
    done = check(tmp_path, "--grammar", "auto")
    assert done.returncode == 2
    assert f'unknown key "{key}"' in done.stderr
