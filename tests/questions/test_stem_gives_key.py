"""An answer that another stem gives away is told once, at the question that it answers, and in linear time."""

import time

import pytest

from courselint import sources
from courselint.checks import stem_gives_key

ASKED = "Which matrix norm is induced by Euclidean length? {=spectral norm ~Frobenius norm ~entrywise norm}"
TOLD = "When is the spectral norm, induced by Euclidean length, one? {=for rotations ~never}"


def found(*questions: str) -> list[str]:
    document = sources.read("quiz.gift", "\n\n".join(questions).encode())
    assert document is not None
    return [hit.text.text for hit in stem_gives_key.check(document) if hit.text is not None]


@pytest.mark.parametrize("questions", [(ASKED, TOLD), (TOLD, ASKED)])
def test_key_in_another_stem_is_told_at_its_own_question(questions: tuple[str, ...]):
    assert found(*questions) == ["Which matrix norm is induced by Euclidean length?"]


@pytest.mark.parametrize(
    "told",
    [
        "When is the spectral norm of a projection one? {=often ~never}",
        "How do spectral norm and Frobenius norm, induced by Euclidean length, differ? {=in rank ~never}",
        "What does Euclidean length induce? {=spectral norm ~nothing}",
        "$CATEGORY: week 2\n\n" + TOLD,
    ],
)
def test_other_stems_give_nothing_away(told: str):
    assert found(ASKED, told) == []


def test_a_long_quiz_of_like_stems_is_read_at_once():
    stems = "\n\n".join(
        f"Which spectral norm has matrix number {n} by length? {{=spectral ~none}}" for n in range(3000)
    )
    document = sources.read("quiz.gift", stems.encode())
    assert document is not None
    start = time.process_time()
    list(stem_gives_key.check(document))
    assert time.process_time() - start < 2
