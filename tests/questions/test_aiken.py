"""Aiken reads as Moodle reads it, and says where Moodle would refuse or lose something."""

import time

import pytest
from questionplaces import check_places, written

from courselint.sources.quizzes import aiken

QUIZ = (
    "1. Which estimator of the mean is robust? 😀\r\nA) the sample mean\r\nB) the median — é\r\n"
    "C) the largest value\r\nANSWER: B\r\n\r\n\r\n"
    "  Which loop runs at least once?\r\n  A. for\r\n\r\n  B. do while\r\n  ANSWER: B\r\n"
    "ANSWER_EXPLANATION: Its condition stands at the end.\r\nSCORE: 2\r\n"
)


def test_options_keys_and_explanations_are_read():
    questions, faults = aiken.read(QUIZ)
    assert not faults
    assert [
        (q.stem.text, [(o.text.text, o.is_key) for o in q.options], [t.text for t in q.feedback]) for q in questions
    ] == [
        (
            "Which estimator of the mean is robust? 😀",
            [("the sample mean", False), ("the median — é", True), ("the largest value", False)],
            [],
        ),
        ("Which loop runs at least once?", [("for", False), ("do while", True)], ["Its condition stands at the end."]),
    ]
    assert all(q.is_single and q.is_shuffled for q in questions)


def test_texts_stand_where_they_are_written():
    questions, _ = aiken.read(QUIZ)
    check_places(QUIZ, questions, str)
    assert all(written(QUIZ, text) == text.text for question in questions for text in question.texts)


@pytest.mark.parametrize(
    ("text", "at", "said"),
    [
        ("Why?\nA. x\nB. y\nANSWER: D\n", "D", "none of the options A, B"),
        ("Why?\nA. x\nB. y\nANSWER:\n", "ANSWER:", "without a letter"),
        ("Why?\nA. x\nB. y\n\nHow?\nA. v\nB. w\nANSWER: A\n", "Why?", "without its `ANSWER:`"),
        ("Why?\nA. x\nB. y\n", "Why?", "without its `ANSWER:`"),
        ("Why?\nA. x\nANSWER: A\n", "Why?", "fewer than two options"),
        ("Why?\nANSWER: A\n", "Why?", "fewer than two options"),
        ("A. x\nB. y\nANSWER: B\n", "A. x", "without a question"),
        ("ANSWER: B\n", "ANSWER: B", "without a question"),
        ("Week 1\n\nWhy?\nA. x\nB. y\nANSWER: B\n", "Week 1", "belongs to no question"),
        ("Why?\nA. x\nB. y\nANSWER: B\nThe end.\n", "The end.", "belongs to no question"),
        ("Why?\nA. x\nc) y\nB. z\nANSWER: B\n", "c) y", "an option is one line"),
        ("Why?\nA. x\nb) y\nANSWER: B\n", "b", "capital"),
        ("Why?\nA. x\nB. y\nAnswer: B\n", "Answer:", "in capitals"),
        ("Why?\nA. x\nC. y\nANSWER: C\n", "C", "where B is next"),
        ("Why?\nA. x\nB. y\nANSWER: A, B\n", "A, B", "first letter alone"),
    ],
)
def test_fault_stands_on_its_place(text, at, said):
    _, faults = aiken.read(text)
    assert [text[fault.span.start : fault.span.end] for fault in faults] == [at]
    assert said in faults[0].message


def test_nobody_is_said_to_know_a_key_that_the_file_lacks():
    for answer in ("ANSWER: D", "ANSWER:", "", "ANSWER: A and B"):
        (question,), _ = aiken.read(f"Why?\nA. x\nB. y\n{answer}\n")
        assert [option.is_key for option in question.options] == [None, None]


def test_line_between_two_options_belongs_to_the_first():
    (question,), faults = aiken.read("What prints 1?\nA) x = 1\nprint(x)\nB) y = 1\nANSWER: A\n")
    assert [option.text.text for option in question.options] == ["x = 1\nprint(x)", "y = 1"]
    assert len(faults) == 1


def test_what_moodle_refuses_is_told_and_the_rest_read():
    # The cases of Moodle's own test of this importer, in our words.
    text = (
        "Too few?\nA) one\nANSWER: A\n\nA) no question\n\nANSWER: no question\n\n"
        "A good one?\nA) yes\nB) no\nANSWER: A\n\n"
        "No end?\nA) yes\nB) no\n\nA second good one?\nA)no\nB)yes\nANSWER: B"
    )
    questions, faults = aiken.read(text)
    assert [text[fault.span.start : fault.span.end] for fault in faults] == ["Too few?", "A) no question", "No end?"]
    assert [(q.stem.text, [o.text.text for o in q.options if o.is_key]) for q in questions] == [
        ("Too few?", []),
        ("A good one?", ["yes"]),
        ("No end?", []),
        ("A second good one?", ["yes"]),
    ]


def test_several_lines_ask_one_question():
    (question,), _ = aiken.read("Take x = 1.\nWhat is 2x?\nA. 1\nB. 2\nANSWER: B\n")
    assert question.stem.text == "Take x = 1.\nWhat is 2x?"


@pytest.mark.parametrize(
    ("text", "is_quiz"),
    [
        (QUIZ, True),
        ("Why?\nA. x\nB. y\nANSWER: B", True),
        ("Why?\nA. x\nB. y\nAnswer: B", False),
        ("ANSWER: B", False),
        ("Reply with one letter.\nANSWER: X\nThe letters are\nA. yes\nB. no\n", False),
        ("A few words.\n" * 9 + "Why?\nA. x\nB. y\nANSWER: B", False),
    ],
)
def test_only_files_made_of_questions_are_quizzes(text, is_quiz):
    assert aiken.is_aiken(text) is is_quiz


def test_truncation_anywhere_is_no_crash():
    for end in range(len(QUIZ)):
        aiken.is_aiken(QUIZ[:end])
        aiken.read(QUIZ[:end])


@pytest.mark.parametrize("mark", ["A. x\n", "A. x\nB. y\n", "ANSWER: A\n", "A)", "ANSWER:", "x\n", "\n", "A. \r"])
def test_hostile_file_is_read_in_linear_time(mark):
    for before in ("", "Why?\nA. x\nB. y\n"):
        text = before + mark * (80_000 // len(mark))
        began = time.process_time()
        aiken.is_aiken(text)
        aiken.read(text)
        assert time.process_time() - began < 1
