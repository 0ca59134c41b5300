"""A course is checked with LanguageTool: what goes out, what comes back, and what is told when nothing does."""

import json
from collections import Counter
from pathlib import Path

import pytest

from courselint import catalogue, engine
from courselint.config import Options
from courselint.grammar.addresses import parse_address
from courselint.grammar.answers import AnswerCache
from courselint.grammar.client import Client
from courselint.grammar.endpoints import NamedServer
from courselint.grammar.server import Limits
from courselint.model import Result
from courselint.workspace import Workspace
from tests.conftest import missing
from tests.grammar.loopback import languagetool, send, serving

LIMITS = Limits(start=5, warm_up=5, request=1)
LESSON = "# Vectors 🎲\r\n\r\nWe store *these informations* 🎲 in `informations` and read the informations again.\r\n"


@pytest.fixture(scope="module", autouse=True)
def _rule() -> None:
    if not any(rule.id == "GRM100" for rule in catalogue.bundled()):
        missing("GRM100")


@pytest.fixture
def course(tmp_path: Path) -> Path:
    folder = tmp_path / "course"
    folder.mkdir()
    (folder / "courselint.toml").write_text('words = ["informations"]\n')
    (folder / "lesson.md").write_bytes(LESSON.encode())
    cell = {
        "cell_type": "markdown",
        "id": "a",
        "metadata": {},
        "source": ["All the informations\n", "are here, too. 🎲"],
    }
    notebook = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (folder / "lab.ipynb").write_text(json.dumps(notebook))
    (folder / "plain.md").write_text("The mean of a sample is stored in a list, and in a file.\n")
    return folder


def check(course: Path, url: str | None, *, cache: Path | None = None) -> Result:
    workspace = Workspace(course)
    if url is None:
        return engine.check([course], workspace, Options())
    with Client(NamedServer(parse_address(url)), AnswerCache(cache), LIMITS) as client:
        return engine.check([course], workspace, Options(grammar=client))


def told(result: Result, rule: str) -> list[tuple[str, int, int]]:
    return [
        (Path(found.place.path).name, found.place.range.start.line, found.place.range.start.column)
        for found in result.diagnostics
        if found.rule == rule
    ]


def test_what_languagetool_finds_stands_where_it_is_written(course):
    with serving(lambda handler, form: send(handler, languagetool(form))) as url:
        result = check(course, url)
    assert told(result, "GRM100") == [("lab.ipynb", 1, 9), ("lesson.md", 3, 17), ("lesson.md", 3, 64)]
    assert result.is_answered
    assert told(result, "GRM900") == []


def test_what_a_rule_of_ours_says_languagetool_need_not_say_again(course):
    (course / "twice.md").write_text("We keep the informations informations of a sample here.\n")
    with serving(lambda handler, form: send(handler, languagetool(form))) as url:
        result = check(course, url)
    alone = check(course, None)
    assert [place for place in told(result, "GRM001") if place[0] == "twice.md"] != []
    assert [place for place in told(result, "GRM100") if place[0] == "twice.md"] == []
    assert [found for found in result.diagnostics if found.rule != "GRM100"] == alone.diagnostics


def test_a_second_run_sends_nothing_but_its_first_sentence(course, tmp_path):
    sent = Counter()

    def answer(handler, form):
        sent[form["text"]] += 1
        send(handler, languagetool(form))

    with serving(answer) as url:
        first = check(course, url, cache=tmp_path / "cache")
        before = sent.total()
        second = check(course, url, cache=tmp_path / "cache")
    assert second == first
    assert before == 2
    assert sent.total() - before == 1
    assert "courselint.toml" not in "".join(sent)


INCOMPLETE = b'{"software":{"version":"6.8"},"matches":[],"warnings":{"incompleteResults":true}}'


def silence(handler, form):
    handler.close_connection = True


@pytest.mark.parametrize(
    ("respond", "reason"),
    [
        (silence, "the server broke off before its answer was whole"),
        (lambda handler, form: send(handler, b"", 500), "500"),
        (lambda handler, form: send(handler, b"", 413), "413"),
        (lambda handler, form: send(handler, b"", 302, Location="http://127.0.0.1:1/"), "redirect"),
        (lambda handler, form: send(handler, languagetool(form)[:-5]), "malformed"),
        (
            lambda handler, form: send(handler, INCOMPLETE),
            "incomplete",
        ),
    ],
    ids=["silence", "500", "413", "redirect", "cut", "incomplete"],
)
@pytest.mark.parametrize("healthy", [0, 1], ids=["from the start", "after the first sentence"])
def test_a_fault_leaves_all_else_as_it_is_without_grammar(course, respond, reason, healthy):
    count = Counter()

    def answer(handler, form):
        count["requests"] += 1
        (respond if count["requests"] > healthy else lambda *_: send(handler, languagetool(form)))(handler, form)

    with serving(answer) as url:
        result = check(course, url)
    assert count["requests"] <= healthy + 4
    assert not result.is_answered
    assert result.is_complete
    assert [path for path, _, _ in told(result, "GRM900")] == ["lab.ipynb", "lesson.md", "plain.md"]
    assert all(reason in found.message for found in result.diagnostics if found.rule == "GRM900")
    rest = [found for found in result.diagnostics if found.rule != "GRM900"]
    assert rest == check(course, None).diagnostics


def test_a_comment_that_silences_it_is_never_called_unused(course):
    lesson = course / "lesson.md"
    lesson.write_bytes(lesson.read_bytes() + b"\r\n<!-- courselint: ignore-file[GRM100,GRM900] -->\r\n")
    with serving(lambda handler, form: send(handler, languagetool(form))) as url:
        healthy = check(course, url)
    with serving(silence) as url:
        failed = check(course, url)
    for result in (healthy, failed, check(course, None)):
        assert told(result, "NBK007") == []
        assert "lesson.md" not in {file for rule in ("GRM100", "GRM900") for file, _, _ in told(result, rule)}


def test_a_fault_that_passes_is_asked_again(course):
    count = Counter()

    def answer(handler, form):
        count["requests"] += 1
        if count["requests"] % 2:
            send(handler, b"", 500)
        else:
            send(handler, languagetool(form))

    with serving(answer) as url:
        result = check(course, url)
    assert result.is_answered
    assert len(told(result, "GRM100")) == 3


def test_a_course_in_another_language_is_not_sent(course):
    (course / "courselint.toml").write_text('language = "de"\n')

    def refuse(handler, form):
        raise AssertionError

    with serving(refuse) as url:
        result = check(course, url)
    assert result.is_answered
    assert told(result, "GRM100") == []


@pytest.mark.parametrize(
    ("file", "settings"),
    [("courselint.toml", 'ignore = ["GRM100"]'), ("courselint.toml", '[per-file-ignores]\n"*" = ["GRM"]')],
)
def test_what_is_ignored_is_not_sent(course, file, settings):
    (course / file).write_text(settings)

    def refuse(handler, form):
        raise AssertionError

    with serving(refuse) as url:
        assert check(course, url).is_answered


def test_a_slip_that_another_rule_tells_is_told_once(course):
    (course / "courselint.toml").write_text("")
    with serving(lambda handler, form: send(handler, languagetool(form))) as url:
        result = check(course, url)
    places = told(result, "SPL001") + told(result, "GRM100")
    assert len(places) == 3
    assert len(set(places)) == 3
