"""GIFT reads as Moodle reads it, each text with its place, and broken files as far as they can be read."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from questionplaces import check_places, written

from courselint.model import Span
from courselint.sources.quizzes import gift

QUIZ = """$CATEGORY: Statistics/Week 1

// courselint: ignore[QST201]
::Spread::[html]Which one measures spread\\: <b>choose</b>? 😀 {
  =variance#Right\\!
  // a remark between the options
  ~[plain]mean # No.
  ~%25%range\\=width
  ####See chapter 2.
}\r\n\r
What is $\\\\frac\\{1\\}\\{3\\}$ to two places? {#=0.33:0.01#Good. =%50%0.3..0.4 ~#Not near.}

The median is {=robust ~fragile} against outliers.

Match. {=mean -> 2.5 =mode -> 3 # one each}

A proof is finite.{T#It is.#Indeed.}

Define variance. {}

Nothing to answer here.
"""


def read(text):
    questions, faults, _ = gift.read(text)
    return questions, faults


def test_kinds_titles_and_groups():
    questions, faults = read(QUIZ)
    assert not faults
    assert [(q.kind, q.title, q.group) for q in questions] == [
        ("choice", "Spread", "Statistics/Week 1"),
        ("numeric", "", "Statistics/Week 1"),
        ("choice", "", "Statistics/Week 1"),
        ("matching", "", "Statistics/Week 1"),
        ("true-false", "", "Statistics/Week 1"),
        ("essay", "", "Statistics/Week 1"),
        ("description", "", "Statistics/Week 1"),
    ]


def test_choice_keeps_weights_feedback_and_marks():
    question = read(QUIZ)[0][0]
    assert question.stem.text == "Which one measures spread: <b>choose</b>? 😀"
    assert [(o.text.text, o.is_key, o.weight, o.feedback and o.feedback.text) for o in question.options] == [
        ("variance", True, None, "Right\\!"),
        ("mean", False, None, "No."),
        ("range=width", False, 25.0, None),
    ]
    assert question.is_single
    assert question.is_shuffled
    assert [text.text for text in question.feedback] == ["See chapter 2."]


def test_numbers_have_bounds_and_tolerance():
    question = read(QUIZ)[0][1]
    assert question.stem.text == "What is $\\frac{1}{3}$ to two places?"
    assert [(n.text.text, n.low, n.high, n.tolerance) for n in question.numbers] == [
        ("0.33", pytest.approx(0.32), pytest.approx(0.34), 0.01),
        ("0.3..0.4", 0.3, 0.4, None),
    ]
    assert [text.text for text in question.feedback] == ["Not near."]


def test_missing_word_is_one_blank_over_the_answers():
    question = read(QUIZ)[0][2]
    assert question.stem.text == "The median is _____ against outliers."
    blank = question.stem.text.index("_")
    assert written(QUIZ, question.stem, Span(blank, blank + 5)) == "{=robust ~fragile}"


def test_pairs_alternate():
    question = read(QUIZ)[0][3]
    assert [option.text.text for option in question.options] == ["mean", "2.5", "mode", "3"]
    assert question.options[3].feedback.text == "one each"


def test_comment_lines_are_kept_with_their_place():
    _, _, comments = gift.read(QUIZ)
    assert [comment.text for comment in comments] == ["courselint: ignore[QST201]", "a remark between the options"]
    assert QUIZ[comments[0].span.start : comments[0].span.end] == "// courselint: ignore[QST201]"


def test_weights_alone_make_several_answers():
    question = read("Which are prime? {~%50%2 ~%-50%4 ~%50%5}")[0][0]
    assert [option.is_key for option in question.options] == [True, False, True]
    assert question.is_single is False


@pytest.mark.parametrize(
    ("text", "at", "said"),
    [
        ("What is 2 + 2? {=4 ~5\n\nWhat is 3? {=3}", "{=4", "blank line"),
        ("What is 2 + 2? {=4 ~5", "{=4", "blank line"),
        ("What is \\frac{1}{2}? {#0.5}", "{2}", "unescaped `{`"),
        ("What is pi? {#about three}", "about three", "not a number"),
        ("What is pi? {#}", "#", "without a number"),
        ("Match. {=a -> b =c}", "=c", "without `->`"),
        ("Choose. {right ~wrong}", "right", "without `=` or `~`"),
        ("Choose. {~wrong}", "~wrong", "one answer"),
        ("Match. {=a -> b}", "=a", "one pair"),
        ("Choose. {~a =%100%b}", "=%100%", "shows a weight"),
        ("2 is prime. {True}", "True", "in capitals only"),
        ("2 is prime. {f#No.}", "f#No", "in capitals only"),
        ("$CATEGORY: Primes\nIs 2 prime? {T}", "$CATEGORY", "no blank line after"),
    ],
)
def test_fault_stands_on_its_place(text, at, said):
    _, faults = read(text)
    assert len(faults) == 1
    assert said in faults[0].message
    assert text[faults[0].span.start :].startswith(at[:1])
    assert text.index(at) == faults[0].span.start


def test_tilde_before_equals_sign_is_one_mark():
    (question,), faults = read("The kids {~were~ =are~=is} happy.")
    assert not faults
    assert [(option.text.text, option.is_key) for option in question.options] == [
        ("were", False),
        ("are", True),
        ("is", True),
    ]
    assert read("One. {~=only}")[0][0].kind == "choice"
    assert read("::T::[html]<b>2</b> is prime.\n// why?\n{TRUE#[plain]It is.}")[0][0].kind == "true-false"


def test_missing_blank_line_is_told_and_parts_questions():
    text = "::A::Is 2 prime? {T}\n::B::Is 4 prime? {F}\n$CATEGORY: Primes\n\n::C::Is 6 prime? {\n=no\n~::yes\n}\n"
    questions, faults = read(text)
    assert [(question.title, question.group) for question in questions] == [("A", ""), ("B", ""), ("C", "Primes")]
    assert [text[fault.span.start : fault.span.end] for fault in faults] == ["::", "$CATEGORY:"]
    assert all("no blank line" in fault.message for fault in faults)


def test_cloze_blanks_are_one_fault_and_no_question():
    text = "::A::The mean is {1:MC:~a set~=a number} and the mode {1:SA:=a value}.\n\nIs 2 prime? {T}"
    questions, faults = read(text)
    assert [question.kind for question in questions] == ["description", "true-false"]
    assert [text[fault.span.start : fault.span.end] for fault in faults] == ["{1:MC:"]


def test_reading_stops_after_a_hundred_faults():
    questions, faults = read("What? {=a\n\n" * 1000)
    assert len(questions) < 110
    assert "the rest is not read" in faults[-1].message


def test_rest_is_read_after_a_fault():
    questions, faults = read("A? {=1 ~2\n\nB? {=3 ~4}")
    assert len(faults) == 1
    assert [question.stem.text for question in questions] == ["A?", "B?"]


def test_answers_cut_by_a_blank_line_are_one_question():
    questions, faults = read("A? {\n=1\n\n~2\n}\n\nB? {T}")
    assert len(faults) == 1
    assert [len(question.options) for question in questions] == [2, 1]


def test_truncation_anywhere_is_no_crash():
    for end in range(len(QUIZ)):
        gift.read(QUIZ[:end])


_CHARACTERS = st.sampled_from([*"ab 😀é\n\t$<", "\r\n", "\\n"]) | st.sampled_from("~=#{}:\\")


@given(stem=st.lists(_CHARACTERS, min_size=1, max_size=12), option=st.lists(_CHARACTERS, min_size=1, max_size=8))
def test_written_text_is_read_back_from_its_place(stem, option):
    def encode(pieces):
        text = re.sub(r"\s*\n\s*", "\n", "x" + "".join(_escape(piece) for piece in pieces) + "y")
        return text.replace("\n\n", "\n")

    source = f"// é\n::t::{encode(stem)} {{\n={encode(option)}#{encode(option)}\n~other}}\n"
    questions, faults, _ = gift.read(source)
    if "\n//" in source[3:]:
        return
    assert not faults
    assert len(questions) == 1
    check_places(source, questions, _unescape)
    assert _unescape_all(encode(stem)) == questions[0].stem.text
    assert _unescape_all(encode(option)) == questions[0].options[0].text.text


@pytest.mark.parametrize(
    "mark", ["{", "}", "~", "=", "#", "\\", ":", "{~", "\n\n{", "~a", "{=", "->", "//\n", "$CATEGORY:", "[html]"]
)
def test_hostile_file_is_read_in_linear_time(mark):
    for text in (mark * (80_000 // len(mark)), "x{" + mark * (80_000 // len(mark)) + "}"):
        began = time.process_time()
        gift.read(text)
        assert time.process_time() - began < 3


def _escape(piece: str) -> str:
    return "\\" + piece if piece in "~=#{}:\\" else piece


def _unescape(piece: str) -> str:
    if piece == "\r\n":
        return "\n"
    if len(piece) == 2 and piece[0] == "\\":
        return "\n" if piece[1] == "n" else piece[1]
    return piece


def _unescape_all(text: str) -> str:
    return re.sub(r"\r\n|\\[~=#{}:\\n]", lambda match: _unescape(match[0]), text)
