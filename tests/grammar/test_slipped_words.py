"""GRM015: words that a slip of the hand made of their neighbours, and the near misses."""

import pytest

from tests.grammar.reading import flagged

SLIPS = [
    ("We test on out own data.", "out"),
    ("Out model has two layers.", "Out"),
    ("We see how out estimate changes.", "out"),
    ("Remove the rows form the table.", "form"),
    ("Edit th first cell.", "th"),
    ("While the former is exact, the later allows errors.", "later"),
    ("Now we can stat again.", "stat"),
    ("Choose there initial values.", "there"),
    ("The error is larger that the tolerance.", "that"),
    ("Assume than the noise is Gaussian.", "than"),
    ("The dataset in bundled with the tests.", "in"),
    ("The weights have be trained.", "be"),
    ("We can us the mean instead.", "us"),
    ("It allows use to compare models.", "use"),
    ("You now how the sum is taken.", "now"),
    ("We need to computer the gradient.", "computer"),
    ("You may able to see it.", "able"),
    ("The data are on your on machine.", "on"),
    ("Others methods are slower.", "Others"),
]
SOUND = [
    "Sign in, log out models and try out methods; out of the box it can carry out tests.",
    "The lines read from the file form a table, and the rows we remove form the sample.",
    "Find the n th term; see the later chapters; there exist other models; to get there later models wait.",
    "It is clearer that the mean is larger than that; note rather than guess; in addition we may say so.",
    "He gives it to us the next day; they let us use the key; we now see that others are sure.",
    "As we can monitor the loss, you can order them, and in theory all can matter.",
    "We build out lists and sanity check them now that you can call out errors; it has been so.",
    "Others run it on our own, on their on-site machine.",
]


@pytest.mark.parametrize(("text", "at"), SLIPS)
def test_slip_is_found_where_it_stands(text, at):
    assert flagged("GRM015", text) == [at]


@pytest.mark.parametrize("text", SOUND)
def test_sound_sentence_is_left_alone(text):
    assert flagged("GRM015", text) == []
