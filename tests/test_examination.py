"""What can't be checked is said once, in its place, and costs nothing else its findings."""

import json
import os
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
import pytest

from courselint import catalogue, engine, sources
from courselint.catalogue import Check
from courselint.examination import Plan, check_documents, ready
from courselint.model import Text
from courselint.report import FORMATS, render
from courselint.report.escape import _UNSEEN
from courselint.report.json import diagnostic
from courselint.spelling.speller import Speller
from courselint.workspace import Workspace
from tests.courses import cell, check, found, lay_out, notebook

# What stands beside each broken file, and what is found in it.
GOOD = {"lesson.md": "# Means\n\nWe recieve it.\n"}
FOUND = ("SPL001", "lesson.md", 3, 4)

BROKEN = {
    "cut in a string": ("lab.ipynb", b'{"cells": [\n {"cell_type": "markdown", "source": ["# Eig', 2, 39),
    "cut after a comma": ("lab.ipynb", b'{"cells": [],\n', 2, 1),
    "empty": ("lab.ipynb", b"", 1, 1),
    "a list": ("lab.ipynb", b"[1, 2]", 1, 1),
    "a number": ("lab.ipynb", b"3", 1, 1),
    "no cells": ("lab.ipynb", b'{"nbformat": 4}', 1, 1),
    "cells of another type": ("lab.ipynb", b'{"nbformat": 4,\n "cells": {"a": 1}}', 2, 11),
    "cells of text": ("lab.ipynb", b'{"nbformat": 4,\n "cells": ["a"]}', 2, 12),
    "a source of another type": ("lab.ipynb", b'{"cells": [\n{"cell_type": "code", "source": 3}]}', 2, 33),
    "a list with a number": ("lab.ipynb", b'{"cells": [\n{"cell_type": "code", "source": ["a", 3]}]}', 2, 39),
    "no cell type": ("lab.ipynb", b'{"cells": [\n{"source": "a"}]}', 2, 1),
    "too new": ("lab.ipynb", b'{"nbformat": 5, "cells": []}', 1, 14),
    "text after the end": ("lab.ipynb", b'{"cells": []}\n{"cells": []}', 2, 1),
    "deep": ("lab.ipynb", b'{"cells": ' + b"[" * 100_000, 1, 100_011),
    "a lone surrogate": ("lab.ipynb", b'{"cells": [\n{"cell_type": "markdown", "source": "a \\ud800 b"}]}', 2, 40),
    "Latin-1": ("week1/caf.md", "Caf\xe9".encode("latin-1"), 1, 4),
    "a notebook in Latin-1": ("lab.ipynb", notebook(cell("x")).replace("x", "é").encode("latin-1"), None, None),
    "UTF-16": ("notes.md", "# Means\n".encode("utf-16"), 1, 1),
    "UTF-16 without a mark": ("notes.md", "# Means\n".encode("utf-16-le"), 1, 2),
    "a surrogate in bytes": ("notes.md", b"Caf\xed\xa0\x80", 1, 4),
    "a quiz of broken JSON": (
        "quiz.json",
        b'[{"question": "Which?", "type": "multiple_choice",\n "answers": [{"answer": "a", "correct": true}]},\n',
        3,
        1,
    ),
    "an open GIFT answer": ("quiz.gift", b"::q:: Which norm? {=one ~two\n", 1, 19),
}


@pytest.mark.parametrize("is_named", [True, False], ids=["named", "walked"])
@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_one_finding_in_its_place(tmp_path, name, is_named):
    path, data, line, column = BROKEN[name]
    lay_out(tmp_path, {**GOOD, path: data})
    result = check(tmp_path, [path, "lesson.md"] if is_named else ["."])
    broken = [one for one in result.diagnostics if one.place.path == path]
    assert [one.rule for one in broken] == ["NBK001"]
    start = broken[0].place.physical.start
    assert line is None or (start.line, start.column) == (line, column)
    assert FOUND in found(result)
    assert not result.is_complete


