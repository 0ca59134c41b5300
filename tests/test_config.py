"""Settings come from the nearest config, and a wrong one is one line that says what is known."""

import pytest

from courselint import config
from courselint.config import ConfigError, Settings, find_config, load
from tests.courses import check, found, lay_out

SLIP = "We recieve the the mean.\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("selct = []", 'unknown key "selct"; did you mean "select"? known: select, extend-select'),
        ("per_file_ignores = {}", 'unknown key "per_file_ignores"; did you mean "per-file-ignores"?'),
        ("[course]\nordr = []", 'unknown key "course.ordr"; did you mean "course.order"?'),
        ("select = 'SPL'", "select: expected a list, got a string"),
        ("select = [3]", "select[0]: expected a string, got a number"),
        ("language = ['en']", "language: expected a string, got a list"),
        ("quizzes = ['*.txt']", "quizzes: expected a table, got a list"),
        ("quizzes = {'*.txt' = 'kahoot'}", 'names format "kahoot"; known: jupyterquiz, gift'),
        ("per-file-ignores = {'a.md' = 'SPL'}", "expected a list, got a string"),
        ("course = 3", "course: expected a table, got a number"),
        ("language = 'tlh'", 'no dictionary of "tlh"; known: en, en-GB, en-US, '),
        ("exclude = ['[z-a]']", '"[z-a]" is no pattern'),
        ("extend-rules = ['../rules']", "lies outside the course"),
        ("extend-rules = ['/etc']", "lies outside the course"),
        ("words = [", "Invalid value"),
        ("words = 1979-05-27", "words: expected a list, got a date"),
        ("a = " + "[" * 5000, "nested too deeply"),
    ],
)
def test_a_wrong_config_is_one_line(tmp_path, text, said):
    path = tmp_path / "courselint.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load(path)
    assert said in str(caught.value)
    assert str(caught.value).startswith(f"{path}: ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("text", ["tool = 3", "[tool]\ncourselint = 3", "[tool.courselint]\nselect = 3"])
def test_a_wrong_table_in_a_project_is_one_line(tmp_path, text):
    path = tmp_path / "pyproject.toml"
    path.write_text(text, encoding="utf-8")
    if text == "tool = 3":
        assert load(path) == Settings()
        return
    with pytest.raises(ConfigError, match="expected a"):
        load(path)


def test_a_config_that_is_no_text_is_one_line(tmp_path):
    path = tmp_path / "courselint.toml"
    path.write_bytes(b"words = ['\xff']")
    with pytest.raises(ConfigError, match="utf-8"):
        load(path)


def test_a_link_to_rules_elsewhere_is_refused(tmp_path):
    course = lay_out(tmp_path, {"course/courselint.toml": "extend-rules = ['rules']", "rules/x.md": ""}) / "course"
    (course / "rules").symlink_to(tmp_path / "rules", target_is_directory=True)
    with pytest.raises(ConfigError, match="lies outside the course"):
        load(course / "courselint.toml")


@pytest.mark.parametrize(
    "text",
    [
        "[tool.courselint]\nselect = ['SPL']\n",
        "tool.courselint.select = ['SPL']\n",
        "[tool]\ncourselint = {select = ['SPL']}\n",
        '[tool."courselint"]\nselect = ["SPL"]\n',
    ],
)
def test_a_project_says_it_in_any_way_that_toml_has(tmp_path, text):
    (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
    assert find_config(tmp_path) == tmp_path / "pyproject.toml"
    assert load(tmp_path / "pyproject.toml").select == ("SPL",)


def test_a_project_that_merely_mentions_us_is_no_config(tmp_path):
    text = "# [tool.courselint] will come\n[project]\ndependencies = ['courselint']\n"
    lay_out(tmp_path, {"courselint.toml": "", "week/pyproject.toml": text})
    assert find_config(tmp_path / "week") == tmp_path / "courselint.toml"


def test_our_own_file_goes_before_the_project(tmp_path):
    lay_out(tmp_path, {"courselint.toml": "", "pyproject.toml": "[tool.courselint]\n"})
    assert find_config(tmp_path) == tmp_path / "courselint.toml"


def test_every_key_is_spelt_with_hyphens():
    assert not any("_" in key for key in Settings.__struct_encode_fields__)


NESTED = {
    "courselint.toml": 'ignore = ["GRM001"]\nexclude = ["drafts"]\nquizzes = {"*.quiz" = "gift"}\n',
    "lesson.md": SLIP,
    "drafts/lesson.md": SLIP,
    "inner/courselint.toml": 'ignore = ["SPL001"]\nexclude = ["old"]\nquizzes = {"*.bank" = "gift"}\n',
    "inner/lesson.md": SLIP,
    "inner/old/lesson.md": SLIP,
    "inner/drafts/lesson.md": SLIP,
    "inner/week.bank": "Which is the the norm? {=one ~two ~three}\n",
    "week.quiz": "Which norm do we recieve? {=one ~two ~three}\n",
}


def test_each_course_in_a_folder_has_its_own_settings(tmp_path):
    lay_out(tmp_path, NESTED)
    outer = [("SPL001", "lesson.md", 1, 4), ("SPL001", "week.quiz", 1, 18)]
    inner = [
        ("GRM001", "inner/drafts/lesson.md", 1, 12),
        ("GRM001", "inner/lesson.md", 1, 12),
        ("GRM001", "inner/week.bank", 1, 10),
    ]
    assert found(check(tmp_path, ["inner"])) == inner
    assert found(check(tmp_path)) == sorted([*outer, *inner], key=lambda one: one[1])


def test_a_course_can_leave_out_one_that_lies_in_it(tmp_path):
    lay_out(tmp_path, {**NESTED, "courselint.toml": 'exclude = ["inner/"]\nquizzes = {"*.quiz" = "gift"}\n'})
    assert {one[1] for one in found(check(tmp_path))} == {"drafts/lesson.md", "lesson.md", "week.quiz"}


def test_a_broken_course_in_a_folder_is_its_own_matter(tmp_path):
    lay_out(tmp_path, {**NESTED, "inner/courselint.toml": "selct = 3"})
    assert found(check(tmp_path, ["lesson.md"])) == [("SPL001", "lesson.md", 1, 4)]
    with pytest.raises(ConfigError, match="inner"):
        check(tmp_path)


def test_a_course_named_by_a_manifest_has_the_settings_above_it(tmp_path):
    lay_out(tmp_path, {"courselint.toml": 'ignore = ["GRM001"]\n', "book/_toc.yml": "", "book/lesson.md": SLIP})
    assert found(check(tmp_path / "book")) == [("SPL001", "lesson.md", 1, 4)]


def test_the_languages_that_are_known_have_dictionaries():
    for language in ("en", "en-GB", "de"):
        assert config.read({"language": language}, "courselint.toml").language == language


def test_words_of_the_course_are_right(tmp_path):
    lay_out(tmp_path, {"courselint.toml": 'words = ["recieve"]\n', "lesson.md": SLIP})
    assert found(check(tmp_path, select=("SPL",))) == []


def test_a_broken_quiz_that_the_config_names_is_said(tmp_path):
    config_text = 'quizzes = {"bank/*.txt" = "gift", "bank/*.json" = "jupyterquiz"}\n'
    lay_out(tmp_path, {"courselint.toml": config_text, "bank/a.txt": b"caf\xe9", "bank/b.json": "{", "c.json": "{"})
    assert [one[:2] for one in found(check(tmp_path))] == [("NBK001", "bank/a.txt"), ("NBK001", "bank/b.json")]
