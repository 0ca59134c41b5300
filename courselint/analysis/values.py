"""What is known of a value: how much rounding is in it, which literals reach it, what it holds."""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from courselint.model import Floatness

# Numbers with more bits than this are not folded: `9**9**9` is a short way to stop a linter.
MOST_BITS = 2048


@dataclass(frozen=True, slots=True)
class Origin:
    """A literal in the code: the node, and which of the document's codes it stands in."""

    code: int
    node: ast.expr


@dataclass(frozen=True, slots=True)
class Value:
    """What is known of an expression's value.

    `literals` holds the absolute values of the inexact literals that reach it, `origins` the first few of their places.
    A negative number among them marks a computed value that was given a name and, if `is_stored`, left as it is.
    `imported` is the dotted name that it has in the module that it was imported from.
    A container knows its `element` (all of them joined), and by position or key what it can.
    """

    floatness: Floatness = Floatness.UNKNOWN
    constant: Fraction | None = None
    literals: frozenset[float] = frozenset()
    origins: tuple[Origin, ...] = ()
    decimals: int | None = None
    is_stored: bool = False
    is_quotient: bool = False
    is_nan: bool = False
    is_tolerant: bool = False
    is_text: bool = False
    has_zero: bool = False
    is_zero: bool = False
    imported: str = ""
    parts: int = 1
    element: Value | None = None
    items: tuple[Value, ...] | None = None
    fields: Mapping[str, Value] | None = field(default=None, hash=False)


UNKNOWN = Value()
NONE = Value(Floatness.NONE)
TEXT = Value(Floatness.NONE, is_text=True)
INT = Value(Floatness.INT)
EXACT = Value(Floatness.EXACT)
COMPUTED = Value(Floatness.COMPUTED)
QUOTIENT = Value(Floatness.COMPUTED, is_quotient=True)
NAN = Value(Floatness.EXACT, is_nan=True)
TOLERANT = Value(is_tolerant=True)
ZERO = Value(Floatness.EXACT, Fraction(0), has_zero=True, is_zero=True)

_NUMBER = re.compile(r"(?<![\w.])\d+\.\d+(?:[eE][-+]?\d+)?(?![\w.])")


def literal(node: ast.Constant, code: int) -> Value:
    """The value of a literal, as it is written: 0.5 is exact, 0.3 is not."""
    value = node.value
    if isinstance(value, bool) or value is None or value is Ellipsis:
        return NONE
    if isinstance(value, int):
        if 0 < value < len(_SMALL):
            return _SMALL[value]
        return number(Fraction(value), Floatness.INT) if value.bit_length() <= MOST_BITS else INT
    if isinstance(value, float):
        if not math.isfinite(value):
            return EXACT
        exact = Fraction(value)
        # A fraction with 2^k below has k decimals; more than these no float is written with.
        if exact.denominator < 2**20 and Fraction(repr(value)) == exact:
            return number(exact, Floatness.EXACT)
        return Value(
            Floatness.INEXACT, exact, frozenset((abs(value),)), (Origin(code, node),), is_stored=True
        )  # fmt: skip
    if isinstance(value, str):
        return Value(Floatness.NONE, literals=numbers_in(value), is_text=True)
    return UNKNOWN if isinstance(value, complex) else TEXT


def number(value: Fraction, floatness: Floatness) -> Value:
    """A known number without rounding."""
    return Value(floatness, value, has_zero=value == 0, is_zero=value == 0)


_SMALL = tuple(Value(Floatness.INT, Fraction(value)) for value in range(256))


def numbers_in(text: str) -> frozenset[float]:
    # A table that the test carries as text, and what it reads back from it, are one number.
    if len(text) > 20_000 or "." not in text:
        return frozenset()
    return frozenset(float(match[0]) for match in _NUMBER.finditer(text))


def passed(value: Value) -> Value:
    """The same numbers in another container or shape."""
    return replace(value, items=None, is_text=False)


def element(value: Value, key: int = -1) -> Value:
    """The member at position `key`, or any member."""
    if value.items is not None and key != -1 and -len(value.items) <= key < len(value.items):
        return value.items[key]
    if value.element is not None:
        return value.element
    return replace(value, constant=None, items=None, fields=None, imported=below(value, "*"))


def below(value: Value, part: str) -> str:
    """The name of a part of an imported value; "" if it isn't imported."""
    return f"{value.imported}.{part}" if value.imported else ""


def item(value: Value, index: int) -> Value:
    """What unpacking gives at this place; any member for -1."""
    if index >= 0 and value.imported:
        return Value(imported=below(value, str(index)))
    if index >= 0 and value.items is not None:
        return value.items[index] if index < len(value.items) else UNKNOWN
    return element(value)
