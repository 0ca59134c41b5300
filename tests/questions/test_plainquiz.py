"""Text files are quizzes only where their content says so."""

import time

import pytest
from questionplaces import written

from courselint import sources
from courselint.sources.quizzes import beginnerstext, plainquiz

LESSON = """Lesson 1B Spread: Pre Quiz
* The variance is
+ a mean of squares
- a mean

* Half of the values lie under the
- mean
+ median

Lesson 1E Spread: Post Quiz
* The range is
  - robust
+ the largest less the smallest value é 😀
"""


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("::Q1::Which is prime? {=2 ~4}", "gift"),
        ("$CATEGORY: Primes\n\nWhich is prime? {=2 ~4}", "gift"),
        ("Which number is prime?{~4 =2}\n\n// next\nIs seven a prime?{T}\n", "gift"),
        ("How many are there of them? {#5:1}\n\nThe first prime is {=2 =two} of all.\n", "gift"),
        ("Why not?\nA. x\nB. y\nANSWER: B\n", "aiken"),
        ("1. Why?\n*a) x\nb) y\n", "text2qti"),
        (LESSON, "for-beginners"),
        ("std::vector<int> v;\n\nvoid f() { x = 1; }\n", None),
        ("namespace a::b {\n  class Point {\n   ~Point();\n  };\n}\n\nint main() { = }\n", None),
        ("Just a paragraph about sets {=} of things.\n\nAnd more.\n\nAnd more.\n", None),
        ("def f(x): return {'a': 1}\n\nbody { color = red }\n\na long line { margin ~ 0 }\n", None),
        ("Changes\n* version 2\n+ added this\n- removed that\n* version 1\n- nothing\n* first\n+ all\n", None),
        ("numpy\npandas==2.0\n", None),
    ],
)
def test_formats_are_told_by_content(text, form):
    assert plainquiz.format_of(text, ".txt") == form
    document = sources.read("bank.txt", text.encode(), is_named=False)
    assert (document.format if document else None) == form


def test_config_states_the_format_of_any_file():
    document = sources.read("bank.dat", b"Why?\nA. x\nB. y\nANSWER: B\n", quiz="aiken")
    assert [question.format for question in document.questions] == ["aiken"]


def test_lessons_are_groups_and_one_answer_is_right():
    questions, faults = beginnerstext.read(LESSON)
    assert not faults
    assert [(q.group, q.stem.text, [(o.text.text, o.is_key) for o in q.options]) for q in questions] == [
        ("Lesson 1B Spread: Pre Quiz", "The variance is", [("a mean of squares", True), ("a mean", False)]),
        ("Lesson 1B Spread: Pre Quiz", "Half of the values lie under the", [("mean", False), ("median", True)]),
        (
            "Lesson 1E Spread: Post Quiz",
            "The range is",
            [("robust", False), ("the largest less the smallest value é 😀", True)],
        ),
    ]
    assert all(written(LESSON, text) == text.text for question in questions for text in question.texts)


def test_answer_without_a_question_is_a_fault_at_its_place():
    text = "Lesson 1\n+ stray\n" + LESSON
    _, faults = beginnerstext.read(text)
    assert [text[fault.span.start : fault.span.end] for fault in faults] == ["+ stray"]


def test_truncation_anywhere_is_no_crash():
    for end in range(len(LESSON)):
        plainquiz.format_of(LESSON[:end], ".txt")
        beginnerstext.read(LESSON[:end])


@pytest.mark.parametrize(
    "mark",
    ["::", "::a", "{=", "{~", "a b {=c}\n\n", "\n\n", "// \n", "$CATEGORY:", "* x\n+ y\n- z\n", "+ ", "- x\n", "\\"],
)
def test_format_of_a_hostile_file_is_told_in_linear_time(mark):
    for before in ("", "aa bb {=c}\n\n", "* x\n+ y\n"):
        text = before + mark * (80_000 // len(mark))
        began = time.process_time()
        plainquiz.format_of(text, ".txt")
        beginnerstext.read(text)
        assert time.process_time() - began < 1
