"""GRM002: a and an by sound, and what is no article."""

import pytest

from courselint.analysis.wording import word_set
from courselint.model import Text
from tests.grammar.reading import fixed, flagged, hits

VOWELS = sorted(
    word_set(
        """ML MAE HTML HMM hour
    honest honour heir MLP SVD RNN XML API F-test n-sided x-axis 8-bit 11 18 80 item Euler unbiased
    umbrella unimportant uninformed urn L2 R2 IDE e-mail onerous honorary AI-based ulcer 8th index"""
    )
)
CONSONANTS = sorted(
    word_set(
        """unit uniform European user URL UTF-8 one-hot union 1 100 useful unique ubiquitous US U-shaped t-test CPU
    JSON house once utility year Bayesian numpy unimodal unary GPU K-means 180 pseudo one"""
    )
)
EITHER = sorted(
    word_set(
        """NASA LASSO SQL herb historic hypothesis NN RV x 1100 0.5 ndarray Udacity ROC FAQ iPhone np.mean sklearn UNK
    f(x) item_count"""
    )
)


@pytest.mark.parametrize("word", VOWELS)
def test_vowel_sound_takes_an(word):
    assert flagged("GRM002", f"This is a {word} there.") == ["a"]
    assert flagged("GRM002", f"This is an {word} there.") == []


@pytest.mark.parametrize("word", CONSONANTS)
def test_consonant_sound_takes_a(word):
    assert flagged("GRM002", f"This is an {word} there.") == ["an"]
    assert flagged("GRM002", f"This is a {word} there.") == []


@pytest.mark.parametrize("text", ["Write a R package.", "Solve a N × N board.", "Run a F test."])
def test_capital_before_its_noun_is_read_by_its_name(text):
    assert flagged("GRM002", text) == ["a"]


@pytest.mark.parametrize("word", EITHER)
def test_what_people_say_in_two_ways_is_not_judged(word):
    assert flagged("GRM002", f"This is a {word} there, and an {word} here.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Let a and b be even.",
        "If a is odd, a equals 3; a = 8 is even.",
        "The point a on the line, option a over option b, and matrix A acts on it.",
        "A is invertible. A applied to x is y.",
        "From a to b, a in A, vitamin A instead.",
        "Let a S and a N be given; a S is an N, and we run tests an they pass.",
        "a priori; à une heure",
        "An \ue000 argument, a \ue001 value, a \ue002-element list.",
        "Write “a” item.",
        "a) apple, a. apple, (a) apple",
    ],
)
def test_letter_variable_or_masked_neighbour_is_left_alone(text):
    assert flagged("GRM002", text) == []


def test_fix_keeps_the_capital_and_touches_the_article_only():
    text = "A item and an\nuniform prior. An unit."
    assert fixed(text, hits("GRM002", text)) == "An item and a\nuniform prior. A unit."


def test_raw_code_of_an_option_is_no_word():
    assert hits("GRM002", Text.plain("a `item` or a $n$ item", kind="option")) == []
