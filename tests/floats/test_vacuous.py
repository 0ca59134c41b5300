"""Which assertions hold whatever the answer is."""

import time

import pytest
from floatreading import module

from courselint.analysis import assertions
from courselint.checks import vacuous_all

HEAD = "import math\nimport numpy as np\nimport pandas as pd\n"

VACUOUS = [
    ("wards = pd.DataFrame({'ward': ['A']})\nassert all(tidy(visits) == wards)", "labels"),
    ("wards = pd.read_csv('wards.csv')\nassert all(wards == tidy(visits)) == True", "labels"),
    ("wards = pd.read_csv('wards.csv').dropna()\nassert any(wards.head(3) == tidy(visits))", "labels"),
    (
        "wards = pd.read_csv('wards.csv')\nmeans = wards.groupby('ward').mean()\nassert all(means == tidy(wards))",
        "labels",
    ),
    ("def table():\n    return pd.DataFrame({'x': [1]})\nassert all(table() == solve())", "labels"),
    ("assert pd.DataFrame({'x': [1]}).equals", "uncalled"),
    ("assert (ranks == expected).all, 'the ranks are wrong'", "uncalled"),
    ("assert np.allclose", "uncalled"),
    ("assert all(word.isupper for word in shout(text))", "uncalled"),
    ("assert name.startswith and len(name) == 3", "uncalled"),
    ("assert lambda x: x > 0", "uncalled"),
    ("assert sign(-3) == -1 or 'minus'", "alternative"),
    ("assert sign(-3) == 1 or -1", "alternative"),
    ("assert path(maze) == [1, 2] or [2, 1]", "alternative"),
    ("assert (x > 0 for x in roots)", "generator"),
    ("assert [x > 0 for x in roots]", "list"),
    ("assert [rank(a) == 2]", "list"),
    ("assert len(neighbours(3)) >= 0", "length"),
    ("unittest.assertTrue(median(xs), 3)", "message"),
    ("unittest.assertTrue(pairs(xs), {7, 8})", "message"),
    ("unittest.assertTrue(sorted_rows(xs), np.array([1, 2]))", "message"),
    ("unittest.assertTrue(is_prime(9), False)", "message"),
]


TESTS = [
    "wards = load()\nassert all(tidy(visits) == wards)",
    "wards = pd.read_csv('wards.csv')\nassert all(wards.columns == ['ward', 'visits'])",
    "wards = pd.read_csv('wards.csv')\nassert all(wards['ward'] == tidy(visits))",
    "wards = pd.read_csv('wards.csv')\nwards = wards['ward']\nassert all(wards == tidy(visits))",
    "wards = pd.read_csv('wards.csv')\nif short:\n    wards = wards.ward\nassert all(wards == tidy(visits))",
    "from numpy import *\nwards = pd.read_csv('wards.csv')\nassert all(wards == tidy(visits))",
    "wards = pd.read_csv('wards.csv')\nassert np.all(wards == tidy(visits))",
    "wards = wards\nassert all(wards == wards)",
    "for part in pd.read_csv('wards.csv', chunksize=9):\n    assert all(part == tidy(part))",
    "assert all(np.array([1, 2]) == solve(a))",
    "assert layer.training",
    "assert tensor.dtype.is_integer",
    "assert report.all",
    "assert sign(-3) == 1 or answer",
    "assert sign(-3) == 1 or []",
    "assert any([row == goal, column == goal])",
    "assert [name for name in names if name.isupper()]",
    "assert all([x > 0 for x in roots])",
    "assert len(found) >= 1",
    "unittest.assertTrue(is_prime(7), True)",
    "unittest.assertFalse(is_prime(9), False)",
    "unittest.assertTrue(median(xs) == 3, median(xs))",
    "unittest.assertTrue(is_prime(7), f'{7} is prime')",
    "unittest.assertTrue(is_prime(7), message)",
    "unittest.assertTrue(is_prime(7), 'of {}'.format(7))",
]


def kinds(text: str) -> list[str]:
    return [hit.message for assertion in assertions.read(module(text)) for hit in vacuous_all.check(assertion)]


@pytest.mark.parametrize(("text", "kind"), VACUOUS)
def test_what_always_holds_is_found_once(text, kind):
    assert kinds(HEAD + text) == [kind]


@pytest.mark.parametrize("text", TESTS)
def test_what_may_fail_is_left_alone(text):
    assert kinds(HEAD + text) == []


def test_tables_made_from_each_other_take_no_long_time():
    steps = "\n".join(f"t{n + 1} = t{n}.head().tail() if n else t{n}" for n in range(2000))
    text = HEAD + "t0 = pd.read_csv('wards.csv')\n" + steps + "\nassert all(t2000 == t1999)\n"
    start = time.perf_counter()
    kinds(text)
    assert time.perf_counter() - start < 3


def test_tables_made_from_each_other_need_no_deep_stack():
    steps = "\n".join(f"t{n + 1} = t{n}.head()" for n in range(3000))
    assert kinds(HEAD + "t0 = pd.read_csv('wards.csv')\n" + steps + "\nassert all(t3000 == solve())\n") == []
