"""A Git LFS pointer is not taken for the file that it stands for."""

import pytest

from courselint import sources

POINTER = (
    b"version https://git-lfs.github.com/spec/v1\n"
    b"oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n"
)


@pytest.mark.parametrize(
    "path",
    ["quiz.zip", "course.imscc", "course.tar.gz", "lab.ipynb", "quiz.xml", "quiz.gift", "quiz.json", "test_a.py"],
)
def test_pointer_is_passed_over_in_a_walk_and_told_where_it_is_named(path: str):
    assert sources.read(path, POINTER, is_named=False) is None
    document = sources.read(path, POINTER)
    assert document is not None
    (fault,) = document.faults
    assert "Git LFS pointer" in fault.message


@pytest.mark.parametrize("text", [POINTER[:42] + b"\n\nThe first line of every pointer.\n", POINTER + b"#" * 1024])
def test_text_about_pointers_is_read(text: bytes):
    document = sources.read("week3.md", text, is_named=False)
    assert document is not None
    assert document.texts
