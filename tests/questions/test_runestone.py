"""The directives of Runestone books give their questions, each text where it stands."""

import time

import pytest
from questionplaces import check_places, written

from courselint.sources import read, rst

OLD = """Lesson
======

.. mchoice:: loop_1
   :practice: T
   :answer_a: ``for`` loops, which
      stop by themselves
   :answer_b: :math:`x^2`
   :answer_c: ``while`` 😀
   :correct: a, c
   :feedback_b: That's a parabola.

   Which of these loop?

   .. code-block:: python
      :linenos:

      while x:
          x -= 1

   .. image:: figures/loop.png
      :alt: a loop
"""

LISTED = """.. reveal:: more

   .. mchoice:: rank_1
      :random:

      What is the rank of the identity of order 2?

      - a list of the stem

      ..

      - One

        - Count the rows
          once more.

      - Two

        + Right.
"""

BLANKS = r""".. fillintheblank:: mass_1
   :casei:

   The mean is |blank| kg, the mode :math:`m` is |blank|.

   - :0.26 0.01: Right.
     :0.3: Round later.
     :x: No.
   - :^\.26$: Correct.
     :two\: or 2: Almost.
     :.*: No.
"""

ASKED = "The mean is _____ kg, the mode $m$ is _____."


def questions(text):
    document = rst.read("lesson.rst", text.encode(), text)
    return document.questions


def test_choice_with_its_answers_as_options():
    (found,) = questions(OLD)
    assert found.stem.text == ("Which of these loop?\n\n```\nwhile x:\n    x -= 1\n```\n\n![](figures/loop.png)")
    assert [(option.text.text, option.is_key) for option in found.options] == [
        ("``for`` loops, which\nstop by themselves", True),
        ("$x^2$", False),
        ("``while`` 😀", True),
    ]
    assert [option.feedback.text for option in found.options if option.feedback] == ["That's a parabola."]
    assert (found.is_single, found.is_shuffled) == (False, False)
    assert [(figure.target, written(OLD, figure.text)) for figure in found.figures] == [
        ("figures/loop.png", "figures/loop.png")
    ]


def test_choice_with_its_answers_in_a_list():
    (found,) = questions(LISTED)
    assert found.stem.text == "What is the rank of the identity of order 2?\n\n- a list of the stem"
    assert [(option.text.text, option.is_key, option.feedback.text) for option in found.options] == [
        ("One", False, "Count the rows\nonce more."),
        ("Two", True, "Right."),
    ]
    assert (found.is_single, found.is_shuffled) == (True, True)


def test_blanks_are_numbers_or_patterns():
    first, second = questions(BLANKS)
    (key,) = first.numbers
    assert (first.kind, first.stem.text, key.text.text) == ("numeric", ASKED, "0.26")
    assert (key.low, key.high, key.tolerance) == (0.25, 0.27, 0.01)
    assert [said.text for said in first.feedback] == ["Round later.", "No."]
    assert (second.kind, second.stem.text) == ("short-answer", ASKED)
    assert [(option.text.text, option.is_key, option.is_pattern) for option in second.options] == [
        (r"^\.26$", True, True),
        (r"two\: or 2", False, True),
    ]


@pytest.mark.parametrize(
    ("answer", "numbers"),
    [("42", ["42"]), ("-1e-3", ["-1e-3"]), (".5 .01", [".5"]), ("0", ["0"]), ("007", []), ("1,000", []), ("1.5.2", [])],
)
def test_an_answer_is_a_number_as_python_has_it(answer, numbers):
    (found,) = questions(f".. fillintheblank:: a\n\n   How many?\n\n   - :{answer}: Yes.\n     :x: No.\n")
    assert [key.text.text for key in found.numbers] == numbers


def test_a_lone_answer_is_never_right_as_the_last_takes_the_rest():
    lone = ".. fillintheblank:: a\n\n   How many?\n\n   - :{}: Yes.\n      :x: No.\n"
    for answer in ("42", "forty-two"):
        (found,) = questions(lone.format(answer))
        assert (found.kind, [option.is_key for option in found.options], found.numbers) == ("short-answer", [False], ())
    (found,) = questions(lone.format(".*"))
    assert (found.kind, found.options) == ("essay", ())


