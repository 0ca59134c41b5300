"""Fixes of a whole course: applied together, stable, sound; whatever they don't name stays as it is."""

from __future__ import annotations

import json
import stat
import sys
from pathlib import Path

import nbformat
import pytest

from courselint import fixrounds
from courselint.config import Options
from courselint.fix import fix_document
from courselint.fixrounds import Outcome
from courselint.model import Cell, Diagnostic, Place, PlacedEdit, PlacedFix, Position, Range
from courselint.sources import read
from courselint.workspace import Workspace
from courselint.writing import NotWritten, write_anew
from tests.courses import cell, lay_out, notebook
from tests.test_placing import STYLES, notebooks

LESSON = "# Forces\n\nWe recieve the the forces, and `teh` stays: $recieve$.\n\nWe recieve them.\n"


def fixed(folder: Path, *paths: str, is_unsafe: bool = False, is_writing: bool = True, **options) -> Outcome:
    named, workspace = [Path(path) for path in paths or (".",)], Workspace(folder)
    outcome = fixrounds.fix(named, workspace, Options(**options), is_unsafe=is_unsafe)
    return fixrounds.write(outcome, named, workspace, Options(**options)) if is_writing else outcome


def test_safe_fixes_are_applied_and_what_remains_is_reported_where_it_stands_then(tmp_path):
    lay_out(tmp_path, {"lesson.md": LESSON + "An unicorn recieves more then that.\n", "test_w.py": "assert (w, 'w')\n"})
    outcome = fixed(tmp_path)
    text = (tmp_path / "lesson.md").read_text()
    assert text.startswith(
        "# Forces\n\nWe receive the forces, and `teh` stays: $recieve$.\n\nWe receive them.\nA unicorn"
    )
    assert outcome.result.fixed >= 4
    assert [(found.rule, found.place.path) for found in outcome.result.diagnostics if found.rule == "TST001"] == [
        ("TST001", "test_w.py")
    ]
    for found in outcome.result.diagnostics:
        lines = (tmp_path / found.place.path).read_text().split("\n")
        where = found.place.physical
        assert lines[where.start.line - 1][where.start.column - 1 :].startswith(found.text[:3])
    assert (tmp_path / "test_w.py").read_text() == "assert (w, 'w')\n"


