"""What the files of a course tell each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Module:
    """A Python module as others import it: its path without suffix, and the inexact literals that its names hold.

    Members of tables count as parts of a name: `CASES.*.area`.
    """

    path: str
    literals: Mapping[str, frozenset[float]] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Facts:
    """What one document tells the rest of its course: small, order-free, serialisable."""

    words: Mapping[str, int] = field(default_factory=dict)
    identifiers: frozenset[str] = frozenset()
    rounding: frozenset[str] = frozenset()
    module: Module | None = None
    computing: frozenset[str] = frozenset()
    fractional: frozenset[str] = frozenset()
    handing: frozenset[str] = frozenset()
    hashing: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Course:
    """What checks may know of the whole course: the facts of all its documents, merged.

    `words` counts each word of the prose as written; `identifiers` are the names of the course's own code, `rounding`
    those of its functions and classes that round what they give, `modules` its Python modules by the last part of
    their names. Of its functions and attributes, `computing` are those that take several rounded steps with decimals,
    `fractional` even with integers, `handing` those that take none,
    `hashing` those that hash the text of what they get.
    """

    words: Mapping[str, int] = field(default_factory=dict)
    identifiers: frozenset[str] = frozenset()
    rounding: frozenset[str] = frozenset()
    modules: Mapping[str, tuple[Module, ...]] = field(default_factory=dict)
    computing: frozenset[str] = frozenset()
    fractional: frozenset[str] = frozenset()
    handing: frozenset[str] = frozenset()
    hashing: frozenset[str] = frozenset()
