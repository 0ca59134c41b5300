"""Figures are found where they are written, and missing ones only where the course can tell."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from courselint import sources
from courselint.coursefiles import CourseFiles
from courselint.model import Figure
from courselint.workspace import Workspace
from tests.courses import check, lay_out

PICTURE = "a picture"


def figures(path: str, text: str | bytes) -> list[Figure]:
    document = sources.read(path, text.encode() if isinstance(text, str) else text)
    assert document is not None
    found = [figure for question in document.questions for figure in question.figures]
    for figure in found:
        where = figure.text.in_source(figure.text.whole)
        written = document.sources[figure.text.source].text[where.start : where.end]
        assert written.replace("&amp;", "&").replace("\\=", "=") == figure.target
    return found


def moodle(body: str, files: str = "") -> str:
    return (
        f'<quiz><question type="essay"><questiontext format="html"><text>{body}</text>{files}</questiontext>'
        "</question></quiz>"
    )


ITEM = '<assessmentItem><itemBody><p>Which? <img src="tree.png" alt="t"/></p></itemBody></assessmentItem>'
CANVAS = """<questestinterop><item ident="q"><presentation><material>
<mattext texttype="text/html">&lt;p&gt;Which?&lt;img src="$IMS-CC-FILEBASE$/Uploaded%20Media/{}"&gt;&lt;/p&gt;</mattext>
</material></presentation></item></questestinterop>"""


@pytest.mark.parametrize(
    ("path", "text", "targets"),
    [
        ("a.xml", moodle('<![CDATA[<img alt="a" src="@@PLUGINFILE@@/t%20x.png">]]>'), ["@@PLUGINFILE@@/t%20x.png"]),
        ("a.xml", moodle("&lt;img src='a.png'&gt;"), ["a.png"]),
        ("a.xml", moodle("<![CDATA[Which is right? &lt;img src='a.png'&gt;]]>"), []),
        ("a.xml", ITEM, ["tree.png"]),
        ("a.xml", CANVAS.format("tree.png"), ["$IMS-CC-FILEBASE$/Uploaded%20Media/tree.png"]),
        ("a.gift", 'Which? <img src\\="tree.png"> {=one ~two}', ["tree.png"]),
        ("a.md", "1. Which?\n\n- [x] ![t](a/tree.png)\n- [ ] `![u](b.png)`\n", ["a/tree.png"]),
        ("a.md", "1. Which? <img src='t.png' width=40>\n\n- [x] one\n- [ ] `<img src='b.png'>`\n", ["t.png"]),
    ],
)
def test_figures_are_told_with_their_places(path: str, text: str, targets: list[str]):
    assert [figure.target for figure in figures(path, text)] == targets


def test_a_moodle_question_holds_its_own_files():
    attached = '<file name="t x.png" encoding="base64">AA==</file>'
    assert [
        each.is_held for each in figures("a.xml", moodle("<![CDATA[<img src='@@PLUGINFILE@@/t%20x.png'>]]>", attached))
    ] == [True]


def missing(folder: Path, files: dict[str, str | bytes]) -> list[str]:
    lay_out(folder, files)
    return [found.text for found in check(folder, select=("QST223",)).diagnostics if found.rule == "QST223"]


def quiz(target: str) -> str:
    return f"1. Which? ![t]({target})\n\n- [x] one\n- [ ] two\n"


@pytest.mark.parametrize(
    ("target", "is_missing"),
    [
        ("img/tree.png", False),
        ("img/tree.png?raw=true", False),
        ("./img/../img/tree.png#top", False),
        ("img/my%20tree.png", False),
        ("img/Tree.png", True),
        ("img/bush.png", True),
        ("img/bush%20new.png?raw=true", True),
        ("pics/bush.png", False),
        ("bush.png", True),
        ("/img/bush.png", False),
        ("//example.org/img/bush.png", False),
        ("https://example.org/img/bush.png", False),
        ("data:image/png;base64,AA", False),
        ("img/{name}.png", False),
        ("{{base}}/img/bush.png", False),
        ("../outside.png", False),
        ("img/100%.png", False),
        ("img/page", False),
    ],
)
def test_a_figure_is_missing_only_where_its_folder_is_there(tmp_path, target: str, is_missing: bool):
    (tmp_path / "course").mkdir()
    (tmp_path / "other.png").write_text(PICTURE)
    files = {"quiz.md": quiz(target), "img/tree.png": PICTURE, "img/my tree.png": PICTURE}
    assert missing(tmp_path / "course", files) == ([target] if is_missing else [])


def test_edx_looks_in_the_static_folder_of_the_course(tmp_path):
    answer = '<stringresponse answer="w"><textline/></stringresponse>'
    problem = f'<problem><p>Which?</p><img src="/static/{{}}"/>{answer}</problem>'
    files = {
        "course/course.xml": "<course/>",
        "course/static/my tree.png": PICTURE,
        "course/problem/a.xml": problem.format("my_tree.png"),
        "course/problem/b.xml": problem.format("bush.png"),
    }
    assert missing(tmp_path, files) == ["/static/bush.png"]


def test_an_archive_holds_what_its_questions_show(tmp_path):
    def packed(*names: str) -> bytes:
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as archive:
            for name in names:
                archive.writestr(name, PICTURE)
            archive.writestr("q/quiz.xml", CANVAS.format("tree.png"))
        return made.getvalue()

    there = {"a.zip": packed("web_resources/Uploaded Media/tree.png"), "b.zip": packed()}
    assert missing(tmp_path, there) == []
    gone = {"c.zip": packed("web_resources/Uploaded Media/bush.png")}
    assert missing(tmp_path, gone) == ["$IMS-CC-FILEBASE$/Uploaded%20Media/tree.png"]


def test_nothing_outside_the_course_is_looked_at(tmp_path):
    course = tmp_path / "course"
    course.mkdir()
    (tmp_path / "secret.png").write_text(PICTURE)
    (course / "link.png").symlink_to(tmp_path / "secret.png")
    files = CourseFiles(Workspace(course), course)
    assert not files.has("../secret.png")
    assert not files.has("link.png")
    assert not files.has("a\0b")
    assert files.names("..") == frozenset()
    assert CourseFiles(Workspace(course, {course / "new.png": b""}), course).has("new.png")