def test_a_sign_of_code_alone_on_its_line_is_no_text():
    (found,) = questions(".. mchoice:: a\n\n   Which?\n\n   - ::\n\n       x\n\n     + Yes.\n")
    assert [option.text.text for option in found.options] == ["```\nx\n```"]


@pytest.mark.parametrize(
    ("text", "kind", "options"),
    [
        (".. poll:: a\n   :option_1: Easy\n   :option_2: Hard\n\n   How was it?\n", "survey", ["Easy", "Hard"]),
        (".. shortanswer:: a\n\n   How was it?\n", "essay", []),
        (".. parsonsprob:: a\n\n   How was it?\n   -----\n   x = 1\n   =====\n   print(x)\n", "ordering", []),
        (
            ".. dragndrop:: a\n   :match_1: mean|||average\n   :match_2: mode|||peak\n\n   How was it?\n",
            "matching",
            ["mean", "average", "mode", "peak"],
        ),
    ],
)
def test_other_kinds(text, kind, options):
    (found,) = questions(text)
    assert (found.kind, found.stem.text) == (kind, "How was it?")
    assert [option.text.text for option in found.options] == options
    assert all(option.is_key is None for option in found.options)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        (".. mchoice:: a\n\n   Which?\n\n   - One\n\n   - Two\n\n     + Yes.\n", "One"),
        (".. fillintheblank:: a\n\n   How many?\n\n   - Two.\n", ".. fillintheblank"),
        (".. dragndrop:: a\n   :match_1: mean\n\n   Match.\n", "match_1"),
    ],
)
def test_what_the_book_refuses_is_a_fault_at_its_place(text, at):
    document = rst.read("lesson.rst", text.encode(), text)
    (fault,) = document.faults
    assert text.startswith(at, fault.span.start)
    assert len(document.questions) == 1


@pytest.mark.parametrize(
    "text",
    [
        ".. .. mchoice:: a\n\n   Which?\n",
        ".. code-block:: rst\n\n   .. mchoice:: a\n      :correct: b\n\n      Which?\n",
        "Write ``.. mchoice:: a`` above it.\n",
    ],
)
def test_comments_and_listings_hold_no_questions(text):
    assert questions(text) == ()


def test_every_character_stands_where_it_is_written():
    decoded = {":math:`": "$", "|blank|": "_"}
    for source in (OLD, LISTED, BLANKS):
        for text in (source, source.replace("\n", "\r\n")):
            closed = text.replace("`x^2`", "`x^2$").replace("`m`", "`m$")
            check_places(closed, questions(text), lambda each: decoded.get(each, each))


def test_question_asked_by_the_lesson_round_it_has_an_unknown_stem():
    document = read("lesson.rst", b"What is the mode?\n\n.. shortanswer:: mode_1\n\nNext.\n")
    assert [question.stem.text for question in document.questions] == ["\ue000"]
    assert [text.text for text in document.texts] == ["What is the mode?", "Next."]


def test_every_beginning_of_a_file_is_read():
    for text in (OLD, LISTED, BLANKS):
        for end in range(len(text)):
            questions(text[:end])


@pytest.mark.parametrize(
    "piece", ["- :1: x\n     ", "   - a\n\n     + b\n", "   .. image:: a\n", "   :answer_a: b\n", "9", ":a"]
)
def test_long_directives_take_linear_time(piece):
    start = time.process_time()
    for head in (".. mchoice:: a\n", ".. fillintheblank:: a\n\n   Which?\n\n   - :"):
        questions(head + piece * (40_000 // len(piece)))
    assert time.process_time() - start < 2


def test_letters_of_the_right_answers_are_no_second_statement_of_them():
    assert [found.graded for found in questions(OLD) if found.kind == "choice"] == [()]
