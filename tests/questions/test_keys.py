"""The rules of keys: what they say of real questions, and where they keep quiet."""

import pytest

from tests.courses import check, lay_out

CHOICE = '[{{"question": "{stem}", "type": "{kind}", "answers": [{answers}]}}]'


def rules(tmp_path, name, text, *select):
    """The findings of these rules, as rule and flagged text."""
    result = check(lay_out(tmp_path, {name: text}), select=select)
    return [(one.rule, one.text) for one in result.diagnostics]


@pytest.mark.parametrize(
    ("stem", "is_flagged"),
    [
        ("Which of these types is the fastest to search?", True),
        # The plural of the story is none in what is asked.
        ("Two samples are drawn. Many are thrown away. Which of these is an estimator of the mean?", True),
        ("Which of these is an estimator of the mean? (Select two.)", False),
        ("Select all that hold. Which of these is an estimator of the mean?", False),
        ("Which of these are estimators of the mean?", False),
        ("What is the mean, and what are the quartiles, of 1, 2, 3?", False),
        ("Which of these is an estimator of the mean? More than one may be right.", False),
    ],
)
def test_keys_are_too_many_where_the_question_asks_for_one(tmp_path, stem, is_flagged):
    text = f"### {stem}\n\n- [x] the sample mean\n- [x] the median\n- [ ] the range\n"
    assert [rule for rule, _ in rules(tmp_path, "quiz.md", text, "QST102")] == ["QST102"] * is_flagged


def test_partial_credit_is_no_second_key(tmp_path):
    answers = "".join(
        f'<answer fraction="{points}"><text>{text}</text></answer>'
        for points, text in ((100, "variance"), (50, "range"), (0, "mean"))
    )
    text = (
        '<quiz><question type="multichoice"><questiontext><text>Which one is robust?</text></questiontext>'
        f"<single>true</single>{answers}</question></quiz>"
    )
    assert rules(tmp_path, "quiz.xml", text, "QST102") == []


def test_an_option_marked_both_ways_is_told_once(tmp_path):
    text = "What does str.split return? {\n  =a list\n  ~a tuple\n  ~a list\n}\n"
    assert rules(tmp_path, "quiz.gift", text, "QST103") == [("QST103", "a list")]
    assert rules(tmp_path, "quiz.gift", text, "QST103", "QST105") == [("QST105", "a list")]


@pytest.mark.parametrize(
    ("options", "flagged"),
    [
        ("=1/2 ~50 % ~1/4", ["50 %"]),
        ("=0.5 ~2/4 ~1/4", ["2/4"]),
        ("=3/4 m ~0.75 m ~1 m", ["0.75 m"]),
        ("=3/4 m ~0.75 s ~1 m", []),
        ("=x \\= 1/2 ~x \\= 0.5 ~x \\= 2", ["x \\= 0.5"]),
        ("=x \\= 1/2 ~y \\= 0.5 ~y \\= 2", []),
        ("=1,000 ~1000 ~100", ["1000"]),
        ("=0.77 ~0.770 ~7.7", []),
        ("=10^3 ~1000 ~1e2", []),
        ("=2 × 10^3 ~2000 ~1e2", ["2000"]),
        ("=\\\\frac\\{1\\}\\{2\\}\\\\pi ~0.5\\\\pi ~\\\\pi", ["0.5\\\\pi"]),
    ],
)
def test_equal_numbers_are_seen_in_any_dress(tmp_path, options, flagged):
    found = rules(tmp_path, "quiz.gift", f"How likely is it? {{{options}}}\n", "QST104")
    assert [text for _, text in found] == flagged


@pytest.mark.parametrize(
    ("answers", "flagged"),
    [
        ("=the mean#Incorrect: mind the sign. ~the median#Yes.", ["Incorrect"]),
        ("=the mean ~the median#Correct!", ["Correct"]),
        # What is right stands after these.
        ("=the mean ~the median#Correct answer: the mean.", []),
        ("=the mean ~the median#Correct: the mean.", []),
        ("=the mean ~%50%the median#Right, for symmetric data.", []),
        ("=the mean ~the median#Correct, but not robust.", []),
    ],
)
def test_feedback_against_the_mark_is_seen(tmp_path, answers, flagged):
    found = rules(tmp_path, "quiz.gift", f"What is the sum divided by the count? {{{answers}}}\n", "QST105")
    assert [text for _, text in found] == flagged


@pytest.mark.parametrize(
    ("answers", "flagged"),
    [
        ("{T#Correct!#No.}", ["Correct"]),
        ("{T#Think of the identity.#Correct!}", []),
        ("{F#Incorrect.#Well done!}", []),
        ("{F#Yes.#Wrong.}", ["Wrong"]),
    ],
)
def test_the_first_feedback_of_gift_is_for_those_who_are_wrong(tmp_path, answers, flagged):
    found = rules(tmp_path, "quiz.gift", f"A rotation has an inverse. {answers}\n", "QST105")
    assert [text for _, text in found] == flagged


@pytest.mark.parametrize(
    ("stem", "options", "flagged"),
    [
        ("Question #3", "~yes =no", ["Question #3"]),
        ("Sample question 2", "~yes =no", ["Sample question 2"]),
        ("Which loop runs at least once?", "~Option 1 =Option 2 ~Option 3", ["Option 1"]),
        ("Which plot shows a bimodal sample?", "~Option 1 =Option 2 ~Option 3", []),
        ("Which loop runs at least once?", "~for =do ~Enter your answer here", ["Enter your answer here"]),
        ("Which loop runs at least once?", "~TODO =do ~TODO", ["TODO"]),
        ("Which tag do linters look for?", "~NOTE =TODO ~HINT", []),
        ("Part 4", "~A =B ~C", ["A"]),
        ("4", "~A =B ~C", []),
        ("Which vertex is the right angle at?", "~A =B ~C", []),
    ],
)
def test_what_was_never_written_is_seen(tmp_path, stem, options, flagged):
    stem = stem.replace("#", "\\#")
    found = rules(tmp_path, "quiz.gift", f"{stem} {{{options}}}\n", "QST110")
    assert [text.replace("\\", "") for _, text in found] == flagged
