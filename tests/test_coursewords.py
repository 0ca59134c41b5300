"""A course's dictionary: what may stand in it, what becomes right by it, and how it is written."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courselint import coursewords
from courselint.config import ConfigError, Options
from courselint.coursewords import WordChange
from courselint.spelling.lexicon import plain
from courselint.wordfile import LARGEST, NAME, WordFile
from courselint.workspace import Workspace
from courselint.writing import NotWritten
from tests.courses import check, found, lay_out


def add(folder: Path, *words: str, unsaved: bytes | None = None) -> WordChange:
    workspace = Workspace(folder, {} if unsaved is None else {folder / NAME: unsaved})
    return coursewords.adding(words, coursewords.project_of(folder, workspace, Options()))


@pytest.mark.parametrize(
    ("before", "words", "after"),
    [
        (None, ["zorblax", "Qwyrtal"], "Qwyrtal\nzorblax\n"),
        ("zorblax", ["Qwyrtal"], "Qwyrtal\nzorblax\n"),
        ("zorblax\nbootstrapp\n", ["Qwyrtal"], "bootstrapp\nQwyrtal\nzorblax\n"),
        ("# Names\nQwyrtal\n\n# Methods\nzorblax\n", ["Hooye"], "# Names\nQwyrtal\n\n# Methods\nHooye\nzorblax\n"),
        ("# Names\n", ["Qwyrtal"], "# Names\nQwyrtal\n"),
        ("zorblax # ours\n\n\n", ["Qwyrtal"], "Qwyrtal\nzorblax # ours\n"),
        ("\ufeffzorblax\r\n", ["Qwyrtal"], "\ufeffQwyrtal\r\nzorblax\r\n"),
        ("zorblax\n", ["zorblax", "Zorblaxes", "matrix"], "zorblax\n"),
        (None, ["zorblax", "Zorblax", "ZORBLAX"], "zorblax\n"),
        (None, ["ad zorblax"], "zorblax\n"),
        (None, ["A\u030angstro\u0308mm"], "Ångströmm\n"),
    ],
)
def test_words_are_added_in_order(tmp_path, before, words, after):
    lay_out(tmp_path, {} if before is None else {NAME: before})
    coursewords.write(add(tmp_path, *words), tmp_path)
    assert (tmp_path / NAME).read_bytes().decode() == after


@pytest.mark.parametrize(
    ("before", "words", "after"),
    [
        ("Qwyrtal\nzorblax\n", ["qwyrtal"], "zorblax\n"),
        ("# Names\nQwyrtal # of Runge\n", ["Qwyrtal"], "# Names\n"),
        ("Qwyrtal zorblax # both\r\n", ["Qwyrtal"], "zorblax # both\r\n"),
    ],
)
def test_words_are_taken_out(tmp_path, before, words, after):
    lay_out(tmp_path, {NAME: before})
    project = coursewords.project_of(tmp_path, Workspace(tmp_path), Options())
    coursewords.write(coursewords.removing(words, project), tmp_path)
    assert (tmp_path / NAME).read_bytes().decode() == after


@pytest.mark.parametrize("word", ["", " ", "42", "#tag", "a\u0000b", "zorb\u202elax", "z" * 61])
def test_what_is_no_word_is_refused(tmp_path, word):
    with pytest.raises(ValueError, match="“"):
        add(lay_out(tmp_path, {}), "zorblax", word)


def test_nothing_is_written_when_all_is_known(tmp_path):
    change = add(lay_out(tmp_path, {}), "matrix", "colour")
    assert [entry.origin for entry in change.known] == ["the dictionary"] * 2
    coursewords.write(change, tmp_path)
    assert not (tmp_path / NAME).exists()


def test_the_dictionary_stands_beside_the_config_that_holds_for_the_folder(tmp_path):
    folder = lay_out(tmp_path, {"pyproject.toml": "[tool.courselint]\n", "week1/lesson.md": ""}) / "week1"
    assert add(folder, "zorblax").path == tmp_path / NAME


def test_an_unsaved_dictionary_counts(tmp_path):
    assert add(lay_out(tmp_path, {NAME: "zorblax\n"}), "Qwyrtal", unsaved=b"Qwyrtal\n").words == ()


def test_a_word_of_the_dictionary_is_no_finding_and_leaves_no_fix(tmp_path):
    lay_out(tmp_path, {"lesson.md": "The eigenvectr's sum. Eigenvectrs are it.\n"})
    assert [rule for rule, *_ in found(check(tmp_path))] == ["SPL001", "SPL001"]
    coursewords.write(add(tmp_path, "eigenvectr"), tmp_path)
    assert found(check(tmp_path)) == []
    assert len(found(check(tmp_path, isolated=True))) == 2


def test_a_file_that_appeared_meanwhile_is_not_lost(tmp_path):
    change = add(lay_out(tmp_path, {}), "zorblax")
    (tmp_path / NAME).write_text("Qwyrtal\n", encoding="utf-8")
    with pytest.raises(NotWritten, match="meanwhile"):
        coursewords.write(change, tmp_path)
    assert [path.name for path in tmp_path.glob("*.txt")] == [NAME]


def test_of_two_writers_one_is_told(tmp_path):
    changes = [add(lay_out(tmp_path, {}), word) for word in ("zorblax", "Qwyrtal")]

    def is_written(change: WordChange) -> bool:
        try:
            coursewords.write(change, tmp_path)
        except NotWritten:
            return False
        return True

    with ThreadPoolExecutor() as pool:
        assert sorted(pool.map(is_written, changes)) == [False, True]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"zorblax\n\xff\n", ":2: this is no UTF-8"),
        ("zorblax\n".encode("utf-16"), "this is no UTF-8"),
        (b"a\n" * LARGEST, "larger than"),
    ],
)
def test_a_dictionary_that_is_none_is_one_line(tmp_path, data, said):
    lay_out(tmp_path, {NAME: data, "lesson.md": ""})
    with pytest.raises(ConfigError, match=said):
        check(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_no_dictionary(tmp_path):
    os.mkfifo(lay_out(tmp_path, {"lesson.md": ""}) / NAME)
    with pytest.raises(ConfigError, match="not a regular file"):
        check(tmp_path)


def test_a_link_out_of_the_course_is_not_followed(tmp_path):
    (tmp_path / "course").mkdir()
    course = lay_out(tmp_path / "course", {"lesson.md": ""})
    (tmp_path / "secret.txt").write_text("zorblax\n", encoding="utf-8")
    (course / NAME).symlink_to(tmp_path / "secret.txt")
    with pytest.raises(ConfigError, match="leads out of the course"):
        check(course)


@given(st.text(alphabet=st.sampled_from("ab# \r\n\u2028é\u0000"), max_size=40), st.sampled_from(["zorblax", "Qwyrtal"]))
def test_adding_keeps_every_word_and_comment_and_is_done_once(text, word):
    file = WordFile(Path(NAME), text.encode())
    added = WordFile(Path(NAME), file.with_words([word]))
    assert {plain(other) for other in added.words} == {plain(other) for other in (*file.words, word)}
    assert added.data is not None
    assert added.data.count(b"#") >= min(1, text.count("#"))
    assert WordFile(Path(NAME), added.with_words([word])).words == added.words
