"""What counts as rounding noise, and what are digits that mean something."""

import math

import pytest

from courselint.analysis.noise import is_rounding_noise, tiny_among, without_noise

NOISE = [
    ("0.30000000000000004", "0.3"),
    ("0.9999999999999999", "1"),
    ("3.0000000000000004", "3"),
    ("0.31599999999999995", "0.316"),
    ("-84.14999999999999", "-84.15"),
    ("5.000000000000044", "5"),
    ("1234.5678900000003", "1234.56789"),
    ("-2.220446049250313e-16", "0"),
    ("1.2246467991473532e-16", "0"),
    ("-1.8369701987210297e-16", "0"),
    ("8.881784197001252e-16", "0"),
    ("1.1102230246251565e-16", "0"),
    ("299999999.99999994", "300000000"),
]
MEANT = [
    "0.3",
    "0.7310585786300049",
    "12.566370614359172",
    "0.3333333333333333",
    "0.6666666666666666",
    "1.602176634e-19",
    "6.62607015e-34",
    "1e-16",
    "1.69e-16",
    "3.246829391238412e-17",
    "0.999999999999",
    "3.141592653589793",
    "1.4142135623730951",
    "100000000000000000000",
    "9007199254740993",
    "0",
    "0.0",
    "nan",
    "",
    "1" * 500,
]


@pytest.mark.parametrize(("written", "meant"), NOISE)
def test_noise_is_told_from_what_was_meant(written, meant):
    assert without_noise(written) == meant
    assert is_rounding_noise(float(written))


@pytest.mark.parametrize("written", MEANT)
def test_digits_that_mean_something_are_no_noise(written):
    assert not is_rounding_noise(written)


def test_sums_of_tenths_are_noise_or_short():
    total = 0.0
    for _ in range(50):
        total += 0.1
        assert len(repr(total)) < 6 or is_rounding_noise(total)


def test_tiny_number_is_noise_among_numbers_of_order_one():
    assert tiny_among([1.0, 1.69e-16, -0.5, 0.0]) == (1.69e-16,)
    assert tiny_among([1e-16, 3e-16]) == ()
    assert tiny_among([1.0, 1e-9]) == ()
    assert tiny_among([1.0, 1.6e-19, math.inf, math.nan]) == ()
    assert tiny_among([]) == ()
