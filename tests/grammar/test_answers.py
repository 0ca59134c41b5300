"""Answers are kept between runs, for whoever asks the same of the same; a cache is nothing to fail for."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from courselint.grammar import answers
from courselint.grammar.answers import AnswerCache, Origin, cache_folder
from courselint.grammar.asking import Asked, Question
from courselint.grammar.matches import Match

ORIGIN = Origin("local", "6.8", "en-US")
QUESTION = Question("The gradient point uphill.", Asked(categories=("GRAMMAR",)))
MATCHES = (Match("SUBJECT_VERB", "GRAMMAR", "“points”", 13, 5, ("points",)),)


def test_what_was_kept_is_found_again(tmp_path):
    AnswerCache(tmp_path).keep({QUESTION: MATCHES, replace(QUESTION, sent="All is well. 🎲"): ()}, ORIGIN)
    assert AnswerCache(tmp_path).find([QUESTION], ORIGIN) == {QUESTION: MATCHES}


@pytest.mark.parametrize(
    ("question", "origin"),
    [
        (replace(QUESTION, sent="The gradient point uphill. "), ORIGIN),
        (replace(QUESTION, asked=Asked(rules=("GRAMMAR",))), ORIGIN),
        (replace(QUESTION, asked=Asked(categories=("GRAMMAR",), is_only=True)), ORIGIN),
        (QUESTION, replace(ORIGIN, version="6.9")),
        (QUESTION, replace(ORIGIN, language="en-GB")),
        (QUESTION, replace(ORIGIN, server="http://127.0.0.1:8081")),
    ],
)
def test_another_question_has_no_answer(tmp_path, question, origin):
    cache = AnswerCache(tmp_path)
    cache.keep({QUESTION: MATCHES}, ORIGIN)
    assert cache.find([question], origin) == {}


def test_no_sentence_stands_in_the_file(tmp_path):
    AnswerCache(tmp_path).keep({QUESTION: ()}, ORIGIN)
    (file,) = tmp_path.iterdir()
    assert b"gradient" not in file.read_bytes()


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_broken_file_is_begun_anew(tmp_path, content):
    cache = AnswerCache(tmp_path)
    cache.keep({}, ORIGIN)
    (file,) = tmp_path.iterdir()
    file.write_bytes(content)
    assert cache.find([QUESTION], ORIGIN) == {}
    cache.keep({QUESTION: MATCHES}, ORIGIN)
    assert cache.find([QUESTION], ORIGIN) == {QUESTION: MATCHES}


def test_a_file_that_is_broken_within_costs_its_answers_and_no_more(tmp_path):
    cache = AnswerCache(tmp_path)
    many = {replace(QUESTION, sent=f"Sentence {number} of them."): MATCHES for number in range(2000)}
    cache.keep(many, ORIGIN)
    (file,) = tmp_path.iterdir()
    data = file.read_bytes()
    file.write_bytes(data[:4096] + b"\xaa" * (len(data) - 4096))
    assert cache.find(many, ORIGIN) == {}
    cache.keep(many, ORIGIN)
    cache.keep(many, ORIGIN)
    assert cache.find(many, ORIGIN) == many


@pytest.mark.parametrize("kept", ["null", "[{}]", b"\x00", b'[{"rule":"X"}]', None])
def test_an_answer_that_cannot_be_read_is_asked_again(tmp_path, kept):
    cache = AnswerCache(tmp_path)
    cache.keep({QUESTION: MATCHES}, ORIGIN)
    (file,) = tmp_path.iterdir()
    with sqlite3.connect(file) as base:
        base.execute("UPDATE OR IGNORE answer SET kept = ?", (kept,))
    base.close()
    found = cache.find([QUESTION], ORIGIN)
    assert found == ({} if kept is not None else {QUESTION: MATCHES})


def test_a_folder_that_cannot_be_written_keeps_nothing(tmp_path):
    (tmp_path / "file").write_text("")
    cache = AnswerCache(tmp_path / "file" / "cache")
    cache.keep({QUESTION: MATCHES}, ORIGIN)
    assert cache.find([QUESTION], ORIGIN) == {}


def test_a_locked_file_is_waited_for_and_then_passed_over(tmp_path, monkeypatch):
    monkeypatch.setattr(answers, "_BUSY_SECONDS", 0.1)
    cache = AnswerCache(tmp_path)
    cache.keep({QUESTION: MATCHES}, ORIGIN)
    (file,) = tmp_path.iterdir()
    other = sqlite3.connect(file)
    other.execute("BEGIN EXCLUSIVE")
    assert cache.find([QUESTION], ORIGIN) == {}
    cache.keep({QUESTION: ()}, ORIGIN)
    other.rollback()
    other.close()
    assert cache.find([QUESTION], ORIGIN) == {QUESTION: MATCHES}


def test_many_runs_keep_at_once(tmp_path):
    def run(number: int) -> None:
        AnswerCache(tmp_path).keep({replace(QUESTION, sent=f"{number} {part}"): () for part in range(50)}, ORIGIN)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(run, range(16)))
    every = [replace(QUESTION, sent=f"{number} {part}") for number in range(16) for part in range(50)]
    assert len(AnswerCache(tmp_path).find(every, ORIGIN)) == 800


def test_it_does_not_grow_without_end(tmp_path, monkeypatch):
    monkeypatch.setattr(answers, "_LARGEST", 100_000)
    cache = AnswerCache(tmp_path)
    for run in range(20):
        cache.keep({replace(QUESTION, sent=f"{run} {part}"): MATCHES for part in range(100)}, ORIGIN)
    (file,) = tmp_path.iterdir()
    assert file.stat().st_size < 250_000
    assert len(cache.find([replace(QUESTION, sent=f"19 {part}") for part in range(100)], ORIGIN)) > 40


@pytest.mark.parametrize(
    ("platform", "environment", "folder"),
    [
        ("linux", {"COURSELINT_CACHE_DIR": "/elsewhere", "XDG_CACHE_HOME": "/x"}, "/elsewhere"),
        ("linux", {"XDG_CACHE_HOME": "/x"}, "/x/courselint"),
        ("linux", {"XDG_CACHE_HOME": "relative"}, "/own/.cache/courselint"),
        ("linux", {}, "/own/.cache/courselint"),
        ("darwin", {"XDG_CACHE_HOME": "/x"}, "/own/Library/Caches/courselint"),
    ],
)
def test_the_folder_is_the_users_own(monkeypatch, platform, environment, folder):
    for name in ("COURSELINT_CACHE_DIR", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(answers.sys, "platform", platform)
    monkeypatch.setattr(Path, "home", lambda: Path("/own"))
    assert cache_folder() == Path(folder)
