"""One unit in the last place, against Python's own arithmetic."""

import math
import struct

import pytest

from courselint.analysis.ulps import neighbour_text, spacing_text, ulp

VALUES = (0.0, 1.0, 0.1, 0.5, 12.566370614359172, 512.3, 1 - 2**-53, 2.0**-1022, 5e-324, 1e308, 3.4e38, 1e-40, 65504.0)


@pytest.mark.parametrize("value", [*VALUES, *(-value for value in VALUES)])
def test_is_pythons_own_in_float64(value):
    assert ulp(value) == math.ulp(value)


@pytest.mark.parametrize(("name", "packed", "counted"), [("float32", "<f", "<i"), ("float16", "<e", "<h")])
@pytest.mark.parametrize("value", [1.0, 0.1, 512.3, 12.57, 0.0, 1e-6, 2.0**-14, 60000.0])
def test_is_the_step_to_the_next_pattern_of_bits_in_smaller_types(name, packed, counted, value):
    nearest = struct.unpack(packed, struct.pack(packed, value))[0]
    bits = struct.unpack(counted, struct.pack(packed, value))[0]
    following = struct.unpack(packed, struct.pack(counted, bits + 1))[0]
    assert ulp(nearest, name) == following - nearest


def test_a_value_beyond_the_type_has_no_neighbour():
    assert ulp(70000.0, "float16") == math.inf
    assert ulp(math.inf) == math.inf
    assert math.isnan(ulp(math.nan))


@pytest.mark.parametrize(
    ("value", "dtype", "said"),
    [
        (12.566370614359172, "float64", "floats near 12.57 are 1.8e-15 apart"),
        (-0.3, "float64", "floats near 0.3 are 5.6e-17 apart"),
        (512.3, "float32", "float32 values near 512.3 are 6.1e-05 apart"),
    ],
)
def test_spells_the_distance_out(value, dtype, said):
    assert spacing_text(value, dtype) == said


@pytest.mark.parametrize(
    ("value", "dtype", "said"),
    [
        (0.3, "float64", "0.30000000000000004"),
        (-2, "float64", "-2.0000000000000004"),
        (12.566370614359172, "float64", "12.566370614359174"),
        (0.3, "float32", "0.30000004"),
        (-512.3, "float32", "-512.30005"),
        (1e39, "float32", "1e+39"),
    ],
)
def test_names_the_next_float(value, dtype, said):
    assert neighbour_text(value, dtype) == said
