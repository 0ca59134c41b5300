"""Calls that compare exactly, as calls that compare with a tolerance."""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Mapping

from courselint.analysis.plainnumbers import holds_text, is_number
from courselint.analysis.rewriting import Expression
from courselint.model import Assertion, Comparison, Edit, Fix

_UNITTEST = frozenset(["assertEqual", "assertEquals", "assertIs"])
_SEQUENCES = frozenset(["assertListEqual", "assertTupleEqual", "assertSequenceEqual"])
_TESTING = frozenset(["assert_array_equal", "assert_equal", "assert_equals", "assert_is_equal", "eq_"])
_EQUAL = frozenset(["array_equal", "array_equiv"])
_DICT = re.compile(r"\{|dict\(|Counter\(")
_EXACTLY_ZERO = "1e-12"


def call_edits(
    expression: Expression, call: ast.Call, comparison: Comparison, assertion: Assertion
) -> tuple[Edit, ...] | None:
    """The edits that give the call a tolerance; None where that isn't known."""
    if any(isinstance(argument, ast.Starred) for argument in call.args) or None in _keywords(call):
        return None
    name = _called(call)
    modules = assertion.modules
    if any(keyword == "check_exact" for keyword in _keywords(call)):
        return _frames(expression, call)
    if any(_DICT.match(side.written) for side in (comparison.left, comparison.right)):
        return None
    if any(holds_text(argument) for argument in call.args[:2]):
        return None
    if name in _UNITTEST and _is_case(call, modules) and len(call.args) >= 2:
        sides = zip((comparison.left, comparison.right), call.args[:2], strict=True)
        if any(is_number(side, argument) for side, argument in sides):
            appended = expression.appended(call, f"delta={_delta(comparison)}")
            return _all(expression.called(call, "assertAlmostEqual"), appended, *_message(expression, call, "msg"))
        return _numpy_assertion(expression, call, modules)
    if name in _SEQUENCES:
        return _numpy_assertion(expression, call, modules)
    if name == "assertAllEqual" and len(call.args) == 2 and not call.keywords:
        return (expression.called(call, "assertAllClose"), expression.appended(call, "rtol=1e-6"))
    if name in _TESTING:
        return _testing(expression, call, modules)
    if name in _EQUAL and len(call.args) == 2 and set(_keywords(call)) <= {"equal_nan"}:
        return _closeness(expression, call, modules)
    if name == "equal" and "torch" in modules and not call.keywords and isinstance(call.func, ast.Attribute):
        return (expression.called(call, "allclose"), expression.appended(call, "rtol=1e-5"))
    if name == "test_eq" and len(call.args) == 2 and "fastcore.test.test_close" in modules:
        close = modules["fastcore.test.test_close"]
        return (expression.instead(call, close), expression.appended(call, f"eps={_delta(comparison)}"))
    return None


def zero_fix(comparison: Comparison) -> Fix | None:
    """An absolute tolerance for a comparison with zero whose tolerance is relative only."""
    expression = Expression(comparison.text, comparison.span)
    call = expression.node
    if not isinstance(call, ast.Call) or None in _keywords(call):
        return None
    function = expression.between(expression.where(call.func).start, expression.where(call.func).end)
    is_math = "math" in function or "rel_tol" in _keywords(call) or "abs_tol" in _keywords(call)
    is_math = is_math or (function == "isclose" and comparison.rtol == 1e-9)
    name = "abs_tol" if is_math else "atol"
    stated = next((keyword for keyword in call.keywords if keyword.arg == name), None)
    if stated is not None:
        where = expression.where(stated.value)
        edit = expression.put(where.start, where.end, _EXACTLY_ZERO)
    elif not is_math and len(call.args) > 3:
        where = expression.where(call.args[3])
        edit = expression.put(where.start, where.end, _EXACTLY_ZERO)
    else:
        edit = expression.appended(call, f"{name}={_EXACTLY_ZERO}")
    return Fix("state an absolute tolerance", (edit,), "unsafe")


