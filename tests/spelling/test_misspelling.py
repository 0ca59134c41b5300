"""What the check makes of a judgement: where it stands, what it offers, what it passes over."""

from __future__ import annotations

from dataclasses import replace

import pytest

from courselint.checks import language_not_checked, misspelling
from courselint.model import Course, Document, Run, Span, Text
from courselint.spelling.speller import Speller

SPELLER = Speller()


def flagged(text: Text, course: Course | None = None) -> list[str]:
    hits = misspelling.check(text, course or Course(), SPELLER)
    return [text.text[hit.span.start : hit.span.end] for hit in hits]


def test_the_fix_replaces_the_word_alone() -> None:
    text = Text.plain("The matrix' probabilty's sum")
    (hit,) = misspelling.check(text, Course(), SPELLER)
    assert hit.fix is not None
    assert hit.fix.applicability == "safe"
    (edit,) = hit.fix.edits
    assert (edit.span, edit.content) == (Span(12, 22), "probability")


def test_a_fix_with_a_rival_is_unsafe() -> None:
    (hit,) = misspelling.check(Text.plain("it is a functionof the rate"), Course(), SPELLER)
    assert hit.fix is not None
    assert hit.fix.applicability == "unsafe"


def test_code_is_never_checked() -> None:
    assert flagged(replace(Text.plain("recieve the probabilty"), kind="code")) == []


@pytest.mark.parametrize(
    "prose", ['the value "probabilty"', "a list of Probabilty", "by Recieve-2 and \ue000probabilty"]
)
def test_what_only_looks_like_prose_is_passed_over(prose: str) -> None:
    assert "probabilty" not in flagged(Text.plain(prose))


def test_a_word_from_which_brackets_were_dropped_is_no_word() -> None:
    # “reward[t” as a reader of Markdown gives it: the bracket is gone, the letters have moved together.
    text = Text("the rewardt", (Run(0, 10, 0, 10), Run(10, 1, 11, 1)))
    assert flagged(text) == []


@pytest.mark.parametrize(
    ("docstring", "expected"),
    [
        ("    lenght : int", []), ("    lenght, varience : int", []), ("    lenght (int): of it", []),
        (":param lenght: of it", []), (":param int retrun: of it", []), (":type lenght: int", []),
        ("    *lenght: of it", []),
        # No name of the code, or no place of one.
        ("    retrun : int", ["retrun"]), ("    the lenght: it", ["lenght"]), ("    lenght of it", ["lenght"]),
        (":returns lenght: it", ["lenght"]),
    ],
)  # fmt: skip
def test_a_docstring_names_parameters_as_the_code_does(docstring: str, expected: list[str]) -> None:
    course = Course(identifiers=frozenset({"lenght", "varience"}))
    assert flagged(replace(Text.plain(docstring), kind="docstring"), course) == expected


def test_a_list_of_names_is_passed_over() -> None:
    assert flagged(Text.plain("thanks to gkutiel, ozgur, dsweet, cclauss, tiepvu and mlxd")) == []


@pytest.mark.parametrize(
    "prose",
    [
        "Departament de Computing, Barcelona", "Teaches Aplicaciones de Analysis Funcional.", "Universitat del Mar",
        "Heil, Matthias (2007). Flow at low speed.", 'order=10  # pairs for "A"nnual seasonality',
        "The French “Temps Universel Coordonné” too.", "Riak, Redis and Memcached", "Dashew Center for Students",
        "see Figure @ref(fig:docker-runconfig)", "Stampa il tipo di tre valori di tipo differente.",
        "Operatori matematici.", "a sample from trunc-normal distribution", "performs linear interp.",
        "the cost a = 2, fdivide = O(1)", "the suffix anana$ of banana",
        "see [[decisin-figure]] and [decisin-section]", "Connel and Palayev showed it", "Shoer's algorithm",
        "Crea un alien y determina cuantos entran en una fila.", "Il s'agit de la fonction de cout pour les modeles.",
        "Sammonn [-@Sammonn:1969] maps points.", "It is a two-parter on attention.",
        "The genome of E. collii is short.", "A set of k-mors is counted.",
    ],
)  # fmt: skip
def test_names_references_and_pieces_are_passed_over(prose: str) -> None:
    assert flagged(Text.plain(prose)) == []


def test_a_short_word_between_marks_of_emphasis_is_a_name() -> None:
    # Consider **gt**, **huxtble** and more, as a reader of Markdown gives it.
    text = Text("gt, huxtble and", (Run(0, 4, 2, 4), Run(4, 7, 8, 7), Run(11, 4, 17, 4)))
    assert flagged(text) == []


def test_a_known_slip_is_one_whatever_surrounds_it() -> None:
    assert flagged(Text.plain("Recieve, Redis and Memcached")) == ["Recieve"]


def test_a_paragraph_in_another_language_holds_no_slip_of_english() -> None:
    assert flagged(Text.plain("Quais são os elementos do vetor abaixo, e qual é o tamanho dele?")) == []
    assert flagged(Text.plain("Take the vetor of the residuals and plot it.")) == ["vetor"]


def test_a_slip_before_a_comma_is_no_reference() -> None:
    assert flagged(Text.plain("Similary, Bayes wrote it.")) == ["Similary"]


def test_a_foreign_file_is_one_finding() -> None:
    text = Text.plain("Zeigen Sie, dass das Produkt zweier orthogonaler Matrizen wieder orthogonal ist. " * 5)
    (hit,) = language_not_checked.check(Document("lektion.md", "markdown", texts=(text,)), SPELLER)
    assert hit.text is None
