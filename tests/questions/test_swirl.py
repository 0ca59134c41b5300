"""Lessons of swirl: units of YAML with their places, read on where one of them isn't valid."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from questionplaces import check_places, written

from courselint.model import Span
from courselint.sources import read
from courselint.sources.quizzes import yamlscalar

LESSON = """# courselint: ignore-file[QST999]
- Class: meta
  Course: Statistics
  Lesson: Means 😀
  Author: the course

- Class: text
  Output: "The *mean* is the sum,\\n divided by \\u2018n\\u2019."

- Class: mult_question
  Output: >-
    Which of these is
    robust?
  AnswerChoices: the mean; the median ; 'both'; the range
  CorrectAnswer: the median
  AnswerTests: omnitest(correctVal='the median')
  Hint: 'It''s in
    the middle.'

- Class: cmd_question
  Output: Put 1, 2 and 3 into x_values.
  CorrectAnswer: x_values <- c(1, 2, 3)
  AnswerTests: any_of_exprs('x_values <- 1:3', 'x_values <- c(1,2,3)')

- Class: exact_question
  Output: How many degrees has a triangle?
  CorrectAnswer: 180
  AnswerTests: exact=180

- Class: range_question
  Output: Guess the standard deviation.
  CorrectAnswer: 7-13
  AnswerTests: range=7-13

- Class: text_question
  Output: What do we call the middle value?
  CorrectAnswer: median
  AnswerTests: val_matches('[Mm]edian')
"""


@pytest.fixture(scope="module")
def document():
    return read("course/Means/lesson", LESSON.encode())


def test_kinds_keys_and_what_the_grader_accepts(document):
    choice, command, exact, between, named = document.questions
    assert (choice.kind, choice.is_single, choice.is_shuffled, choice.group) == ("choice", True, True, "Means 😀")
    assert choice.stem.text == "Which of these is robust?"
    assert [(option.text.text, option.is_key) for option in choice.options] == [
        ("the mean", False),
        ("the median", True),
        ("'both'", False),
        ("the range", False),
    ]
    assert [text.text for text in choice.graded] == ["the median"]
    assert [text.text for text in choice.feedback] == ["It's in the middle."]
    assert [text.text for text in command.graded] == ["x_values <- 1:3", "x_values <- c(1,2,3)"]
    assert [(number.low, number.high) for number in (*exact.numbers, *between.numbers)] == [(178.2, 181.8), (7.0, 13.0)]
    assert [(option.text.text, option.is_pattern) for option in named.options] == [("[Mm]edian", True)]


def test_every_character_stands_where_it_is_written(document):
    def decode(piece):
        return {"''": "'", "\\n ": "\n "}.get(piece, " " if not piece.strip() else piece)

    check_places(LESSON, document.questions, decode)
    hint = document.questions[0].feedback[0]
    assert written(LESSON, hint, Span(2, 3)) == "''"
    assert written(LESSON, document.questions[1].graded[1]) == "x_values <- c(1,2,3)"


def test_wording_is_prose_and_commands_are_not(document):
    prose = [text.text for text in document.texts]
    assert "The *mean* is the sum" not in prose and any("sum,\n divided by ‘n’" in text for text in prose)
    assert "the median" in prose
    assert not any("<-" in text for text in prose)
    assert "x_values" in document.names


@pytest.mark.parametrize(
    ("line", "at"),
    [
        ("  Output: The mean: what is it: a sum?\n", ": what"),
        ("  Output: 'It's a sum'\n", "s a sum"),
        ('  Output: "The mean\n', '"The mean'),
        ("  Output: *mean* is a word\n", "*mean* is"),
        ("  Output: !important\n", "!important"),
        ("  Output: \x0bmean\n", "\x0bmean"),
        ("  Output: a mean\n  Output: a sum\n", "Output: a sum"),
        ("  Output: [[[[[[[[[[[[[[\n", "["),
    ],
)
def test_broken_unit_is_a_fault_and_the_rest_is_read(line, at):
    text = LESSON.replace("  Output: Put 1, 2 and 3 into x_values.\n", line)
    document = read("lesson.yaml", text.encode())
    (fault,) = document.faults
    assert text.startswith(at, fault.span.start)
    assert [question.kind for question in document.questions] == [
        "choice",
        "short-answer",
        "numeric",
        "numeric",
        "short-answer",
    ]
    assert [text.text for text in document.questions[1].graded] == ["x_values <- 1:3", "x_values <- c(1,2,3)"]


def test_multiple_choice_without_choices_is_a_fault():
    text = LESSON.replace("AnswerChoices", "AnswerChoice")
    document = read("lesson.yaml", text.encode())
    assert [fault.message for fault in document.faults] == ["a multiple-choice unit without `AnswerChoices`"]


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("lesson", b"What we do today: nothing."),
        ("lesson", b"\x80\x00"),
        ("lesson", b"a\0b"),
        ("config.yaml", b"- a\n- b\n"),
        ("chart/values.yml", b"name: &x 1\nother: *x\n"),
    ],
)
def test_what_is_no_lesson_is_passed_over_in_a_walk(path, content):
    assert read(path, content, is_named=False) is None
    assert read(path, content).faults


def test_stated_right_answer_that_is_no_choice():
    text = LESSON.replace("CorrectAnswer: the median", "CorrectAnswer: the mode")
    choice = read("lesson", text.encode()).questions[0]
    assert [option.is_key for option in choice.options] == [False, True, False, False]
    assert [text.text for text in choice.graded] == ["the mode"]


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=40), st.sampled_from("'\">|"))
def test_scalars_map_character_by_character(content, style):
    dumped = yaml.safe_dump([{"a": content}], default_style=style, allow_unicode=True, width=10)
    events = [event for event in yaml.parse(dumped, Loader=yaml.CSafeLoader) if isinstance(event, yaml.ScalarEvent)]
    event = events[1]
    text = yamlscalar.read(dumped, Span(event.start_mark.index, event.end_mark.index), event.value, event.style)
    assert text.text == event.value.strip()
    for run in text.runs:
        if run.length == run.origin_length:
            piece = dumped[run.origin : run.origin + run.length]
            assert piece == text.text[run.start : run.start + run.length] or run.length == 1


def test_crlf_and_every_truncation_are_read():
    crlf = LESSON.replace("\n", "\r\n")
    document = read("lesson", crlf.encode())
    assert document.questions[0].stem.text == "Which of these is robust?" and not document.faults
    for end in range(len(LESSON)):
        read("lesson", LESSON[:end].encode())