def _is_case(call: ast.Call, modules: Mapping[str, str]) -> bool:
    """Whether this is a method of unittest's own cases; courses have graders with methods of the same name."""
    receiver = call.func.value if isinstance(call.func, ast.Attribute) else None
    return isinstance(receiver, ast.Name) and (receiver.id in ("self", "cls") or "unittest" in modules)


def _called(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def _keywords(call: ast.Call) -> list[str | None]:
    return [keyword.arg for keyword in call.keywords]


def _all(*edits: Edit | None) -> tuple[Edit, ...] | None:
    known = tuple(edit for edit in edits if edit is not None)
    return known if len(known) == len(edits) else None


def _message(expression: Expression, call: ast.Call, name: str) -> tuple[Edit | None, ...]:
    """The message, which stands third, by its name: in the tolerant call another parameter has its place."""
    if len(call.args) > 3:
        return (None,)
    return (expression.named(call, 2, name),) if len(call.args) == 3 else ()


def _numpy_assertion(expression: Expression, call: ast.Call, modules: Mapping[str, str]) -> tuple[Edit, ...] | None:
    """`np.testing.assert_allclose`, which takes numbers, lists and arrays alike."""
    if len(call.args) < 2 or not set(_keywords(call)) <= {"msg"}:
        return None
    if "numpy" in modules:
        function = f"{modules['numpy']}.testing.assert_allclose"
    elif "numpy.testing.assert_allclose" in modules:
        function = modules["numpy.testing.assert_allclose"]
    else:
        return None
    renamed = [
        expression.put(where.start, where.start + len("msg"), "err_msg")
        for where in (expression.where(keyword) for keyword in call.keywords)
    ]
    message = _message(expression, call, "err_msg")
    return _all(expression.instead(call, function), *renamed, *message, expression.appended(call, "rtol=1e-9"))


def _testing(expression: Expression, call: ast.Call, modules: Mapping[str, str]) -> tuple[Edit, ...] | None:
    if len(call.args) < 2 or not set(_keywords(call)) <= {"err_msg", "verbose"}:
        return None
    receiver = call.func.value if isinstance(call.func, ast.Attribute) else None
    if receiver is None:
        return _numpy_assertion(expression, call, modules)
    where = expression.where(receiver)
    written = expression.between(where.start, where.end)
    if not (written.endswith("testing") or written in (modules.get("numpy.testing"), "npt")):
        return None
    message = _message(expression, call, "err_msg")
    return _all(expression.called(call, "assert_allclose"), *message, expression.appended(call, "rtol=1e-9"))


def _closeness(expression: Expression, call: ast.Call, modules: Mapping[str, str]) -> tuple[Edit, ...] | None:
    if isinstance(call.func, ast.Attribute):
        where = expression.where(call.func.value)
        is_numpy = expression.between(where.start, where.end) in (modules.get("numpy"), "np", "numpy")
        # jax computes in float32, which has seven digits.
        tolerance = "rtol=1e-9" if is_numpy else "rtol=1e-5"
        return (expression.called(call, "allclose"), expression.appended(call, tolerance))
    function = modules.get("numpy.allclose") or (f"{modules['numpy']}.allclose" if "numpy" in modules else None)
    return (expression.instead(call, function), expression.appended(call, "rtol=1e-9")) if function else None


def _frames(expression: Expression, call: ast.Call) -> tuple[Edit, ...] | None:
    """Frames and series compare with a tolerance unless told otherwise; it is stated in the place of that."""
    keyword = next(keyword for keyword in call.keywords if keyword.arg == "check_exact")
    where = expression.where(keyword)
    content = "check_exact=False" if "rtol" in _keywords(call) else "rtol=1e-9"
    return (expression.put(where.start, where.end, content),)


def _delta(comparison: Comparison) -> str:
    """A billionth of the expected value, rounded down to a power of ten."""
    for side in (comparison.right, comparison.left):
        size = abs(float(side.constant)) if side.constant is not None else max(side.literals, default=0.0)
        if 0 < size < math.inf:
            return f"1e{math.floor(math.log10(size)) - 9}"
    return "1e-9"
