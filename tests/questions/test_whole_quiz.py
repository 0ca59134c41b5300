"""What is wrong with a quiz as a whole: keys in one place, questions that stand there twice."""

from __future__ import annotations

import pytest

from courselint import catalogue, sources
from courselint.analysis.chisquare import p_value, upper_tail
from courselint.examination import Plan, check_documents, ready
from courselint.spelling.speller import Speller

RULES = {rule.id: rule for rule in catalogue.bundled()}
SPELLER = Speller()


def found(rule: str, path: str, text: str) -> list[str]:
    document = sources.read(path, text.encode())
    assert document is not None
    result = check_documents([document], Plan(ready([RULES[rule]]), SPELLER))
    return [each.message for each in result.diagnostics if each.rule == rule]


@pytest.mark.parametrize(
    ("statistic", "freedom", "probability"),
    # The one-percent points of the usual tables.
    [(6.635, 1, 0.01), (9.210, 2, 0.01), (11.345, 3, 0.01), (13.277, 4, 0.01), (15.086, 5, 0.01), (0, 3, 1)],
)
def test_tail_of_chi_square_is_that_of_the_tables(statistic: float, freedom: int, probability: float):
    assert upper_tail(statistic, freedom) == pytest.approx(probability, abs=1e-5)


def test_equal_counts_are_no_evidence():
    assert p_value([5, 5, 5, 5]) == 1
    assert p_value([1000, 0, 0, 0]) < 1e-100


def quiz(places: list[int], options: int = 4) -> str:
    return "\n".join(
        f"{number}. What is the value of f({number})?\n\n"
        + "".join(f"- [{'x' if at == place else ' '}] {number} plus {at}\n" for at in range(options))
        for number, place in enumerate(places, 1)
    )


@pytest.mark.parametrize(
    ("places", "options", "count"),
    [
        ([1] * 12, 4, 1),
        ([1] * 300, 4, 1),
        ([1] * 11, 4, 0),
        ([0, 1, 2, 3] * 5, 4, 0),
        ([1, 1, 1, 2, 2, 2, 0, 0, 3, 3, 1, 2], 4, 0),
        ([1] * 13, 5, 0),
        ([0, 1] * 20, 2, 0),
    ],
)
def test_keys_in_one_place_are_told_once_a_quiz(places: list[int], options: int, count: int):
    assert len(found("QST301", "quiz.md", quiz(places, options))) == count


def test_shuffled_questions_have_no_places():
    gift = "\n\n".join(f"What is the value of f({number})? {{=right ~wrong ~none}}" for number in range(20))
    assert found("QST301", "quiz.gift", gift) == []


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        ("What is the rank of a zero matrix? {=0 ~1}", "What is the rank of a zero matrix? {~1 =0}", 1),
        ("What is the rank of a zero matrix? {=0 ~1}", "What is the rank of a zero matrix? {=0 ~2}", 0),
        ("What is the rank of a zero matrix? {#0}", "What is the rank of a zero matrix? {#0}", 1),
        ("What is the rank of a zero matrix? {#0}", "What is the rank of a zero matrix? {#0:1}", 0),
        ("What does this code print here? {=0 ~1}", "What does this code print here? {=0 ~1}", 0),
        ("What is it? {=0 ~1}", "What is it? {=0 ~1}", 0),
        ("Explain how a heap is built. {}", "Explain how a heap is built. {}", 0),
    ],
)
def test_a_question_that_stands_there_twice_is_told_at_the_second(first: str, second: str, count: int):
    assert len(found("QST304", "quiz.gift", f"{first}\n\n{second}\n")) == count
