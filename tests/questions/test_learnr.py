"""Questions in the R chunks of learnr tutorials: calls and literals of R with their places, never evaluated."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from questionplaces import written

from courselint.model import Span, is_placeholder
from courselint.sources import read
from courselint.sources.quizzes import rcalls

PAGE = """---
output: learnr::tutorial
---

Think first. 😀

```{r quiz, echo=FALSE}
quiz(caption = "Medians",
  question("What is the *median* of 2, 4 and 9?", # the middle one
    answer("4", correct = TRUE, message = r"(Right: \\tilde x is the middle.)"),
    answer('5', message = paste0("That\\u2019s ", "the ", mean_of(x), '.')),
    answer("It isn\\'t defined", F),
    random_answer_order = TRUE, correct = "Well done.", allow_retry = T),
  learnr::question("Which of these are robust?",
    answer("median", correct = T), answer("IQR", correct = TRUE), answer("mean")),
  question_numeric("The area of the unit circle?", answer(3.14, correct = TRUE), tolerance = 0.01),
  question_text("Name the middle value.", answer("median", correct = TRUE), answer("mean", message = "No.")),
  question("Which is drawn?", answer(drawn[1], correct = TRUE), answer("x", correct = is_odd(n))),
  question(NULL, answer("above", correct = TRUE), answer_fn(function(value) answer(value)))
)
```

```{r, eval = FALSE}
question("Only shown", answer("a", correct = TRUE))
```
"""


@pytest.fixture(scope="module")
def questions():
    return read("lesson.Rmd", PAGE.encode()).questions


def test_texts_keys_and_feedback(questions):
    median = questions[0]
    assert (median.kind, median.is_single, median.is_shuffled) == ("choice", True, True)
    assert median.stem.text == "What is the *median* of 2, 4 and 9?"
    assert [(option.text.text, option.is_key) for option in median.options] == [
        ("4", True),
        ("5", False),
        ("It isn't defined", False),
    ]
    assert median.options[0].feedback.text == r"Right: \tilde x is the middle."
    said = median.options[1].feedback
    assert said.text[:11] == "That’s the " and is_placeholder(said.text[11]) and said.text[12:] == "."
    assert [text.text for text in median.feedback] == ["Well done."]


def test_every_text_stands_where_it_is_written(questions):
    said = questions[0].options[1].feedback
    assert written(PAGE, questions[0].stem) == questions[0].stem.text
    assert written(PAGE, said, Span(4, 5)) == "\\u2019"
    assert written(PAGE, said, Span(11, 12)) == "mean_of(x)"
    assert written(PAGE, questions[0].options[0].feedback).startswith("Right: \\tilde")
    assert written(PAGE, questions[2].numbers[0].text) == "3.14"


def test_kinds_and_what_is_unknown(questions):
    _, robust, circle, named, drawn, above = questions
    assert (robust.is_single, robust.is_shuffled) == (False, False)
    assert (circle.kind, circle.numbers[0].low, circle.numbers[0].high) == ("numeric", 3.14 - 0.01, 3.15)
    assert (named.kind, [option.is_key for option in named.options]) == ("short-answer", [True, False])
    assert [option.is_key for option in drawn.options] == [True, None] and drawn.is_single is None
    assert is_placeholder(above.stem.text) and [option.is_key for option in above.options] == [True, None]


def test_wording_is_prose_and_code_is_not():
    document = read("lesson.Rmd", PAGE.encode())
    assert {"stem", "option", "feedback"} <= {text.kind for text in document.texts}
    assert not any("Only shown" in text.text or "mean_of" in text.text for text in document.texts)


@pytest.mark.parametrize(
    ("code", "at"),
    [
        ('question("What is a mean?", answer("a sum")', "("),
        ('question("What is a mean?, answer("a sum"))', '"))'),
        ('question("What?", answer("a sum") answer("a mean", correct = TRUE))', 'answer("a mean"'),
        ("question('It's?', answer('x'))", "'))"),
    ],
)
def test_broken_call_is_a_fault_at_its_place(code, at):
    page = f"# Means\n\n```{{r}}\n{code}\n```\n\n```{{r}}\nquestion('Fine?', answer('yes', TRUE))\n```\n"
    document = read("lesson.Rmd", page.encode())
    (fault,) = document.faults
    assert page.startswith(at, fault.span.start)
    assert document.questions[-1].stem.text == "Fine?"


@given(st.text(max_size=30))
def test_literals_map_character_by_character(content):
    literal = json.dumps(content, ensure_ascii=False).replace("\\u0000", "\\\\")
    text = f"😀 {literal} "
    value = rcalls.value_of(text, Span(1, len(text)))
    assert isinstance(value, rcalls.Scalar) and value.is_string
    for index in range(len(value.text.text)):
        assert written(text, value.text, Span(index, index + 1))


@pytest.mark.parametrize(
    ("literal", "said"),
    [
        ('"\\x41\\101\\U{1F600}\\t"', "AA😀\t"),
        ('r"---(a "quoted" \\n)---"', 'a "quoted" \\n'),
        ("R'[it]'", "it"),
        ("'caf\\u{e9}'", "café"),
    ],
)
def test_escapes_and_raw_strings(literal, said):
    value = rcalls.value_of(literal, Span(0, len(literal)))
    assert isinstance(value, rcalls.Scalar) and value.text.text == said


def test_every_truncation_is_read():
    for end in range(len(PAGE)):
        read("lesson.Rmd", PAGE[:end].encode())


@pytest.mark.parametrize("piece", ["question(", "question('", "(", "answer(", 'r"-(', "f(g[", "=,", "'\\", "1e"])
def test_hostile_chunk_is_read_in_linear_time(piece):
    chunk = "question('a', " + piece * (40_000 // len(piece))
    list(rcalls.calls(chunk, Span(0, len(chunk)), frozenset(("question",))))
