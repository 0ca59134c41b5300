"""The command line does what its transcripts in cases/ show."""

import pytest

from tests.transcripts import CASES, commands, matches, run, write_course


@pytest.mark.parametrize("case", sorted(CASES.glob("*.md")), ids=lambda case: case.stem)
def test_prints_what_the_transcript_shows(case, tmp_path):
    page = case.read_text(encoding="utf-8")
    write_course(page, tmp_path)
    for command in commands(page):
        printed = run(command.typed, tmp_path)
        assert matches(command.expected, printed), f"$ {command.typed}\n{printed}"
