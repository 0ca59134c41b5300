"""Sessions that print a computed float to the last digit are flagged; what every right answer prints is not."""

import pytest
from floatreading import module

from courselint.analysis import answers
from courselint.checks import float_output
from courselint.model import Hit
from courselint.sources import read

DOCSTRING = '''
import math
import numpy as np

LIGHT = 299792.4580000001


def rate(*counts):
    """
    {session}
    """
    {body}
'''


def hits(text: str, path: str = "rates.py") -> list[Hit]:
    return [hit for answer in answers.read(module(text, path)) for hit in float_output.check(answer)]


def docstring(session: str, body: str = "...") -> str:
    return DOCSTRING.replace("{session}", session.replace("\n", "\n    ")).replace("{body}", body)


@pytest.mark.parametrize(
    "session",
    [
        ">>> rate(3, 4)\n8.120454540452272",
        ">>> rate(3, 4)\nnp.float64(8.120454540452272)",
        ">>> rate(3, 4)\n[1, 8.120454540452272]",
        ">>> print('rate:', rate(3, 4))\nrate: 8.120454540452272",
        ">>> rate(3, 4)\n{'a': -9.483367566824795e+307}",
        ">>> rate(171.5)\n9.483367566824795e+307",
        ">>> x = rate(3, 4)\n>>> x\n8.120454540452272",
        ">>> for i in (1, 2):\n...     rate(i)\n8.120454540452272\n7.513636380386362",
        ">>> rate(1.1, 2.2, 3.4)\n2.2333333333333334",
        ">>> rate(3, 4)\n0.9999999999999999",
    ],
)
def test_last_digit_of_a_computed_float_is_flagged(session):
    assert len(hits(docstring(session))) == 1


@pytest.mark.parametrize(
    "session",
    [
        ">>> rate(3, 4)\n8.12045454",
        ">>> rate(3, 4)\n2.5",
        ">>> rate(3, 4)\n'8.120454540452272'",
        ">>> rate(3, 4)\n8.12045454045227...",
        ">>> rate(3, 4)  # doctest: +SKIP\n8.120454540452272",
        ">>> rate(3, 4)  # doctest: +NUMBER, +ELLIPSIS\n8.120454540452272",
        ">>> rate(3, 4)  # abs tol 1e-9\n8.120454540452272",
        ">>> round(rate(3, 4), 15)\n8.120454540452272",
        ">>> f'{rate(3, 4):.15f}'\n8.120454540452272",
        ">>> rate(3, 0)\nTraceback (most recent call last):\nValueError: 8.120454540452272",
        ">>> rate(8.120454540452272, 3)\n8.120454540452272",
        ">>> rate(0.1, 0.2)\n0.30000000000000004",
        ">>> rate(3, 7)\n0.42857142857142855",
        ">>> rate(1, 1)\n1.4142135623730951",
        ">>> rate(2)\n1.5707963267948966",
        ">>> rate()\n299792.4580000001",
        ">>> rate(1.1, 2)\n[0.3333333333333333, 0.6666666666666666]",
        ">>> rate(1, 2)\n1.618033990263939",
        ">>> 0.1 + 0.2\n0.30000000000000004",
        ">>> x = np.exp(1.3)\n>>> x\n3.6692966676192444",
        ">>> rate(3, 4)\n1.2.840.113619.2.55.3.604688119",
        ">>> rate(3, 4)\n3.14159265358979323846264338327950288",
    ],
)
def test_digits_that_right_answers_share_are_not_flagged(session):
    assert hits(docstring(session)) == []


def test_fraction_after_several_roundings_is_flagged():
    text = 'def mean(rates):\n    """\n    >>> mean([1.1, 2.2, 3.4])\n    2.2333333333333334\n    """\n'
    assert len(hits(text)) == 1
    assert hits(text.replace("[1.1, 2.2, 3.4]", "[11, 22, 34]")) == []


def test_finding_stands_on_the_code_and_the_digits_are_related():
    text = docstring(">>> rate(3, 4)  # 🎲\n8.120454540452272")
    [hit] = hits(text)
    [related] = hit.related
    where, digits = hit.text.in_source(hit.span), related.text.in_source(related.span)
    assert text[where.start : where.end] == "rate(3, 4)  # 🎲"
    assert text[digits.start : digits.end] == "8.120454540452272"


@pytest.mark.parametrize(("kind", "expected"), [("doctest", 1), ("wwpp", 0), ("concept", 0)])
def test_what_learners_are_asked_to_guess_is_no_test(kind, expected):
    text = f"test = {{'suites': [{{'cases': [{{'code': '>>> rate\\n8.120454540452272'}}], 'type': '{kind}'}}]}}\n"
    assert len(hits(text, "q1.py")) == expected


def test_docstring_of_ten_thousand_examples_is_read_in_seconds():
    session = ">>> rate(3, 4)\n8.120454540452272\n\n" * 10_000
    document = read("rates.py", docstring(session).encode())
    assert len(answers.read(document)) == 2000
