"""text2qti's quizzes read as text2qti reads them; its code blocks are never run."""

import re
import time

import pytest
from questionplaces import check_places, written

from courselint.model import is_placeholder
from courselint.sources.quizzes import text2qti

QUIZ = """Quiz title: Spread 😀
Quiz description: What spread is,
  and how to measure it.
shuffle answers: true

% courselint: ignore[QST201]
Title: One
Points: 2
1.  Which one measures spread — é?

    ```python
    np.var([1, 2])
    ```
... See chapter 2.
+   Yes.
-   No.
a)  mean
... That is the centre.
*b) variance,
    or its root
c)  mode

COMMENT
2. Not a question
END_COMMENT

2.  Which are prime?
[*] 2
[ ] 4
[]  6

GROUP
pick: 1

3.  What is $\\sqrt{2}$?
=   1.4142 +- 0.0001

4.  What is its cube?
=   [2.8, 2.9]

5.  What is 2 + 3?
= 5

6.  How fast is it?
=   -20 +- 5%
END_GROUP

Text:  Words now.
7.  Who wrote R?
*   Ihaka
*   Gentleman

8.  Why?
____

9.  Upload it.
^^^^

10. It is finite.
*a) True
b) False
"""
CRLF = QUIZ.replace("\n", "\r\n")


def read(text):
    questions, faults, _ = text2qti.read(text)
    return questions, faults


def test_kinds_titles_and_groups():
    questions, faults = read(QUIZ)
    assert not faults
    assert [(q.kind, q.title, q.group, q.is_single, q.is_shuffled) for q in questions] == [
        ("description", "", "", None, None),
        ("choice", "One", "", True, True),
        ("choice", "", "", False, True),
        ("numeric", "", "group 1", None, None),
        ("numeric", "", "group 1", None, None),
        ("numeric", "", "group 1", None, None),
        ("numeric", "", "group 1", None, None),
        ("description", "", "", None, None),
        ("short-answer", "", "", None, None),
        ("essay", "", "", None, None),
        ("essay", "", "", None, None),
        ("true-false", "", "", True, None),
    ]


def test_texts_keep_their_lines_without_the_indent():
    question = read(QUIZ)[0][1]
    assert question.stem.text == "Which one measures spread — é?\n\n```python\nnp.var([1, 2])\n```"
    assert [(o.text.text, o.is_key, o.feedback and o.feedback.text) for o in question.options] == [
        ("mean", False, "That is the centre."),
        ("variance,\nor its root", True, None),
        ("mode", False, None),
    ]
    assert [text.text for text in question.feedback] == ["See chapter 2.", "Yes.", "No."]


def test_numbers_have_bounds_and_tolerance():
    numbers = [q.numbers[0] for q in read(QUIZ)[0] if q.numbers]
    assert [(n.text.text, n.low, n.high, n.tolerance) for n in numbers] == [
        ("1.4142", pytest.approx(1.4141), pytest.approx(1.4143), 0.0001),
        ("[2.8, 2.9]", 2.8, 2.9, None),
        ("5", 5, 5, None),
        ("-20", -21, -19, 1),
    ]


@pytest.mark.parametrize("text", [QUIZ, CRLF, QUIZ.replace("\n    ", "\n\t")])
def test_texts_stand_where_they_are_written(text):
    questions, faults = read(text)
    assert not faults
    assert [q.stem.text for q in questions] == [q.stem.text for q in read(QUIZ)[0]]
    check_places(text, questions, lambda piece: re.sub(r"\r?\n[ \t]*", "\n", piece))
    assert written(text, questions[1].options[0].text) == "mean"


def test_comments_keep_their_place():
    comments = text2qti.read(QUIZ)[2]
    assert [comment.text for comment in comments] == ["courselint: ignore[QST201]", "2. Not a question"]
    assert QUIZ[comments[0].span.start : comments[0].span.end] == "% courselint: ignore[QST201]"


def test_output_of_code_is_unknown():
    code = "```{.python .run}\nprint('*a) 1')\n```\n"
    questions, faults = read(f"1. Choose.\n{code}\n2. Choose again.\n*a) 1\nb) 2\n{code}")
    assert not faults
    assert [len(question.options) for question in questions] == [1, 2]
    (option,) = questions[0].options
    assert is_placeholder(option.text.text)
    assert option.is_key is None