def test_the_sound_cells_of_a_broken_notebook_are_checked(tmp_path):
    lay_out(tmp_path, {"lab.ipynb": notebook(cell("We recieve it."), cell(3), cell("We recieve it again."))})
    assert [one.rule for one in check(tmp_path).diagnostics] == ["SPL001", "NBK001", "SPL001"]


@pytest.mark.parametrize(
    "made",
    [
        {"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": 3}, "cells": [cell("We recieve it.")]},
        {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [cell("We recieve it.", id=7, x=[1])]},
        {"cells": [cell("We recieve it.")]},
        {"nbformat": 4, "nbformat_minor": 5, "cells": [{"cell_type": "markdown", "source": "We recieve it."}]},
        {
            "nbformat": 4,
            "nbformat_minor": 5,
            "metadata": {},
            "cells": [cell("We recieve it.", metadata={"tags": "a"}), {"cell_type": "sql", "source": "select"}],
        },
    ],
    ids=["kernelspec", "cell id", "no format", "no metadata", "tags and type"],
)
def test_a_notebook_that_validation_refuses_is_linted(tmp_path, made):
    text = json.dumps(made)
    with pytest.raises(Exception):  # noqa: B017 (nbformat has several, and jsonschema's)
        nbformat.validate(nbformat.reads(text, as_version=nbformat.NO_CONVERT), relax_add_props=False)
    lay_out(tmp_path, {"lab.ipynb": text})
    assert [one.rule for one in check(tmp_path).diagnostics] == ["SPL001"]


def test_a_folder_named_like_a_notebook_is_one_finding(tmp_path):
    lay_out(tmp_path, GOOD)
    (tmp_path / "x.ipynb").mkdir()
    expected = [FOUND, ("NBK001", "x.ipynb", 1, 1)]
    assert found(check(tmp_path)) == expected
    assert found(check(tmp_path, ["lesson.md", "x.ipynb"])) == expected


def test_a_folder_named_like_data_is_a_folder(tmp_path):
    lay_out(tmp_path, {"week1.json/lesson.md": GOOD["lesson.md"], "discord.py/lesson.md": GOOD["lesson.md"]})
    expected = [("SPL001", f"{name}/lesson.md", 3, 4) for name in ("discord.py", "week1.json")]
    assert found(check(tmp_path)) == expected
    assert found(check(tmp_path, ["discord.py", "week1.json"])) == expected


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no FIFOs here")
@pytest.mark.parametrize("name", ["x.ipynb", "x.md", "x.py", ".gitignore", "courselint.toml", "pyproject.toml"])
def test_a_pipe_keeps_nobody_waiting(tmp_path, name):
    lay_out(tmp_path, GOOD)
    os.mkfifo(tmp_path / name)
    start = time.monotonic()
    result = check(tmp_path)
    assert time.monotonic() - start < 20
    assert FOUND in found(result)
    is_course_file = name.startswith("x.")
    assert [one for one in found(result) if one != FOUND] == [("NBK001", name, 1, 1)] * is_course_file
    if is_course_file:
        assert [one[0] for one in found(check(tmp_path, [name]))] == ["NBK001"]


def test_links_that_lead_nowhere_are_said(tmp_path):
    lay_out(tmp_path, GOOD)
    (tmp_path / "loop.ipynb").symlink_to("loop.ipynb")
    (tmp_path / "a.md").symlink_to("b.md")
    (tmp_path / "b.md").symlink_to("a.md")
    (tmp_path / "gone.ipynb").symlink_to("nowhere.ipynb")
    (tmp_path / "up").symlink_to(tmp_path, target_is_directory=True)
    broken = [("NBK001", name, 1, 1) for name in ("a.md", "b.md", "gone.ipynb", "loop.ipynb")]
    assert sorted(found(check(tmp_path))) == sorted([*broken, FOUND])
    assert found(check(tmp_path, ["loop.ipynb"])) == [("NBK001", "loop.ipynb", 1, 1)]


