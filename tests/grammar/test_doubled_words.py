"""GRM001: which words may stand twice."""

import pytest

from courselint.model import Run, Text
from tests.grammar.reading import fixed, flagged, hits


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("It is the the gradient.", "the the"),
        ("The the gradient is zero.", "The the"),
        ("We scale the\n  the gradient.", "the\n  the"),
        ("Here the the the gradient explodes.", "the the the"),
        ("Plot a a histogram.", "a a"),
        ("It problem has a rather uneven uneven structure.", "uneven uneven"),
        ("We stack four frames frames), then we train.", "frames frames"),
        ("This shows that that training takes long.", "that that"),
        ("The The training is slow.", "The The"),
        ("Use the the \ue000 function.", "the the"),
        ("It says what happens if there are are ties.", "are are"),
        ("The text that is is copyrightable stays out.", "is is"),
        ("If you you later need more, read on.", "you you"),
        ("Now that that we've seen it, go on.", "that that"),
        ("Set up up a folder.", "up up"),
        ("It is shown in more more detail below.", "more more"),
        ("Instead of relying on \ue000, use use \ue001.", "use use"),
        ("It is the last element in the in the sequence.", "in the in the"),
        ("We built it using the using the estimator.", "using the using the"),
        ("This will be will be slow.", "will be will be"),
    ],
)
def test_slip_is_one_finding_over_its_run(text, at):
    assert flagged("GRM001", text) == [at]


@pytest.mark.parametrize(
    "text",
    [
        "By then it had had enough data.",
        "We know that that matrix is singular.",
        "What it is is a projection.",
        "Those are the states you are in in this game.",
        "New New York, Duran Duran and The The are names.",
        "Add 2 2 and x x, n n or b b.",
        "It is very very slow, far far away, bye bye.",
        "Use a log log scale.",
        "Expand to a one one-hot vector.",
        "Run the in in-place variant.",
        "Is it the \ue000 the function?",
        "This is the end. End of the story.",
        "We stop the. The second begins.",
        "Compare and and or gates.",
        'Search for "the the" in the text.',
        "spam spam spam spam",
        "dog dog cat cat",
        "Data\nData is what we need.",
        "If condition and and logical operators",
        "Slice out the phrase 'because because because' there.",
        "It is a lot of trouble to go to to multiply by one.",
        "It tells you you need a longer chain.",
        "What the slope of it is is another matter.",
        "We draw cards over and over and over, line by line by line, in lists of lists of lists.",
        "Input in the range\nIn the range of it is is fine.".replace(" is is", " is"),
        "What it is it is.",
    ],
)
def test_doubling_that_english_allows_is_left_alone(text):
    assert flagged("GRM001", text) == []


def test_fix_deletes_all_but_the_first():
    text = "We scale the\nthe the gradient."
    assert fixed(text, hits("GRM001", text)) == "We scale the gradient."


def test_second_word_in_emphasis_is_a_name():
    # Write it with _with_: the text of the cell without the marks.
    text = Text("Write it with with.", (Run(0, 14, 0, 14), Run(14, 4, 15, 4), Run(18, 1, 20, 1)))
    assert hits("GRM001", text) == []


def test_code_is_not_prose():
    assert hits("GRM001", Text.plain("the the", kind="code")) == []


def test_raw_code_and_maths_of_a_stem_part_words():
    assert hits("GRM001", Text.plain("Is the `x` the value, or $a$ a <b>key</b>?", kind="stem")) == []
