"""A slip that stands in copies of one document is told once."""

import json

import pytest

from courselint.analysis.copies import originals
from courselint.engine import Options, check
from courselint.workspace import Workspace


@pytest.mark.parametrize(
    ("paths", "paired", "expected"),
    [
        (("lab.ipynb", "lab.md"), (), {}),
        (("lab.ipynb", "lab.md"), ("lab.md",), {"lab.md": "lab.ipynb"}),
        (("source/ps1/p.ipynb", "release/ps1/p.ipynb"), (), {"release/ps1/p.ipynb": "source/ps1/p.ipynb"}),
        (("w1/loops_ex.ipynb", "w1/loops_sol.ipynb"), (), {"w1/loops_sol.ipynb": "w1/loops_ex.ipynb"}),
        (("w1/loops.md", "w1/loops_with_solutions.md"), (), {"w1/loops_with_solutions.md": "w1/loops.md"}),
        (("exercises/a.ipynb", "solutions/a.ipynb"), (), {"solutions/a.ipynb": "exercises/a.ipynb"}),
        (("w1/intro.md", "w2/intro.md"), (), {}),
        (("w1/index.Rmd", "w1/index.md"), (), {"w1/index.md": "w1/index.Rmd"}),
        (("w1/index.md", "w1/index.qmd"), (), {"w1/index.md": "w1/index.qmd"}),
        (("w1/ex1.ipynb", "w1/ex2.ipynb"), (), {}),
    ],
)
def test_copies_are_told_by_their_names(paths, paired, expected):
    assert originals(paths, frozenset(paired)) == expected


def notebook(text):
    cell = {"cell_type": "markdown", "metadata": {}, "source": text}
    return json.dumps({"nbformat": 4, "nbformat_minor": 4, "metadata": {"jupytext": {}}, "cells": [cell]})


@pytest.fixture
def course(tmp_path):
    (tmp_path / ".git").mkdir()
    (tmp_path / "lab.ipynb").write_text(notebook("We invert the the matrix."))
    (tmp_path / "lab.md").write_text("We invert the the matrix.\n\nIt has of of two rows.\n")
    return tmp_path


def run(course, *names):
    found = check([course / name for name in names], Workspace(course), Options(select=("GRM001",))).diagnostics
    return [(one.place.path, one.text, [note.place.path for note in one.related]) for one in found]


def test_slip_in_both_is_told_at_the_original_and_names_the_copy(course):
    assert run(course, ".") == [("lab.ipynb", "the the", ["lab.md"]), ("lab.md", "of of", [])]


def test_one_file_gives_what_the_course_gives_for_it(course):
    assert run(course, "lab.md") == [("lab.md", "of of", [])]
    assert run(course, "lab.ipynb") == [("lab.ipynb", "the the", ["lab.md"])]
