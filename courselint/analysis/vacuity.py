"""Conditions that hold whatever they seem to ask: a method that isn't called, a list of comparisons, column names."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from courselint.analysis import idioms
from courselint.analysis.frames import Frames
from courselint.analysis.gates import called_name
from courselint.analysis.libraries import full_name
from courselint.analysis.scopes import Bindings, Use

# Methods of text, numbers, sets and tables that nobody has as attributes.
_METHODS = frozenset(
    (
        "equals", "isupper", "islower", "isdigit", "isalpha", "isalnum", "isnumeric", "isdecimal", "isspace", "istitle",
        "isidentifier", "startswith", "endswith", "issubset", "issuperset", "isdisjoint",
    )
)  # fmt: skip
_OF_ARRAYS = frozenset(("all", "any"))
_FUNCTIONS = frozenset(
    f"{module}.{name}"
    for module in ("numpy", "math", "torch", "builtins", "tensorflow")
    for name in ("allclose", "isclose", "array_equal", "all", "any", "equal", "isnan", "isfinite", "isinstance")
)
_MAKERS = frozenset(("numpy.array", "numpy.zeros", "numpy.ones", "pandas.DataFrame", "pandas.Series", "torch.tensor"))


@dataclass(frozen=True, slots=True)
class Vacuity:
    """A condition that holds for any answer: why (`kind`, the key of a message), and the part that makes it so."""

    kind: str
    node: ast.expr
    part: ast.expr


class Vacuities:
    """Finds them in one document."""

    __slots__ = ("_bindings", "_frames")

    def __init__(self, bindings: Bindings) -> None:
        self._bindings = bindings
        self._frames = Frames(bindings)

    def find(self, statement: ast.stmt, use: Use) -> Vacuity | None:
        """The first of them in what this statement asserts."""
        match statement:
            case ast.Assert(test=test):
                return self._first(test, use)
            case ast.Expr(value=ast.Call(args=[first, *rest]) as call):
                name = called_name(call)
                if name not in idioms.TRUTH_CALLS | idioms.FALSE_CALLS:
                    return None
                if len(rest) == 1 and self._is_expectation(first, rest[0], is_truth=name in idioms.TRUTH_CALLS):
                    return Vacuity("message", call, rest[0])
                return self._first(first, use) if name in idioms.TRUTH_CALLS else None
        return None

    def _first(self, test: ast.expr, use: Use) -> Vacuity | None:
        return next((kind for part in _conjuncts(test) if (kind := self._kind(part, use)) is not None), None)

    def _kind(self, node: ast.expr, use: Use) -> Vacuity | None:
        match node:
            case ast.BoolOp(op=ast.Or(), values=members):
                true = next((member for member in members if _is_true(member)), None)
                return Vacuity("alternative", node, true) if true is not None else None
            case ast.GeneratorExp():
                return Vacuity("generator", node, node)
            case ast.ListComp(elt=ast.Compare() | ast.BoolOp() | ast.Call()):
                return Vacuity("list", node, node)
            case ast.List(elts=[ast.Compare() | ast.BoolOp(), *_]) | ast.Set(elts=[ast.Compare() | ast.BoolOp(), *_]):
                return Vacuity("list", node, node)
            case ast.Lambda():
                return Vacuity("uncalled", node, node)
            case ast.Attribute() | ast.Name() if self._is_uncalled(node):
                return Vacuity("uncalled", node, node)
            case ast.Compare(left=ast.Call(func=ast.Name(id="len")), ops=[ast.GtE()], comparators=[bound]):
                return Vacuity("length", node, node) if _is_zero(bound) else None
            case ast.Compare(left=left, ops=[ast.Eq() | ast.Is()], comparators=[ast.Constant(value=True)]):
                return self._kind(left, use) if isinstance(left, ast.Call) else None
            case ast.Call(args=[argument], keywords=[]) if self._is_builtin_of_many(node):
                return self._of_many(node, argument, use)
        return None

    def _of_many(self, call: ast.Call, argument: ast.expr, use: Use) -> Vacuity | None:
        match argument:
            case ast.Compare(ops=[_]) if self._frames.is_frame(argument, use):
                return Vacuity("labels", call, argument)
            case ast.GeneratorExp(elt=element) | ast.ListComp(elt=element) if self._is_uncalled(element):
                return Vacuity("uncalled", call, element)
        return None

    def _is_builtin_of_many(self, call: ast.Call) -> bool:
        # After `from numpy import *`, `all` is another function.
        return not self._bindings.has_star_import and full_name(call.func, self._bindings) in (
            "builtins.all", "builtins.any",
        )  # fmt: skip

    def _is_uncalled(self, node: ast.expr) -> bool:
        if full_name(node, self._bindings) in _FUNCTIONS:
            return not (isinstance(node, ast.Name) and self._bindings.has_star_import)
        if not isinstance(node, ast.Attribute):
            return False
        return node.attr in _METHODS or (node.attr in _OF_ARRAYS and isinstance(node.value, ast.Compare))

    def _is_expectation(self, tested: ast.expr, second: ast.expr, *, is_truth: bool) -> bool:
        """Whether the second argument of `assertTrue` was meant to be compared with the first."""
        if isinstance(tested, (ast.Compare, ast.BoolOp, ast.UnaryOp, ast.Constant)):
            return False
        match second:
            case ast.Constant(value=bool() as value):
                # What is true as asked is tested after all, if only for its truth.
                return value is not is_truth
            case ast.Constant(value=int() | float() | complex() as value):
                return is_truth or bool(value)
            case ast.UnaryOp(op=ast.USub(), operand=ast.Constant()):
                return True
            case ast.List() | ast.Tuple() | ast.Dict() | ast.Set():
                return True
            case ast.Call(func=function):
                return full_name(function, self._bindings) in _MAKERS
        return False


def _conjuncts(test: ast.expr) -> Iterator[ast.expr]:
    """What all has to hold, through `and` and walrus."""
    pending = [test]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.BoolOp) and isinstance(node.op, ast.And):
            pending.extend(reversed(node.values))
        elif isinstance(node, ast.NamedExpr):
            pending.append(node.value)
        else:
            yield node


def _is_true(node: ast.expr) -> bool:
    """Whether this is a literal that counts as true."""
    match node:
        case ast.Constant(value=value):
            return bool(value) and value is not Ellipsis
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float() as value)):
            return bool(value)
        case ast.List(elts=elements) | ast.Tuple(elts=elements) | ast.Set(elts=elements):
            return bool(elements) and not any(isinstance(element, ast.Starred) for element in elements)
    return False


def _is_zero(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and type(node.value) is int and node.value <= 0
