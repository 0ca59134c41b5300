"""The rules of wording say one thing once, and nothing where it is moot."""

import pytest

from courselint.checks import (
    article_cue,
    clang_association,
    double_barrelled,
    double_negative,
    inner_blank,
    longest_option,
    negated_stem,
    nonparallel_options,
    repeated_frame,
    stem_without_question,
    throwaway_option,
    true_false_item,
)
from courselint.model import Document, Option, Question, Text, placeholder


def ask(stem, *options, kind="choice"):
    """A question whose first option is the key."""
    given = tuple(Option(Text.plain(text), number == 0) for number, text in enumerate(options))
    return Question(kind, "gift", Text.plain(stem), given)


def flagged(check, question):
    return [hit.text.text[hit.span.start : hit.span.end] for hit in check.check(question)]


@pytest.mark.parametrize(
    ("stem", "double"),
    [
        ("Which of these is not untrue?", ["not untrue"]),
        ("Which event isn’t unlikely?", ["isn’t unlikely"]),
        ("Which outcome is **not** an *impossible* one?", ["not** an *impossible"]),
        ("All of these do not need sorted data EXCEPT:", ["not need sorted data EXCEPT"]),
        ("Which of these is not a measure of spread?", []),
        ("What cannot be done without a key?", []),
        ('Which gate is not called "not impossible"?', []),
        ("It is not uncommon to round. What is the mean?", []),
        ("It is not unusual to ____ twice.", []),
    ],
)
def test_second_negative_is_told_once(stem, double):
    question = ask(stem, "a mean", "a mode", "a range")
    assert flagged(double_negative, question) == double
    assert not double or flagged(negated_stem, question) == []


@pytest.mark.parametrize(
    ("stem", "options", "found"),
    [
        ("The ____ of a sample resists outliers.", ("median", "mean", "range"), ["____"]),
        (r"The **\_\_** of a sample resists outliers.", ("median", "mean", "range"), [r"**\_\_**"]),
        ("The [blank] of a sample resists outliers.", ("median", "mean", "range"), ["[blank]"]),
        ("What resists outliers is the ____.", ("median", "mean", "range"), []),
        ("What resists outliers is the ____ (choose the best).", ("median", "mean", "range"), []),
        ("The mean is ____ metres high.", ("5", "6", "7"), []),
        ("We ____ the tests yesterday evening.", ("'ve run", "ran", "run"), []),
        ("The test is ____ the first page.", ("on", "in", "at"), []),
        ("What does `x = ____ + 1 + y + z` need?", ("a number", "a list", "a word"), []),
        ("What does __init__ do when called?", ("sets up", "tears down", "runs"), []),
    ],
)
def test_blank_before_the_end(stem, options, found):
    assert flagged(inner_blank, ask(stem, *options)) == found


@pytest.mark.parametrize(
    ("stem", "options", "message"),
    [
        ("It is called an", ("integral", "derivative", "limit"), ["only"]),
        ("It is called a ____.", ("limit", "integral", "estimate"), ["only"]),
        ("It is called a:", ("limit", "derivative", "integral"), ["split"]),
        ("It is called a:", ("integral", "derivative", "limit"), ["split"]),
        ("It is called a/an", ("limit", "integral", "sum"), []),
        ("It is called an", ("an integral", "a limit", "the sum"), []),
        ("Which is the value of the variable a", ("integral", "limit", "sum"), []),
        ("Which is a source of vitamin A", ("egg", "liver", "salt"), []),
        ("It is called a", ("hour", "MST", "`int`"), []),
    ],
)
def test_article_that_some_options_contradict(stem, options, message):
    assert [hit.message for hit in article_cue.check(ask(stem, *options))] == message


@pytest.mark.parametrize(
    ("option", "message"),
    [
        ("I don’t know", ["unsure"]),
        ("I'm not sure.", ["unsure"]),
        ("Huh?", ["joke"]),
        ("It's magic!", ["joke"]),
        ("It is not known", []),
        ("magic numbers", []),
        ("`huh`", ["joke"]),
        ("pizza", []),
        ("Python doesn't know the name", []),
    ],
)
def test_throwaway_is_a_whole_option(option, message):
    document = Document("quiz.gift", "gift", questions=(ask("What is 2 + 2?", "4", "5", option),))
    assert [hit.message for hit in throwaway_option.check(document)] == message


def test_throwaway_may_answer_a_question_without_a_key():
    options = tuple(Option(Text.plain(text), False) for text in ("yes", "I don't know", "no"))
    question = Question("choice", "gift", Text.plain("Will you come?"), options)
    assert not list(throwaway_option.check(Document("quiz.gift", "gift", questions=(question,))))


