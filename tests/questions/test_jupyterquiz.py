"""jupyterquiz questions keep their places, in JSON and in the Python of notebook cells."""

import ast
import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from questionplaces import check_places, written

from courselint.model import Code, Span
from courselint.sources import markdown
from courselint.sources.quizzes import jupyterquiz

QUESTIONS = [
    {
        "question": 'Which is an eigenvector of $A$? 😀 "quoted" \\theta',
        "type": "multiple_choice",
        "answers": [
            {"answer": "$(1, 0)$", "correct": True, "feedback": "Correct."},
            {"answer": "$(0, 1)$", "correct": False},
            {"code": "np.ones(2)", "correct": False},
        ],
    },
    {
        "question": "Enter the mean of 1 and 2.",
        "type": "numeric",
        "precision": 2,
        "answers": [
            {"type": "value", "value": 1.5, "correct": True, "feedback": "Yes."},
            {"type": "range", "range": [1, 2], "correct": False, "feedback": "Near."},
            {"type": "default", "feedback": "No."},
        ],
    },
]


def python(source: str) -> Code:
    return Code(3, source, ast.parse(source))


def test_questions_in_cells_of_markdown_stand_in_the_file():
    cell = '```{code-cell} ipython3\n:tags: [remove-input]\nquiz = [{"question": "Is é finite?", "type": "string",\n'
    text = f"# Quiz 😀\n\n{cell}" + '  "answers": [{"answer": "yes", "correct": True}]}]\ndisplay_quiz(quiz)\n```\n'
    document = markdown.read("quiz.md", text.encode(), text)
    (question,) = document.questions
    assert question.format == "jupyterquiz"
    assert [written(text, part) for part in question.texts] == ["Is é finite?", "yes"]
    assert "Is é finite?" in [part.text for part in document.texts]


@pytest.mark.parametrize("indent", [None, 1])
def test_json_and_python_read_alike(indent):
    text = json.dumps(QUESTIONS, indent=indent)
    found = jupyterquiz.read_json(text)
    assert found is not None
    questions, faults = found
    assert not faults
    from_python = jupyterquiz.read_code(python(f"questions = {QUESTIONS!r}\ndisplay_quiz(questions)"))
    for some in (questions, from_python):
        assert [(q.kind, q.is_single, q.is_shuffled) for q in some] == [("choice", True, True), ("numeric", None, None)]
        assert some[0].stem.text == QUESTIONS[0]["question"]
        assert [(o.text.text, o.is_key) for o in some[0].options] == [
            ("$(1, 0)$", True),
            ("$(0, 1)$", False),
            ("np.ones(2)", False),
        ]
        (number,) = some[1].numbers
        assert (number.text.text, number.low, number.high, number.tolerance) == ("1.5", 1.45, 1.55, 0.05)
        assert [text.text for text in some[1].feedback] == ["Near.", "No."]


def test_places_survive_json_escapes():
    text = json.dumps(QUESTIONS)
    questions, _ = jupyterquiz.read_json(text)
    check_places(text, questions, lambda piece: json.loads(f'"{piece}"'))


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20), st.booleans())
def test_any_stem_is_read_back_from_its_place(stem, is_ascii):
    questions = [{"question": stem, "type": "many_choice", "answers": [{"answer": stem, "correct": True}]}]
    text = json.dumps(questions, ensure_ascii=is_ascii, indent=1).replace("\n", "\r\n")
    (question,), faults = jupyterquiz.read_json(text)
    assert not faults
    assert question.stem.text == question.options[0].text.text == stem
    check_places(text, (question,), lambda piece: json.loads(f'"{piece}"'))


def test_sum_of_strings_is_one_stem():
    stem = '"First line. " + \\\n  r"$\\theta$ " "é?"'
    source = f'q = [{{"question": {stem}, "type": "many_choice", "answers": [{{"answer": f"{{x}} m"}}]}}]'
    (question,) = jupyterquiz.read_code(python(source))
    assert question.stem.text == "First line. $\\theta$ é?"
    end = len(question.stem.text)
    assert written(source, question.stem, Span(end - 2, end)) == "é?"
    assert question.stem.source == 3
    assert question.options[0].is_key is False


def test_questions_that_only_running_could_tell_are_passed_over():
    assert jupyterquiz.read_code(python("display_quiz(url)\nq = {'question': ask(), 'answers': answers}")) == ()
    (question,) = jupyterquiz.read_code(python("q = {'question': ask(), 'type': 'numeric', 'answers': [make(1)]}"))
    assert question.stem.in_source(question.stem.whole) == Span(17, 22)


def test_order_that_is_kept_is_seen():
    source = f"display_quiz({QUESTIONS!r}, shuffle_answers=False)"
    assert {question.is_shuffled for question in jupyterquiz.read_code(python(source))} == {False}


@pytest.mark.parametrize("text", ["{}", "[]", "[1, 2]", '[{"question": "a", "options": []}]', "nonsense", ""])
def test_other_json_is_no_quiz(text):
    assert jupyterquiz.read_json(text) is None


@pytest.mark.parametrize(
    ("broken", "at", "said"),
    [
        ({"question": "Q?", "type": "many_choice"}, "{", "without `answers`"),
        ({"question": "Q?", "type": "many", "answers": [1]}, '"many"', "unknown question type"),
        ({"question": 3, "type": "string", "answers": [1]}, "3", "must be a string"),
        ({"question": "Q?", "type": "string", "answers": []}, "[]", "at least one"),
        ({"question": "Q?", "type": "string", "answers": [7]}, "7", "must be an object"),
        ({"question": "Q?", "type": "many_choice", "answers": [{"correct": True}]}, '{"correct', "without `answer`"),
        (
            {"question": "Q?", "type": "numeric", "answers": [{"value": "x", "correct": True}]},
            '"x"',
            "must be a number",
        ),
    ],
)
def test_fault_stands_on_its_place_and_the_rest_is_read(broken, at, said):
    text = json.dumps([QUESTIONS[0], broken])
    questions, faults = jupyterquiz.read_json(text)
    assert len(faults) == 1
    assert said in faults[0].message
    assert text[faults[0].span.start :].startswith(at)
    assert questions[0].stem.text == QUESTIONS[0]["question"]


def test_broken_json_gives_its_place_and_the_whole_questions():
    text = json.dumps(QUESTIONS).replace('"type": "numeric",', '"type": "numeric"')
    questions, (fault,) = jupyterquiz.read_json(text)
    assert text[fault.span.start :].startswith('"precision"')
    assert [question.stem.text for question in questions] == [QUESTIONS[0]["question"]]
    check_places(text, questions, lambda piece: json.loads(f'"{piece}"'))


def test_truncation_anywhere_is_no_crash():
    text = json.dumps(QUESTIONS)
    for end in range(len(text)):
        jupyterquiz.read_json(text[:end])


@pytest.mark.parametrize("mark", ["{", "[", '"', "\\", '{"question":', '[{"answers":['])
def test_hostile_file_is_read_in_linear_time(mark):
    text = '[{"question": "", "type": "string", "answers": ' + mark * (80_000 // len(mark))
    began = time.process_time()
    jupyterquiz.read_json(text)
    assert time.process_time() - began < 4


def test_shown_code_is_fenced_under_the_stem():
    question = {
        "question": "What does this print?",
        "code": 'print("é")',
        "type": "string",
        "answers": [{"answer": "é"}],
    }
    text = json.dumps([question])
    (read,), _ = jupyterquiz.read_json(text)
    assert read.stem.text == 'What does this print?\n\n```\nprint("é")\n```'
    check_places(text, (read,), lambda piece: json.loads(f'"{piece}"'))
