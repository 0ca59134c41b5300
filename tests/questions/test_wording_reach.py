"""How far the rules of wording reach: phrasings that ask nothing or ask for the false, and some that only seem to."""

import pytest

from courselint.checks import (
    catch_all_option,
    combined_options,
    contradictory_marking,
    negated_stem,
    repeated_frame,
    stem_without_question,
    true_false_item,
    unfocused_stem,
)
from courselint.model import Option, Question, Text

STATEMENTS = (
    "A mean resists every outlier there is.",
    "A median resists every outlier there is.",
    "Both change alike.",
)


def ask(stem, *options, keys=(0,), is_single=None):
    given = tuple(Option(Text.plain(text), number in keys) for number, text in enumerate(options))
    return Question("choice", "gift", Text.plain(stem), given, is_single=is_single)


def messages(check, question, **params):
    return [hit.message for hit in check.check(question, **params)]


@pytest.mark.parametrize(
    ("stem", "found"),
    [
        ("Which of the following statements is **incorrect**?", ["which"]),
        ("Identify the statement that is *FALSE*:", ["which"]),
        ("Determine which of the following statements is FALSE", ["which"]),
        ("Which statement do you think is true?", ["which"]),
        ("This interpretation is correct …", ["which"]),
        ("Which one is _not_ true?", ["which"]),
        ("Which of the following is false about classes?", ["topic"]),
        ("Which statement about a *loss* is correct?", ["topic"]),
        ("Which sentence is correct?", []),
        ("Choose the correct sentence.", []),
        ("Which statement about the median of skewed data is true?", []),
        ("Which of the following is true of what `sorted` returns?", []),
        ("Identify the statement that is executed first:", []),
        ("This interpretation of the slope is correct because", []),
    ],
)
def test_stem_that_asks_nothing(stem, found):
    assert messages(unfocused_stem, ask(stem, *STATEMENTS)) == found


def test_two_statements_are_as_unfocused_as_three():
    stem = "Which of these statements is true?"
    assert messages(unfocused_stem, ask(stem, *STATEMENTS[:2])) == ["which"]
    assert messages(unfocused_stem, ask(stem, "p", "q")) == []


def test_topic_with_several_keys_lets_learners_judge_each_statement():
    stem = "Which of these statements about outliers are true?"
    assert messages(unfocused_stem, ask(stem, *STATEMENTS, keys=(0, 1))) == []
    assert messages(unfocused_stem, ask(stem, *STATEMENTS, is_single=False)) == []
    assert messages(unfocused_stem, ask(stem, *STATEMENTS)) == ["topic"]


@pytest.mark.parametrize(
    ("stem", "found"),
    [
        ("Identify the statement that is *FALSE*:", "FALSE"),
        ("Select the option which is not prime.", "not"),
        ("Which of the following is **false** about the variance?", "false"),
        ("Which of these is incorrect about loops?", "incorrect"),
        ("Which of these is wrong with the loop?", None),
        ("Which of these is a false positive?", None),
        ("Identify the statement that is true if the loop is not entered:", None),
    ],
)
def test_false_is_asked_for(stem, found):
    hits = [hit.text.text[hit.span.start : hit.span.end] for hit in negated_stem.check(ask(stem, *STATEMENTS))]
    assert hits == ([found] if found else [])


@pytest.mark.parametrize(
    ("stem", "options", "found"),
    [
        ("Which of these laws is used?", ("Ohm's law", "Hooke's law", "None"), ["None"]),
        ("Identify the form of the proof.", ("Induction", "Contradiction", "Neither"), ["Neither"]),
        ("Which of these laws is used?", ("None", "Ohm's law", "Hooke's law"), []),
        ("Which of these does the function return?", ("A list", "A tuple", "None"), []),
        ("Which of these is falsy?", ("`[0]`", "`{1}`", "None"), []),
        ("Which of these is falsy?", ("True", "Seven", "None"), []),
        ("Which restart policy is the safest?", ("always", "unless stopped", "none"), []),
        ("Which of these is even, odd or neither?", ("The sine", "The cosine", "Neither"), []),
        ("How many of these are prime?", ("A few", "Most", "None"), []),
    ],
)
def test_none_alone_rejects_what_stands_above_it(stem, options, found):
    hits = catch_all_option.check(ask(stem, *options), kind="none")
    assert [hit.text.text for hit in hits] == found


@pytest.mark.parametrize(
    ("stem", "options", "found"),
    [
        ("Which is the better choice?", ("Either local or remote storage", "Remote storage", "Local storage"), True),
        ("What differs?", ("Favourite colour", "Favourite number", "Both favourite colour and number"), True),
        ("What is kept?", ("The mean", "The median", "Both the mean and the range"), False),
        ("Is it local, remote, or both?", ("Local", "Remote", "Both local and remote"), False),
        ("Who sees it?", ("Both parents and children of a node", "Its leaves", "Its root"), False),
    ],
)
def test_option_joined_from_the_words_of_two_others(stem, options, found):
    assert messages(combined_options, ask(stem, *options)) == (["combined"] if found else [])


@pytest.mark.parametrize("said", ["This answer is correct!", "This is correct.", "Your choice is right."])
def test_praise_under_a_wrong_option(said):
    options = (
        Option(Text.plain("2"), True),
        Option(Text.plain("3"), False, feedback=Text.plain(f"{said} Add the digits.")),
    )
    assert messages(contradictory_marking, Question("choice", "gift", Text.plain("What is 1 + 1?"), options)) == [
        "praised"
    ]


@pytest.mark.parametrize(
    ("stem", "found"),
    [
        ("Consider a falling ball. Its velocity", True),
        ("Suppose that A is regular. Then the columns of A are", True),
        ("Consider a falling ball. Its velocity is:", False),
        ("Select the right end. The velocity of a ball", False),
        ("For each of these, indicate whether it grows. The velocity of a ball", False),
        ("Let A be regular. Compute its inverse.", False),
    ],
)
def test_half_sentence_after_a_passage_asks_nothing(stem, found):
    assert messages(stem_without_question, ask(stem, *STATEMENTS)) == (["nothing-asked"] if found else [])


def test_choice_of_what_to_do_next_is_no_true_false_item():
    assert messages(true_false_item, ask("Would you like to see the plot?", "Yes", "No", keys=())) == []
    assert messages(true_false_item, ask("Is this argument valid?", "Valid", "Invalid")) == ["found"]


def test_two_options_need_a_longer_frame_than_three():
    short = ("The sum of them is even.", "The sum of them is odd.")
    long = ("The sum of two odd numbers is always even.", "The sum of two odd numbers is always prime.")
    assert messages(repeated_frame, ask("Which holds?", *short)) == []
    assert messages(repeated_frame, ask("Which holds?", *short, "The sum of them is prime.")) == ["begins"]
    assert messages(repeated_frame, ask("Which holds?", *long)) == ["begins"]


@pytest.mark.parametrize(
    ("said", "found"),
    [("This answer is correct! It adds up.", ["praised"]), ("This is correct.", []), ("Correct, it adds up.", [])],
)
def test_praise_where_the_false_is_asked_for(said, found):
    options = (
        Option(Text.plain("1 + 1 = 3"), True),
        Option(Text.plain("1 + 1 = 2"), False, feedback=Text.plain(said)),
    )
    stem = Text.plain("Which of these sums is incorrect?")
    assert messages(contradictory_marking, Question("choice", "gift", stem, options)) == found