@pytest.mark.parametrize(
    ("path", "count", "found"), [("quiz.gift", 1, 1), ("quiz.gift", 3, 0), ("pretest/1.gift", 1, 0)]
)
def test_not_knowing_is_left_alone_where_it_is_meant(path, count, found):
    unsure = ask("What is 2 + 2?", "4", "5", "I don't know")
    questions = (ask("What is 2 + 3?", "4", "5"), *[unsure] * count)
    assert len(list(throwaway_option.check(Document(path, "gift", questions=questions)))) == found


@pytest.mark.parametrize(
    ("stem", "kind", "message"),
    [
        ("What is a heap, and how is it built?", "choice", ["joined"]),
        ("What is a heap? How is it built?", "choice", ["asks"]),
        ("What is a heap? (Alternative: what is called a heap?)", "choice", []),
        ("What is a heap?\nWhat is a heap?", "choice", []),
        ("What is the sum and the product of 2 and 3?", "choice", []),
        ("You have 3 and what you want is 4. What is missing?", "choice", []),
        ("A heap is a tree, and it is always sorted.", "true-false", ["claims"]),
        ("A heap is a tree and a stack a list.", "true-false", []),
        ("If a heap is sorted and the root is 3, its leaf is 4.", "true-false", []),
        ("What is a heap? ____ What is its root? ____", "short-answer", []),
        ("What if the heap is empty? What is printed?", "choice", []),
    ],
)
def test_two_questions_in_one(stem, kind, message):
    assert [hit.message for hit in double_barrelled.check(ask(stem, "a", "b", kind=kind))] == message


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (("It is used to sort a list", "It is used to copy a list", "It is used to join a list"), ["It is used to"]),
        (("one row of the data", "a column of the data", "all columns of the data"), []),
        (("It is used to sort", "It is used to copy", "All of the above"), []),
        (("x = a + b + 1", "x = a + b + 2", "x = a + b + 3"), []),
    ],
)
def test_words_that_all_options_share(options, found):
    assert flagged(repeated_frame, ask("What does it do?", *options)) == found


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (("to sort rows", "to drop rows", "to add rows", "faster reading"), ["faster reading"]),
        (("5", "six", "7"), ["six"]),
        (("five", "six", "seven"), []),
        (("to sort rows", "to drop rows", "none of the above"), []),
        (("`to` sorts", "to drop rows", "to add rows"), []),
    ],
)
def test_option_of_another_form(options, found):
    assert flagged(nonparallel_options, ask("Why?", *options)) == found


@pytest.mark.parametrize(
    ("stem", "is_found"),
    [
        ("Tokenization", True),
        ("A singular matrix has", True),
        ("A singular matrix has:", False),
        ("A singular matrix has ...", False),
        ("Choose the singular matrix.", False),
        ("`x = 3`", False),
        (f"Tokenization of {placeholder(0)}", False),
    ],
)
def test_stem_that_asks_nothing(stem, is_found):
    assert bool(list(stem_without_question.check(ask(stem, "one", "two", "three")))) is is_found


def test_two_verdicts_make_a_true_false_item():
    assert flagged(true_false_item, ask("Is it so?", "Yes.", "No.")) == ["Is it so?"]
    assert flagged(true_false_item, ask("What does 1 == 1 give?", "True", "False", "None")) == []


def test_echo_of_the_question_is_told_once_with_its_place():
    question = ask(
        "When is early stopping useful?", "when the loss stops to fall, or stops to rise", "never", "at first"
    )
    (hit,) = clang_association.check(Document("quiz.gift", "gift", questions=(question,)))
    assert hit.text.text[hit.span.start : hit.span.end] == "stops"
    (related,) = hit.related
    assert related.text.text[related.span.start : related.span.end] == "stopping"


def test_word_that_the_whole_quiz_is_about_is_no_echo():
    questions = tuple(
        ask(f"When is stopping number {number} useful?", "it stops", "never", "at first") for number in range(5)
    )
    assert not list(clang_association.check(Document("quiz.gift", "gift", questions=questions)))


@pytest.mark.parametrize("kind", ["survey", "matching", "essay", "description", "ordering"])
def test_questions_without_options_to_choose_are_left_alone(kind):
    question = ask("It is not impossible and what is it: a", "I don't know", "to add", "to sort", "apples", kind=kind)
    checks = (article_cue, double_barrelled, double_negative, inner_blank, nonparallel_options, repeated_frame)
    assert [list(check.check(question)) for check in checks] == [[]] * 6
    assert not list(throwaway_option.check(Document("quiz.gift", "gift", questions=(question,))))


@pytest.mark.parametrize(
    ("telling", "count", "found"), [(12, 12, ["quiz"]), (9, 9, []), (6, 20, []), (14, 20, ["quiz"])]
)
def test_longest_option_is_told_once_over_a_quiz(telling, count, found):
    long, short = "what follows from it", "what led to this"
    questions = [
        ask(f"What is {n}?", long if n < telling else short, short + "!", short + "?", long[:-3]) for n in range(count)
    ]
    document = Document("quiz.gift", "gift", questions=tuple(questions))
    assert [hit.message for hit in longest_option.check(document)] == found
