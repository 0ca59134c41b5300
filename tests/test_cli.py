"""The command line does what its transcripts in cases/ show."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.courses import lay_out
from tests.transcripts import CASES, PROJECT, commands, matches, run, write_course


@pytest.mark.parametrize("case", sorted(CASES.glob("*.md")), ids=lambda case: case.stem)
def test_prints_what_the_transcript_shows(case, tmp_path):
    page = case.read_text(encoding="utf-8")
    write_course(page, tmp_path)
    for command in commands(page):
        printed = run(command.typed, tmp_path)
        assert matches(command.expected, printed), f"$ {command.typed}\n{printed}"


def courselint(*arguments: str, folder: Path, **more: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "courselint", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        stderr=subprocess.PIPE,
        **more,
    )


def test_a_reader_that_goes_away_is_no_error(tmp_path):
    lay_out(tmp_path, {"lesson.md": "We recieve it.\n\n" * 5000})
    running = courselint("check", "--output-format", "concise", folder=tmp_path, stdout=subprocess.PIPE)
    assert running.stdout is not None
    assert running.stdout.readline().startswith(b"lesson.md:1:4: ")
    running.stdout.close()
    _, complaints = running.communicate(timeout=60)
    assert complaints == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_one_line(tmp_path):
    lay_out(tmp_path, {"lesson.md": "We recieve it.\n"})
    with Path("/dev/full").open("wb") as full:
        running = courselint("check", folder=tmp_path, stdout=full)
    _, complaints = running.communicate(timeout=60)
    assert complaints == b"courselint: standard output: no space left on device\n"
    assert running.returncode == 2


@pytest.mark.skipif(sys.platform == "win32", reason="Windows closes no streams this way")
def test_nobody_has_to_listen(tmp_path):
    lay_out(tmp_path, {"lesson.md": "We recieve it.\n"})
    running = courselint("check", folder=tmp_path, preexec_fn=lambda: os.close(1))
    _, complaints = running.communicate(timeout=60)
    assert (running.returncode, complaints) == (1, b"")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no devices here")
def test_a_device_is_written_to_and_not_replaced(tmp_path):
    lay_out(tmp_path, {"lesson.md": "We recieve it.\n"})
    (tmp_path / "nothing").symlink_to("/dev/null")
    running = courselint("check", "--output", "nothing", folder=tmp_path)
    assert running.communicate(timeout=60)[1] == b""
    assert (tmp_path / "nothing").is_symlink()
    assert Path("/dev/null").is_char_device()


@pytest.mark.parametrize(("name", "said"), [(".", "is a directory"), ("no/report.txt", "no such file or directory")])
def test_a_report_that_has_no_place_is_one_line(tmp_path, name, said):
    lay_out(tmp_path, {"lesson.md": "We recieve it.\n"})
    running = courselint("check", "--output", name, folder=tmp_path)
    _, complaints = running.communicate(timeout=60)
    assert complaints.decode() == f"courselint: --output {name}: {said}\n"
    assert running.returncode == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == [".git", "lesson.md"]
