"""What has to hold for a test to pass: the comparisons inside its condition, or in the call that asserts."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from courselint.analysis import idioms
from courselint.analysis.closeness import Closeness, closeness, compared_closely
from courselint.analysis.floatness import Inference
from courselint.analysis.held import held
from courselint.analysis.numbers import number_reader
from courselint.analysis.scopes import Use
from courselint.analysis.values import Value

MOST_DEPTH = 40


@dataclass(frozen=True, slots=True)
class Gate:
    """Two expressions that are compared, and the node that compares them. `local` are names bound by comprehensions."""

    node: ast.expr
    left: ast.expr
    right: ast.expr
    operator: str
    idiom: str
    is_equality: bool = True
    rtol: float | None = None
    atol: float | None = None
    local: Mapping[str, Value] = field(default_factory=dict)


def condition_gates(
    condition: ast.expr, use: Use, inference: Inference, idiom: str = "assert", *, holds: bool = True
) -> Iterator[Gate]:
    """The comparisons that decide whether `condition` is true (`holds`) or false."""
    pending: list[tuple[ast.expr, bool, Mapping[str, Value], int]] = [(condition, holds, {}, 0)]
    while pending:
        node, wanted, local, depth = pending.pop()
        if depth > MOST_DEPTH:
            continue
        match node:
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                pending.append((operand, not wanted, local, depth + 1))
            case ast.BoolOp(values=members):
                pending.extend((member, wanted, local, depth + 1) for member in reversed(members[:200]))
            case ast.BinOp(op=ast.BitAnd() | ast.BitOr(), left=left, right=right):
                pending.append((right, wanted, local, depth + 1))
                pending.append((left, wanted, local, depth + 1))
            case ast.NamedExpr(value=value):
                pending.append((value, wanted, local, depth + 1))
            case ast.Compare(ops=[ast.Eq() | ast.Is()], left=left, comparators=[ast.Constant(value=True)]):
                pending.append((left, wanted, local, depth + 1))
            case ast.Compare(ops=[ast.Eq() | ast.Is()], left=left, comparators=[ast.Constant(value=False)]):
                pending.append((left, not wanted, local, depth + 1))
            case ast.Compare():
                near = compared_closely(_distances(node, use), number_reader(use, inference, local))
                if near is None:
                    yield from _compared(node, wanted, local, idiom)
                else:
                    yield _gate(node, near, use, inference, local, idiom, wanted)
            case ast.Name() if isinstance(told := held(node, use), ast.Compare):
                near = compared_closely(_distances(told, use), number_reader(use, inference, local))
                if near is not None:
                    yield _gate(node, near, use, inference, local, idiom, wanted)
            case ast.ListComp(elt=part) | ast.GeneratorExp(elt=part) | ast.SetComp(elt=part):
                names = inference.in_comprehension(node.generators, use, local)
                pending.append((part, wanted, names, depth + 1))
            case ast.Call():
                inner = _wrapped(node)
                if inner is not None:
                    pending.append((inner, wanted, local, depth + 1))
                else:
                    yield from call_gates(node, use, inference, is_wanted=wanted, local=local)


def call_gates(
    call: ast.Call, use: Use, inference: Inference, *, is_wanted: bool = True, local: Mapping[str, Value] | None = None
) -> Iterator[Gate]:
    """The comparison that this call makes, if it is one of those that the field knows."""
    name = called_name(call)
    left, right = _two(call)
    local = local or {}
    if name in ("test", "expect") and len(call.args) == 3:
        last = call.args[2]
        if (last.id if isinstance(last, ast.Name) else getattr(last, "attr", "")) in ("eq", "equals", "all_equal"):
            yield Gate(call, call.args[0], call.args[1], "==", name, is_wanted, local=local)
        return
    if left is None or right is None or (isinstance(call.func, ast.Name) and inference.is_own(call.func.id)):
        # What a function of the file's own compares, and how, stands in it.
        return
    if name in idioms.FRAME_CALLS:
        exact = any(
            keyword.arg == "check_exact" and isinstance(keyword.value, ast.Constant) and keyword.value.value is True
            for keyword in call.keywords
        )
        if exact:
            yield Gate(call, left, right, "==", name, is_wanted, local=local)
        return
    tolerance = idioms.tolerance_of(name, inference.dotted(call.func))
    if tolerance is not None and idioms.is_message_for_places(call, name):
        # Unequal numbers end in a TypeError here, so that only equal ones pass.
        yield Gate(call, left, right, "==", name, is_wanted, local=local)
    elif tolerance is not None:
        rtol, atol = idioms.stated(call, tolerance, number_reader(use, inference, local))
        yield Gate(call, left, right, "≈", name, is_wanted, rtol, atol, local)
    elif name in idioms.LESS_CALLS | idioms.GREATER_CALLS:
        lesser, greater = (left, right) if name in idioms.LESS_CALLS else (right, left)
        near = closeness(held(lesser, use), greater, number_reader(use, inference, local))
        if near is not None:
            yield _gate(call, near, use, inference, local, name, is_wanted)
    elif name in idioms.EXACT_CALLS:
        yield Gate(call, left, right, "==", name, is_wanted, local=local)
    elif name in idioms.UNEQUAL_CALLS:
        yield Gate(call, left, right, "!=", name, not is_wanted, local=local)
    elif name in idioms.MEMBER_CALLS:
        yield Gate(call, left, right, "in", name, is_wanted, local=local)


def called_name(call: ast.Call) -> str:
    """The last part of the called function's name."""
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def _compared(node: ast.Compare, wanted: bool, local: Mapping[str, Value], idiom: str) -> Iterator[Gate]:
    left = node.left
    for operator, right in zip(node.ops, node.comparators, strict=True):
        match operator:
            case ast.Eq() | ast.Is():
                yield Gate(
                    node, left, right, "==" if isinstance(operator, ast.Eq) else "is", idiom, wanted, local=local
                )
            case ast.NotEq() | ast.IsNot():
                yield Gate(node, left, right, "!=", idiom, not wanted, local=local)
            case ast.In():
                yield Gate(node, left, right, "in", idiom, wanted, local=local)
            case ast.NotIn():
                yield Gate(node, left, right, "not in", idiom, not wanted, local=local)
            case ast.Lt() | ast.LtE() | ast.Gt() | ast.GtE():
                yield Gate(node, left, right, "<", idiom, wanted, local=local)
        left = right


