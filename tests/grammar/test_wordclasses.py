"""The table of word classes, and the forms that fixes are written with."""

import pytest

from courselint.spelling.wordclasses import (
    ADJECTIVE,
    BASE,
    MOSTLY_VERB,
    NOUN,
    PARTICIPLE,
    PAST,
    PLURAL,
    SINGULAR,
    THIRD,
    bases,
    classes,
    gerund,
    is_only,
    participle,
    plural,
    singulars,
    third,
)


@pytest.mark.parametrize(
    ("word", "only"),
    [
        ("matrix", SINGULAR),
        ("matrices", PLURAL),
        ("hyperparameters", PLURAL),
        ("compute", SINGULAR | BASE),
        ("contains", THIRD),
        ("make", BASE),
        ("became", PAST),
        ("written", PARTICIPLE | ADJECTIVE),
        ("information", NOUN),
        ("data", NOUN),
    ],
)
def test_word_belongs_to_these_classes_only(word, only):
    assert is_only(classes()[word], only)
    assert not is_only(classes()[word], only & (only - 1)) or only & (only - 1) == only


@pytest.mark.parametrize("word", ["the", "of", "is", "can", "they", "that", "many", "two", "eigenfoo", "The"])
def test_function_words_and_unknown_words_have_no_class(word):
    assert classes().get(word, 0) == 0


def test_verb_that_is_a_noun_too_may_be_mostly_a_verb():
    assert classes()["use"] & MOSTLY_VERB
    assert not classes()["model"] & MOSTLY_VERB
    assert is_only(classes()["allow"], BASE)


@pytest.mark.parametrize(
    ("make", "word", "made"),
    [
        (plural, "matrix", "matrices"),
        (plural, "hypothesis", "hypotheses"),
        (plural, "probability", "probabilities"),
        (plural, "dataset", "datasets"),
        (participle, "write", "written"),
        (participle, "define", "defined"),
        (participle, "learn", "learned"),
        (participle, "apply", "applied"),
        (gerund, "use", "using"),
        (gerund, "plot", "plotting"),
        (third, "apply", "applies"),
        (third, "reach", "reaches"),
    ],
)
def test_form_is_made(make, word, made):
    assert make(word) == made


@pytest.mark.parametrize(
    ("form", "verb"),
    [("wrote", "write"), ("became", "become"), ("minimizes", "minimize"), ("applied", "apply"), ("plotting", "plot"),
     ("computed", "compute"), ("matches", "match"), ("chose", "choose")],
)  # fmt: skip
def test_verb_is_found_by_its_form(form, verb):
    assert bases(form)[0] == verb


def test_noun_is_found_by_its_plural():
    assert singulars("matrices")[0] == "matrix"
    assert singulars("parameters") == ("parameter",)
