"""GRM008, GRM009, GRM010, GRM013, GRM014: forms that fit nowhere, and their near misses."""

import pytest

from tests.grammar.reading import fixed, flagged, hits

SLIPS = [
    ("GRM008", "You can groups plots.", "groups"),
    ("GRM008", "The model will trained on text.", "trained"),
    ("GRM008", "It helps prevents overfitting.", "prevents"),
    ("GRM008", "We are going to gets started.", "gets"),
    ("GRM008", "A word can be used to generated the others.", "generated"),
    ("GRM008", "The state does not shared data.", "shared"),
    ("GRM008", "Let's saved the file.", "saved"),
    ("GRM009", "The tutorial has show you how.", "show"),
    ("GRM009", "So far we've keep track of them.", "keep"),
    ("GRM009", "Readers are encourage to try.", "encourage"),
    ("GRM009", "The quiz is belong to them.", "belong"),
    ("GRM010", "It is one of the most critical task in learning.", "task"),
    ("GRM010", "These grid of vectors are long.", "grid"),
    ("GRM010", "Repeat it for each parameters.", "parameters"),
    ("GRM010", "An iterators is returned.", "iterators"),
    ("GRM010", "Until a certain criteria is met, go on.", "criteria"),
    ("GRM013", "We uses two layers.", "uses"),
    ("GRM013", "This notebook demonstrate the process.", "demonstrate"),
    ("GRM013", "If the variables currently lives on two devices, copy.", "lives"),
    ("GRM013", "The variance of the activations are small.", "are"),
    ("GRM013", "It is a package that provide arrays.", "provide"),
    ("GRM013", "There are two rows that has a date.", "has"),
    ("GRM013", "Note that the mean minimise the distance.", "minimise"),
    ("GRM013", "The answers is on the next page.", "is"),
    ("GRM013", "Each of these functions are smooth.", "are"),
    ("GRM013", "The weights of the layers is small.", "is"),
    ("GRM013", "The cost function for neural networks are not convex.", "are"),
    ("GRM013", "The class has several methods that allows it.", "allows"),
    ("GRM013", "See what happen when the rate grows.", "happen"),
    ("GRM013", "This make sense for a sample.", "make"),
    ("GRM013", "How does these layers learn?", "does"),
    ("GRM014", "Add a user by provided a list of names.", "provided"),
    ("GRM014", "A way of understand the curse is this.", "understand"),
]
SOUND = [
    ("GRM008", "The will is free and a will reads; what you will is what counts."),
    ("GRM008", "Access to lectures, links to tests, changes to works and attention to what it is to gives rise."),
    ("GRM008", "They are going to protected areas."),
    ("GRM008", "As well as we can given the data, and in May trains are late."),
    ("GRM009", "The question is does it converge; what it is makes no difference; that is subtract it."),
    ("GRM009", "All we have to do is compute it; the model has run, and it has been overfit."),
    ("GRM009", "The data we have show it, and you had better know it."),
    ("GRM010", "Many thanks; each of the models; each varies; each takes part; this results from that."),
    ("GRM010", "A statistics course, a few models, every two weeks, these two-layer networks and both model and data."),
    ("GRM010", "A function mapping items to counts; an agent starts here; every notebook ends with a test."),
    ("GRM010", "The first two use heuristic search in space; step one of our approach is done."),
    ("GRM010", "Multiple assignment is an ability; the top five error of a net."),
    ("GRM013", "It need not be so; the agent need not think; if it were so, does it look like a line?"),
    ("GRM013", "Make it work, let it run, and suggest that it be read; they themselves; we humans and we authors."),
    ("GRM013", "How many sides does it have, and how many layers does the model have?"),
    ("GRM013", "This time you win. This forget gate works. A number of models are used, and the rest are not."),
    ("GRM013", "It is one of the models that have errors; the errors of a model that have names."),
    ("GRM013", "The mean of x and the data are given. The version using generators is short."),
    ("GRM013", "A list of methods that has two entries; the number of rows in the tables is 5; does these help?"),
    (
        "GRM013",
        "The mean of a row and that of a column are equal; an array of values that is long.",
    ),
    ("GRM014", "We instead create a copy, rather than make a view; you sort of bake the cake and so on make it."),
    ("GRM014", "What it stands for make clear; by design, of course and for use in the lab."),
]


@pytest.mark.parametrize(("rule_id", "text", "at"), SLIPS)
def test_slip_is_found_where_it_stands(rule_id, text, at):
    assert flagged(rule_id, text) == [at]


@pytest.mark.parametrize(("rule_id", "text"), SOUND)
def test_sound_wording_is_left_alone(rule_id, text):
    assert flagged(rule_id, text) == []


@pytest.mark.parametrize(
    ("rule_id", "wrong", "right"),
    [
        ("GRM008", "It will returns a list.", "It will return a list."),
        ("GRM009", "Nets have became deep.", "Nets have become deep."),
        ("GRM010", "Invert these matrix.", "Invert these matrices."),
        ("GRM010", "This parameters are fixed.", "These parameters are fixed."),
        ("GRM013", "They doesn't overlap.", "They don't overlap."),
        ("GRM013", "This method apply a filter.", "This method applies a filter."),
        (
            "GRM014",
            "We mend it by change the seed, by create a copy.",
            "We mend it by change the seed, by creating a copy.",
        ),
    ],
)
def test_fix_writes_the_form_that_fits(rule_id, wrong, right):
    assert fixed(wrong, hits(rule_id, wrong)) == right


@pytest.mark.parametrize(
    "text",
    ["“will returns” is wrong.", "these \ue000 matrix, these, matrix", "It will\n\nreturns", "It will `returns`"],
)
def test_quoted_and_parted_words_make_no_phrase(text):
    assert not any(flagged(rule_id, text) for rule_id in ("GRM008", "GRM010"))
