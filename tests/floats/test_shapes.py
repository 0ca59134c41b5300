"""Indices outside a shape that the same file declares."""

import time

import pytest
from floatreading import cells, module

from courselint.checks import index_outside_shape
from courselint.model import Document

NUMPY = "import numpy as np\n"


def outside(document: Document) -> list[str]:
    return [hit.values["index"] for hit in index_outside_shape.check(document)]


@pytest.mark.parametrize(
    ("code", "index"),
    [
        ("assert x.shape == (11,)\nassert x[11] == 1", "x[11]"),
        ("assert np.shape(x) == (3, 4)\nassert x[2, 4] == 1", "x[2, 4]"),
        ("assert out['w'].shape == (2, 2)\nassert out['w'][2][0] == 1", "out['w'][2]"),
        ("x = np.zeros((3, 4))\nassert x[0, 4] == 0", "x[0, 4]"),
        ("x = np.zeros((3, 4))\nassert x[0][4] == 0", "x[0][4]"),
        ("x = np.arange(2, 7)\nassert x[5] == 7", "x[5]"),
        ("x = np.linspace(0, 1, 5)\nassert x[5] == 1", "x[5]"),
        ("x = np.arange(12).reshape(3, -1)\nassert x[3, 9] == 0", "x[3, 9]"),
        ("x = np.eye(3)\nx[0, 0] = 2\nassert x[3, 3] == 1", "x[3, 3]"),
        ("x = [1, 2, 3]\nassert x[3] == 3", "x[3]"),
        ("x = (1, 2, 3)\nassert x[-4] == 3", "x[-4]"),
        ("x = np.array([[1, 2], [3, 4]])\ny = x\nfor row in y:\n    assert y[2, 0] == row", "y[2, 0]"),
        ("import torch\nx = torch.ones(2, 3)\nassert x[2, 0] == 1", "x[2, 0]"),
    ],
)
def test_outside(code, index):
    assert outside(module(NUMPY + code)) == [index]
    assert outside(cells(NUMPY + code)) == [index]


@pytest.mark.parametrize(
    "code",
    [
        "assert x.shape == (11,)\nassert x[10] == x[-11] == 1",
        "assert x.shape == (11,)\nx = longer(x)\nassert x[11] == 1",
        "assert x.shape == (11,) or x[11] == 1",
        "if long:\n    assert x.shape == (11,)\nassert x[11] == 1",
        "assert x.shape == (n, 4)\nassert x[11, 3] == 1",
        "x = [1, 2]\nx.append(3)\nassert x[2] == 3",
        "x = [1, 2]\nfill(x)\nassert x[2] == 3",
        "x = [1, 2]\ny = x\ny += [3]\nassert x[1] == 3",
        "x = []\nassert x[0] == 3",
        "x = [1, 2]\nif more:\n    x = [1, 2, 3]\nassert x[2] == 3",
        "x = np.zeros(3)\nx = np.append(x, 1)\nassert x[3] == 1",
        "x = np.zeros(n)\nassert x[3] == 1",
        "x = np.zeros((2, 2))\nassert x[None, 1, 1].shape == (1,)",
        "x = np.zeros((2, 2))\nassert x[..., 1][1] == 0",
        "x = np.zeros((2, 2))\nassert x[:, 1].sum() == 0",
        "x = {1: 2, 3: 4}\nassert x[3] == 4",
        "x = [*y, 1]\nassert x[3] == 4",
        "x = [0.1] * 5\nassert x[3] == 4",
        "x = [1, 2]\ntry:\n    x[2]\nexcept IndexError:\n    pass",
        "x = [1, 2]\nwith pytest.raises(IndexError):\n    x[2]",
        "x = [1, 2]\nassert len(x) < 3 or x[2]",
        "x = [1, 2]\nassert (x[2] if len(x) > 2 else 0) == 0",
        "def f(x):\n    assert x[5] == 1\nx = [1, 2]",
        "x = 'abc'\nassert x[0] == 'a'",
        "x = np.zeros(4)\nx.shape = (2, 2)\nassert x[1, 1] == 0",
        "x = np.zeros(4)\nx.shape == (2,)\nassert x[3] == 0",
    ],
)
def test_nothing_to_say(code):
    assert outside(module(NUMPY + "import pytest\n" + code)) == []
    assert outside(cells(NUMPY + "import pytest\n" + code)) == []


def test_cells_that_a_learner_finishes():
    assert outside(cells("x = [0]  # YOUR CODE HERE\n# %%\nassert x[2] == 4")) == []
    assert outside(cells("x = [0]\n# %%\nx = \n# %%\nassert x[2] == 4")) == []
    assert outside(cells('# %% tags=["raises-exception"]\nx = [0]\nx[2]')) == []


def test_hostile_code_takes_no_time():
    code = "x0 = [1]\n" + "".join(f"x{i + 1} = x{i}\nx{i}[{i}]\n" for i in range(2000))
    code += "y = " + "[" * 80 + "1" + "]" * 80 + "\n" + "y[0]" + "[0]" * 500 + "\n"
    code += "x = x\nassert x.shape == (x[3], 1)\n" + "try:\n    x[3]\nfinally:\n    x[4]\n" * 500
    document = module(code)
    start = time.perf_counter()
    outside(document)
    assert time.perf_counter() - start < 2
