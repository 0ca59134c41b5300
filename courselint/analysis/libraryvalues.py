"""The values that functions and methods of well-known libraries give, by their names and what they get."""

from __future__ import annotations

import ast
from dataclasses import replace
from fractions import Fraction
from math import isinf, isnan, isqrt

from courselint.analysis import results, values
from courselint.analysis.arithmetic import combined
from courselint.analysis.containers import merge, pool, sequence, table
from courselint.analysis.unpacking import subscript
from courselint.analysis.values import UNKNOWN, Value, element, passed
from courselint.model import Floatness


def of_function(
    last: str,
    full: str,
    node: ast.Call,
    arguments: list[Value],
    named: dict[str, Value],
) -> Value:
    first = arguments[0] if arguments else next(iter(named.values()), UNKNOWN)
    if full.startswith(("numpy.random", "random.", "torch.rand", "tensorflow.random")):
        return values.INT if last in ("randint", "randrange", "permutation", "choice_of") else UNKNOWN
    match full:
        case "builtins.float" if node.args and isinstance(node.args[0], ast.Constant):
            return _float_of(node.args[0].value, first)
        case "builtins.range":
            return values.INT
        case "builtins.zip":
            return Value(
                max((a.floatness for a in arguments), default=Floatness.UNKNOWN),
                element=sequence([element(a) for a in arguments]),
            )
        case "builtins.enumerate":
            return Value(first.floatness, element=sequence([values.INT, element(first)]))
        case "builtins.round" if len(node.args) + len(node.keywords) == 1:
            return values.INT
        case "builtins.dict":
            return table(list(named), list(named.values())) if named else first
        case "builtins.pow" | "math.pow" | "numpy.power" if len(arguments) >= 2:
            return combined(ast.Pow(), arguments[0], arguments[1])
        case "math.floor" | "math.ceil" | "math.trunc":
            return values.INT
        case "builtins.map" | "builtins.filter" | "functools.reduce":
            return Value(literals=pool(arguments)[0])
    if last.startswith("assert"):
        return values.NONE
    return _apply(last, first, arguments, named)


def of_method(node: ast.Call, receiver: Value, arguments: list[Value], named: dict[str, Value]) -> Value:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
    given = [receiver, *arguments, *named.values()]
    match name:
        case "items":
            inner = sequence([values.TEXT, element(receiver)])
            return Value(receiver.floatness, element=inner)
        case "get" if node.args and isinstance(node.args[0], ast.Constant):
            return merge((subscript(receiver, node.args[0]), *arguments[1:])) if receiver.fields else element(receiver)
        case "values" | "pop" | "get":
            return replace(receiver, items=None, fields=None)
        case "astype":
            written = ast.dump(node.args[0]) if node.args else ""
            return values.INT if "int" in written or "bool" in written else passed(receiver)
        case "round":
            return _rounded(receiver, arguments, named)
        case "count" | "index" | "find":
            return values.INT
    result = results.result_of(name)
    is_numeric = receiver.floatness is not Floatness.UNKNOWN and not receiver.is_text
    if result in ("count", "text", "none") or (result is not None and is_numeric):
        return _apply(name, receiver, [receiver, *arguments], named)
    if result in ("computed", "root", "averaged", "summed", "passed"):
        # A method of an object that nobody knows: its numbers may still come from what went in.
        return Value(literals=pool(given)[0], is_quotient=False)
    return Value(literals=pool(given)[0])


def _float_of(written: object, value: Value) -> Value:
    """What `float(…)` of a literal gives."""
    if not isinstance(written, str):
        return value
    try:
        number = float(written)
    except ValueError:
        return UNKNOWN
    if isnan(number):
        return values.NAN
    if isinf(number) or Fraction(repr(number)) == Fraction(number):
        return values.EXACT
    return Value(Floatness.INEXACT, literals=frozenset((abs(number),)), is_stored=True)


