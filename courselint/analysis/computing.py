"""Which names of a course's own code compute their numbers in several rounded steps, and which only hand numbers on.

Told by name alone: what a test calls stands in another file more often than not. A name of which both is true tells
nothing; so does one rounded step, which gives the same number in any order.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from courselint.analysis import results
from courselint.analysis.stubs import is_placeholder
from courselint.model import Document

SEVERAL = 2
# Far from Python's own limit: what lies below this many operators of one expression is left unread.
MOST_DEPTH = 6

_DEFINES = re.compile(r"\bdef\s|\bself\.\w+\s*=|\blambda\b")
_ROUNDING_OPERATORS = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Pow)
_SCALING = (ast.Mult, ast.Div)
# Inside these no number is made that comes out.
_COUNTING = frozenset(["range", "len", "int", "print", "isinstance", "chr", "ord"])
_QUIET = (
    results.PASSED
    | results.COUNT
    | results.TEXT
    | results.NOTHING
    | frozenset(
        "super __init__ dict items setdefault extend update add remove popitem range enumerate zip bool ValueError"
        " TypeError KeyError IndexError Exception print map filter any all isinstance hash id push load".split()
    )
)
_SUMMING = frozenset(["sum", "fsum", "mean", "nanmean", "std", "var", "stdev", "pstdev", "variance", "dot", "average"])
_MATHEMATICS = (results.COMPUTED | results.ROOT) - frozenset(["minimize", "solve", "interp", "quantile", "size"])


@dataclass(frozen=True, slots=True)
class Computing:
    """`computing` give what several steps made of decimals, `fractional` even of integers; `handing` what they got."""

    computing: frozenset[str] = frozenset()
    fractional: frozenset[str] = frozenset()
    handing: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Steps:
    """What one function or attribute does: rounded steps on its way, and what else it calls."""

    steps: int = 0
    fractional: int = 0
    called: set[str] = field(default_factory=set)
    is_written: bool = False


def computing(document: Document) -> Computing:
    """What the document's functions, methods and attributes do with numbers."""
    if not any(code.tree is not None and _DEFINES.search(code.text) for code in document.code):
        return Computing()
    found: dict[str, list[_Steps]] = {}
    for code in document.code:
        if code.tree is not None:
            _read(code.tree, found, is_test=document.is_test)
    many = _spread({name: max(each.steps for each in all_) for name, all_ in found.items()}, found)
    worn = _spread({name: max(each.fractional for each in all_) for name, all_ in found.items()}, found)
    return Computing(frozenset(many), frozenset(worn), frozenset(_handing(found, many)))


def _handing(found: dict[str, list[_Steps]], many: set[str]) -> Iterator[str]:
    """The names that take no step, and call nothing but what is known to take none."""
    quiet = {name for name, all_ in found.items() if name not in many and not any(each.steps for each in all_)}
    for name in quiet:
        all_ = [each for each in found[name] if each.is_written]
        if all_ and all(called in _QUIET or called in quiet for each in all_ for called in each.called):
            yield name


def _spread(counts: dict[str, int], found: dict[str, list[_Steps]]) -> set[str]:
    """The names with several steps, and those that call one of these."""
    callers: dict[str, set[str]] = {}
    for name, all_ in found.items():
        for each in all_:
            for called in each.called:
                callers.setdefault(called, set()).add(name)
    names = {name for name, count in counts.items() if count >= SEVERAL}
    unseen = list(names)
    while unseen:
        more = callers.pop(unseen.pop(), set()) - names
        names |= more
        unseen.extend(more)
    return names


def _read(tree: ast.AST, found: dict[str, list[_Steps]], *, is_test: bool) -> None:
    """Walk once; each node belongs to the innermost function round it."""
    pending: list[tuple[ast.AST, _Steps | None, bool]] = [(tree, None, False)]
    while pending:
        node, inside, in_loop = pending.pop()
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                inside, in_loop = _Steps(is_written=not _is_stub(node)), False
                found.setdefault(name, []).append(inside)
            case ast.For() | ast.While() | ast.AsyncFor():
                in_loop = True
            case ast.Assign(targets=[target], value=value) if not (is_test or isinstance(value, ast.Lambda)):
                _assigned(target, value, found)
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Lambda()):
                inside = _Steps(is_written=True)
                found.setdefault(name, []).append(inside)
            case ast.AugAssign(target=target, op=operator, value=value) if isinstance(operator, _ROUNDING_OPERATORS):
                _changed(target, value, inside, found, in_loop=in_loop)
            case ast.Subscript(value=base):
                # What stands in the brackets says where, not how much.
                pending.append((base, inside, in_loop))
                continue
            case ast.Call() if _last(node.func) in _COUNTING:
                continue
        if inside is not None:
            _count(node, inside)
        pending.extend((child, inside, in_loop) for child in ast.iter_child_nodes(node))


