"""The floatness of any expression of a module or notebook, inferred on demand."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from math import isinf, isnan, isqrt

from courselint.analysis import results, values
from courselint.analysis.arithmetic import combined, negated
from courselint.analysis.bindings import Binding, Bindings, Scope, Use, reaching
from courselint.analysis.values import (
    UNKNOWN,
    Value,
    merge,
    passed,
    sequence,
    with_literals,
)
from courselint.model import Floatness

# Deeper than any course writes, and far from Python's own limit: what lies below is unknown.
MOST_DEPTH = 48
MOST_CALLS = 256

Locals = Mapping[str, Value]
_NO_LOCALS: Locals = {}


class Inference:
    """Infers values in one module or notebook; each expression and binding once."""

    __slots__ = ("_bindings", "_calls", "_depth", "_known", "_marks", "_open")

    def __init__(self, bindings: Bindings) -> None:
        self._bindings = bindings
        self._known: dict[int, Value] = {}
        self._open: set[int] = set()
        self._depth = 0
        self._marks = 0
        self._calls: dict[str, list[tuple[ast.Call, Use]]] | None = None

    def value(self, node: ast.expr, use: Use, local: Locals = _NO_LOCALS) -> Value:
        """What is known of `node`, which stands at `use`; `local` are the names that comprehensions round it bind."""
        if self._depth >= MOST_DEPTH:
            return UNKNOWN
        key = id(node)
        if not local and key in self._known:
            return self._known[key]
        if key in self._open:
            return UNKNOWN
        self._open.add(key)
        self._depth += 1
        try:
            found = self._value(node, use, local)
        finally:
            self._depth -= 1
            self._open.discard(key)
        if not local:
            self._known[key] = found
        return found

    def dotted(self, node: ast.expr) -> str:
        """The full name of a function or module attribute (`numpy.linalg.det`), "" if it is none or not imported."""
        parts: list[str] = []
        while isinstance(node, ast.Attribute) and len(parts) < 8:
            parts.append(node.attr)
            node = node.value
        if not isinstance(node, ast.Name):
            return ""
        root = self._bindings.imports.get(node.id)
        if root is None:
            if any(each.kind != "mutation" for each in self._bindings.module.bindings.get(node.id, ())):
                return ""
            if parts:
                root = results.USUAL_NAMES.get(node.id, "")
            else:
                root = f"builtins.{node.id}" if hasattr(builtins, node.id) else ""
        return ".".join((root, *reversed(parts))) if root else ""

    def element(self, value: Value, key: int = -1) -> Value:
        """The member at position `key`, or any member."""
        if value.items is not None and -len(value.items) <= key < len(value.items) and key != -1:
            return value.items[key]
        if value.element is not None:
            return value.element
        return replace(value, constant=None, items=None, fields=None)

    def bound(self, targets: ast.expr, source: Value, local: Locals) -> dict[str, Value]:
        """The names that a comprehension's target binds, with those bound round it."""
        names = dict(local)
        pending = [(targets, source)]
        while pending:
            target, value = pending.pop()
            if isinstance(target, ast.Name):
                names[target.id] = value
            elif isinstance(target, (ast.Tuple, ast.List)):
                pending.extend((each, self._item(value, index)) for index, each in enumerate(target.elts))
            elif isinstance(target, ast.Starred):
                pending.append((target.value, value))
        return names

    def in_comprehension(
        self, generators: list[ast.comprehension], use: Use, local: Locals
    ) -> dict[str, Value]:  # fmt: skip
        """The names that these `for` clauses bind."""
        names = dict(local)
        for generator in generators:
            names = self.bound(generator.target, self.element(self.value(generator.iter, use, names)), names)
        return names

    def _item(self, value: Value, index: int) -> Value:
        if index >= 0 and value.items is not None:
            return value.items[index] if index < len(value.items) else UNKNOWN
        return self.element(value)

    def _value(self, node: ast.expr, use: Use, local: Locals) -> Value:
        match node:
            case ast.Constant():
                return values.literal(node, use.code)
            case ast.Name(id=name):
                return local[name] if name in local else self._named(name, use, node)
            case ast.Tuple(elts=elements) | ast.List(elts=elements) | ast.Set(elts=elements):
                return sequence([self.value(element, use, local) for element in elements])
            case ast.Dict(keys=keys, values=members):
                names = [k.value if isinstance(k, ast.Constant) and isinstance(k.value, str) else None for k in keys]
                return values.table(names, [self.value(member, use, local) for member in members])
            case ast.UnaryOp(op=ast.USub() | ast.UAdd(), operand=operand):
                return negated(self.value(operand, use, local))
            case ast.BinOp(left=left, op=operator, right=right):
                return combined(operator, self.value(left, use, local), self.value(right, use, local))
            case ast.UnaryOp() | ast.Compare():
                return values.NONE
            case ast.BoolOp(values=members):
                return merge(self.value(member, use, local) for member in members)
            case ast.IfExp(body=body, orelse=orelse):
                return merge((self.value(body, use, local), self.value(orelse, use, local)))
            case ast.JoinedStr():
                return values.TEXT
            case ast.Starred(value=inner) | ast.Await(value=inner) | ast.NamedExpr(value=inner):
                return self.value(inner, use, local)
            case ast.ListComp(elt=part) | ast.SetComp(elt=part) | ast.GeneratorExp(elt=part):
                names = self.in_comprehension(node.generators, use, local)
                inner = self.value(part, use, names)
                return replace(inner, element=inner, items=None, fields=None, constant=None)
            case ast.DictComp(value=part):
                names = self.in_comprehension(node.generators, use, local)
                inner = self.value(part, use, names)
                return replace(inner, element=inner, items=None, fields=None, constant=None)
            case ast.Subscript(value=base, slice=key):
                return self._subscript(self.value(base, use, local), key)
            case ast.Attribute():
                return self._attribute(node, use, local)
            case ast.Call():
                return self._call(node, use, local)
        return UNKNOWN

    def _subscript(self, base: Value, key: ast.expr) -> Value:
        match key:
            case ast.Constant(value=str(name)) if base.fields is not None:
                return base.fields.get(name, UNKNOWN)
            case ast.Constant(value=int(index)) if base.items is not None and -len(base.items) <= index < len(
                base.items
            ):
                return base.items[index]
            case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int(index))) if base.items:
                return base.items[-index] if 0 < index <= len(base.items) else UNKNOWN
            case ast.Slice():
                return passed(base)
        return self.element(base)

    def _attribute(self, node: ast.Attribute, use: Use, local: Locals) -> Value:
        name = node.attr
        full = self.dotted(node)
        if full and full.partition(".")[0] in results.NUMERIC_MODULES:
            if name in ("nan", "NaN", "NAN", "NA", "NaT"):
                return values.NAN
            if name in results.CONSTANTS:
                return values.COMPUTED
            return values.EXACT if name in ("inf", "Inf", "infty") else UNKNOWN
        if name in results.COUNT_ATTRIBUTES:
            return values.INT
        if name in results.NOTHING_ATTRIBUTES:
            return values.NONE
        if isinstance(node.value, ast.Name) and node.value.id == "self":
            found, _ = reaching(f"self.{name}", use)
            if found:
                return self._joined(found, strict=True)
        base = self.value(node.value, use, local)
        if name in results.PASSED_ATTRIBUTES:
            return base if name in ("loc", "iloc", "at", "iat", "values", "data") else passed(base)
        if base.fields is not None and name in base.fields:
            return base.fields[name]
        return Value(literals=base.literals)

    def _named(self, name: str, use: Use, node: ast.Name) -> Value:
        if name in self._bindings.imports:
            full = self._bindings.imports[name]
            if full.rpartition(".")[2] in ("nan", "NaN", "NAN"):
                return values.NAN
            return values.COMPUTED if full in ("math.pi", "math.e", "numpy.pi", "math.tau") else UNKNOWN
        found, is_local = reaching(name, use)
        if not found:
            return UNKNOWN
        return self._joined(found, strict=not is_local)

    def _joined(self, found: list[Binding], *, strict: bool) -> Value:
        plain = [binding for binding in found if binding.kind != "mutation"]
        changes = [self._bound_value(binding) for binding in found if binding.kind == "mutation"]
        value = merge([self._bound_value(binding) for binding in plain], strict=strict) if plain else UNKNOWN
        if not changes:
            return value
        if value.element is not None or value.items is not None or value.fields is not None:
            # A list that is filled after it was made: its members are what was put in.
            members = [change for change in changes if not change.is_text]
            inner = merge([*([value.element] if value.element else []), *members]) if members else value.element
            if inner is None:
                return value
            return replace(inner, element=inner, items=None, fields=value.fields, constant=None, is_zero=False)
        return replace(with_literals(value, changes), origins=value.origins, has_zero=False, is_zero=False)

    def _bound_value(self, binding: Binding) -> Value:
        key = id(binding)
        if key in self._known:
            return self._known[key]
        if key in self._open or self._depth >= MOST_DEPTH:
            return UNKNOWN
        self._open.add(key)
        self._depth += 1
        try:
            found = self._from_binding(binding)
        finally:
            self._depth -= 1
            self._open.discard(key)
        if found.floatness is Floatness.COMPUTED and found.constant is None and binding.kind != "augmented":
            # From here on it is known by its name: what comes back from a call that got it is no result.
            self._marks += 1
            found = replace(found, literals=found.literals | {-float(self._marks)}, is_stored=True)
        self._known[key] = found
        return found

    def _from_binding(self, binding: Binding) -> Value:
        if binding.kind == "parameter" and binding.function is not None:
            return self._parameter(binding.name, binding.function, binding.use)
        if binding.value is None or _is_placeholder(binding.value):
            return UNKNOWN
        value = self.value(binding.value, binding.use)
        if binding.kind == "element":
            value = self.element(value)
        elif binding.kind == "augmented" and binding.operator is not None:
            # The value before it is joined by `_joined`; a sum of rounded numbers is what matters.
            changed = combined(binding.operator, UNKNOWN, value)
            return value if value.floatness in (Floatness.INT, Floatness.EXACT) else changed
        for index in binding.path:
            value = self._item(value, index)
        return value

    def _parameter(self, name: str, function: Scope, use: Use) -> Value:
        node = function.node
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            return UNKNOWN
        table = self._parametrized(name, node, use)
        if table is not None:
            return table
        fixture = self._bindings.module.bindings.get(name)
        if node.name.startswith("test") and fixture and fixture[-1].function is not None:
            return self._returned(fixture[-1].function) or UNKNOWN
        names = [argument.arg for argument in (*node.args.posonlyargs, *node.args.args)]
        if function.parent is not None and function.parent.is_class:
            names = names[1:]
        given: list[Value] = []
        sites = self._calls_of(node.name)
        if len(sites) > MOST_CALLS:
            return UNKNOWN
        for call, place in sites:
            if any(isinstance(argument, ast.Starred) for argument in call.args):
                return UNKNOWN
            by_name = {keyword.arg: keyword.value for keyword in call.keywords}
            position = names.index(name) if name in names else -1
            if name in by_name:
                given.append(self.value(by_name[name], place))
            elif 0 <= position < len(call.args):
                given.append(self.value(call.args[position], place))
        return merge(given) if given else UNKNOWN

    def _parametrized(self, name: str, node: ast.FunctionDef | ast.AsyncFunctionDef, use: Use) -> Value | None:
        for decorator in node.decorator_list:
            match decorator:
                case ast.Call(func=ast.Attribute(attr="parametrize"), args=[ast.Constant(value=str(names)), table, *_]):
                    arguments = [each.strip() for each in names.split(",")]
                    if name in arguments:
                        module = Use(self._bindings.module, self._bindings.module.block, use.order, use.code)
                        row = self.element(self.value(table, module))
                        return self._item(row, arguments.index(name)) if len(arguments) > 1 else row
        return None

    def _calls_of(self, name: str) -> list[tuple[ast.Call, Use]]:
        if self._calls is None:
            self._calls = {}
            for statement, use in self._bindings.statements:
                for node in own_expressions(statement):
                    if isinstance(node, ast.Call):
                        called = node.func
                        last = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
                        self._calls.setdefault(last, []).append((node, use))
        return self._calls.get(name, [])

    def function_named(self, name: str, use: Use) -> Scope | None:
        """The function of the course that `name` is here."""
        found, _ = reaching(name, use)
        return found[0].function if len(found) == 1 and found[0].kind == "function" else None

    def rounds(self, function: Scope) -> bool:
        """Whether its code shows that it rounds more than once on the way to what it returns."""
        returned = self._returned(function)
        return (
            returned is not None
            and returned.floatness is Floatness.COMPUTED
            and not returned.is_quotient
            and returned.decimals is None
        )

    def _returned(self, function: Scope) -> Value | None:
        """What it returns; None if it returns nothing, or what a learner has yet to replace."""
        if not function.returns or all(_is_placeholder(node) for node, _ in function.returns):
            return None
        value = merge([self.value(node, use) for node, use in function.returns[:16]], strict=False)
        if function.is_unfinished and value.floatness <= Floatness.EXACT and _is_start(value):
            return None
        return value

    def _call(self, node: ast.Call, use: Use, local: Locals) -> Value:
        arguments = [self.value(argument, use, local) for argument in node.args]
        named = {keyword.arg or "": self.value(keyword.value, use, local) for keyword in node.keywords}
        given = [*arguments, *named.values()]
        if isinstance(node.func, ast.Name):
            own = None if node.func.id in local else self.function_named(node.func.id, use)
            if own is not None:
                return self._of_own(own, given)
        full = self.dotted(node.func)
        module, _, last = full.rpartition(".")
        if full and module.partition(".")[0] in results.NUMERIC_MODULES:
            return self._library(last, full, node, arguments, named, use, local)
        if isinstance(node.func, ast.Attribute) and not full:
            receiver = self.value(node.func.value, use, local)
            return self._method(node, receiver, arguments, named)
        return Value(literals=values.pool(given)[0])

    def _of_own(self, function: Scope, given: list[Value]) -> Value:
        """What a function of the course returns: it can clear a comparison of suspicion, never raise one."""
        literals, _ = values.pool(given)
        returned = self._returned(function)
        if returned is None:
            return Value(literals=literals)
        if returned.is_stored and returned.floatness is Floatness.INEXACT:
            literals |= returned.literals
        is_clear = returned.floatness <= Floatness.EXACT or returned.decimals is not None
        if not is_clear:
            return Value(literals=literals, is_quotient=returned.is_quotient)
        return replace(
            returned, literals=literals, origins=(), is_stored=False, constant=None, has_zero=False, is_zero=False
        )  # fmt: skip

    def _library(
        self,
        last: str,
        full: str,
        node: ast.Call,
        arguments: list[Value],
        named: dict[str, Value],
        use: Use,
        local: Locals,
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
                    element=sequence([self.element(a) for a in arguments]),
                )
            case "builtins.enumerate":
                return Value(first.floatness, element=sequence([values.INT, self.element(first)]))
            case "builtins.round" if len(node.args) + len(node.keywords) == 1:
                return values.INT
            case "builtins.dict":
                return values.table(list(named), list(named.values())) if named else first
            case "builtins.pow" | "math.pow" | "numpy.power" if len(arguments) >= 2:
                return combined(ast.Pow(), arguments[0], arguments[1])
            case "math.floor" | "math.ceil" | "math.trunc":
                return values.INT
            case "builtins.map" | "builtins.filter" | "functools.reduce":
                return Value(literals=values.pool(arguments)[0])
        if last.startswith("assert"):
            return values.NONE
        return _apply(last, first, arguments, named)

    def _method(self, node: ast.Call, receiver: Value, arguments: list[Value], named: dict[str, Value]) -> Value:
        name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        given = [receiver, *arguments, *named.values()]
        match name:
            case "items":
                inner = sequence([values.TEXT, self.element(receiver)])
                return Value(receiver.floatness, element=inner)
            case "get" if node.args and isinstance(node.args[0], ast.Constant):
                return (
                    merge((self._subscript(receiver, node.args[0]), *arguments[1:]))
                    if receiver.fields
                    else self.element(receiver)
                )
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
            return Value(literals=values.pool(given)[0], is_quotient=False)
        return Value(literals=values.pool(given)[0])


