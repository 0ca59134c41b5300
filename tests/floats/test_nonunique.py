"""Eigenvectors and their kin: which of them are anybody's choice where a test compares them."""

import time

import pytest
from floatreading import cells, module

from courselint.analysis import assertions
from courselint.checks import nonunique_answer
from courselint.model import Document

EIGH = "import numpy as np\nw, v = np.linalg.eigh(a)\n"
SVD = "import numpy as np\nu, s, vt = np.linalg.svd(a)\n"


def what(document: Document) -> list[str]:
    """What is flagged, by its name for learners."""
    found = [hit for assertion in assertions.read(document) for hit in nonunique_answer.check(assertion)]
    return [hit.values["what"] for hit in found]


@pytest.mark.parametrize(
    ("code", "name"),
    [
        (EIGH + "assert np.allclose(v, [[0.6, 0.8], [0.8, -0.6]])", "eigenvectors"),
        (EIGH + "assert np.allclose(v.T[0], [1, 0])", "eigenvectors"),
        (EIGH + "first = np.round(v[:, 0], 2)\nassert np.array_equal(first, [0.6, 0.8])", "eigenvectors"),
        ("import numpy as np\nassert np.allclose(np.linalg.eig(a)[1][0], [0.6, 0.8])", "eigenvectors"),
        ("import numpy as np\nassert np.allclose(np.linalg.eigh(a).eigenvectors, [[0.6, 0.8]])", "eigenvectors"),
        (SVD + "assert np.allclose(vt[0], [0.6, 0.8])", "singular vectors"),
        (SVD + "assert np.allclose(u[:, :1] @ np.ones((1, 1)), [[0.6], [0.8]])", "singular vectors"),
        ("pca = PCA(2).fit(x)\nassert np.allclose(pca.components_, [[0.6, 0.8]])", "principal components"),
        ("from scipy.linalg import null_space\nassert np.allclose(null_space(a), [0.6])", "the basis of a null space"),
        ("from week2 import pca\nw, eigenvectors = pca(x)\nassert np.allclose(eigenvectors, [0.6])", "eigenvectors"),
        (
            "import numpy as np\ndef axes(x):\n    return np.linalg.eigh(x)\nassert np.allclose(axes(a)[1], [0.6])",
            "eigenvectors",
        ),
    ],
)  # fmt: skip
def test_open_choice(code, name):
    assert what(module(code)) == [name]
    assert what(cells(code)) == [name]


@pytest.mark.parametrize(
    "code",
    [
        EIGH + "assert np.allclose(w, [0.6, 0.8])",
        EIGH + "assert np.allclose(abs(v), [[0.6, 0.8]])",
        EIGH + "v = v * np.copysign(1, v[0])\nassert np.allclose(v, [[0.6, 0.8]])",
        EIGH + "v[:, 0] *= -1\nassert np.allclose(v, [[0.6, 0.8]])",
        EIGH + "assert np.allclose(v @ v.T, [[1.0, 0.0], [0.0, 1.0]])",
        EIGH + "assert np.allclose(v.T @ a @ v, [[0.3, 0.0], [0.0, 0.7]])",
        EIGH + "assert np.allclose(v, [[0.6], [0.8]]) or np.allclose(v, [[-0.6], [-0.8]])",
        EIGH + "e = np.array([0.6, 0.8])\nif v[0, 0] < 0:\n    e = -e\nassert np.allclose(v[:, 0], e)",
        EIGH + "assert v.shape == (2, 2)",
        EIGH + "assert np.allclose(a @ v, w * v)",
        SVD + "assert np.allclose(s, [0.6, 0.8])",
        SVD + "assert np.allclose(u @ np.diag(s) @ vt, [[0.6, 0.8]])",
        SVD + "low = u[:, :1] * s[:1] @ vt[:1]\nassert np.allclose(low, [[0.6, 0.8]])",
        SVD + "x = vt.T @ np.diag(1 / s) @ u.T @ b\nassert np.allclose(x, [0.6, 0.8])",
        "import numpy as np\nq, r = np.linalg.qr(a)\nassert np.allclose(q.dot(r), [[0.6, 0.8]])",
        "from week2 import explained_variance\nassert np.allclose(eigenvector_centrality(g), [0.6, 0.8])",
        "eig = 0.3\nassert number_of_eigenvectors(a) == 2",
    ],
)
def test_answer_is_one_or_settled(code):
    assert what(module(code)) == []


def test_endless_chains_stop():
    code = "import numpy as np\nx0 = np.linalg.eigh(a)[1]\n"
    code += "".join(f"x{i + 1} = x{i} @ (x{i} @ b) @ x{i}\n" for i in range(300))
    code += "def f(x):\n    return f(x) @ f(x)\n"
    code += "".join(f"assert np.allclose(x{i}, [0.6, 0.8])\nassert np.allclose(f({i}), [0.6])\n" for i in range(300))
    document = module(code)
    start = time.perf_counter()
    what(document)
    assert time.perf_counter() - start < 4
