"""The calls by which tests compare, and the tolerances they have where the author states none.

Defaults as their references give them: `numpy.isclose` and `allclose` rtol 1e-5, atol 1e-8;
`numpy.testing.assert_allclose` rtol 1e-7, atol 0; `math.isclose` rel_tol 1e-9, abs_tol 0; `pytest.approx` rel 1e-6,
abs 1e-12; `torch.isclose` and `allclose` 1e-5 and 1e-8; `torch.testing.assert_close` by dtype, its atol at least 1e-7;
`tf.debugging.assert_near` ten ulp of one. `assertAlmostEqual` rounds the difference to 7 places, so half of one is
allowed; `numpy.testing.assert_almost_equal` allows 1.5 of its decimals, 7 again, `assert_array_almost_equal` 6;
`assert_approx_equal` compares 7 significant digits.
"""

from __future__ import annotations

import ast
import math
from collections.abc import Callable
from dataclasses import dataclass, replace

EXACT_CALLS = frozenset(
    [
        "array_equal",
        "array_equiv",
        "assert_array_equal",
        "assert_equal",
        "assertEqual",
        "assertEquals",
        "assertListEqual",
        "assertTupleEqual",
        "assertDictEqual",
        "assertSetEqual",
        "assertCountEqual",
        "assertSequenceEqual",
        "assertAllEqual",
        "test_eq",
        "equals",
        "equal",
        "eq",
        "assertIs",
        "reduce_equal",
        "assert_equals",
        "eq_",
        "assertItemsEqual",
        "assert_is_equal",
    ]
)
UNEQUAL_CALLS = frozenset(
    ["assertNotEqual", "assertNotEquals", "test_ne", "assert_not_equal", "not_equal", "ne", "assertIsNot"]
)
MEMBER_CALLS = frozenset(["assertIn", "test_in"])
TRUTH_CALLS = frozenset(["assertTrue", "assert_", "assert_true", "ok_", "failUnless"])
FALSE_CALLS = frozenset(["assertFalse", "assert_false", "failIf"])
LESS_CALLS = frozenset(["assertLess", "assertLessEqual", "assert_less", "assert_less_equal", "assert_array_less"])
GREATER_CALLS = frozenset(["assertGreater", "assertGreaterEqual", "assert_greater", "assert_greater_equal"])
FRAME_CALLS = frozenset(["assert_frame_equal", "assert_series_equal", "assert_index_equal"])

# These alone assert; the others give a bool that something else has to check.
ASSERTING = frozenset(
    name
    for name in EXACT_CALLS
    | UNEQUAL_CALLS
    | MEMBER_CALLS
    | TRUTH_CALLS
    | FALSE_CALLS
    | FRAME_CALLS
    | LESS_CALLS
    | GREATER_CALLS
    if name.startswith(("assert", "test_", "eq_", "ok_", "fail"))
)


@dataclass(frozen=True, slots=True)
class Tolerance:
    """The names of a function's tolerances, where they stand among its arguments, and their defaults.

    `places` is the name of an argument that counts decimals; one of those allows `unit` of the last of them.
    `is_relative_dropped`: where only the absolute tolerance is stated, there is no relative one.
    """

    relative: str
    absolute: str
    rtol: float
    atol: float
    relative_at: int = 2
    absolute_at: int = 3
    places: str = ""
    unit: float = 1.0
    is_relative_dropped: bool = False


NOWHERE = 99
_ALLCLOSE = Tolerance("rtol", "atol", 1e-5, 1e-8)
_MATH = Tolerance("rel_tol", "abs_tol", 1e-9, 0.0, NOWHERE, NOWHERE)
_TESTING = Tolerance("rtol", "atol", 1e-7, 0.0)
# places or delta: absolute by nature.
_PLACES = Tolerance("", "delta", 0.0, 5e-8, NOWHERE, 4, "places", 0.5)
_DECIMAL = Tolerance("", "", 0.0, 1.5e-7, NOWHERE, NOWHERE, "decimal", 1.5)
_ARRAY_DECIMAL = replace(_DECIMAL, atol=1.5e-6)
_SIGNIFICANT = Tolerance("", "", 1e-6, 0.0, NOWHERE, NOWHERE, "significant", 10.0)
_TENSOR = Tolerance("rtol", "atol", 1.3e-6, 1e-5, NOWHERE, NOWHERE)
_NEAR = Tolerance("rtol", "atol", 1e-6, 1e-6)
_TEST_CLOSE = Tolerance("", "eps", 0.0, 1e-5, NOWHERE, 2)
_APPROX = Tolerance("rel", "abs", 1e-6, 1e-12, 1, 2, is_relative_dropped=True)
_ULPS = Tolerance("", "", math.nan, math.nan, NOWHERE, NOWHERE)

