"""What tests say of a value's type: in words that Python reads, or as the digest of the type's name."""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterator
from typing import Literal

from courselint.analysis.reaching import reaching
from courselint.analysis.scopes import Bindings, Scope, Use

Kind = Literal["float", "other"]

# A question's checks stand in one cell, or in two in a row.
CELLS_NEAR = 1
LONGEST = 400

_FLOATS = frozenset(["float", "float64", "float32", "float16", "floating", "float_", "double"])
_TYPES = (
    "float", "numpy.float64", "numpy.float32", "int", "numpy.int64", "numpy.int32", "bool", "numpy.bool_",
    "numpy.bool", "str", "list", "tuple", "dict", "set", "numpy.ndarray", "NoneType", "pandas.core.series.Series",
    "pandas.core.frame.DataFrame",
)  # fmt: skip
_ALGORITHMS = frozenset(["md5", "sha1", "sha224", "sha256", "sha384", "sha512"])

Part = bytes | ast.expr


class TypeProofs:
    """The types that the tests of one document ask for."""

    __slots__ = ("_bindings", "_known")

    def __init__(self, bindings: Bindings) -> None:
        self._bindings = bindings
        self._known: dict[str, list[tuple[int, Scope, Kind]]] | None = None

    def kind(self, node: ast.expr, use: Use) -> Kind | None:
        """Whether a test near `use` asks that the value of this expression is a float, or something else."""
        if self._known is None:
            self._known = {}
            for statement, place in self._bindings.statements:
                for asked, found in _asked(statement, place):
                    self._known.setdefault(_key(asked), []).append((place.code, place.scope, found))
        near = {
            kind
            for code, scope, kind in self._known.get(_key(node), ())
            if scope is use.scope and abs(code - use.code) <= CELLS_NEAR
        }
        return near.pop() if len(near) == 1 else None


def hashed(node: ast.expr) -> tuple[str, list[Part]] | None:
    """The algorithm of `sha1(…).hexdigest()`, and what is hashed: bytes written there, and `str(…)` of what."""
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Call(func=called, args=[content]), attr="hexdigest"), args=[]):
            name = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
            if name in _ALGORITHMS:
                return name, list(_parts(content))
    return None


def digest(algorithm: str, parts: list[Part], text: str) -> str:
    """The digest, with this text in the place of what is not written there."""
    content = b"".join(part if isinstance(part, bytes) else text.encode() for part in parts)
    return getattr(hashlib, algorithm)(content, usedforsecurity=False).hexdigest()


def written_text(node: ast.expr, use: Use) -> str | None:
    """The text of a literal, or of a name that is bound to one."""
    if isinstance(node, ast.Name):
        found, _ = reaching(node.id, use)
        node = found[0].value if len(found) == 1 and found[0].value is not None else node
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _parts(content: ast.expr, depth: int = 0) -> Iterator[Part]:
    match content:
        case ast.BinOp(op=ast.Add(), left=left, right=right) if depth < 8:
            yield from _parts(left, depth + 1)
            yield from _parts(right, depth + 1)
        case ast.Call(func=ast.Attribute(value=inner, attr="encode")) if depth < 8:
            yield from _parts(inner, depth + 1)
        case ast.Call(func=ast.Name(id="str" | "repr"), args=[inner]):
            yield inner
        case ast.Constant(value=bytes(value)):
            yield value
        case ast.Constant(value=str(text)):
            yield text.encode()
        case _:
            yield ast.Constant(None)


def _key(node: ast.expr) -> str:
    return ast.dump(node) if sum(1 for _ in zip(ast.walk(node), range(LONGEST), strict=False)) < LONGEST else ""


def _asked(statement: ast.stmt, use: Use) -> Iterator[tuple[ast.expr, Kind]]:
    """The expressions whose type this statement tests."""
    match statement:
        case ast.Assert(test=test):
            pending = [test]
        case ast.Expr(value=ast.Call(func=ast.Attribute(attr="assertIsInstance"), args=[asked, wanted, *_])):
            kind = _kind_of(wanted)
            if kind is not None:
                yield asked, kind
            return
        case ast.Expr(value=ast.Call(func=ast.Attribute(attr="assertEqual" | "assertIs"), args=[one, other, *_])):
            pending = [ast.Compare(one, [ast.Eq()], [other])]
        case _:
            return
    for _ in range(24):
        if not pending:
            return
        match pending.pop():
            case ast.BoolOp(op=ast.And(), values=members):
                pending.extend(members)
            case ast.Tuple(elts=[first, *_]):
                pending.append(first)
            case ast.Call(func=ast.Name(id="isinstance"), args=[asked, wanted]):
                kind = _kind_of(wanted)
                if kind is not None:
                    yield asked, kind
            case ast.Compare(left=left, ops=[ast.Eq() | ast.Is() | ast.In()], comparators=[right]):
                for one, other in ((left, right), (right, left)):
                    asked = _typed(one)
                    if asked is not None and (kind := _kind_of(other)) is not None:
                        yield asked, kind
                    yield from _from_digest(one, other, use)


def _from_digest(one: ast.expr, other: ast.expr, use: Use) -> Iterator[tuple[ast.expr, Kind]]:
    """`sha1(str(type(x)).encode()).hexdigest() == "…"`: which type it is can be found by trying."""
    read = hashed(one)
    if read is None:
        return
    algorithm, parts = read
    holes = [part for part in parts if not isinstance(part, bytes)]
    asked = _typed(holes[0]) if len(holes) == 1 else None
    wanted = written_text(other, use) if asked is not None else None
    if asked is None or wanted is None:
        return
    for name in _TYPES:
        if digest(algorithm, parts, f"<class '{name}'>") == wanted.lower():
            yield asked, "float" if name.rpartition(".")[2] in _FLOATS else "other"
            return


def _typed(node: ast.expr) -> ast.expr | None:
    match node:
        case ast.Call(func=ast.Name(id="type"), args=[asked]):
            return asked
    return None


def _kind_of(node: ast.expr) -> Kind | None:
    """Whether these types are floats; None where floats and integers will do, or it can't be told."""
    members = node.elts if isinstance(node, (ast.Tuple, ast.List, ast.Set)) else [node]
    names = [each.id if isinstance(each, ast.Name) else getattr(each, "attr", "") for each in members]
    if not names or not all(names):
        return None
    are_floats = {name in _FLOATS for name in names}
    if len(are_floats) > 1:
        return None
    if are_floats.pop():
        return "float"
    return "other" if all(name in _PLAIN for name in names) else None


_PLAIN = frozenset("int int64 int32 integer str bool bool_ NoneType date datetime Timestamp".split())