@pytest.mark.parametrize(
    ("text", "at", "said"),
    [
        ("1. Why?\n", "Why?", "without options or an answer"),
        ("1. Why?\n*a) x\n", "Why?", "fewer than two options"),
        ("1. Why?\n= 3.5\n", "3.5", "not an integer"),
        ("1. Why?\n= [2, 1]\n", "[2, 1]", "not an integer"),
        ("1. Why?\n= 3.5 +- -1\n", "3.5 +- -1", "not an integer"),
        ("1. Why?\n*a) x\nb)y\n", "b)", "no blank after `b)`"),
        ("1. Why?\n*a) x\nb)\n", "b)", "nothing after `b)`"),
        ("1. Why?\n*a) x\nb) y\n[ ] z\n", "[ ]", "mixed"),
        ("1. Why?\n= 3\na) y\n", "a)", "in a question that has a number"),
        ("1. Why?\n= 3\n= 4\n", "=", "given twice"),
        ("1. Why?\n*a) x\nb) y\n... u\n... v\n", "...", "given twice"),
        ("a) x\n1. Why?\n= 3\n", "a)", "without a question"),
        ("1. Why?\nreally?\n= 3\n", "really?", "not indented"),
        ("1.  Why?\n  really?\n= 3\n", "  really?", "indented less"),
        ("1. Why?\n\nreally?\n= 3\n", "really?", "indented as far"),
        ("1. Why?\n```\nx\n```\n= 3\n", "```", "without an indent"),
        ("1. Why?\n= 3\n```\nx\n", "```", "never closed"),
        ("GROUP\n1. Why?\n= 3\n", "GROUP", "never ended"),
        ("1. Why?\n= 3\nEND_GROUP\n", "END_GROUP", "wasn't opened"),
        ("GROUP\nGROUP\n1. Why?\n= 3\nEND_GROUP\n", "GROUP", "inside another"),
        ("1. Why?\n= 3\nCOMMENT\nx\n", "COMMENT", "never closed"),
    ],
)
def test_fault_stands_on_its_place(text, at, said):
    _, faults = read(text)
    assert text[faults[0].span.start : faults[0].span.end] == at
    assert said in faults[0].message
    assert len(faults) == 1 + (said in ("never closed",) and at == "```")


def test_rest_is_read_after_a_fault():
    questions, faults = read("1. Why?\n= x\n\n2. How?\n*a) so\nb) thus\n")
    assert len(faults) == 1
    assert [question.stem.text for question in questions] == ["Why?", "How?"]


def test_code_without_indent_belongs_to_the_question_in_files_of_kindred_tools():
    (question,), faults = read("---\nbank: 1\n---\n1. What prints?\n```js\nf()\n```\n*a) 1\nb) 2\n")
    assert not faults
    assert question.stem.text == "What prints?\n```js\nf()\n```"


@pytest.mark.parametrize(
    ("text", "as_text", "as_markdown"),
    [
        (QUIZ, True, True),
        ("1. Why?\n*a) x\nb) y\n", True, False),
        ("1. Why?\n*a) x\nb) y\n2. How?\n[ ] x\n[*] y\n", True, True),
        ("# Page\n1. Why?\n*a) x\nb) y\n2. How?\n[ ] x\n[*] y\n", True, False),
        ("```\n1. Why?\n*a) x\nb) y\n2. How?\n[ ] x\n[*] y\n```\n", False, False),
        ("1. Keys\n*a) MongoDB:*\nb) more\n2. Keys\n*a) Redis:*\nb) more\n", False, False),
        ("[*] scanning\n[ ] nothing\n1. Done\n", False, False),
        ("1. Load\na) the data\nb) the model\n* fit\n", False, False),
    ],
)
def test_only_files_marked_in_this_way_are_quizzes(text, as_text, as_markdown):
    assert text2qti.is_text2qti(text, is_markdown=False) is as_text
    assert text2qti.is_text2qti(text, is_markdown=True) is as_markdown


def test_truncation_anywhere_is_no_crash():
    for end in range(len(QUIZ)):
        text2qti.is_text2qti(QUIZ[:end], is_markdown=True)
        text2qti.read(QUIZ[:end])


@pytest.mark.parametrize(
    "mark",
    ["*a) x\n", "1. x\n", "...", "```\n", "COMMENT\n", "% a\n", "  x\n", "x\n", "= [1,", "= 1 +-", "GROUP\n", "[ ] x\n",
     "\t", "```{.python .run}\n", "1.", "*", "Quiz title: "],
)  # fmt: skip
def test_hostile_file_is_read_in_linear_time(mark):
    for before in ("", "1. x\n", "Quiz title: a\n1. b\n"):
        text = before + mark * (80_000 // len(mark))
        began = time.process_time()
        text2qti.is_text2qti(text, is_markdown=True)
        text2qti.read(text)
        assert time.process_time() - began < 2