TOLERANT_CALLS = {
    "allclose": _ALLCLOSE,
    "assert_allclose": _TESTING,
    "assertAllClose": _NEAR,
    "assertAlmostEqual": _PLACES,
    "assertAlmostEquals": _PLACES,
    "assert_almost_equal": _DECIMAL,
    "assert_array_almost_equal": _ARRAY_DECIMAL,
    "assert_array_almost_equal_nulp": _ULPS,
    "assert_approx_equal": _SIGNIFICANT,
    "assert_close": _TENSOR,
    "assert_near": _NEAR,
    "test_close": _TEST_CLOSE,
}
ASSERTING_TOLERANT = frozenset(name for name in TOLERANT_CALLS if name.startswith(("assert", "test_")))


def tolerance_of(name: str, full: str) -> Tolerance | None:
    """The tolerances of the function called `name`; `full` is its whole name if that is known."""
    if name == "isclose":
        if full.startswith(("math.", "cmath.")):
            return _MATH
        return _ALLCLOSE if full.startswith(("numpy.", "torch.", "jax.", "tensorflow.")) else None
    if name == "assert_almost_equal" and full.startswith("nose."):
        return _PLACES
    return TOLERANT_CALLS.get(name)


def is_message_for_places(call: ast.Call, name: str) -> bool:
    """Whether `assertAlmostEqual(a, b, "message")` takes its message for the number of places."""
    return name in ("assertAlmostEqual", "assertAlmostEquals") and len(call.args) > 2 and _is_text(call.args[2])


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def approximation(node: ast.expr) -> tuple[ast.expr, ast.Call] | None:
    """What `pytest.approx(expected, …)` expects, and the call."""
    match node:
        case ast.Call(func=ast.Name(id="approx") | ast.Attribute(attr="approx"), args=[expected, *_]):
            return expected, node
    return None


def approx_tolerances(call: ast.Call, number: Callable[[ast.expr], float | None]) -> tuple[float, float]:
    """The relative and absolute tolerance of a `pytest.approx`."""
    return stated(call, _APPROX, number)


def stated(
    call: ast.Call, tolerance: Tolerance, number: Callable[[ast.expr], float | None]
) -> tuple[float, float]:  # fmt: skip
    """The relative and absolute tolerance of this call; nan where the file does not show the number."""
    named = {keyword.arg: keyword.value for keyword in call.keywords}
    if None in named:
        return math.nan, math.nan

    def at(name: str, position: int) -> ast.expr | None:
        return named.get(name) or (call.args[position] if position < len(call.args) else None)

    def one(node: ast.expr | None, default: float) -> float:
        if node is None or (isinstance(node, ast.Constant) and node.value is None):
            return default
        written = number(node)
        return math.nan if written is None else written

    absolute = at(tolerance.absolute, tolerance.absolute_at)
    relative = at(tolerance.relative, tolerance.relative_at)
    rtol = one(relative, 0.0 if tolerance.is_relative_dropped and absolute is not None else tolerance.rtol)
    if not tolerance.places or absolute is not None:
        return rtol, one(absolute, tolerance.atol)
    counted = at(tolerance.places, 2)
    if counted is None:
        return rtol, tolerance.atol
    places = one(counted, math.nan)
    if tolerance is _PLACES and places == places and not places.is_integer():
        # `round` refuses a fraction, so nothing but equality, which is tried first, can pass.
        return 0.0, 0.0
    width = tolerance.unit * 10.0**-places if places == places and abs(places) < 300 else math.nan
    return (width, 0.0) if tolerance.rtol else (rtol, width)
