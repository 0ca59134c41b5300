"""The rules of keys: what they say of real questions, and where they keep quiet."""

import pytest

from tests.courses import check, lay_out


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
        ("Which one\u00a0of these is the mean? (Select one or\u00a0more.)", False),
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


@pytest.mark.parametrize(
    ("stem", "count"),
    [
        ("What is the median of 1, 2 and 4?", 1),
        ("Which are measures of spread?", 1),
        ("How can you read a file?", 0),
        ("What is the way to read a file? There are two correct answers.", 0),
    ],
)
def test_edx_takes_any_key_of_a_choice_that_asks_for_none_in_particular(tmp_path, stem, count):
    text = (
        f'<problem><p>{stem}</p><multiplechoiceresponse><choicegroup type="MultipleChoice">'
        '<choice correct="true">a</choice><choice correct="true">b</choice><choice correct="false">c</choice>'
        "</choicegroup></multiplechoiceresponse></problem>"
    )
    assert len(rules(tmp_path, "quiz.xml", text, "QST102")) == count


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("What is the length of the diagonal? {#2.236:0.001}", 1),
        ("What is the length of the diagonal? {#2.236:0.01}", 0),
        ("What is the length of the diagonal? {#14.222:0.01}", 1),
        ("How likely is the ace of hearts? {#0.019:0.0005}", 1),
        ("(e) 0.2 of a hundredth {#0.002}", 0),
        ("What is e? {#2.718}", 1),
    ],
)
def test_a_tolerance_that_takes_the_usual_digits_is_enough(tmp_path, question, count):
    assert len(rules(tmp_path, "quiz.gift", question + "\n", "QST106")) == count


def test_a_form_that_the_feedback_speaks_of_is_meant(tmp_path):
    text = "How much variance is explained? {=12.5 % ~0.125#Nearly: give a percentage. ~0.35}\n"
    assert rules(tmp_path, "quiz.gift", text, "QST104") == []


def test_a_prediction_has_no_key(tmp_path):
    text = "Make your predictions! Which of the two will fall first? {~the feather ~the ball ~both}\n"
    assert rules(tmp_path, "quiz.gift", text, "QST101") == []


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
        ("=both ~the mean#Correct. ~the arithmetic mean#Correct.", []),
    ],
)
def test_feedback_against_the_mark_is_seen(tmp_path, answers, flagged):
    found = rules(tmp_path, "quiz.gift", f"What is the sum divided by the count? {{{answers}}}\n", "QST105")
    assert [text for _, text in found] == flagged


@pytest.mark.parametrize(
    ("stem", "count"),
    [
        ("What is the name of an error that pulls all results one way?", 1),
        ("Which line of the proof has an error?", 0),
        ("Which statement is wrong?", 0),
    ],
)
def test_what_is_asked_for_may_be_called_incorrect(tmp_path, stem, count):
    text = f"{stem} {{=the second#Incorrect. ~the first}}\n"
    assert len(rules(tmp_path, "quiz.gift", text, "QST105")) == count


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
        ("In (A) the sum is even, in (B) it is odd, and in (C) nobody can tell. Which one holds?", "~ = ~", []),
        ("Which vertex is the right angle at?", "~A =B ~C", []),
    ],
)
def test_what_was_never_written_is_seen(tmp_path, stem, options, flagged):
    stem = stem.replace("#", "\\#")
    found = rules(tmp_path, "quiz.gift", f"{stem} {{{options}}}\n", "QST110")
    assert [text.replace("\\", "") for _, text in found] == flagged


@pytest.mark.parametrize(
    ("question", "flagged"),
    [
        ("How likely is a red marble? {#0.33:0.001#It is 1/3.}", ["0.33"]),
        ("How likely is a red marble? {#0.33:0.001#It is \\frac\\{1\\}\\{3\\}.}", ["0.33"]),
        ("How likely is a red marble? {#0.33:0.001#It is 0.3333.}", ["0.33"]),
        ("How likely is a red marble? {#0.33:0.005#It is 1/3.}", []),
        ("How likely is a red marble? {#0.33:0.001#Look at page 3/4.}", []),
        ("One of 13 cards is an ace. How likely is it to draw it? {#0.077:0.00001}", ["0.077"]),
        ("One of 13 cards is an ace. How likely is it, to three decimals? {#0.077:0.00001}", []),
        ("What is the smallest eigenvalue? {#0.05:0.1}", ["0.05"]),
        ("What is the smallest eigenvalue? {#-2:2}", ["-2"]),
        ("What is the smallest eigenvalue? {#0:0.1}", []),
        ("What is the smallest eigenvalue? {#-1..1}", []),
        ("What is the smallest eigenvalue, approximately? {#0.05:0.1}", []),
    ],
)
def test_tolerances_that_refuse_or_accept_too_much(tmp_path, question, flagged):
    found = rules(tmp_path, "quiz.gift", question + "\n", "QST108")
    assert [text for _, text in found] == flagged


