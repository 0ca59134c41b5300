"""What a tested value was made from: the numbers that the call which gave it got, and the name of what was called."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from courselint.analysis.boundvalues import function_named
from courselint.analysis.floatness import Inference
from courselint.analysis.gates import called_name
from courselint.analysis.reaching import reaching
from courselint.analysis.scopes import Binding, Scope, Use
from courselint.analysis.values import Value
from courselint.model import Floatness

MOST_LINKS = 24
MOST_NUMBERS = 12
MOST_ARGUMENTS = 32
# Arguments that are results themselves are followed so deep, where there are so few.
MOST_DEPTH = 2
MOST_FOLLOWED = 6

# These hand on what they get; the call that matters stands inside them.
_WRAPPERS = frozenset(["float", "list", "tuple", "sorted", "array", "asarray", "item", "tolist", "numpy"])
# Keywords that say how much data or which, and enter no formula.
_SELECTING = frozenset(["fraction", "frac", "test_size", "train_size", "random_state", "seed", "size", "split"])
# One call each; what is put together from these may be put together in another way.
_ELEMENTARY = frozenset("sin cos tan arcsin arccos arctan asin acos atan exp log log2 log10 sqrt".split())
_ARRAYS = ("numpy.", "torch.", "tensorflow.", "jax.", "pandas.")


@dataclass(frozen=True, slots=True)
class Inputs:
    """`called` are the names on the way to the value (`crop RandomCrop`), `numbers` the first numbers passed in.

    `is_plain`: only integers, text or nothing went in; `is_exact`: floats that binary holds exactly may be among them.
    `way` are the names of all calls and attributes on the way, those after which nothing else was done first.
    `written` are the first arguments as syntax trees, `function` is the function itself if the course shows it.
    `imports` are the names of the imported values among what went in.
    """

    called: str = ""
    numbers: tuple[Fraction, ...] = ()
    is_plain: bool = False
    is_exact: bool = False
    written: frozenset[str] = frozenset()
    function: Scope | None = None
    imports: frozenset[str] = frozenset()
    way: tuple[str, ...] = ()
    operator: type[ast.operator] | None = None


NOTHING_KNOWN = Inputs()


def inputs_of(node: ast.expr, use: Use, inference: Inference, *, depth: int = 0) -> Inputs:
    """Follow the expression, and the names it is bound to, back to the calls that made it."""
    names: list[str] = []
    way: list[str] = []
    operator: type[ast.operator] | None = None
    given: list[tuple[ast.expr, Use]] = []
    function: Scope | None = None
    has_call = False
    for _ in range(MOST_LINKS):
        match node:
            case ast.Call(func=called, args=arguments, keywords=keywords):
                name = called_name(node)
                if name in _WRAPPERS and (inner := _handed_on(node)) is not None:
                    node = inner
                    continue
                has_call = True
                names.append(name)
                way.append(name)
                given += [(each, use) for each in arguments]
                given += [(each.value, use) for each in keywords if each.arg not in _SELECTING]
                if isinstance(called, ast.Name):
                    function = function_named(called.id, use) or function
                node = called.value if isinstance(called, ast.Attribute) and not _is_own(called) else called
            case ast.Attribute(value=ast.Name(id="self"), attr=name):
                way.append(name)
                bound, changes = _binding(f"self.{name}", use)
                given += changes
                if bound is None or bound.value is None:
                    break
                node, use = bound.value, bound.use
            case ast.Attribute(value=inner, attr=name):
                way.append(name)
                node = inner
            case ast.Subscript(value=inner) | ast.Await(value=inner):
                node = inner
            case ast.Name(id=name):
                bound, changes = _binding(name, use)
                given += changes
                if bound is None or bound.value is None:
                    break
                node, use = _unpacked(bound.value, bound.path), bound.use
            case ast.BinOp(op=found):
                operator = type(found)
                break
            case _:
                break
    if not has_call:
        return Inputs(way=tuple(way), operator=operator)
    values = [inference.value(argument, place) for argument, place in given[:MOST_ARGUMENTS]]
    is_plain = is_exact = len(given) <= MOST_ARGUMENTS and not any(value.literals for value in values)
    for value, (argument, place) in zip(values, given, strict=False) if is_exact else ():
        if value.floatness is Floatness.EXACT:
            is_plain = False
        elif value.floatness not in (Floatness.NONE, Floatness.INT):
            parts = _parts(argument)
            if depth == MOST_DEPTH or len(given) > MOST_FOLLOWED or len(parts) > MOST_FOLLOWED:
                is_plain = is_exact = False
                break
            for part in parts:
                inner = inputs_of(part, place, inference, depth=depth + 1)
                is_plain, is_exact = is_plain and inner.is_plain, is_exact and inner.is_exact
    written = frozenset(ast.dump(argument) for argument, _ in given[:MOST_FOLLOWED] if _is_short(argument))
    imports = frozenset(value.imported for value in values if value.imported)
    plain = _first_numbers(values)
    return Inputs(" ".join(names), plain, is_plain, is_exact, written, function, imports, tuple(way), operator)


def is_account(node: ast.expr, use: Use, other: Inputs) -> bool:
    """Whether this is a number that the test adds to or takes from, step by step, after it passed it to the code.

    The code under test has to take the same steps in the same order. So it has where the test tests an operator with
    that operator, or `sin` with a library's: one step each.
    """
    if not isinstance(node, ast.Name):
        return _is_same_step(node, other)
    found, _ = reaching(node.id, use)
    if len(found) == 1 and found[0].kind == "value" and found[0].value is not None and not found[0].path:
        return _is_same_step(found[0].value, other)
    starts = [binding.value for binding in found if binding.kind == "value" and binding.value is not None]
    steps = [binding.operator for binding in found if binding.kind == "augmented"]
    return (
        bool(steps)
        and all(isinstance(operator, (ast.Add, ast.Sub)) for operator in steps)
        and any(_is_short(start) and ast.dump(start) in other.written for start in starts)
    )


def _is_same_step(node: ast.expr, other: Inputs) -> bool:
    match node:
        case ast.BinOp(left=left, op=operator, right=right) if _is_short(left) and _is_short(right):
            passed = [ast.dump(side) in other.written for side in (left, right)]
            return (
                type(operator) is other.operator
                or all(passed)
                or (any(passed) and isinstance(operator, (ast.Add, ast.Sub)))
            )
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub(), right=right):
            return any(ast.dump(side) in other.written for side in (left, right) if _is_short(side))
        case ast.Call():
            return called_name(node) in _ELEMENTARY and called_name(node) in other.way[:2]
    return False


def is_array(node: ast.expr, use: Use, inference: Inference) -> bool:
    """Whether it is written as an array, tensor or series, here or where its name is bound."""
    for _ in range(4):
        if isinstance(node, ast.Call):
            return inference.dotted(node.func).startswith(_ARRAYS)
        if not isinstance(node, ast.Name):
            return False
        bound, _ = _binding(node.id, use)
        if bound is None or bound.value is None:
            return False
        node, use = bound.value, bound.use
    return False


def _unpacked(node: ast.expr, path: tuple[int, ...]) -> ast.expr:
    """The expression that `a, b = f(), g()` binds at this place; the whole of it where it can't be told apart."""
    for index in path:
        if not isinstance(node, (ast.List, ast.Tuple)) or not 0 <= index < len(node.elts):
            break
        node = node.elts[index]
    return node


