"""Quotients that go into arrays of integers, and tests that expect what is left of them."""

import time

import pytest
from floatreading import cells, module

from courselint.analysis import assertions
from courselint.checks import truncated_expectation
from courselint.model import Document


def flagged(document: Document) -> int:
    return sum(1 for each in assertions.read(document) for _ in truncated_expectation.check(each))


def course(body: str, given: str = "np.array([[2, 1], [1, 3]])", expected: str = "[[2, 1], [0, 2]]") -> str:
    lines = "".join(f"    {line}\n" for line in body.split("\n"))
    return (
        f"import numpy as np\n\ndef solve(a):\n{lines}    return a\n\nassert np.allclose(solve({given}), {expected})\n"
    )


@pytest.mark.parametrize(
    "body",
    [
        "a[1] = a[1] - a[1, 0] / a[0, 0] * a[0]",
        "a = a.copy()\nf = a[1, 0] / a[0, 0]\na[1] = a[1] - f * a[0]",
        "b = np.copy(a)\nfor i in range(2):\n    b[i] = b[i] / b[i, i]\na = b",
        "a = np.array(a)\na[0, 0] = 1 / a[0, 0]",
        "m = np.hstack((a, a))\nm[0] = m[0] / m[0, 0]",
    ],
)
def test_quotient_into_integers(body):
    assert flagged(module(course(body))) == 1
    assert flagged(cells(course(body))) == 1


@pytest.mark.parametrize(
    "body",
    [
        "a = a.astype(float)\na[0] = a[0] / a[0, 0]",
        "a = np.array(a, dtype=float)\na[0] = a[0] / a[0, 0]",
        "a = a * 1.0\na[0] = a[0] / a[0, 0]",
        "a[0] = a[0] // a[0, 0]",
        "a[0] = np.round(a[0] / a[0, 0])",
        "a = a / a[0, 0]",
        "b = np.zeros((2, 2))\nb[0] = a[0] / a[0, 0]\na = b",
        "f = a[0] / a[0, 0]\na[0] = a[0] * (f > 1)",
    ],
)
def test_nothing_is_lost(body):
    assert flagged(module(course(body))) == 0


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("np.array([[2.0, 1], [1, 3]])", "[[2, 1], [0, 2]]"),
        ("np.array([[2, 1], [1, 3]], dtype=float)", "[[2, 1], [0, 2]]"),
        ("np.array([[2, 1], [1, 3]])", "[[2, 1], [0, 2.5]]"),
        ("[[2, 1], [1, 3]]", "[[2, 1], [0, 2]]"),
        ("matrix", "[[2, 1], [0, 2]]"),
    ],
)
def test_other_numbers(given, expected):
    assert flagged(module(course("a[0] = a[0] / a[0, 0]", given, expected))) == 0


def test_many_assertions_on_one_function():
    body = "\n".join(f"x{i} = a[0] + {i}" for i in range(500)) + "\na[0] = a[0] / a[0, 0]"
    one = course(body)
    document = module(one + one[one.index("assert") :] * 300)
    start = time.perf_counter()
    assert flagged(document) == 301
    assert time.perf_counter() - start < 6