def own_expressions(statement: ast.stmt) -> list[ast.AST]:
    """All expression nodes of a statement, without the statements inside it."""
    found: list[ast.AST] = []
    pending: list[ast.AST] = [statement]
    while pending:
        node = pending.pop()
        for child in ast.iter_child_nodes(node):
            if not isinstance(child, (ast.stmt, ast.ExceptHandler, ast.match_case)):
                found.append(child)
                pending.append(child)
    return found


def _is_start(value: Value) -> bool:
    """Whether it is as plain as what courses give a result before the learner works it out: 0, "", [], (0, zeros)."""
    if value.items:
        return any(_is_start(item) for item in value.items)
    return value.constant is not None or value.items == () or value.fields == {}


def _is_placeholder(node: ast.expr) -> bool:
    """`None` and `...`: what stands there until somebody gives the value."""
    return isinstance(node, ast.Constant) and (node.value is None or node.value is Ellipsis)


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
            return Value(Floatness.NONE, literals=values.pool(everything)[0], is_text=True)
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
    return Value(literals=values.pool(everything)[0])


def _worn(first: Value, everything: list[Value]) -> Value:
    literals, origins = values.pool(everything)
    return Value(Floatness.COMPUTED, literals=literals, origins=origins or first.origins)


def _summed(name: str, first: Value, arguments: list[Value]) -> Value:
    numeric = arguments or [first]
    literals, _ = values.pool(numeric)
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
