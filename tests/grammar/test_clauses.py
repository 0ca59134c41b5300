"""How a text is read as words of sentences."""

import pytest

from courselint.analysis.clauses import BLANK, MARK, SENTENCE, clauses
from courselint.analysis.nounphrases import head


@pytest.mark.parametrize(
    ("text", "gaps"),
    [
        ("one two", (SENTENCE, BLANK)),
        ("one\ntwo", (SENTENCE, BLANK)),
        ("one\n\ntwo", (SENTENCE, SENTENCE)),
        ("one, two", (SENTENCE, MARK)),
        ("one. two", (SENTENCE, SENTENCE)),
        ("one: two", (SENTENCE, SENTENCE)),
        ("one (two) three", (SENTENCE, MARK, MARK)),
    ],
)
def test_gap_tells_what_parts_two_words(text, gaps):
    assert clauses(text).gaps == gaps


@pytest.mark.parametrize("piece", ["x_train", "\ue000", "np.mean", "3.5", "pre-trained", "f(x)", "α", "a" * 100 + "."])
def test_what_is_no_plain_word_has_no_form(piece):
    assert clauses(f"The {piece} here").forms == ("the", "", "here")


def test_words_stand_where_they_are():
    text = "It’s “quoted” (twice), isn't it?"
    read = clauses(text)
    assert read.forms == ("it's", "quoted", "twice", "isn't", "it")
    assert [text[read.starts[at] : read.end(at)] for at in range(5)] == ["It’s", "quoted", "twice", "isn't", "it"]


def test_no_word_follows_past_a_mark_or_the_end():
    read = clauses("one, two")
    assert (read.form(1), read.form(2), read.form(-1), read.prior(1), read.prior(0)) == ("",) * 5


@pytest.mark.parametrize(
    ("phrase", "noun"),
    [
        ("these sparse matrices are", "matrices"),
        ("the matrix sparse values", None),
        ("these always match", None),
        ("these Python packages", None),
        ("the more important parameter is", "parameter"),
    ],
)
def test_head_of_a_noun_phrase(phrase, noun):
    read = clauses(phrase)
    at = head(read, 1)
    assert (None if at is None else read.forms[at]) == noun
