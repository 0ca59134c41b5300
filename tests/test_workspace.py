"""What a walk gives, and how paths are shown."""

import sys
from pathlib import Path

import pytest

from courselint.workspace import LARGEST, Unreadable, Workspace
from tests.courses import lay_out


def is_wanted(path: Path, is_folder: bool) -> bool:
    return path.name != "unwanted" if is_folder else path.suffix.lower() in (".md", ".ipynb")


def walked(folder: Path, start: str = ".") -> list[str]:
    workspace = Workspace(folder)
    return [workspace.shown(path) for path in workspace.walk(workspace.absolute(Path(start)), is_wanted)]


def test_what_is_no_part_of_a_course_is_skipped(tmp_path):
    skipped = (
        ".ipynb_checkpoints", ".venv", ".hidden", "node_modules", "_build", "_site", "__pycache__", "venv", "env",
        "site-packages", "__MACOSX",
    )  # fmt: skip
    lay_out(tmp_path, {f"{folder}/a.md": "" for folder in skipped} | {"b/c.md": "", "a.MD": "", "x.png": ""})
    lay_out(tmp_path, {"mine/pyvenv.cfg": "", "mine/lib.md": "", "b/._c.md": ""})
    assert walked(tmp_path) == ["a.MD", "b/c.md"]


def test_a_skipped_folder_is_walked_when_it_is_named(tmp_path):
    lay_out(tmp_path, {".hidden/a.md": "", "_build/b.md": "", ".gitignore": "_build/\n"})
    assert walked(tmp_path, ".hidden") == [".hidden/a.md"]
    assert walked(tmp_path, "_build") == ["_build/b.md"]


@pytest.mark.parametrize(
    ("patterns", "left"),
    [
        ("drafts/\n", ["a.md", "week/a.md"]),
        ("*.md\n!week/a.md\n", ["week/a.md"]),
        ("/a.md\n", ["drafts/a.md", "week/a.md"]),
        ("**/a.md\n", []),
        ("!\n[z-a]\n\\\ndrafts\n", ["a.md", "week/a.md"]),
        ("drafts\r\n", ["a.md", "week/a.md"]),
        ("\ufeffdrafts\n# a comment\n\n", ["a.md", "week/a.md"]),
    ],
)
def test_what_git_ignores_is_skipped(tmp_path, patterns, left):
    lay_out(tmp_path, {".gitignore": patterns, "a.md": "", "drafts/a.md": "", "week/a.md": ""})
    assert walked(tmp_path) == left


def test_the_nearest_gitignore_has_the_last_word(tmp_path):
    lay_out(tmp_path, {".gitignore": "*.md\n", "week/.gitignore": "!a.md\n", "week/a.md": "", "week/b.md": ""})
    assert walked(tmp_path) == ["week/a.md"]
    assert walked(tmp_path, "week") == ["week/a.md"]


def test_folders_that_nobody_wants_are_not_entered(tmp_path):
    lay_out(tmp_path, {"a.md": "", "unwanted/a.md": "", "week/unwanted/a.md": "", "week/notes.ipynb": ""})
    assert walked(tmp_path) == ["a.md", "week/notes.ipynb"]


def test_files_come_before_folders_each_by_name(tmp_path):
    lay_out(tmp_path, dict.fromkeys(("b.md", "a/z.md", "a/b/c.md", "c/a.md", "a.md"), ""))
    assert walked(tmp_path) == ["a.md", "b.md", "a/z.md", "a/b/c.md", "c/a.md"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
def test_paths_are_shown_from_where_one_stands(tmp_path):
    workspace = Workspace(tmp_path / "course")
    assert workspace.shown(tmp_path / "course" / "a" / "b.md") == "a/b.md"
    assert workspace.shown(tmp_path / "b.md") == f"{tmp_path.as_posix()}/b.md"
    assert workspace.shown(tmp_path / "course" / "caf\udce9.md") == "caf\\xe9.md"
    assert workspace.absolute(Path("a/../b.md")) == tmp_path / "course" / "b.md"


def test_a_file_that_is_too_large_is_not_read(tmp_path):
    path = tmp_path / "huge.ipynb"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(Unreadable, match="larger than 64 MiB"):
        Workspace(tmp_path).read(path)


def test_what_is_not_saved_yet_lies_over_the_disk(tmp_path):
    path = tmp_path / "a.md"
    assert Workspace(tmp_path, {path: b"new"}).read(path) == b"new"
