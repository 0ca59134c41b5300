"""Quizzes that web pages carry: components of MDX, the JSON of the "for Beginners" courses."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courselint.model import Span
from courselint.sources import read
from courselint.sources.quizzes import beginnersjson, jsliteral, mdxquestion

PAGE = """# Quiz

### 1. What is the `rank` of the identity of size 2?

<Question
\tchoices={[
\t\t{ text: "1 &#60; 2", explain: 'It\\'s <b>too</b> small.' },
\t\t{
\t\t\ttext: `2`, // both rows count
\t\t\texplain: "Right: \\u03bb = 1 twice.",
\t\t\tcorrect: true,
\t\t},
\t]}
/>

### 2. And of zero?

<Question
  choices={[
    { text: "0", correct: true }, { text: broken
"""


def test_component_under_its_heading():
    (question,), (fault,) = mdxquestion.read(PAGE)
    assert question.stem.text == "What is the `rank` of the identity of size 2?"
    assert [(each.text.text, each.is_key, each.feedback.text) for each in question.options] == [
        ("1 < 2", False, "It's too small."),
        ("2", True, "Right: λ = 1 twice."),
    ]
    where = question.options[1].feedback.in_source(Span(7, 8))
    assert PAGE[where.start : where.end] == "\\u03bb"
    assert fault.span.start >= PAGE.index("broken")


def test_page_with_a_component_is_prose_and_quiz():
    document = read("quiz.mdx", PAGE.encode())
    assert len(document.questions) == 1
    assert [text.text for text in document.texts if text.kind == "feedback"] == [
        "It's too small.",
        "Right: λ = 1 twice.",
    ]


@given(st.text(max_size=30))
def test_strings_of_javascript_map_character_by_character(content):
    written = json.dumps(content)
    datum, end = jsliteral.read(f"😀{written} ", 1)
    assert end == 1 + len(written)
    assert datum.text.text == content or "\\ud" in written


@pytest.mark.parametrize("text", ["{", "[1,", '{"a" 1}', "{a: }", '"open', "[" * 20 + "]" * 20, "[f(1)]"])
def test_what_is_no_literal_is_refused_at_its_place(text):
    with pytest.raises(jsliteral.NotALiteralError) as refused:
        jsliteral.read(text, 0)
    assert 0 <= refused.value.offset <= len(text)


BANK = json.dumps(
    [
        {
            "title": "All quizzes",
            "quizzes": [
                {
                    "id": 1,
                    "title": "Clusters",
                    "quiz": [
                        {
                            "questionText": "Which one is a distance?",
                            "answerOptions": [
                                {"answerText": "Euclid's", "isCorrect": "true"},
                                {"answerText": "a norm", "isCorrect": False},
                            ],
                        }
                    ],
                }
            ],
        }
    ],
    indent=1,
)


def test_bank_for_beginners():
    (question,), faults = beginnersjson.read(BANK)
    assert faults == ()
    assert (question.stem.text, question.group, question.is_single) == ("Which one is a distance?", "Clusters", True)
    assert [(each.text.text, each.is_key) for each in question.options] == [("Euclid's", True), ("a norm", False)]
    where = question.options[0].text.in_source(Span(0, 6))
    assert BANK[where.start : where.end] == "Euclid"


def test_broken_bank_is_a_fault_at_its_place():
    broken = BANK.replace('"answerOptions":', '"answerOptions"')
    questions, (fault,) = beginnersjson.read(broken)
    assert questions == ()
    assert fault.span.start > 0


def test_broken_json_gives_the_questions_that_are_sound():
    question = {"questionText": "Is the mean robust?", "answerOptions": [{"answerText": "no", "isCorrect": "true"}]}
    text = json.dumps([{"title": "Quizzes", "quizzes": [{"id": 1, "quiz": [question, question, question]}]}])
    cut = text[: text.rindex("isCorrect")]
    questions, (fault,) = beginnersjson.read(cut)
    assert fault.span.start >= len(cut) - 2
    assert [question.stem.text for question in questions] == ["Is the mean robust?"] * 2
    where = questions[1].stem.in_source(Span(0, 2))
    assert cut[where.start : where.end] == "Is"


def test_records_in_records_are_read_in_linear_time():
    text = "[" + '{"questionText": "a", "answerOptions": [' * 2000 + "]}" * 1999
    started = time.process_time()
    beginnersjson.read(text)
    assert time.process_time() - started < 1
