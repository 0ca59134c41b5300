"""The floatness of any expression of a module or notebook, inferred on demand."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import replace

from courselint.analysis import containers, results, values
from courselint.analysis.arithmetic import combined, negated
from courselint.analysis.boundvalues import BoundValues, function_named
from courselint.analysis.containers import merge, pool, sequence
from courselint.analysis.libraries import full_name
from courselint.analysis.libraryvalues import of_function, of_method
from courselint.analysis.scopes import Bindings, Scope, Use
from courselint.analysis.unpacking import bound, subscript
from courselint.analysis.values import UNKNOWN, Value, element, passed
from courselint.model import Floatness

# Deeper than any course writes, and far from Python's own limit: what lies below is unknown.
MOST_DEPTH = 48
# What may be remembered of all literals together: a name that takes in one more at each step would else fill memory.
MOST_REMEMBERED = 500_000

Locals = Mapping[str, Value]
_NO_LOCALS: Locals = {}


class Inference:
    """Infers values in one module or notebook; each expression and binding once."""

    __slots__ = ("_bindings", "_bound", "_depth", "_known", "_open", "_remembered")

    def __init__(self, bindings: Bindings) -> None:
        self._bindings = bindings
        self._bound = BoundValues(bindings, self.value)
        self._known: dict[int, Value] = {}
        self._open: set[int] = set()
        self._depth = 0
        self._remembered = 0

    def value(self, node: ast.expr, use: Use, local: Locals = _NO_LOCALS) -> Value:
        """What is known of `node`, which stands at `use`; `local` are the names that comprehensions round it bind."""
        if type(node) is ast.Constant:
            return values.literal(node, use.code)
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
        self._remembered += len(found.literals)
        if self._remembered > MOST_REMEMBERED:
            found = UNKNOWN
        if not local:
            self._known[key] = found
        return found

    def in_comprehension(self, generators: list[ast.comprehension], use: Use, local: Locals) -> dict[str, Value]:
        """The names that these `for` clauses bind."""
        names = dict(local)
        for generator in generators:
            names = bound(generator.target, element(self.value(generator.iter, use, names)), names)
        return names

    def is_own(self, name: str) -> bool:
        """Whether the file itself defines a function of this name, or has it from a module that is no known library."""
        found = self._bindings.module.bindings.get(name, ())
        origin = self._bindings.imports.get(name)
        is_foreign = origin is not None and origin.partition(".")[0] not in results.TESTING_MODULES
        return is_foreign or any(binding.kind == "function" for binding in found)

    def dotted(self, node: ast.expr) -> str:
        """The full name of a library function (`numpy.linalg.det`), "" if it is none."""
        return full_name(node, self._bindings)

    def rounds(self, function: Scope) -> bool:
        """Whether the function's code shows that it rounds more than once."""
        return self._bound.rounds(function)

    def _value(self, node: ast.expr, use: Use, local: Locals) -> Value:
        match node:
            case ast.Call():
                return self._call(node, use, local)
            case ast.Name(id=name):
                return local[name] if name in local else self._named(name, use)
            case ast.Attribute():
                return self._attribute(node, use, local)
            case ast.Tuple(elts=members) | ast.List(elts=members) | ast.Set(elts=members):
                return sequence([self.value(member, use, local) for member in members])
            case ast.Dict(keys=keys, values=members):
                names = [k.value if isinstance(k, ast.Constant) and isinstance(k.value, str) else None for k in keys]
                return containers.table(names, [self.value(member, use, local) for member in members])
            case ast.Subscript(value=base, slice=key):
                return subscript(self.value(base, use, local), key)
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
            case ast.ListComp(elt=part) | ast.SetComp(elt=part) | ast.GeneratorExp(elt=part) | ast.DictComp(value=part):
                member = self.value(part, use, self.in_comprehension(node.generators, use, local))
                return replace(member, element=member, items=None, fields=None, constant=None)
        return UNKNOWN

    def _named(self, name: str, use: Use) -> Value:
        # A parameter or fixture may hide what the module imports.
        full = None if name in use.scope.bindings else self._bindings.imports.get(name)
        if full is None:
            held = self._bound.named(name, use)
            return UNKNOWN if held is None else held
        if full.rpartition(".")[2] in ("nan", "NaN", "NAN"):
            return values.NAN
        if full in ("math.pi", "math.e", "numpy.pi", "math.tau"):
            return values.COMPUTED
        return UNKNOWN if full.partition(".")[0] in results.NUMERIC_MODULES else Value(imported=full.lstrip("."))

    def _attribute(self, node: ast.Attribute, use: Use, local: Locals) -> Value:
        name = node.attr
        full = full_name(node, self._bindings)
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
            held = self._bound.named(f"self.{name}", use)
            if held is not None:
                return held
        base = self.value(node.value, use, local)
        if base.imported and name not in results.PASSED_ATTRIBUTES:
            return Value(imported=values.below(base, name))
        if name in results.PASSED_ATTRIBUTES:
            return base if name in ("loc", "iloc", "at", "iat", "values", "data") else passed(base)
        if base.fields is not None and name in base.fields:
            return base.fields[name]
        return Value(literals=base.literals)

    def _call(self, node: ast.Call, use: Use, local: Locals) -> Value:
        arguments = [self.value(argument, use, local) for argument in node.args]
        named = {keyword.arg or "": self.value(keyword.value, use, local) for keyword in node.keywords}
        given = [*arguments, *named.values()]
        if isinstance(node.func, ast.Name):
            own = None if node.func.id in local else function_named(node.func.id, use)
            if own is not None:
                return self._of_own(own, given)
        full = full_name(node.func, self._bindings)
        module, _, last = full.rpartition(".")
        if full and module.partition(".")[0] in results.NUMERIC_MODULES:
            return of_function(last, full, node, arguments, named)
        if isinstance(node.func, ast.Attribute) and not full:
            receiver = self.value(node.func.value, use, local)
            return of_method(node, receiver, arguments, named)
        return Value(literals=pool(given)[0])

    def _of_own(self, function: Scope, given: list[Value]) -> Value:
        """What a function of the course returns: it can clear a comparison of suspicion, never raise one."""
        literals, _ = pool(given)
        returned = self._bound.returned(function)
        if returned is None:
            return Value(literals=literals)
        if returned.is_stored and returned.floatness is Floatness.INEXACT:
            literals |= returned.literals
        is_clear = returned.floatness <= Floatness.EXACT or returned.decimals is not None
        if not is_clear:
            return Value(literals=literals, is_quotient=returned.is_quotient)
        return replace(
            returned, literals=literals, origins=(), is_stored=False, constant=None, has_zero=False, is_zero=False
        )