def _distances(node: ast.Compare, use: Use) -> ast.Compare:
    """`diff < tol` with what the name holds, if it is the one comparison with another of that kind."""
    match node:
        case ast.Compare(left=left, ops=[ast.Lt() | ast.LtE() | ast.Gt() | ast.GtE() as operator], comparators=[right]):
            return ast.copy_location(ast.Compare(held(left, use), [operator], [held(right, use)]), node)
    return node


def _gate(
    node: ast.expr, near: Closeness, use: Use, inference: Inference, local: Mapping[str, Value], idiom: str, holds: bool
) -> Gate:
    names = inference.in_comprehension(list(near.generators), use, local) if near.generators else local
    is_equality = holds is near.is_wanted
    return Gate(node, near.left, near.right, "≈", idiom, is_equality, near.rtol, near.atol, names)


def _wrapped(call: ast.Call) -> ast.expr | None:
    """What `all(…)`, `(…).all()`, `bool(…)`, `np.all(…)`, `tf.reduce_all(…)` is about."""
    name = called_name(call)
    if name in ("all", "bool", "alltrue", "reduce_all", "bool_") and len(call.args) == 1:
        return call.args[0]
    if name in ("all", "item", "numpy", "tolist") and isinstance(call.func, ast.Attribute) and not call.args:
        return call.func.value
    return None


def _two(call: ast.Call) -> tuple[ast.expr | None, ast.expr | None]:
    """What a comparing call compares: its two arguments, by place or by name, or its object and its argument."""
    if any(isinstance(argument, ast.Starred) for argument in call.args[:2]):
        return None, None
    if (
        isinstance(call.func, ast.Attribute)
        and len(call.args) == 1
        and called_name(call) in ("equals", "equal", "eq", "ne", "allclose")
    ):
        return call.func.value, call.args[0]
    if len(call.args) >= 2:
        return call.args[0], call.args[1]
    named = {keyword.arg: keyword.value for keyword in call.keywords}
    first = call.args[0] if call.args else None
    for left, right in (
        ("actual", "desired"),
        ("actual", "expected"),
        ("first", "second"),
        ("x", "y"),
        ("a", "b"),
        ("left", "right"),
    ):
        if right in named and (first is not None or left in named):
            return first if first is not None else named[left], named[right]
    return None, None
