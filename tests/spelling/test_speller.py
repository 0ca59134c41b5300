"""Which words are misspelt: what convicts, what acquits, and that the order of asking doesn't matter."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courselint.model import Course
from courselint.spelling.lexicon import lexicon
from courselint.spelling.speller import Misspelling, Speller

SPELLER = Speller()
LISTED = sorted(lexicon("en").words)


def judge(
    word: str, counts: Mapping[str, int] | None = None, *, starts: bool = False, names: frozenset[str] = frozenset()
) -> Misspelling | None:
    return SPELLER.judge(word, Course(words=counts or {}, identifiers=names), starts_sentence=starts)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("recieve", "receive"), ("eigenvectr", "eigenvector"), ("probabilty", "probability"),
        ("covarience", "covariance"),
        ("autoencodr", "autoencoder"), ("regulerization", "regularization"), ("backpropgation", "backpropagation"),
        ("dependancy", "dependency"), ("normalizeed", "normalized"), ("occured", "occurred"), ("alot", "a lot"),
        ("isnt", "isn't"), ("thats", "that's"), ("halfs", "halves"), ("containg", "containing"),
        ("specificly", "specifically"), ("implented", "implemented"), ("natually", "naturally"),
        ("hyperparamters", "hyperparameters"), ("disribution", "distribution"),
    ],
)  # fmt: skip
def test_a_slip_gets_the_right_word_first(wrong: str, right: str) -> None:
    found = judge(wrong)
    assert found is not None
    assert found.suggestions[0] == right


@pytest.mark.parametrize(
    "word",
    [
        "colour", "color", "analyse", "analyze", "modelled", "softmax", "tokenizer", "tokeniser", "heteroscedasticity",
        "ndarray", "reparameterised", "subnetworks", "nonsmooth", "multirow", "unvectorized", "chipset", "periodograms",
        "codirectional", "pharmacokinetic",
        "customised", "unsmoothed", "translationally", "probit", "callee", "qubits", "backend", "ebook", "Pokémon",
        "operationalized", "coeliac", "deletability", "satisficing", "connectionism", "there'll", "that're",
        "hyperplanes", "don’t", "naïve", "Bayes", "iii", "xvii", "GPU", "pptd", "facto", "shapley",
    ],
)  # fmt: skip
def test_right_words_are_left_alone(word: str) -> None:
    assert judge(word) is None


@pytest.mark.parametrize("name", ["Hoye", "Bowser", "Krizhevsky", "Francesco", "Xception", "Wich", "Openi"])
def test_a_capital_inside_a_sentence_is_a_name(name: str) -> None:
    assert judge(name) is None


def test_a_long_capitalised_word_in_a_heading_is_still_a_slip() -> None:
    found = judge("Tranformers")
    assert found is not None
    assert found.suggestions[0] == "Transformers"


def test_the_jargon_of_a_course_is_left_alone() -> None:
    assert judge("baselien", {"baselien": 1}) is not None
    assert judge("baselien", {"baselien": 3}) is None


def test_a_near_word_ten_times_as_frequent_convicts_a_repeated_slip() -> None:
    assert judge("baselien", {"baselien": 3, "baseline": 40}) is not None


def test_a_known_slip_is_wrong_however_often_it_is_repeated() -> None:
    assert judge("recieve", {"recieve": 5000}, names=frozenset({"recieve"})) is not None


def test_names_of_the_courses_own_code_are_left_alone() -> None:
    assert judge("stategy") is not None
    assert judge("stategy", names=frozenset({"stategy"})) is None


def test_a_long_everyday_word_is_a_slip_also_when_repeated_a_few_times() -> None:
    assert judge("rememeber", {"rememeber": 4}) is not None
    assert judge("rememeber", {"rememeber": 9}) is None


@pytest.mark.parametrize("wrong", ["constrant", "earler", "iteracting"])
def test_parts_that_are_words_do_not_excuse_a_far_likelier_slip(wrong: str) -> None:
    assert judge(wrong, {"constraint": 9, "earlier": 9, "interacting": 9}) is not None
    assert judge(wrong.title(), starts=True) is None


def test_a_two_letter_slip_is_none_where_the_course_means_it() -> None:
    found = judge("ot")
    assert found is not None
    assert not found.is_clear
    assert judge("ot", names=frozenset({"ot"})) is None
    assert judge("ot", {"ot": 3}) is None


@pytest.mark.parametrize("name", ["Nunberg", "Shor", "Germano"])
def test_a_surname_may_begin_a_sentence(name: str) -> None:
    assert judge(name, starts=True) is None


def test_a_slip_that_a_course_repeats_is_no_suggestion() -> None:
    found = judge("occassionaly", {"occassionally": 5})
    assert found is not None
    assert "occassionally" not in found.suggestions


def test_no_vulgar_word_is_suggested() -> None:
    found = judge("assmple")
    assert found is None or "asshole" not in found.suggestions


def test_words_of_this_course_are_suggested_first() -> None:
    found = judge("dedection", {"detection": 60})
    assert found is not None
    assert found.suggestions[0] == "detection"


def test_words_of_the_project_are_right() -> None:
    course = Course()
    assert Speller("en", frozenset({"Eigenvectr"})).judge("eigenvectr", course, starts_sentence=False) is None


@pytest.mark.parametrize(("wrong", "right"), [("Probabilty", "Probability"), ("PROBABILTY", "PROBABILITY")])
def test_the_suggestion_keeps_the_case(wrong: str, right: str) -> None:
    found = judge(wrong, starts=True)
    assert found is not None
    assert found.suggestions[0] == right


def test_a_word_among_strangers_is_left_alone() -> None:
    course = Course()
    assert SPELLER.judge("manuell", course, starts_sentence=False, among_strangers=True) is None


@settings(deadline=None, max_examples=50)
@given(st.sampled_from(LISTED), st.booleans(), st.booleans())
def test_a_word_of_the_dictionary_is_never_misspelt(word: str, capital: bool, starts: bool) -> None:
    assert judge(word.capitalize() if capital else word, starts=starts) is None


WRONG = ["recieve", "eigenvectr", "Probabilty", "baselien", "zorbified", "Hoye"]


@settings(deadline=None, max_examples=50)
@given(
    st.permutations(WRONG), st.dictionaries(st.sampled_from(["baselien", "baseline", "receive"]), st.integers(0, 50))
)
def test_the_order_of_asking_does_not_matter(order: list[str], counts: dict[str, int]) -> None:
    course = Course(words=counts)
    speller = Speller()
    asked = {word: speller.judge(word, course, starts_sentence=False) for word in order}
    assert asked == {word: judge(word, counts) for word in WRONG}


def test_another_course_is_another_judgement() -> None:
    speller = Speller()
    assert speller.judge("baselien", Course(words={"baselien": 9}), starts_sentence=False) is None
    assert speller.judge("baselien", Course(), starts_sentence=False) is not None


GERMAN = (
    "Eine Matrix heißt orthogonal, wenn ihre Spalten paarweise senkrecht aufeinander stehen und die Länge eins haben. "
)


def test_a_file_in_another_language_is_foreign() -> None:
    assert SPELLER.is_foreign([GERMAN, GERMAN, GERMAN])


def test_a_short_text_is_never_foreign() -> None:
    assert not SPELLER.is_foreign([GERMAN])


def test_english_with_many_names_is_not_foreign() -> None:
    assert not SPELLER.is_foreign(
        ["We thank Ozgur, Fiete Lueer and Tiep Vu for their help with the examples here. "] * 5
    )


FRENCH = "Quel mot-clé de Python sert à définir une fonction dans une classe ? Les options return, import et class."


def test_a_file_with_the_small_words_of_another_language_is_foreign() -> None:
    assert SPELLER.is_foreign([FRENCH, FRENCH])


def test_another_language_has_its_own_dictionary() -> None:
    german = Speller("de")
    assert not german.is_foreign([GERMAN] * 3)
    assert german.knows("Länge")
    assert not german.knows("eigenvector")


@pytest.mark.parametrize("language", ["en-US", "en-GB", "en_GB"])
def test_both_englishes_are_right_in_either(language: str) -> None:
    speller = Speller(language)
    assert speller.knows("colour")
    assert speller.knows("color")


def test_a_language_without_a_dictionary_is_refused() -> None:
    with pytest.raises(ValueError, match="tlh"):
        Speller("tlh")


def test_known_slips_are_in_no_dictionary_and_their_corrections_are_words() -> None:
    lists = lexicon("en")
    assert lists.typos
    assert not lists.typos.keys() & lists.words
    for right in lists.typos.values():
        assert all(part == "a" or SPELLER.knows(part.removesuffix("'s")) for part in right.split()), right


def test_a_very_long_word_is_no_burden() -> None:
    assert judge("a" * 100_000) is None


def test_forms_of_a_courses_jargon_are_left_alone() -> None:
    assert judge("phugoids", {"phugoid": 12}) is None
    assert judge("reparsing", names=frozenset({"reparse"})) is None


def test_the_singular_of_a_courses_jargon_is_left_alone() -> None:
    assert judge("glucokinetic", {"glucokinetics": 12}) is None


def test_forms_of_a_repeated_slip_are_slips() -> None:
    assert judge("caculates", {"caculate": 4, "calculate": 80}) is not None
    assert judge("hyperparamters", {"hyperparameters": 40}, names=frozenset({"hyperparamter"})) is not None


def test_a_name_of_code_excuses_no_form_of_a_listed_word() -> None:
    assert judge("refered", names=frozenset({"refer"})) is not None


def test_people_of_a_place_are_no_slip_for_the_place() -> None:
    assert judge("Chihuahuan", starts=True) is None
