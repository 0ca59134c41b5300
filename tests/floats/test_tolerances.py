"""Which comparisons have a tolerance, however they are written, and which one."""

import math

import pytest

from courselint.analysis import assertions
from tests.floats.floatreading import module

HEAD = """
import math, sys
import numpy as np
import pytest
import torch
import tensorflow as tf
from math import isclose
TOL = 1e-6
"""
UNKNOWN = math.nan

CLOSE = [
    # by hand
    ("assert abs(w - 0.3) < 1e-6", 0, 1e-6),
    ("assert abs(w - 0.3) <= TOL", 0, 1e-6),
    ("assert TOL > abs(w - 0.3)", 0, 1e-6),
    ("assert math.fabs(w - 0.3) < 10**-6", 0, 1e-6),
    ("assert not abs(w - 0.3) >= 1e-6", 0, 1e-6),
    ("if abs(w - 0.3) > 1e-6:\n    raise AssertionError('w')", 0, 1e-6),
    ("assert np.abs(w - x).max() < 1e-6", 0, 1e-6),
    ("assert np.max(np.abs(w - x)) < 1e-6", 0, 1e-6),
    ("assert np.all(np.abs(w - x) < 1e-6)", 0, 1e-6),
    ("assert (abs(w - x) < 1e-6).all()", 0, 1e-6),
    ("assert np.linalg.norm(w - x) < 1e-6", 0, 1e-6),
    ("assert (w - x).abs().sum().item() < 1e-6", 0, 1e-6),
    ("assert max(abs(a - b) for a, b in zip(w, x)) < 1e-6", 0, 1e-6),
    ("assert all(abs(a - b) < 1e-6 for a, b in zip(w, x))", 0, 1e-6),
    ("assert -1e-6 < w - 0.3 < 1e-6", 0, 1e-6),
    ("assert (w - 0.3) ** 2 < 1e-12", 0, 1e-6),
    ("assert np.sqrt(np.sum((w - x) ** 2)) < 1e-6", 0, 1e-6),
    ("assert abs(w - x) / abs(x) < 1e-6", 1e-6, 0),
    ("assert abs((w - x) / x) < 1e-6", 1e-6, 0),
    ("assert abs(w / x - 1) < 1e-6", 1e-6, 0),
    ("assert abs(w - x) < 1e-6 * abs(x)", 1e-6, 0),
    ("assert abs(w - 0.3) < sys.float_info.epsilon", 0, 2**-52),
    ("assert abs(w - 0.3) < np.finfo(np.float32).eps", 0, 2**-23),
    ("assert abs(w - 0.3) < tolerance_of(w)", UNKNOWN, UNKNOWN),
    ("self.assertLess(abs(w - 0.3), 1e-6)", 0, 1e-6),
    ("self.assertTrue(abs(w - 0.3) < 1e-6)", 0, 1e-6),
    ("self.assertGreaterEqual(1e-6, abs(w - 0.3))", 0, 1e-6),
    # through names
    ("def test_w():\n    diff = abs(w - 0.3)\n    tol = 1e-6\n    assert diff < tol", 0, 1e-6),
    ("def test_w():\n    diff = abs(w - 0.3)\n    success = diff < 1e-6\n    assert success", 0, 1e-6),
    ("def test_w():\n    diff = np.abs(w - x).max()\n    self.assertLess(diff, 1e-6)", 0, 1e-6),
    # by the functions there are for it: stated, by place, by default
    ("assert w == pytest.approx(0.3)", 1e-6, 1e-12),
    ("assert w == pytest.approx(0.3, abs=1e-3)", 0, 1e-3),
    ("assert pytest.approx(0.3, rel=1e-3) == w", 1e-3, 1e-12),
    ("assert w == pytest.approx(0.3, 1e-3, 1e-4)", 1e-3, 1e-4),
    ("assert isclose(w, 0.3, abs_tol=TOL)", 1e-9, 1e-6),
    ("assert np.isclose(w, 0.3)", 1e-5, 1e-8),
    ("assert np.allclose(w, x, 1e-3, 1e-4)", 1e-3, 1e-4),
    ("assert torch.allclose(w, x, atol=1e-4)", 1e-5, 1e-4),
    ("assert tf.experimental.numpy.allclose(w, x)", 1e-5, 1e-8),
    ("np.testing.assert_allclose(w, x)", 1e-7, 0),
    ("np.testing.assert_allclose(w, x, rtol=0, atol=1e-5)", 0, 1e-5),
    ("np.testing.assert_almost_equal(w, x)", 0, 1.5e-7),
    ("np.testing.assert_almost_equal(w, x, 3)", 0, 1.5e-3),
    ("np.testing.assert_array_almost_equal(w, x)", 0, 1.5e-6),
    ("np.testing.assert_array_almost_equal(w, x, decimal=17)", 0, 1.5e-17),
    ("np.testing.assert_approx_equal(w, x, significant=4)", 1e-3, 0),
    ("self.assertAlmostEqual(w, 0.3)", 0, 5e-8),
    ("self.assertAlmostEqual(w, 0.3, 2)", 0, 5e-3),
    ("self.assertAlmostEqual(w, 0.3, places=20)", 0, 5e-21),
    ("self.assertAlmostEqual(w, 0.3, delta=0.01)", 0, 0.01),
    ("torch.testing.assert_close(w, x)", 1.3e-6, 1e-5),
    ("tf.debugging.assert_near(w, x, atol=1e-3)", 1e-6, 1e-3),
    ("test_close(w, x, eps=1e-4)", 0, 1e-4),
    ("assert np.allclose(w, x, **options)", UNKNOWN, UNKNOWN),
]
NOT_CLOSE = [
    "assert abs(w) < 1e-6",
    "assert loss < 0.1",
    "assert w - x < y",
    "assert abs(w - x).all() == y",
    "assert 0.1 < w - x < 0.3",
    "assert abs(w - x) / n < 3",
    "assert len(w - x) < 3",
    "success = w == 0.3\nassert success",
    "error = total(w)\nassert error < 1e-6",
]


def compared(code):
    (assertion,) = assertions.read(module(HEAD + code + "\n"))
    (comparison,) = assertion.comparisons
    return comparison


@pytest.mark.parametrize(("code", "rtol", "atol"), CLOSE)
def test_tolerance_is_read(code, rtol, atol):
    comparison = compared(code)
    assert (comparison.operator, comparison.is_equality) == ("≈", True)
    assert comparison.rtol == pytest.approx(rtol, nan_ok=True, rel=1e-9, abs=0)
    assert comparison.atol == pytest.approx(atol, nan_ok=True, rel=1e-9, abs=0)


@pytest.mark.parametrize("code", NOT_CLOSE)
def test_other_comparison_has_none(code):
    assert [c.operator for a in assertions.read(module(HEAD + code + "\n")) for c in a.comparisons] != ["≈"]


def test_distance_that_is_wanted_is_no_equality():
    assert not compared("assert abs(w - 0.3) > 1e-6").is_equality
    assert not compared("assert w != pytest.approx(0.3)").is_equality


def test_both_sides_are_the_ends_of_the_difference():
    comparison = compared("assert np.abs(fit(x) - 0.25).max() < 1e-6")
    assert (comparison.left.written, comparison.right.written) == ("fit(x)", "0.25")
