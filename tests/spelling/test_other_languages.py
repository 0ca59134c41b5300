"""Other languages: only a slip inside the stem of a word that the same course spells right, and no English grammar."""

from __future__ import annotations

import pytest

from courselint.model import Course
from courselint.spelling.speller import Speller
from tests.courses import check, found, lay_out

SPELLERS = {language: Speller(language) for language in ("de", "es", "fr", "pt")}


def suggestion(language: str, word: str, **counts: int) -> str | None:
    course = Course(words={word: 1} | counts)
    judged = SPELLERS[language].judge(word, course, starts_sentence=False)
    return judged.suggestions[0] if judged else None


@pytest.mark.parametrize(
    ("language", "wrong", "right"),
    [
        ("de", "bertrachten", "betrachten"), ("de", "gennant", "genannt"), ("de", "nummerriert", "nummeriert"),
        ("de", "Persitente", "Persistente"), ("fr", "sytème", "système"), ("fr", "apelle", "appelle"),
        ("fr", "charactère", "caractère"), ("pt", "estatistica", "estatística"), ("pt", "errros", "erros"),
        ("pt", "impementando", "implementando"),
    ],
)  # fmt: skip
def test_a_slip_for_a_word_of_the_course_is_one(language: str, wrong: str, right: str) -> None:
    assert suggestion(language, wrong, **{right: 5}) == right
    assert suggestion(language, wrong) is None


@pytest.mark.parametrize(
    ("language", "word", "near"),
    [
        # Forms that the dictionary lacks beside those that it has.
        ("de", "indizierten", "indizieren"), ("fr", "utilisions", "utilisons"), ("es", "trabajando", "trabajado"),
        ("es", "todos", "todo"), ("pt", "rotacionadas", "relacionadas"),
        # Brazil's spelling, the new French one, loans, English, elisions, names.
        ("pt", "acadêmica", "académica"), ("fr", "maitriser", "maîtriser"), ("de", "gehostet", "gekostet"),
        ("de", "processing", "prozessing"), ("de", "zaehlen", "zahlen"), ("fr", "d’algorithme", "l'algorithme"),
        ("de", "Schmidt", "Schmitt"),
    ],
)  # fmt: skip
def test_what_a_dictionary_lacks_is_left_alone(language: str, word: str, near: str) -> None:
    assert suggestion(language, word, **{near: 30}) is None


GERMAN = (
    "Eine Matrix heißt orthogonal, wenn ihre Spalten paarweise senkrecht aufeinander stehen und die Länge eins haben.\n"
    "Ein Vektor, der sich bei der Abbildung nur streckt, wird Eigenvektor genannt, der Faktor heißt Eigenwert.\n"
)


def test_in_a_german_course_only_german_is_judged(tmp_path):
    slips = "Die die Richtung ist eine unit, so gennant und genannt, genannt, genannt.\n"
    lay_out(tmp_path, {"courselint.toml": 'language = "de"', "lektion.md": GERMAN + slips})
    assert [rule for rule, *_ in found(check(tmp_path))] == ["SPL001"]


def test_an_english_file_of_a_german_course_is_one_note(tmp_path):
    english = "The mean of the sample is an estimator of the expected value; compute it for the data below. " * 5
    lay_out(tmp_path, {"courselint.toml": 'language = "de"', "lektion.md": GERMAN * 2, "lesson.md": english})
    assert [(rule, path) for rule, path, *_ in found(check(tmp_path))] == [("SPL900", "lesson.md")]


def test_grammar_of_english_is_asked_of_no_other_language_even_by_name(tmp_path):
    lay_out(tmp_path, {"courselint.toml": 'language = "de"', "lektion.md": GERMAN + "Vektoren, die die Norm haben."})
    assert found(check(tmp_path, select=("GRM",))) == []
