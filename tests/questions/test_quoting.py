"""Messages quote a question's text on one line, short, and without what stands for things unknown."""

import pytest

from courselint.analysis.questiontext import quoted
from courselint.checks import placeholder_question, true_false_item
from courselint.model import Option, Question, Text, placeholder


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("  the\n median ", "the median"),
        (f"x = {placeholder(0)} m", "x = … m"),
        (f"{placeholder(0)}{placeholder(1)}", "…"),
        ("", ""),
        ("m" * 60, "m" * 60),
        ("m" * 61, "m" * 59 + "…"),
        ("mean " * 20, "mean " * 11 + "mean…"),
        (" " * 1000 + "mean", "…"),
        ("m\u0308" * 4, "m\u0308" * 4),
    ],
)
def test_text_is_quoted_on_one_short_line(text: str, shown: str):
    assert quoted(text) == shown


@pytest.mark.parametrize(
    ("check", "question"),
    [
        (placeholder_question, Question("choice", "gift", Text.plain(f"Question {placeholder(0)}"))),
        (true_false_item, Question("true-false", "gift", Text.plain(f"{placeholder(0)} is a\nprime number."))),
    ],
)
def test_no_message_shows_a_placeholder(check, question: Question):
    question = Question(question.kind, question.format, question.stem, (Option(Text.plain("True"), True),))
    values = [value for hit in check.check(question) for value in hit.values.values()]
    assert values == [quoted(question.stem.text)]
    assert placeholder(0) not in values[0]
