"""Which tests hold random results against a number, and which assertions say nothing."""

import pytest
from floatreading import cells, module

from courselint.analysis import assertions
from courselint.checks import silent_assertion, unseeded_exact_test

HEAD = "import random\nimport numpy as np\nimport torch\n"

UNSEEDED = [
    "assert np.isclose(np.random.rand(3).mean(), 0.4837)",
    "x = np.random.randn(4, 3)\nw = fit(x)\nassert np.allclose(w, [0.1732, 0.2231, 0.9127])",
    "assert random.random() == 0.8444218515250481",
    "x = torch.rand(3)\nassert torch.allclose(model(x), torch.tensor([0.1182, 0.2231, 0.9127]))",
]
CERTAIN = [
    "np.random.seed(3)\nassert np.isclose(np.random.rand(3).mean(), 0.4837)",
    "rng = np.random.default_rng(7)\nassert np.isclose(np.random.rand(3).mean(), 0.4837)",
    "x = np.random.randn(4, 3)\nassert np.isclose(softmax(x).sum(), 4.0)",
    "x = np.random.randn(4, 3)\nassert len(x) / 7 == 0.5714285714285714",
    "x = np.random.randn(4, 3)\nassert x.shape[0] / 7 == 0.5714285714285714",
    "assert np.allclose(np.random.rand(1000).mean(), 0.5012, atol=0.1)",
    "x = np.random.randn(4, 3)\nx = np.ones(3)\nassert fit(x) == 0.1732",
    "assert np.isclose(random_walk(7), 0.4837)",
]


@pytest.mark.parametrize("text", UNSEEDED)
def test_a_number_read_off_one_run_is_found(text):
    found = [hit for each in assertions.read(module(HEAD + text)) for hit in unseeded_exact_test.check(each)]
    assert len(found) == 1


@pytest.mark.parametrize("text", CERTAIN)
def test_what_holds_for_any_draw_is_left_alone(text):
    assert [hit for each in assertions.read(module(HEAD + text)) for hit in unseeded_exact_test.check(each)] == []


def silent(document):
    return [hit.message for each in assertions.read(document) for hit in silent_assertion.check(each)]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("assert rank == 2", ["bare"]),
        ("assert np.allclose(w, expected)", ["bare"]),
        ("assert rank == expected, f'got {rank}'", ["onesided"]),
        ("assert rank == expected, f'{rank} is not {expected}'", []),
        ("assert rank == 2, f'{rank} is not 2'", []),
        ("assert rank == 2, 'the rank is wrong'", []),
        ("assert rank != 2", []),
        ("assert isinstance(rank, int)", []),
    ],
)
def test_what_a_message_lacks(line, said):
    assert silent(cells(f"# %%\n{line}\n")) == said


def test_test_runners_show_the_values():
    assert silent(module("def test_rank():\n    assert rank(a) == 2\n", "test_rank.py")) == []
    assert silent(module("import unittest\nassert rank(a) == 2\n", "autograder_tests.py")) == []
    assert silent(module("def check_rank(rank):\n    assert rank(a) == 2\n", "autograder.py")) == ["bare"]