def _parts(argument: ast.expr) -> list[ast.expr]:
    return argument.elts if isinstance(argument, (ast.List, ast.Tuple, ast.Set)) else [argument]


def _is_short(node: ast.expr) -> bool:
    """A literal, a name, or an element or attribute of one."""
    for _ in range(4):
        if isinstance(node, (ast.Name, ast.Constant)):
            return True
        if not isinstance(node, (ast.Attribute, ast.Subscript)):
            return False
        node = node.value
    return False


def _is_own(attribute: ast.Attribute) -> bool:
    """`self.x`, which the test class itself has bound."""
    return isinstance(attribute.value, ast.Name) and attribute.value.id == "self"


def _handed_on(call: ast.Call) -> ast.expr | None:
    if len(call.args) == 1:
        return call.args[0]
    return call.func.value if isinstance(call.func, ast.Attribute) and not call.args else None


def _binding(name: str, use: Use) -> tuple[Binding | None, list[tuple[ast.expr, Use]]]:
    """The one binding of a name, and what methods called on it since have got."""
    found, _ = reaching(name, use)
    plain = [binding for binding in found if binding.kind != "mutation"]
    changes = [(each.value, each.use) for each in found if each.kind == "mutation" and each.value is not None]
    return (plain[0] if len(plain) == 1 and plain[0].kind == "value" else None), changes


def _first_numbers(values: list[Value]) -> tuple[Fraction, ...]:
    numbers: list[Fraction] = []
    for number in _numbers(values):
        numbers.append(number)
        if len(numbers) > MOST_NUMBERS:
            # Among many numbers some sum or quotient fits by chance.
            return ()
    return tuple(numbers)


def _numbers(values: list[Value]) -> Iterator[Fraction]:
    pending = list(reversed(values))
    while pending:
        value = pending.pop()
        if value.constant is not None:
            yield value.constant
        pending.extend(reversed([*(value.items or ()), *(value.fields or {}).values()]))
