"""Values of lists and tables, and one value for several that may be meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from courselint.analysis.values import UNKNOWN, Origin, Value
from courselint.model import Floatness

MOST_LITERALS = 4096
MOST_ITEMS = 64
# Lists of lists of lists share their parts, but merging walks them all: beyond this many parts a value is flat.
MOST_PARTS = 1024


def merge(values: Iterable[Value], *, strict: bool = False) -> Value:
    """One value for several: the worst of them. With `strict`, unknown if they disagree on what matters."""
    several = list({id(value): value for value in values}.values())
    if not several:
        return UNKNOWN
    if len(several) == 1:
        return several[0]
    levels = {value.floatness for value in several}
    floatness = max(levels)
    if strict and len(levels) > 1:
        floatness = Floatness.UNKNOWN
    literals, origins = pool(several)
    first = several[0]
    numeric = [value for value in several if value.floatness >= Floatness.EXACT]
    rounded = [value.decimals for value in numeric]
    element, items, fields, parts = None, None, None, 1
    if any(value.parts > 1 for value in several):
        element = _merged(value.element for value in several)
        items, fields = _merged_items(several), _merged_fields(several)
        parts = _count(element, items, fields)
    if parts > MOST_PARTS:
        element, items, fields, parts = None, None, None, 1
    same = first.constant is not None and all(value.constant == first.constant for value in several)
    return Value(
        floatness,
        first.constant if same else None,
        literals,
        origins,
        decimals=max((d for d in rounded if d is not None), default=None) if None not in rounded else None,
        is_stored=all(value.is_stored for value in several if value.floatness >= Floatness.INEXACT),
        is_quotient=bool(numeric) and all(v.is_quotient for v in numeric if v.floatness is Floatness.COMPUTED)
        and any(v.is_quotient for v in numeric),
        is_nan=False,
        is_tolerant=any(value.is_tolerant for value in several),
        is_text=all(value.is_text for value in several),
        has_zero=any(value.has_zero for value in several),
        is_zero=all(value.is_zero for value in several),
        parts=parts,
        element=element,
        items=items,
        fields=fields,
    )  # fmt: skip


def pool(values: Iterable[Value]) -> tuple[frozenset[float], tuple[Origin, ...]]:
    """All literals of several values, and the first few of their places."""
    literals: set[float] = set()
    origins: dict[int, Origin] = {}
    for value in values:
        if len(literals) < MOST_LITERALS:
            literals.update(value.literals)
        for origin in value.origins:
            if len(origins) < 3:
                origins.setdefault(id(origin.node), origin)
    return frozenset(literals), tuple(origins.values())


def _merged(values: Iterable[Value | None]) -> Value | None:
    known = [value for value in values if value is not None]
    return merge(known) if known else None


def _merged_items(values: list[Value]) -> tuple[Value, ...] | None:
    first = values[0].items
    if first is None or any(value.items is None or len(value.items) != len(first) for value in values):
        return None
    return tuple(merge(column) for column in zip(*(value.items or () for value in values), strict=True))


def _merged_fields(values: list[Value]) -> Mapping[str, Value] | None:
    tables = [value.fields for value in values if value.fields is not None]
    if not tables:
        return None
    columns: dict[str, list[Value]] = {}
    for table in tables:
        for key, value in table.items():
            columns.setdefault(key, []).append(value)
    return {key: merge(column) for key, column in columns.items()}


def sequence(values: list[Value]) -> Value:
    """A list, tuple or set of these."""
    if not values:
        return Value(Floatness.NONE, items=())
    whole = merge(values)
    items = tuple(values) if len(values) <= MOST_ITEMS else None
    if _count(None, items, None) + whole.parts > MOST_PARTS:
        items = None
    return replace(
        whole, constant=None, is_text=False, parts=_count(whole, items, None), element=whole, items=items, fields=None
    )


def table(keys: Iterable[str | None], values: list[Value]) -> Value:
    """A dictionary; keys that are no literal strings are None."""
    if not values:
        return Value(Floatness.NONE, fields={})
    whole = merge(values)
    fields: dict[str, Value] | None = {
        key: value for key, value in zip(keys, values, strict=True) if key is not None
    }  # fmt: skip
    if _count(None, None, fields) + whole.parts > MOST_PARTS:
        fields = None
    return replace(
        whole, constant=None, is_text=False, parts=_count(whole, None, fields), element=whole, items=None, fields=fields
    )


def _count(
    element: Value | None, items: tuple[Value, ...] | None, fields: Mapping[str, Value] | None
) -> int:  # fmt: skip
    members = [*([element] if element is not None else []), *(items or ()), *(fields or {}).values()]
    return 1 + sum(member.parts for member in members)


def with_literals(value: Value, values: Iterable[Value]) -> Value:
    """`value`, remembering that these literals may be in it."""
    literals, origins = pool((value, *values))
    return replace(value, literals=literals, origins=value.origins or origins)
