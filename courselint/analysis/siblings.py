"""Expectations that one module of a course holds and another one tests with: told, and found again by name."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from courselint.analysis.values import literal
from courselint.model import Comparison, Course, Document, Floatness, Module, Operand

# So much a module tells; who expects more has a table that no one reads.
MOST_NAMES = 256
MOST_LITERALS = 64
MOST_NODES = 10_000
MOST_DEPTH = 6
# Columns further right than this have no names.
MOST_COLUMNS = 8

_DECIMAL = re.compile(r"\d\.\d|\de-")
_ARRAYS = frozenset(["array", "asarray", "tensor", "constant", "Series", "DataFrame", "list", "tuple", "dict", "set"])
# A game imports its speeds as a test its answers: only names that say so hold expectations.
_EXPECTING = re.compile(
    r"(?i)expect|answer|solution|case|truth|reference|target|result|correct|test|desired|gold|(?:^|[._])(?:keys?|sol|ans)\b"
)


def module(document: Document) -> Module | None:
    """What a Python module tells those that import it; None for other documents."""
    if document.format != "python" or not document.code:
        return None
    path = document.path.removesuffix(".py")
    tree, text = document.code[0].tree, document.code[0].text
    if tree is None or not _DECIMAL.search(text) or not (_EXPECTING.search(path) or _EXPECTING.search(text)):
        return Module(path)
    found: dict[str, set[float]] = {}
    left = MOST_NODES
    for name, value in _bound_once(tree):
        for part, number in _literals(name, value):
            left -= 1
            if left < 0:
                return Module(path)
            if len(found) < MOST_NAMES or part in found:
                held = found.setdefault(part, set())
                if number is not None and len(held) < MOST_LITERALS:
                    held.add(number)
    return Module(path, {part: frozenset(numbers) for part, numbers in found.items() if numbers})


def by_name(modules: Iterable[Module]) -> Mapping[str, tuple[Module, ...]]:
    """The modules of a course by the last part of their names, in whatever order they come."""
    named: dict[str, list[Module]] = {}
    for each in sorted(modules, key=_path):
        named.setdefault(PurePosixPath(each.path).name, []).append(each)
    return {name: tuple(found) for name, found in named.items()}


def told(comparison: Comparison, course: Course, path: str) -> Comparison:
    """The comparison with what sibling modules tell of its two sides; `path` is the file that it stands in."""
    left, right = (_told(side, course, path) for side in (comparison.left, comparison.right))
    if left is comparison.left and right is comparison.right:
        return comparison
    return replace(comparison, left=left, right=right)


def _told(side: Operand, course: Course, path: str) -> Operand:
    given: set[float] = set()
    for name in side.imports:
        given |= _held(name, course, path)
    if side.imported and side.floatness is Floatness.UNKNOWN and _EXPECTING.search(side.imported):
        held = _held(side.imported, course, path)
        if held:
            return replace(side, floatness=Floatness.INEXACT, literals=side.literals | held, is_stored=True)
    return replace(side, literals=side.literals | given) if given else side


def _held(name: str, course: Course, path: str) -> frozenset[float]:
    """The inexact literals that an imported name holds, by the one module nearest to the file that imports it."""
    parts = name.split(".")
    folders = PurePosixPath(path).parts[:-1]
    for count in range(1, min(len(parts), 8)):
        modules = [
            (_shared(PurePosixPath(each.path).parts[:-1], folders), each)
            for each in course.modules.get(parts[count - 1], ())
            if PurePosixPath(each.path).parts[-count:] == tuple(parts[:count])
        ]
        if modules:
            nearest = max(nearness for nearness, _ in modules)
            found = [each for nearness, each in modules if nearness == nearest]
            return found[0].literals.get(".".join(parts[count:]), frozenset()) if len(found) == 1 else frozenset()
    return frozenset()


def _shared(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[int, int]:
    """How near two folders are: how many they share from the top, then how few lie between."""
    shared = 0
    for first, second in zip(one, other, strict=False):
        if first != second:
            break
        shared += 1
    return shared, -len(one)


def _path(each: Module) -> str:
    return each.path


def _bound_once(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    """The names that the module, or a class in it, binds to one value and no other."""
    bound: list[tuple[str, ast.expr]] = []
    count: Counter[str] = Counter()
    pending: list[tuple[str, ast.stmt]] = [("", statement) for statement in reversed(tree.body)]
    while pending:
        prefix, statement = pending.pop()
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                bound.append((prefix + name, value))
                count[prefix + name] += 1
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                bound.append((prefix + name, value))
                count[prefix + name] += 1
            case ast.ClassDef(name=name, body=body) if not prefix:
                pending.extend((f"{name}.", inner) for inner in reversed(body))
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.Import() | ast.ImportFrom() | ast.Assert():
                pass
            case _:
                # What loops, branches and assignments to parts speak of may be bound anew, or changed.
                for node in ast.walk(statement):
                    if isinstance(node, ast.Name):
                        count[prefix + node.id] += 2
    return ((name, value) for name, value in bound if count[name] == 1)


def _literals(name: str, value: ast.expr) -> Iterator[tuple[str, float | None]]:
    """The names of the value's parts, with each inexact literal in them; None for any other member."""
    pending: list[tuple[tuple[str, ...], tuple[str, ...], ast.expr, int]] = [((), (name,), value, 0)]
    while pending:
        wholes, names, node, depth = pending.pop()
        members: list[tuple[str, ast.expr]] = []
        match node:
            case ast.Constant():
                is_inexact = literal(node, 0).floatness is Floatness.INEXACT
                number = abs(node.value) if is_inexact and isinstance(node.value, float) else None
                yield from ((each, number) for each in (*wholes, *names))
            case ast.UnaryOp(op=ast.USub() | ast.UAdd(), operand=operand):
                pending.append((wholes, names, operand, depth))
            case ast.Call(func=ast.Name(id=called) | ast.Attribute(attr=called), args=[inner, *_]) if called in _ARRAYS:
                pending.append((wholes, names, inner, depth))
            case ast.List(elts=elements) | ast.Tuple(elts=elements) | ast.Set(elts=elements):
                members = [(str(index) if index < MOST_COLUMNS else "", each) for index, each in enumerate(elements)]
            case ast.Dict(keys=keys, values=elements):
                written = (str(key.value) if isinstance(key, ast.Constant) else "" for key in keys)
                members = list(zip(written, elements, strict=True))
        for part, member in reversed(members) if depth < MOST_DEPTH else ():
            deeper = tuple(f"{each}.{last}" for each in names[:4] for last in ("*", part) if last)
            pending.append(((*wholes, *names), deeper, member, depth + 1))