def test_a_second_run_changes_nothing(tmp_path):
    lay_out(tmp_path, {"lesson.md": LESSON, "test_w.py": "assert (w, 'w')\n"})
    assert fixed(tmp_path, is_unsafe=True).changes
    before = {path: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    assert fixed(tmp_path, is_unsafe=True).changes == ()
    assert before == {path: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_notebook_keeps_all_but_the_words(tmp_path, style, end):
    output = {"output_type": "stream", "name": "stdout", "text": ["We recieve it.\n"]}
    lesson = LESSON.replace("\n", end).splitlines(keepends=True)
    value = json.loads(notebook(cell("1+1", "code", id="a", outputs=[output]), cell(lesson, id="b")))
    before = STYLES[style](value).encode() + b"\n"
    lay_out(tmp_path, {"lesson.ipynb": before})
    fixed(tmp_path)
    after = (tmp_path / "lesson.ipynb").read_bytes()
    assert after == before.replace(b"recieve the the", b"receive the").replace(b"We recieve them", b"We receive them")
    if style != "third format":
        nbformat.reads(after.decode("utf-8-sig"), as_version=4)


def test_fixes_of_real_notebooks_stay_inside_their_source_strings(tmp_path, shared):
    files = {f"{number}.ipynb": path.read_bytes() for number, path in enumerate(notebooks(shared)[::11])}
    lay_out(tmp_path, files)
    outcome = fixed(tmp_path, is_unsafe=True)
    assert len(outcome.changes) > 5
    for change in outcome.changes:
        old, new = json.loads(change.before), json.loads(change.after)
        for one in (old, new):
            for each in one["cells"]:
                each["source"] = len(each["source"]) if isinstance(each["source"], list) else ""
        assert old == new
        assert change.before.count(b"\n") == change.after.count(b"\n")
        assert change.before[-20:] == change.after[-20:]
    assert fixed(tmp_path, is_unsafe=True).changes == ()


def diagnostic(start: int, end: int, *contents: str, rule: str = "FLT001", cells: Cell | None = None) -> Diagnostic:
    """A finding on the first line with an edit of these columns (from 0), and insertions at the file's start."""
    place = Place("test_w.py", cells, Range(Position(1, start + 1), Position(1, end + 1)))
    first = Place("test_w.py", cells, Range(Position(1, 1), Position(1, 1)))
    edits = (PlacedEdit(place, contents[0]), *(PlacedEdit(first, content) for content in contents[1:]))
    return Diagnostic(rule, "name", "error", "high", "message", place, fix=PlacedFix("unsafe", "", edits))


def mended(text: str, *found: Diagnostic) -> tuple[str, int, list[str]]:
    def reader(data: bytes):
        return read("test_w.py", data)

    document = reader(text.encode())
    assert document is not None
    result = fix_document(document, found, reader)
    return result.data.decode(), len(result.taken), [refusal.reason for refusal in result.refused]


def test_of_two_fixes_that_overlap_the_first_is_applied():
    assert mended("abcdef = 1\n", diagnostic(2, 5, "xy"), diagnostic(0, 3, "z")) == ("zdef = 1\n", 1, [])


def test_what_two_fixes_insert_alike_is_inserted_once():
    found = diagnostic(4, 5, "2", "import math\n"), diagnostic(8, 9, "3", "import math\n")
    assert mended("a = 1; b = 1\n".replace("; b", ",b"), *found)[0].count("import math\n") == 1


def test_a_fix_that_breaks_the_code_is_left_out_and_the_others_are_not():
    found = diagnostic(5, 6, "one"), diagnostic(8, 9, ")"), diagnostic(11, 12, "x")
    text, taken, refused = mended("a = [1, 2, 3]\n", *found)
    assert (text, taken, refused) == ("a = [one, 2, x]\n", 2, ["the code would no longer parse"])


def test_a_fix_of_prose_never_changes_code():
    text = '"""We recieve it."""\nrecieve = "recieve"\n'
    assert mended(text, diagnostic(6, 13, "receive", rule="SPL001"))[0].startswith('"""We receive it."""\n')
    place = Place("test_w.py", None, Range(Position(2, 1), Position(2, 8)))
    wrong = Diagnostic(
        "SPL001", "", "error", "high", "", place, fix=PlacedFix("safe", "", (PlacedEdit(place, "receive"),))
    )
    assert mended(text, wrong) == (text, 0, ["code would change with the prose"])


def test_a_file_that_changed_since_it_was_read_is_left_alone(tmp_path):
    path = tmp_path / "lesson.md"
    path.write_bytes(b"saved by somebody else")
    with pytest.raises(NotWritten, match="changed"):
        write_anew(path, b"as it was read", b"fixed", within=tmp_path)
    assert path.read_bytes() == b"saved by somebody else"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(sys.platform == "win32", reason="modes are Unix's")
def test_a_read_only_file_is_left_alone_and_told(tmp_path):
    lay_out(tmp_path, {"lesson.md": LESSON, "more.md": LESSON})
    (tmp_path / "lesson.md").chmod(0o444)
    outcome = fixed(tmp_path)
    assert outcome.failures == (("lesson.md", "the file is read-only"),)
    assert not outcome.result.is_complete
    assert {found.place.path for found in outcome.result.diagnostics} == {"lesson.md"}
    assert (tmp_path / "lesson.md").read_text() == LESSON


@pytest.mark.skipif(sys.platform == "win32", reason="modes and links are Unix's")
def test_mode_and_links_stay(tmp_path):
    lay_out(tmp_path, {"lesson.md": LESSON})
    (tmp_path / "lesson.md").chmod(0o754)
    (tmp_path / "link.md").symlink_to("lesson.md")
    fixed(tmp_path, "link.md")
    assert (tmp_path / "link.md").is_symlink()
    assert "receive" in (tmp_path / "lesson.md").read_text()
    assert stat.S_IMODE((tmp_path / "lesson.md").stat().st_mode) == 0o754
    assert sorted(path.name for path in tmp_path.iterdir()) == [".git", "lesson.md", "link.md"]


@pytest.mark.skipif(sys.platform == "win32", reason="links are Unix's")
def test_a_link_out_of_the_course_is_not_written_through(tmp_path):
    outside = tmp_path / "diary.md"
    outside.write_text(LESSON)
    course = tmp_path / "course"
    course.mkdir()
    lay_out(course, {})
    (course / "link.md").symlink_to(outside)
    outcome = fixed(course, "link.md")
    assert outcome.failures == (("link.md", "this is a link that leads elsewhere"),)
    assert outside.read_text() == LESSON


def test_an_edit_over_a_masked_piece_is_for_display_only(tmp_path):
    from courselint.diagnosing import _fix
    from courselint.model import Document, Edit, Fix, Run, Source, Span, Text
    from courselint.placing import Places

    text = Text("a \ue000 b", (Run(0, 5, 0, 5),))
    document = Document("lesson.md", "markdown", b"a $ b", (Source("a $ b"),))
    fix = Fix("write", (Edit(text, Span(0, 5), "b"),), "safe")
    assert _fix(fix, document, Places(document)).applicability == "display"
