"""Records with a stem, options and a key are questions, in JSON and in Python; records of other things are not."""

import json

import pytest
from questionplaces import check_places

from courselint.model import Span
from courselint.sources import python, read
from courselint.sources.quizzes import recordquiz

SIX = [
    {"question": f"What is {n} + 1?", "options": ["one", "two", "three"], "answer": answer}
    for n, answer in enumerate(["one", "two", "three", "Two.", "one", "three"])
]


def keys(questions):
    return [[option.text.text for option in question.options if option.is_key] for question in questions]


def of_json(value):
    return recordquiz.read_json(json.dumps(value, ensure_ascii=False))


def of_code(text):
    return recordquiz.read_code(python.parse(text, 0))


@pytest.mark.parametrize(
    "parts",
    [
        {"options": ["a mean", "a peak"], "answer": "a peak"},
        {"choices": ["a mean", "a peak"], "correct_answer": " A  peak. "},
        {"options": ["A) a mean", "B) a peak"], "answer": "B"},
        {"options": ["A. a mean", "B. a peak"], "correctAnswer": "B. a peak"},
        {"options": ["a mean", "a peak"], "answer": "b"},
        {"options": {"A": "a mean", "B": "a peak"}, "answer": "B"},
        {"options": [{"id": "x", "text": "a mean"}, {"id": "y", "text": "a peak"}], "correct_option": "y"},
        {"choices": [{"text": "a mean", "is_correct": False}, {"text": "a peak", "is_correct": True}]},
        {"choices": [{"answer": "a mean", "correct": 0}, {"answer": "a peak", "correct": 1}], "explanation": "It is."},
        {"correct_answer": "a peak", "incorrect_answers": ["a mean"]},
        {"answers": ["a mean", "a peak"], "correct": ["a peak"]},
    ],
)
def test_the_key_is_named_in_many_ways(parts):
    (question,) = of_json({"results": [{"question": "What is a mode?"} | parts]})
    (key,) = (option.text.text for option in question.options if option.is_key)
    assert key.removeprefix("B) ").removeprefix("B. ") == "a peak"
    assert [option.is_key for option in question.options].count(False) == 1


def test_numbers_count_from_where_the_file_shows_it():
    def bank(*indices):
        return [{"question": "Which?", "options": ["one", "two"], "correct": index} for index in indices]

    assert keys(of_json(bank(0, 1))) == [["one"], ["two"]]
    assert of_json(bank(1, 1)) == ()
    assert of_json(bank(0, 2)) == ()
    assert keys(of_json([*bank(1, 2), SIX[0]])) == [["one"], ["two"], ["one"]]
    # Is it the place, or the text?
    assert of_json([{"question": "Which?", "options": ["0", "1"], "answer": index} for index in (0, 1)]) == ()


def test_a_key_that_is_no_option_counts_where_the_others_are():
    wrong = SIX[0] | {"answer": "thre"}
    *sound, last = of_json([*SIX, wrong])
    assert all(keys(sound))
    assert [option.is_key for option in last.options] == [False, False, False]
    (_, unsure) = of_json([SIX[0], wrong])
    assert [option.is_key for option in unsure.options] == [None, None, None]


def test_the_same_option_twice_is_marked_once():
    (question,) = of_json({"prompt": "Which?", "choices": ["one", "one", "two"], "answer": "one"})
    assert [option.is_key for option in question.options] == [True, None, False]


def test_several_keys_replies_and_remarks():
    (question,) = of_json(
        {"stem": "Which?", "options": ["one", "two"], "answer": ["one", "two"], "replies": ["Yes.", "Yes, too."],
         "explanation": "Both."}
    )  # fmt: skip
    assert question.is_single is False
    assert [option.feedback.text for option in question.options] == ["Yes.", "Yes, too."]
    assert [text.text for text in question.feedback] == ["Both."]


def test_calls_that_make_widgets():
    first, second = of_code(
        "q1 = create_multipleChoice_widget('What is a mode?', ['a mean', 'a peak'], 'a peak', 'Look.')\n"
        "q2 = create_multipleChoice_widget('And a median?', ['a mean', 'the middle'], 'the midle')\n"
    )
    assert keys([first, second]) == [["a peak"], ["the midle"]]
    assert [option.text.text for option in second.options] == ["a mean", "the middle", "the midle"]
    assert [text.text for text in first.feedback] == ["Look."]


@pytest.mark.parametrize(
    "text",
    [
        "inputs = [{'type': 'list', 'message': 'Which?', 'choices': ['a', 'b'], 'default': 'a'}]",
        "survey = {'question': 'How was it?', 'options': ['good', 'bad']}",
        "item = {'question': stem, 'options': ['a', 'b'], 'answer': 'a'}",
        "item = {'question': 'Which?', 'options': [first, second], 'answer': first}",
        "ask = {'prompt': 'Why?', 'options': ['x', 'y'], 'answer': 'Because it is so.'}",
        "def create_multipleChoice_widget(description, options, correct_answer): ...",
        "plot(text='Which?', options=['a', 'b'], correct='a')",
        "create_mcq(stem, ['a', 'b'], 'a')",
    ],
)
def test_other_records_and_calls_are_no_questions(text):
    assert of_code(text) == ()


def test_modules_are_read_and_tests_are_not():
    text = f"BANK = {SIX!r}\n"
    assert len(read("quiz/bank.py", text.encode()).questions) == 6
    assert read("tests/test_bank.py", text.encode()).questions == ()
    assert read("data.json", b'{"question": "Which?", "options": ["a"]}', is_named=False) is None


def test_every_character_stands_where_it_is_written():
    text = json.dumps([each | {"question": each["question"] + " 😀 ü"} for each in SIX], ensure_ascii=False, indent=1)
    for written in (text, text.replace("\n", "\r\n")):
        check_places(written, recordquiz.read_json(written), str)
    code = f"# 😀\nBANK = {SIX!r}\n"
    check_places(code, of_code(code), str)


def test_every_beginning_of_a_file_is_read():
    text = json.dumps(SIX)
    for end in range(0, len(text), 7):
        recordquiz.read_json(text[:end])


def test_shares_of_the_points_mark_the_right_answers():
    record = {
        "question_type": "multichoice",
        "question_text": "<p>Which <em>numbers</em> are prime?</p>",
        "single": False,
        "shuffle_answers": True,
        "answers": [
            {"text": "2", "fraction": 50, "feedback": "Yes."},
            {"text": "<b>4</b>", "fraction": -50},
            {"text": "5", "fraction": "50"},
            {"text": "6", "fraction": "0.0"},
        ],
    }
    text = json.dumps(record)
    (question,) = recordquiz.read_json(text)
    assert question.stem.text == "Which numbers are prime?"
    assert [option.text.text for option in question.options] == ["2", "4", "5", "6"]
    assert [option.is_key for option in question.options] == [True, False, True, False]
    assert [option.weight for option in question.options] == [50, -50, 50, 0]
    assert question.is_single is False
    assert question.is_shuffled
    start = question.stem.text.index("numbers")
    place = question.stem.in_source(Span(start, start + len("numbers")))
    assert text[place.start : place.end] == "numbers"
