"""Modules, classes and functions of a document as scopes, and the ways in which names get their values there."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from typing import Literal

BindingKind = Literal["value", "element", "augmented", "mutation", "parameter", "function", "opaque"]


Path = tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Statements that run together. Arms of one `if` or `try` share a `group` and exclude each other."""

    parent: Block | None
    group: int = 0
    arm: int = 0
    is_loop: bool = False
    depth: int = 0


@dataclass(slots=True, eq=False)
class Scope:
    """A module, class or function, and what is bound in it; bindings of a name stand in the order of the code.

    `body_code` is the code that a function stands in; `is_unfinished`: a comment in it tells the learner to write it.
    """

    node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | None
    parent: Scope | None
    block: Block
    bindings: dict[str, list[Binding]] = field(default_factory=dict)
    returns: list[tuple[ast.expr, Use]] = field(default_factory=list)
    outside: set[str] = field(default_factory=set)
    body_code: int | None = None
    is_unfinished: bool = False

    @property
    def is_class(self) -> bool:
        return isinstance(self.node, ast.ClassDef)


@dataclass(frozen=True, slots=True, eq=False)
class Use:
    """Where an expression stands: its scope and block, its place in the order of statements, and its code."""

    scope: Scope
    block: Block
    order: int
    code: int


@dataclass(frozen=True, slots=True, eq=False)
class Binding:
    """One way a name gets its value; `path` leads into the value where a tuple is unpacked (-1: somewhere in it)."""

    name: str
    kind: BindingKind
    use: Use
    value: ast.expr | None = None
    path: Path = ()
    operator: ast.operator | None = None
    function: Scope | None = None


@dataclass(slots=True, eq=False)
class Bindings:
    """All of it. `statements` are the statements in order, with where they stand."""

    module: Scope
    statements: list[tuple[ast.stmt, Use]] = field(default_factory=list)
    imports: dict[str, str] = field(default_factory=dict)
    functions: dict[int, Scope] = field(default_factory=dict)
    has_star_import: bool = False


def class_of(scope: Scope) -> Scope:
    """The class round a method; the scope itself where there is none."""
    inner: Scope | None = scope
    while inner is not None and not inner.is_class:
        inner = inner.parent
    return inner or scope
