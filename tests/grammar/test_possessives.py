"""GRM020 and GRM021: pronouns where a possessive belongs, and what only looks like it."""

import time

import pytest

from tests.grammar.reading import fixed, flagged, hits


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("Save it on you computer.", "you"),
        ("It fails if you variables have no names.", "you"),
        ("We check you code with a linter.", "you"),
        ("Then share you code with others.", "you"),
        ("Checking you work by hand takes long.", "you"),
        ("It is the mean of they parameters.", "they"),
        ("Rank them by there percentage.", "there"),
        ("If your provide a list, it is sorted.", "your"),
    ],
)
def test_pronoun_between_a_word_that_asks_for_a_noun_and_that_noun_is_a_slip(text, at):
    assert flagged("GRM020", text) == [at]


@pytest.mark.parametrize(
    "text",
    [
        "This gives you data and saves you memory.",
        "We tell you students what to do; for you developers there is more.",
        "Suppose you plot the data, or imagine you work there.",
        "It helps you code, and lets you model the noise.",
        "If you drive you need a car; if you use it you will see.",
        "Which package you need to use is up to you.",
        "From there data flow into the buffer.",
        "To \ue000 you \ue001.",
    ],
)
def test_pronoun_with_its_verb_or_its_gift_is_left_alone(text):
    assert flagged("GRM020", text) == []


@pytest.mark.parametrize(
    "text",
    [
        "It keeps it's layout.",
        "Be confident in it's prediction.",
        "We check it's accuracy.",
    ],
)
def test_contraction_before_what_is_owned_is_a_slip(text):
    assert flagged("GRM021", text) == ["it's"]
    assert "its" in fixed(text, hits("GRM021", text))


@pytest.mark.parametrize(
    "text",
    [
        "We know it's data.",
        "After training it's accuracy that counts.",
        "Check it's valid code, and that it's there.",
        "It's in the notebook you're in.",
        "He is someone who's new.",
    ],
)
def test_contraction_that_is_a_clause_is_left_alone(text):
    assert flagged("GRM021", text) == []


@pytest.mark.parametrize("piece", ["you ", "in you data ", "it's ", "check it's data ", "your provide a "])
def test_hostile_prose_is_read_in_no_time(piece):
    prose = (piece * 80_000)[:80_000]
    start = time.process_time()
    flagged("GRM020", prose)
    flagged("GRM021", prose)
    assert time.process_time() - start < 0.5