def _rounded(value: Value, arguments: list[Value], named: dict[str, Value]) -> Value:
    given = [*arguments, *(v for k, v in named.items() if k in ("ndigits", "decimals", "n_digits"))]
    digits = given[0].constant if given else Fraction(0)
    if value.floatness in (Floatness.NONE, Floatness.INT):
        return value
    return Value(
        Floatness.INEXACT if digits != 0 else Floatness.EXACT,
        literals=value.literals,
        decimals=int(digits) if digits is not None and abs(digits) < 400 else 0,
    )


def _apply(name: str, first: Value, arguments: list[Value], named: dict[str, Value]) -> Value:
    """The value of a library function by its name."""
    result = results.result_of(name)
    everything = [*arguments, *named.values()]
    dtype = named.get("dtype")
    match result:
        case "count":
            return values.INT
        case "text":
            return Value(Floatness.NONE, literals=pool(everything)[0], is_text=True)
        case "none":
            return values.NONE
        case "tolerant":
            return replace(values.TOLERANT, literals=first.literals)
        case "exact":
            is_empty = name.startswith("zeros")
            return Value(Floatness.EXACT, has_zero=name in ("zeros", "zeros_like", "eye", "identity"), is_zero=is_empty)
        case "rounded":
            return _rounded(first, arguments[1:], named)
        case "passed":
            if name in ("full", "full_like") and len(arguments) > 1:
                return passed(arguments[1])
            if name == "where":
                return passed(merge(arguments[1:])) if len(arguments) > 1 else values.INT
            if (
                name in ("clip", "maximum", "minimum", "max", "min", "append", "insert", "fmax", "fmin")
                and len(arguments) > 1
            ):
                return replace(merge(arguments), items=None, constant=None)
            if name in ("max", "min", "amax", "amin", "item", "next"):
                return replace(first, constant=None, items=None, fields=None, element=None)
            return first if dtype is None else passed(first)
        case "summed":
            return _summed(name, first, arguments)
        case "averaged":
            if first.floatness in (Floatness.INT, Floatness.EXACT):
                return Value(Floatness.COMPUTED, literals=first.literals, is_quotient=True)
            return _worn(first, everything) if first.floatness >= Floatness.INEXACT else Value(literals=first.literals)
        case "root":
            root = _square_root(first) if name == "sqrt" else None
            if root is not None:
                return root
            if first.floatness in (Floatness.INT, Floatness.EXACT):
                return Value(Floatness.COMPUTED, literals=first.literals, is_quotient=True)
            return _worn(first, everything)
        case "computed":
            if first.constant is not None and _is_exact_at(name, first.constant):
                return values.EXACT
            return _worn(first, everything)
    return Value(literals=pool(everything)[0])


def _worn(first: Value, everything: list[Value]) -> Value:
    literals, origins = pool(everything)
    return Value(Floatness.COMPUTED, literals=literals, origins=origins or first.origins)


def _summed(name: str, first: Value, arguments: list[Value]) -> Value:
    numeric = arguments or [first]
    literals, _ = pool(numeric)
    if name == "arange" and all(a.floatness is Floatness.INT for a in numeric):
        return values.INT
    worst = max(value.floatness for value in numeric)
    if worst >= Floatness.INEXACT:
        # A quotient of counts, summed, is rounded more than once.
        return Value(Floatness.COMPUTED, literals=literals)
    if any(value.floatness is Floatness.UNKNOWN for value in numeric[:2]):
        return Value(literals=literals)
    return Value(max(worst, Floatness.INT), literals=literals, is_zero=all(value.is_zero for value in numeric))


def _square_root(value: Value) -> Value | None:
    constant = value.constant
    if constant is None or constant < 0 or constant.denominator != 1:
        return None
    root = isqrt(constant.numerator)
    if root * root == constant:
        return values.number(Fraction(root), Floatness.EXACT)
    return None


def _is_exact_at(name: str, constant: Fraction) -> bool:
    if constant == 0:
        return name not in ("log", "log2", "log10", "gamma", "lgamma")
    return constant == 1 and name.startswith("log")