def test_a_tolerance_is_told_of_once(tmp_path):
    text = "One of 13 cards is an ace. How likely is it to draw it? {#0.077:0.00001}\n"
    assert rules(tmp_path, "quiz.gift", text, "QST106", "QST108") == [("QST108", "0.077")]


def test_a_missing_tolerance_is_shown_and_never_written(tmp_path):
    folder = lay_out(tmp_path, {"quiz.gift": "What is pi? {#3.1416}\n"})
    (found,) = check(folder, select=("QST106",)).diagnostics
    assert found.fix is not None
    assert found.fix.applicability == "display"
    assert [edit.content for edit in found.fix.edits] == ["3.1416:0.00005"]


def test_a_missing_tolerance_is_only_named_where_it_stands_elsewhere(tmp_path):
    text = '[{"question": "What is pi?", "type": "numeric", "answers": [{"value": 3.1416, "correct": true}]}]'
    (found,) = check(lay_out(tmp_path, {"quiz.json": text}), select=("QST106",)).diagnostics
    assert found.fix is not None
    assert (found.fix.applicability, found.fix.edits) == ("display", ())
    assert "± 0.00005" in found.fix.message


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Which are spreads? {~%50%variance ~%50%range}", 0),
        ("Which are spreads? {~%33%variance ~%33%range ~%34%deviation}", 1),
        ("Which are spreads? {~%25%variance ~%25%range ~%25%deviation ~%25%quartiles}", 1),
        ("Which have you used? {~%25%variance ~%25%range ~%25%deviation ~%25%quartiles}", 0),
        ("Name a spread. {=variance =range =deviation}", 0),
    ],
)
def test_all_options_keyed(tmp_path, text, count):
    assert len(rules(tmp_path, "quiz.gift", text + "\n", "QST111")) == count


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("How tall is the tower? {#12}", 1),
        ("The base has 3 m. How tall is the tower? {#12}", 0),
        ("What is the length of the list? {#12}", 0),
        ("What was the budget? {#10000000}", 1),
        ("What was the budget in US dollars? {#10000000}", 0),
        ("What is the probability of rain? {#35}", 1),
        ("What is the probability of rain, in percent? {#35}", 0),
        ("What percentage is missing? {#0.31}", 1),
        ("What percentage is missing? {#31}", 0),
    ],
)
def test_units_that_nobody_names(tmp_path, question, count):
    assert len(rules(tmp_path, "quiz.gift", question + "\n", "QST107")) == count


FORMULA = "<math><mfrac><mn>{0}</mn><mn>{1}</mn></mfrac></math>"


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        ("x<sup>2</sup>", "x2", 0),
        ("x<sup>2</sup>", "x<sup>2</sup>", 1),
        ("10<sup>-3</sup>", "10-3", 0),
        ("H<sub>2</sub>", "H2", 0),
        ("the 1<sup>st</sup> row", "the 1st row", 1),
        ("<math><mi>k</mi></math>", "<math><msqrt><mi>k</mi></msqrt></math>", 0),
        (FORMULA.format(1, 12), FORMULA.format(11, 2), 0),
        (FORMULA.format(1, 2), FORMULA.format(1, 2), 1),
    ],
)
def test_formulas_that_look_different_are_different_options(tmp_path, first, second, count):
    answers = "".join(
        f'<answer fraction="{points}" format="html"><text><![CDATA[{text}]]></text></answer>'
        for points, text in ((100, first), (0, second))
    )
    text = (
        '<quiz><question type="multichoice"><questiontext><text>Which one?</text></questiontext>'
        f"<single>true</single>{answers}</question></quiz>"
    )
    assert len(rules(tmp_path, "quiz.xml", text, "QST103")) == count