def test_a_link_out_of_the_course_is_not_followed_in_a_walk(tmp_path):
    lay_out(tmp_path, {"elsewhere/secret.md": "We recieve it.", "course/lesson.md": GOOD["lesson.md"]})
    course = lay_out(tmp_path / "course", {})
    (course / "secret.md").symlink_to(tmp_path / "elsewhere" / "secret.md")
    assert found(check(course)) == [FOUND]


@pytest.mark.parametrize("name", ["no.ipynb", "no.md", "no", "no/such.md"])
def test_what_is_not_there_is_said(tmp_path, name):
    lay_out(tmp_path, GOOD)
    result = check(tmp_path, [name, "lesson.md"])
    assert sorted(found(result)) == sorted([("NBK001", name, 1, 1), FOUND])
    assert not result.is_complete


def test_a_file_that_is_none_of_ours_is_said_only_when_named(tmp_path):
    lay_out(tmp_path, {**GOOD, "x.json": "{", "y.json": "[1]", "z.txt": "We recieve it.", "image.png": b"\x89PNG"})
    assert found(check(tmp_path)) == [FOUND]
    assert [one[0] for one in found(check(tmp_path, ["x.json", "y.json", "image.png"]))] == ["NBK001"] * 3


@contextmanager
def as_a_user_without_rights():
    """Root may read everything; be somebody else for a while."""
    if not hasattr(os, "geteuid"):
        pytest.skip("no users here")
    was = os.geteuid()
    if was == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(was)


def test_what_may_not_be_read_is_one_finding_each():
    with tempfile.TemporaryDirectory() as made:
        folder = lay_out(Path(made).resolve(), {**GOOD, "secret.md": "x", "closed/lesson.md": "x"})
        assert found(check(folder)) == [FOUND]  # and everything of ours is loaded
        folder.chmod(0o755)
        (folder / "secret.md").chmod(0)
        (folder / "closed").chmod(0)
        try:
            with as_a_user_without_rights():
                result = check(folder)
                named = check(folder, ["secret.md", "closed", "closed/lesson.md"])
        finally:
            (folder / "closed").chmod(0o755)
    assert found(result) == [("NBK001", "closed", 1, 1), FOUND, ("NBK001", "secret.md", 1, 1)]
    assert [one[:2] for one in found(named)] == [
        ("NBK001", "closed"),
        ("NBK001", "closed/lesson.md"),
        ("NBK001", "secret.md"),
    ]
    assert {one.message for one in [*named.diagnostics]} == {"can't be read: permission denied"}


@dataclass(frozen=True, slots=True)
class VanishingDisk(Workspace):
    """A disk from which week.md goes after it has been read so many times."""

    reads: list[int] = field(default_factory=list)

    def read(self, path: Path) -> bytes:
        if path.name == "week.md":
            self.reads[0] -= 1
            if self.reads[0] < 0:
                path.unlink(missing_ok=True)
        return Workspace.read(self, path)


@pytest.mark.parametrize("reads", [0, 1])
def test_a_file_that_goes_while_it_is_checked_is_one_finding(tmp_path, reads):
    lay_out(tmp_path, {**GOOD, "week.md": "We recieve it."})
    result = engine.check([Path()], VanishingDisk(tmp_path, reads=[reads]), engine.Options())
    assert found(result) == [FOUND, ("NBK001", "week.md", 1, 1)]
    assert not result.is_complete


