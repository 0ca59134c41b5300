"""Which names a module or notebook binds, where, and by which expression."""

from __future__ import annotations

import ast
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from courselint.model import Code

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
    marked: dict[int, list[int]] = field(default_factory=dict)

    def is_marked(self, function: ast.FunctionDef | ast.AsyncFunctionDef, code: int) -> bool:
        """Whether a comment between its first and last line says that it is to be written."""
        lines = self.marked.get(code, [])
        index = bisect_left(lines, function.lineno)
        return index < len(lines) and lines[index] <= (function.end_lineno or 0)


# What courses write where the learner's code goes, and graders cut it out.
_TO_WRITE = re.compile(
    r"(?i)#.*(?:\b(?:your|start|write|insert|add|enter|fill|complete|implement)\b.{0,40}"
    r"\b(?:code|here|solution|implementation|answer|in|this|function)\b|\btodo\b)|_{4,}"
)


def collect(codes: tuple[Code, ...]) -> Bindings:
    """Read the codes as one module, in order. Takes no recursion, whatever the nesting."""
    module = Scope(None, None, Block(None))
    found = Bindings(module)
    pending: list[tuple[ast.stmt, Scope, Block, int]] = []
    for index in range(len(codes) - 1, -1, -1):
        lines = enumerate(codes[index].text.split("\n"), 1)
        found.marked[index] = [number for number, line in lines if len(line) < 400 and _TO_WRITE.search(line)]
        tree = codes[index].tree
        if tree is not None:
            pending.extend((statement, module, module.block, index) for statement in reversed(tree.body))
    while pending:
        statement, scope, block, code = pending.pop()
        use = Use(scope, block, len(found.statements), code)
        found.statements.append((statement, use))
        inner = list(_enter(statement, use, found))
        for body, inner_scope, inner_block in reversed(inner):
            pending.extend((each, inner_scope, inner_block, code) for each in reversed(body))
    return found


def _enter(statement: ast.stmt, use: Use, found: Bindings) -> Iterator[tuple[list[ast.stmt], Scope, Block]]:
    """Note what the statement binds; give its bodies with their scopes and blocks."""
    scope, block, order = use.scope, use.block, use.order + 1

    def child(arm: int, *, is_loop: bool = False, group: int = order) -> Block:
        return Block(block, group, arm, is_loop, block.depth + 1)

    match statement:
        case ast.Assign(targets=targets, value=value):
            for target in targets:
                _bind(target, value, "value", use)
            _change(value, use, found)
        case ast.AnnAssign(target=target, value=value) if value is not None:
            _bind(target, value, "value", use)
        case ast.AugAssign(target=target, op=operator, value=value):
            name = _name_of(target)
            if name:
                _add(use, Binding(name, "augmented", use, value, operator=operator))
            else:
                _bind(target, value, "value", use)
        case ast.Expr(value=value):
            _change(value, use, found)
        case ast.Import(names=names):
            for alias in names:
                found.imports[alias.asname or alias.name.partition(".")[0]] = (
                    alias.name if alias.asname else alias.name.partition(".")[0]
                )
        case ast.ImportFrom(module=origin, names=names):
            for alias in names:
                if alias.name == "*":
                    found.has_star_import = True
                else:
                    found.imports[alias.asname or alias.name] = f"{origin or ''}.{alias.name}"
        case ast.FunctionDef(name=name, body=body) | ast.AsyncFunctionDef(name=name, body=body):
            is_unfinished = found.is_marked(statement, use.code)
            inner = Scope(statement, scope, Block(None), body_code=use.code, is_unfinished=is_unfinished)
            found.functions[id(statement)] = inner
            _add(use, Binding(name, "function", use, function=inner))
            arguments = statement.args
            start = Use(inner, inner.block, use.order, use.code)
            for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs):
                _add(start, Binding(argument.arg, "parameter", start, function=inner))
            for rest in (arguments.vararg, arguments.kwarg):
                if rest is not None:
                    _add(start, Binding(rest.arg, "opaque", start))
            yield body, inner, inner.block
        case ast.ClassDef(name=name, body=body):
            _add(use, Binding(name, "opaque", use))
            inner = Scope(statement, scope, Block(None))
            yield body, inner, inner.block
        case ast.Return(value=value) if value is not None:
            scope.returns.append((value, use))
        case ast.Global(names=names) | ast.Nonlocal(names=names):
            scope.outside.update(names)
        case ast.For() | ast.AsyncFor():
            loop = child(0, is_loop=True)
            _bind(statement.target, statement.iter, "element", Use(scope, loop, use.order, use.code))
            yield statement.body, scope, loop
            yield statement.orelse, scope, block
        case ast.While():
            yield statement.body, scope, child(0, is_loop=True)
            yield statement.orelse, scope, block
        case ast.If():
            # An `elif` is an arm of the same `if`: a chain of them is no nesting.
            group = block.group if block.arm < 0 else order
            home = block.parent if block.arm < 0 and block.parent is not None else block
            depth = home.depth + 1
            yield statement.body, scope, Block(home, group, order, False, depth)
            is_chain = len(statement.orelse) == 1 and isinstance(statement.orelse[0], ast.If)
            yield statement.orelse, scope, Block(home, group, -order if is_chain else order + 1, False, depth)
        case ast.Try() | ast.TryStar():
            # What the body of a `try` binds is taken as bound after it.
            yield statement.body, scope, block
            for arm, handler in enumerate(statement.handlers):
                if handler.name:
                    _add(use, Binding(handler.name, "opaque", use))
                yield handler.body, scope, child(arm + 1)
            yield statement.orelse, scope, block
            yield statement.finalbody, scope, block
        case ast.With() | ast.AsyncWith():
            for item in statement.items:
                if item.optional_vars is not None:
                    _bind(item.optional_vars, None, "opaque", use)
            yield statement.body, scope, block
        case ast.Match():
            for arm, case in enumerate(statement.cases):
                for node in ast.walk(case.pattern):
                    name = getattr(node, "name", None) or getattr(node, "rest", None)
                    if isinstance(name, str):
                        _add(use, Binding(name, "opaque", use))
                yield case.body, scope, child(arm + 1)


