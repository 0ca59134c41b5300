"""Code that nobody would write neither stops nor slows the analysis, and nothing is concluded from it."""

import time
import tracemalloc

import pytest
from floatreading import module, rules


def timed(code: str) -> tuple[list[str], float]:
    document = module(code)
    start = time.perf_counter()
    return rules(document), time.perf_counter() - start


def test_table_of_ten_thousand_cases():
    rows = "".join(f"    {{'x': [{i}, {i}.5], 'expected': {i}.1003}},\n" for i in range(10_000))
    found, seconds = timed(f"cases = [\n{rows}]\nfor case in cases:\n    assert f(case['x']) == case['expected']\n")
    assert found == ["FLT001"]
    assert seconds < 12


def test_ten_thousand_assertions():
    found, seconds = timed("def test_all():\n" + "".join(f"    assert f(x, {i}) == y{i}\n" for i in range(10_000)))
    assert found == []
    assert seconds < 12


def test_name_bound_ten_thousand_times_in_branches():
    body = "".join(f"if c{i}:\n    x = {i}.1\nassert f() == x\n" for i in range(5_000))
    _, seconds = timed(body)
    assert seconds < 20


def test_name_that_takes_in_a_literal_at_each_step_fills_no_memory():
    document = module("x = 0.1\n" + "".join(f"x = g(x) + {i}.1\nassert f() == x\n" for i in range(3_000)))
    tracemalloc.start()
    try:
        rules(document)
        assert tracemalloc.get_traced_memory()[1] < 200 * 2**20
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    "code",
    [
        "assert f(" + "-" * 150 + "0.3) == 1",
        "x = " + " + ".join(["0.1"] * 900) + "\nassert f() == x",
        "assert " + "f(" * 90 + "0.3" + ")" * 90 + " == 1",
        "x = " + "[" * 90 + "0.3" + "]" * 90 + "\nassert f() == x",
        "assert " + "not " * 150 + "x == 2",
        "assert x" + ".a" * 900 + " == 1",
        "if a:\n    pass\n" + "elif a:\n    x = 0.1\n" * 900 + "assert f() == x\n",
        "x0 = 0.1\n" + "".join(f"x{i + 1} = [x{i}, x{i}, x{i}]\n" for i in range(400)) + "assert f() == x400\n",
        "a = b\nb = a\nassert f() == a + b",
        "def f(x):\n    return g(x)\ndef g(x):\n    return f(x)\nassert f(1) == g(2)",
        "def f(x):\n    return f(x - 1)\nassert f(0.1) == 2",
        "x = lambda: x()\nassert x() == x",
        "x = [x for x in x]\nassert x == x[0]",
        "assert f(x) == [" + "1" * 50 + ".5]",
        "assert f(x) == np.array([" + "1, " * 20 + "a.b])",
        "assert 9 ** 9 ** 9 ** 9 == 1e999",
        "assert 10 ** 400 * 1.5 == x / 0",
        "match x:\n    case {'a': [0.1, *rest]}:\n        assert rest == 0",
        "assert (y := 0.5) == y",
        "async def test_a():\n    async for x in y:\n        assert await f(x) == x",
        "class A:\n    x = 0.1\n    def test(self):\n        self.x = self.x\n        assert self.x == self.x[0]",
        "global z\nz = z\nassert z == z.z",
        "assert\n",
        "\x00",
    ],
)
def test_hostile_code_is_survived(code):
    _, seconds = timed(code + "\n")
    assert seconds < 5


def test_deep_nesting_in_code_that_parses_is_unknown():
    found, _ = timed("x = " + " + ".join(["y"] * 900) + " + 0.25\nassert f() == x\n")
    assert found == []


def test_star_import_shadows_what_it_may():
    assert rules(module("from numpy import *\nassert mean(data) == expected\n")) == []
