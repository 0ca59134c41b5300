"""Tests of the exercises of module 2."""

import numpy as np


def test_variance(target):
    """Run the cases of the first exercise."""
    test_cases = [
        {"name": "equal values", "values": np.array([4.0, 4.0, 4.0]), "expected": 0.0},
        {"name": "three kites", "values": np.array([2.5, 3.1, 4.7]), "expected": 0.8622222222222223},
    ]
    failed = 0
    for case in test_cases:
        result = target(case["values"])
        try:
            assert result == case["expected"]
        except:
            failed += 1
            print(f"The test with {case['name']} failed")
    print(f"{failed} tests failed" if failed else "All tests passed")


def test_covariance(target):
    """The covariance with oneself is the variance; the order of the two samples is of no account."""
    x, y = np.array([1.0, 2.0, 4.0]), np.array([2.1, 3.9, 8.2])
    assert np.isclose(target(x, x), np.var(x)), "the covariance of x with itself should be its variance"
    assert np.isclose(target(x, y), 3.1888888888888887, rtol=1e-9), "wrong covariance of x and y"
    np.isclose(target(x, y), target(y, x))
    assert np.shape(target(x, y)) == (), "the covariance of two samples is a single number"
    print("All tests passed")


def test_mean_of_known(target):
    """Values that are missing must not make the mean missing."""
    values = np.array([1.0, np.nan, 4.0])
    assert target(values) != np.nan, "leave out what is missing"
    assert target(values) == 2.5, "the mean of 1 and 4 is 2.5"
    assert np.isnan(target(values[1:2])), "nothing is known here, so the mean is nan"
    print("All tests passed")
