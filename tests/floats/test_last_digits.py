"""Saved outputs that prove a test brittle, and those that only look like it."""

import time

import pytest

from courselint.checks import last_digit_failure
from courselint.model import Cell, Document, Output, Source

SOURCE = "grader.check('q1')\nmore()"


def pairs(text: str, kind: str = "stream") -> list[tuple[str, str]]:
    document = Document(
        "lab.ipynb", "notebook", sources=(Source(SOURCE, Cell(1, "code")),), outputs=(Output(0, kind, text=text),)
    )
    hits = list(last_digit_failure.check(document))
    for hit in hits:
        assert hit.text.text[hit.span.start : hit.span.end] == "grader.check('q1')"
    return [(hit.values["expected"], hit.values["got"]) for hit in hits]


PROVEN = [
    "Expected:\n    0.3\nGot:\n    0.30000000000000004\n",
    "# Error: expected\n#     0.3\n# but got\n#     0.30000000000000004\n",
    "AssertionError: \nItems are not equal:\n ACTUAL: 0.30000000000000004\n DESIRED: 0.3",
    "\x1b[31mAssertionError\x1b[0m: 0.30000000000000004 != 0.3",
    "First differing element 0:\n0.30000000000000004\n0.3\n",
    "E       assert 0.30000000000000004 == 0.3",
    "AssertionError: ==:\n0.30000000000000004\n0.3",
    "Wrong answer. Expected: 0.3, got: 0.30000000000000004",
    "Test failed: expected 0.3 but got 0.30000000000000004",
]


@pytest.mark.parametrize("text", PROVEN)
def test_last_digit_is_proof(text):
    assert pairs(text) == [("0.3", "0.30000000000000004")]


def test_list_in_which_one_number_is_off():
    assert pairs("AssertionError: [1, 0.7999999999999999] != [1, 0.8]") == [("0.8", "0.7999999999999999")]


@pytest.mark.parametrize(
    "text",
    [
        "Expected:\n    0.3\nGot:\n    0.31\n",
        "Expected:\n    0.3\nGot:\n    0.3\n",
        "AssertionError: 1000000000001 != 1000000000002",
        "AssertionError: [0.1, 0.2] != [0.1]",
        "AssertionError: 'area 0.3' != 'volume 0.30000000000000004'",
        "loss 0.30000000000000004\nloss 0.3\n",
        "Expected output: see below",
        "AssertionError: nan != 0.3",
    ],
)
def test_other_failures_are_none(text):
    assert pairs(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Expected:\n" * 20_000,
        "ACTUAL: 1\n" * 20_000,
        "expected: [" + "0.1, " * 40_000,
        "AssertionError: " + "1 != " * 30_000,
        "# Error: expected\n" + "# \n" * 40_000,
        "got: 1 " * 20_000,
        "expected is " + " " * 90_000,
    ],
)
def test_long_outputs_take_no_time(text):
    start = time.perf_counter()
    pairs(text)
    assert time.perf_counter() - start < 5