def _assigned(target: ast.expr, value: ast.expr, found: dict[str, list[_Steps]]) -> None:
    """`self.total = price * count * 1.2` computes, `self.price = price` stores."""
    if isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name) and target.value.id == "self":
        steps = _Steps(is_written=not is_placeholder(value))
        for inner in _operations(value):
            _count(inner, steps)
        found.setdefault(target.attr, []).append(steps)


def _changed(
    target: ast.expr, value: ast.expr, inside: _Steps | None, found: dict[str, list[_Steps]], *, in_loop: bool
) -> None:
    if isinstance(value, (ast.Constant, ast.List, ast.JoinedStr, ast.ListComp)) and not _is_inexact(value):
        return
    # Added up over a loop, the order of the steps is the learner's own.
    steps = SEVERAL if in_loop else 1
    if inside is not None:
        inside.steps += steps
    if isinstance(target, ast.Attribute):
        found.setdefault(target.attr, []).append(_Steps(steps, is_written=True))


def _operations(node: ast.expr, depth: int = 0) -> Iterator[ast.expr]:
    yield node
    inner: list[ast.expr] = []
    match node:
        case ast.BinOp(left=left, right=right):
            inner = [left, right]
        case ast.Call(args=arguments):
            inner = [argument for argument in arguments if not isinstance(argument, ast.Starred)]
        case ast.UnaryOp(operand=operand):
            inner = [operand]
        case ast.IfExp(body=body, orelse=orelse):
            inner = [body, orelse]
    if depth < MOST_DEPTH:
        for each in inner:
            yield from _operations(each, depth + 1)


def _count(node: ast.AST, steps: _Steps) -> None:
    match node:
        case ast.BinOp(op=ast.MatMult()):
            steps.steps += SEVERAL
        case ast.BinOp(left=left, op=operator, right=right) if isinstance(operator, _ROUNDING_OPERATORS):
            if _is_whole(left, right, operator):
                return
            scales = isinstance(operator, _SCALING) and (_is_inexact(left) or _is_inexact(right))
            steps.steps += SEVERAL if scales else 1
            if scales:
                steps.fractional += SEVERAL
            elif isinstance(operator, ast.Div) or _is_fractional(left) or _is_fractional(right):
                steps.fractional += 1
        case ast.Call(func=called):
            name = _last(called)
            is_library = isinstance(called, ast.Attribute) and _root(called) in results.USUAL_NAMES
            if name in _SUMMING or (name in _MATHEMATICS and (is_library or isinstance(called, ast.Name))):
                steps.steps += SEVERAL
                if name not in _SUMMING and name != "sqrt":
                    steps.fractional += SEVERAL
            elif not is_library:
                steps.called.add(name)


def _is_whole(left: ast.expr, right: ast.expr, operator: ast.operator) -> bool:
    """Text and lists that are joined, and counters: `n + 1`, `"-" * 20`."""
    for side in (left, right):
        if isinstance(side, (ast.JoinedStr, ast.List, ast.ListComp, ast.Tuple)):
            return True
        if isinstance(side, ast.Constant) and not isinstance(side.value, (int, float)):
            return True
    is_sum = isinstance(operator, (ast.Add, ast.Sub))
    return (
        is_sum
        and any(isinstance(side, ast.Constant) and isinstance(side.value, int) for side in (left, right))
        and (not (_is_fractional(left) or _is_fractional(right)))
    )


def _is_inexact(node: ast.expr) -> bool:
    """A decimal that binary can't hold, or pi."""
    match node:
        case ast.Constant(value=float(value)):
            return value == value and abs(value) < 2.0**53 and Fraction(repr(value)) != Fraction(value)
        case ast.UnaryOp(operand=operand):
            return isinstance(operand, ast.Constant) and _is_inexact(operand)
        case ast.Attribute(attr="pi") | ast.Name(id="pi" | "PI"):
            return True
    return False


def _is_fractional(node: ast.expr, depth: int = 0) -> bool:
    match node:
        case ast.BinOp(op=ast.Div()):
            return True
        case ast.BinOp(left=left, right=right) if depth < MOST_DEPTH:
            return _is_fractional(left, depth + 1) or _is_fractional(right, depth + 1)
        case ast.Call(func=called):
            return _last(called) in _MATHEMATICS
    return _is_inexact(node)


def _is_stub(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Nothing is written yet: a docstring, `pass`, `...`, `raise NotImplementedError`, `return None`."""
    for statement in function.body:
        match statement:
            case ast.Pass() | ast.Raise() | ast.Expr(value=ast.Constant()) | ast.Return(value=None):
                continue
            case ast.Return(value=ast.Constant(value=None)):
                continue
        return False
    return True


def _last(called: ast.expr) -> str:
    return called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")


def _root(called: ast.expr) -> str:
    for _ in range(MOST_DEPTH):
        if not isinstance(called, ast.Attribute):
            break
        called = called.value
    return called.id if isinstance(called, ast.Name) else ""