def _change(value: ast.expr, use: Use, found: Bindings) -> None:
    """Note what a method may have put into the object that it was called on."""
    if not isinstance(value, ast.Call) or not isinstance(value.func, ast.Attribute):
        return
    name = _name_of(value.func.value)
    if not name or name in found.imports:
        return
    for argument in (*value.args, *(keyword.value for keyword in value.keywords)):
        _add(use, Binding(name, "mutation", use, argument))


def _add(use: Use, binding: Binding) -> None:
    scope = use.scope
    if binding.name in scope.outside:
        while scope.parent is not None:
            scope = scope.parent
    scope.bindings.setdefault(binding.name, []).append(binding)


def _name_of(node: ast.expr) -> str:
    """`x`, or `self.x` as one name."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "self":
        return f"self.{node.attr}"
    return ""


def _bind(target: ast.expr, value: ast.expr | None, kind: BindingKind, use: Use) -> None:
    pending: list[tuple[ast.expr, Path]] = [(target, ())]
    while pending:
        node, path = pending.pop()
        name = _name_of(node)
        if name:
            bound = use
            if name.startswith("self."):
                bound = Use(_class_of(use.scope), use.block, use.order, use.code)
            _add(bound, Binding(name, kind, use, value, path))
        elif isinstance(node, (ast.Tuple, ast.List)):
            starred = any(isinstance(element, ast.Starred) for element in node.elts)
            pending.extend((element, (*path, -1 if starred else index)) for index, element in enumerate(node.elts))
        elif isinstance(node, ast.Starred):
            pending.append((node.value, path))
        elif isinstance(node, (ast.Subscript, ast.Attribute)):
            base: ast.expr = node
            while isinstance(base, (ast.Subscript, ast.Attribute)) and not _name_of(base):
                base = base.value
            if _name_of(base) and value is not None:
                _add(use, Binding(_name_of(base), "mutation", use, value, path))


def _class_of(scope: Scope) -> Scope:
    inner: Scope | None = scope
    while inner is not None and not inner.is_class:
        inner = inner.parent
    return inner or scope


MOST_BINDINGS = 48


def reaching(name: str, use: Use) -> tuple[list[Binding], bool]:
    """The bindings of `name` that may hold at `use`, latest first, and whether they are of the same scope.

    No binding at all, or more than can be told apart, gives an empty list.
    """
    scope: Scope | None = _class_of(use.scope) if name.startswith("self.") else use.scope
    if scope is use.scope and not name.startswith("self.") and name in use.scope.bindings:
        return _local(use.scope.bindings[name], use), True
    while scope is not None:
        found = scope.bindings.get(name)
        if found and (not scope.is_class or name.startswith("self.")):
            changes = _changes(name, use) if name.startswith("self.") else []
            return ([*changes, *found[::-1]] if len(found) <= MOST_BINDINGS else []), False
        scope = scope.parent
    return [], False


def _changes(name: str, use: Use) -> list[Binding]:
    """What the method at hand did to `self.x` before."""
    found = use.scope.bindings.get(name, [])
    return found[: bisect_left(found, use.order, key=_order)][-MOST_BINDINGS:]


def _local(found: list[Binding], use: Use) -> list[Binding]:
    chain = _chain(use.block)
    position = bisect_left(found, use.order, key=_order)
    # A loop binds its own variable at its own order; its body comes after it.
    reached: list[Binding] = []
    stop: Binding | None = None
    for index in range(position - 1, -1, -1):
        binding = found[index]
        if _excludes(binding.use.block, chain):
            continue
        reached.append(binding)
        if len(reached) > MOST_BINDINGS:
            return []
        if binding.kind in ("augmented", "mutation"):
            continue
        if binding.use.block in chain:
            stop = binding
            break
    loop = _outermost_loop(use.block, stop)
    if loop is not None:
        later = [b for b in found[position : position + MOST_BINDINGS] if loop in _chain(b.use.block)]
        reached[:0] = later[::-1]
    return reached


def _order(binding: Binding) -> int:
    return binding.use.order


def _chain(block: Block) -> dict[Block, None]:
    chain: dict[Block, None] = {}
    inner: Block | None = block
    while inner is not None and len(chain) < 200:
        chain[inner] = None
        inner = inner.parent
    return chain


def _excludes(block: Block, chain: dict[Block, None]) -> bool:
    arms = {each.group: each.arm for each in chain if each.group}
    return any(each.group in arms and arms[each.group] != each.arm for each in _chain(block) if each.group)


def _outermost_loop(block: Block, stop: Binding | None) -> Block | None:
    inside = _chain(stop.use.block) if stop is not None else {}
    loops = [each for each in _chain(block) if each.is_loop and each not in inside]
    return loops[-1] if loops else None
