"""Which names a module or notebook binds, where, and by which expression."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from courselint.analysis.scopes import Binding, BindingKind, Bindings, Block, Path, Scope, Use, class_of
from courselint.analysis.stubs import is_marked, marked_lines
from courselint.model import Code


def collect(codes: tuple[Code, ...]) -> Bindings:
    """Read the codes as one module, in order. Takes no recursion, whatever the nesting."""
    module = Scope(None, None, Block(None))
    found = Bindings(module)
    pending: list[tuple[ast.stmt, Scope, Block, int]] = []
    suites: dict[int, Scope] = {}
    marks = {index: marked_lines(code.text) for index, code in enumerate(codes) if code.tree is not None}
    for index in range(len(codes) - 1, -1, -1):
        tree = codes[index].tree
        if tree is not None:
            scope = _home(codes[index].suite, module, suites)
            pending.extend((statement, scope, scope.block, index) for statement in reversed(tree.body))
    while pending:
        statement, scope, block, code = pending.pop()
        use = Use(scope, block, len(found.statements), code)
        found.statements.append((statement, use))
        inner = list(_enter(statement, use, found, marks[code]))
        for body, inner_scope, inner_block in reversed(inner):
            pending.extend((each, inner_scope, inner_block, code) for each in reversed(body))
    return found


def _home(suite: int, module: Scope, suites: dict[int, Scope]) -> Scope:
    """Where code binds its names: in the module, or, inside a session, in a scope of the session's own."""
    if not suite:
        return module
    if suite not in suites:
        suites[suite] = Scope(None, module, Block(None))
    return suites[suite]


def _enter(
    statement: ast.stmt, use: Use, found: Bindings, marks: list[int]
) -> Iterator[tuple[list[ast.stmt], Scope, Block]]:
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
            is_unfinished = is_marked(statement, marks)
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
                bound = Use(class_of(use.scope), use.block, use.order, use.code)
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
                if isinstance(node, ast.Subscript) and not isinstance(node.slice, ast.Slice):
                    # A key is put in as well.
                    _add(use, Binding(_name_of(base), "mutation", use, node.slice))
