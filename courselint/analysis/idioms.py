"""The calls by which tests compare, and the tolerances they have where the author states none.

Defaults as their references give them: `numpy.isclose` and `allclose` rtol 1e-5, atol 1e-8;
`numpy.testing.assert_allclose` rtol 1e-7, atol 0; `math.isclose` rel_tol 1e-9, abs_tol 0; `pytest.approx` rel 1e-6,
abs 1e-12; `torch.isclose` and `allclose` 1e-5 and 1e-8; `torch.testing.assert_close` by dtype, its atol at least 1e-7;
`tf.debugging.assert_near` ten ulp of one.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass

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
FRAME_CALLS = frozenset(["assert_frame_equal", "assert_series_equal", "assert_index_equal"])

# These alone assert; the others give a bool that something else has to check.
ASSERTING = frozenset(
    name
    for name in EXACT_CALLS | UNEQUAL_CALLS | MEMBER_CALLS | TRUTH_CALLS | FALSE_CALLS | FRAME_CALLS
    if name.startswith(("assert", "test_", "eq_", "ok_", "fail"))
)


@dataclass(frozen=True, slots=True)
class Tolerance:
    """The names of a function's tolerances, where they stand among its arguments, and their defaults."""

    relative: str
    absolute: str
    rtol: float
    atol: float
    relative_at: int = 2
    absolute_at: int = 3


_ALLCLOSE = Tolerance("rtol", "atol", 1e-5, 1e-8)
_MATH = Tolerance("rel_tol", "abs_tol", 1e-9, 0.0, 99, 99)
_TESTING = Tolerance("rtol", "atol", 1e-7, 0.0)
# places or delta: absolute by nature.
_PLACES = Tolerance("", "delta", 0.0, 5e-8, 99, 99)
_DECIMAL = Tolerance("", "decimal", 0.0, 1.5e-7, 99, 99)
_TENSOR = Tolerance("rtol", "atol", 1.3e-6, 1e-5, 99, 99)
_NEAR = Tolerance("rtol", "atol", 1e-6, 1e-6)
_TEST_CLOSE = Tolerance("", "eps", 0.0, 1e-5, 99, 2)

TOLERANT_CALLS = {
    "allclose": _ALLCLOSE,
    "assert_allclose": _TESTING,
    "assertAllClose": _NEAR,
    "assertAlmostEqual": _PLACES,
    "assertAlmostEquals": _PLACES,
    "assert_almost_equal": _DECIMAL,
    "assert_array_almost_equal": _DECIMAL,
    "assert_array_almost_equal_nulp": _NEAR,
    "assert_approx_equal": _NEAR,
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
    return TOLERANT_CALLS.get(name)


def stated(call: ast.Call, tolerance: Tolerance) -> tuple[float | None, float | None]:
    """The relative and absolute tolerance of this call; None where the author wrote what can't be read as a number."""
    named = {keyword.arg: keyword.value for keyword in call.keywords}
    if None in named:
        return None, None

    def one(name: str, position: int, default: float) -> float | None:
        node = named.get(name) or (call.args[position] if position < len(call.args) else None)
        if node is None:
            return default
        written = constant_of(node)
        return float(written) if written is not None else None

    return (
        one(tolerance.relative, tolerance.relative_at, tolerance.rtol),
        one(tolerance.absolute, tolerance.absolute_at, tolerance.atol),
    )


def constant_of(node: ast.expr) -> int | float | None:
    """A number as written: `1e-6`, `-3`, `10**-6`."""
    match node:
        case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
            return value
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float() as value)):
            return -value
        case ast.BinOp(left=ast.Constant(value=10 | 10.0), op=ast.Pow(), right=right):
            power = constant_of(right)
            return 10.0**power if power is not None and abs(power) < 300 else None
    return None