def test_a_rule_that_fails_costs_only_itself():
    def fails(item):
        raise ZeroDivisionError("a fault of ours")
        yield

    rules = [catalogue.Catalogue(catalogue.bundled()).find(name) for name in ("GRM001", "GRM002", "NBK900")]
    plan = Plan(ready(rules), Speller())
    failing = Check(Text, fails, frozenset(), {})
    broken = tuple((rule, failing if rule.id == "GRM002" else run) for rule, run in plan.rules)
    document = sources.read("lesson.md", b"The the mean.\n\nThe the mode.\n")
    result = check_documents([document], Plan(broken, Speller()))
    assert sorted(one.rule for one in result.diagnostics) == ["GRM001", "GRM001", "NBK900"]
    failed = next(one for one in result.diagnostics if one.rule == "NBK900")
    assert "GRM002" in failed.message
    assert "ZeroDivisionError: a fault of ours" in failed.message
    assert not result.is_complete


NAMES = (
    "two words.md", "two\nlines.md", "::error::x.md", "-o.md", "--output=x.md", "tab\there.md", "\x1b[31mred.md",
    "\u202egnol.md", "a|b`c`.md", "%0A.md", "<script>.md", "caf\udce9.md", "*.md", "[a].md", "a\\b.md", " .md",
)  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_any_name_can_be_checked_and_shown(tmp_path, name):
    lay_out(tmp_path, {name: "We recieve it."})
    walked = check(tmp_path)
    named = check(tmp_path, [f"./{name}"])
    assert [one.rule for one in walked.diagnostics] == ["SPL001"]
    assert walked.diagnostics == named.diagnostics
    for style in FORMATS:
        lines = list(render(style, walked))
        assert not any(_UNSEEN.search(line.replace("\n", "") if style == "json" else line) for line in lines)
        # The runner of GitHub's actions takes blanks before a command.
        assert not any(line.lstrip().startswith("::") for line in lines) or style == "github"
        assert len([line for line in lines if line.startswith("::")]) == (style == "github")
        "\n".join(lines).encode()


COURSE = {
    "courselint.toml": 'words = ["zorblax"]\n[per-file-ignores]\n"old/*" = ["GRM"]\n',
    "lesson.md": "# Kubelets\n\nA kubelett runs. The kubelett stops. We recieve the the kubelett.\n",
    "old/lesson.md": "We recieve the the zorblax. The quorble and the kubelett.\n",
    "week1/lab.ipynb": notebook(
        cell("A kubelett and the eigenvectr of it. Call frobnicate."),
        cell("def frobnicate(x):\n    return x / 3\nassert frobnicate(1) == 0.3333"),
        cell("# kubelett\n# the the mean  # courselint: ignore[GRM001]\nassert 0.1 + x == 0.3", "code"),
    ),
    "week1/test_lab.py": 'def test_it():\n    """We recieve the kubelett."""\n    assert frobnicate(1) == 0.1\n',
    "quiz.gift": "::q1:: Which kubelett do we recieve? {=the first ~all of the above}\n",
    "inner/courselint.toml": "",
    "inner/lesson.md": "A kubelett. The eigenvectr, the eigenvectr, the eigenvectr.\n",
}


def test_one_file_is_found_to_have_what_the_course_finds_in_it(tmp_path):
    lay_out(tmp_path, COURSE)
    same_alone_as_in_its_course(tmp_path, sorted(COURSE))


@pytest.mark.slow
@pytest.mark.parametrize("course", ["python-novice-inflammation", "python-ecology-lesson"])
def test_one_file_of_a_real_course_is_found_to_have_what_the_course_finds_in_it(shared, course):
    folder = shared / "courses" / course
    whole = check(folder)
    touched = sorted({one.place.path for one in whole.diagnostics})
    same_alone_as_in_its_course(folder, touched[:: max(1, len(touched) // 5)], whole)


def same_alone_as_in_its_course(folder, paths, whole=None):
    whole = whole or check(folder)
    assert whole.diagnostics
    for path in paths:
        if not path.endswith(".toml"):
            alone = [diagnostic(one) for one in check(folder, [path]).diagnostics]
            assert alone == [diagnostic(one) for one in whole.diagnostics if one.place.path == path], path
