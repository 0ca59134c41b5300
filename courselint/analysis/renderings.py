"""The values behind a text or a digest: what was turned into it with all digits, however many steps ago."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from courselint.analysis import formats
from courselint.analysis.boundvalues import function_named
from courselint.analysis.callsites import CallSites
from courselint.analysis.gates import called_name
from courselint.analysis.reaching import reaching
from courselint.analysis.scopes import Bindings, Scope, Use

MOST_STEPS = 160
# For one document: ten thousand lines of hashes are read as far as this.
MOST_STEPS_OF_ALL = 40_000
MOST_CALLS = 12

_DIGESTS = frozenset(["hexdigest", "digest"])
_HASHES = frozenset("md5 sha1 sha224 sha256 sha384 sha512 sha3_256 sha3_512 blake2b blake2s crc32 adler32".split())
# What these methods give is still the same text, or bytes of it.
_TEXT_METHODS = frozenset(
    "encode decode lower upper strip rstrip lstrip replace casefold removeprefix removesuffix".split()
)
_HANDED_ON = frozenset(["sorted", "list", "tuple", "set", "frozenset", "reversed"])
_WRITERS = frozenset(["str", "repr", "ascii", "unicode"])


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """An expression, where it stands, and what the parameters of the function round it have got.

    `local` are the names that comprehensions round it bind. `is_member`: a member of it is meant, not the whole.
    """

    node: ast.expr
    use: Use
    given: Mapping[str, Place] = field(default_factory=dict)
    local: Mapping[str, Place] = field(default_factory=dict)
    is_member: bool = False

    def at(self, node: ast.expr) -> Place:
        """Another expression that stands in the same place."""
        return Place(node, self.use, self.given, self.local)


@dataclass(frozen=True, slots=True)
class Rendering:
    """A value on its way into a text: `how` names what wrote it. `helper` may have: the course's facts know.

    `is_display`: written as people see it, which shortens arrays and tables, but not floats.
    """

    place: Place
    how: str
    is_hashed: bool
    is_display: bool = False
    helper: str = ""


class Renderings:
    """Finds the values behind the texts of one document."""

    __slots__ = ("_bindings", "_call_sites", "_left")

    def __init__(self, bindings: Bindings) -> None:
        self._bindings = bindings
        self._call_sites = CallSites(bindings)
        self._left = MOST_STEPS_OF_ALL

    def behind(self, node: ast.expr, use: Use) -> list[Rendering]:
        """What was written out in full to make this text, bytes or digest."""
        found: list[Rendering] = []
        pending: list[tuple[Place, bool]] = [(Place(node, use), False)]
        steps = 0
        while pending and steps < MOST_STEPS and self._left > 0:
            steps += 1
            self._left -= 1
            place, is_hashed = pending.pop()
            for step in self._steps(place, is_hashed=is_hashed):
                if isinstance(step, Rendering):
                    found.append(step)
                else:
                    pending.append(step)
        return found

    def _steps(self, place: Place, *, is_hashed: bool) -> Iterator[Rendering | tuple[Place, bool]]:
        node, at = place.node, place.at

        match node:
            case ast.Name(id=name):
                for source in self.sources(name, place):
                    yield source, is_hashed
            case ast.JoinedStr():
                for inner in formats.in_joined(node):
                    yield Rendering(at(inner), "f-string", is_hashed, is_display=True)
                    yield at(inner), is_hashed
            case ast.BinOp(op=ast.Mod(), left=ast.Constant(value=str(template)), right=given):
                for inner in formats.in_percent(template, given):
                    yield Rendering(at(inner), "%", is_hashed, is_display=True)
            case ast.BinOp(op=ast.Add(), left=left, right=right):
                yield at(right), is_hashed
                yield at(left), is_hashed
            case ast.Subscript(value=inner, slice=ast.Slice()) if is_hashed or _is_digest(inner):
                yield at(inner), is_hashed
            case ast.IfExp(body=body, orelse=orelse):
                yield at(orelse), is_hashed
                yield at(body), is_hashed
            case ast.List(elts=members) | ast.Tuple(elts=members):
                for member in members[:24]:
                    yield at(member), is_hashed
            case ast.ListComp(elt=part, generators=[each]) | ast.GeneratorExp(elt=part, generators=[each]):
                yield with_target(place, part, each), is_hashed
            case ast.Call():
                yield from self._called(place, node, is_hashed=is_hashed)

    def _called(self, place: Place, call: ast.Call, *, is_hashed: bool) -> Iterator[Rendering | tuple[Place, bool]]:
        name = called_name(call)
        receiver = call.func.value if isinstance(call.func, ast.Attribute) else None
        first = call.args[0] if call.args else None
        at = place.at
        if isinstance(call.func, ast.Name):
            own = None if name in place.given else function_named(name, place.use)
            if own is not None:
                given = with_arguments(place, call, own)
                for returned, use in own.returns[:MOST_CALLS]:
                    yield Place(returned, use, given), is_hashed
                return
        if name in _DIGESTS and receiver is not None:
            yield at(receiver), True
        elif (name in _HASHES or (name == "new" and len(call.args) == 2)) and call.args:
            inner = call.args[-1] if name == "new" else call.args[0]
            yield Rendering(at(inner), "bytes", is_hashed=True)
            yield at(inner), True
        elif name == "hash" and first is not None:
            yield Rendering(at(first), "hash", is_hashed=True)
            yield at(first), True
        elif name == "bytes" and first is not None and receiver is None:
            if len(call.args) + len(call.keywords) == 1:
                yield Rendering(at(first), "bytes", is_hashed)
            yield at(first), is_hashed
        elif name in _TEXT_METHODS and receiver is not None:
            yield at(receiver), is_hashed
        elif name in _WRITERS and receiver is None and first is not None:
            yield Rendering(at(first), name, is_hashed, is_display=True)
            yield at(first), is_hashed
        elif name == "dumps" and first is not None:
            module = receiver.id if isinstance(receiver, ast.Name) else ""
            yield Rendering(at(first), f"{module}.dumps" if module else "dumps", is_hashed)
            yield at(first), is_hashed
        elif name in ("tobytes", "tostring", "to_csv") and receiver is not None:
            if all(keyword.arg != "float_format" for keyword in call.keywords):
                yield Rendering(at(receiver), name, is_hashed)
        elif name == "hash_pandas_object" and first is not None:
            yield Rendering(at(first), name, is_hashed=True)
        elif name == "format" and isinstance(receiver, ast.Constant) and isinstance(receiver.value, str):
            for inner in formats.in_format(receiver.value, call):
                yield Rendering(at(inner), "format", is_hashed, is_display=True)
        elif name == "join" and first is not None:
            yield at(first), is_hashed
        elif name == "map" and len(call.args) == 2 and isinstance(call.args[0], ast.Name):
            if call.args[0].id in _WRITERS:
                whole = Place(call.args[1], place.use, place.given, place.local, is_member=True)
                yield Rendering(whole, call.args[0].id, is_hashed, is_display=True)
        elif name in _HANDED_ON and first is not None:
            yield at(first), is_hashed
        elif first is not None and self._is_from_elsewhere(call.func):
            yield Rendering(at(first), name, is_hashed=True, helper=name)

    def sources(self, name: str, place: Place) -> list[Place]:
        """The expressions that the name may stand for here: what was bound to it, what calls pass, what it took in."""
        if name in place.local:
            return [place.local[name]]
        bindings, _ = reaching(name, place.use)
        found: list[Place] = []
        for binding in bindings[:MOST_CALLS]:
            inside = place.given if binding.use.scope is place.use.scope else {}
            if binding.kind == "parameter" and binding.function is not None:
                if name in place.given:
                    found.append(place.given[name])
                elif not place.given:
                    passed = self._call_sites.passed(name, binding.function)
                    found += [Place(node, use) for node, use in passed[:MOST_CALLS]]
            elif binding.value is not None and binding.kind in ("value", "mutation", "element"):
                is_member = binding.kind == "element" or bool(binding.path)
                found.append(Place(binding.value, binding.use, inside, {}, is_member))
        if not bindings and name in place.given:
            found.append(place.given[name])
        return found

    def _is_from_elsewhere(self, called: ast.expr) -> bool:
        """Whether the course's other modules may define what is called."""
        root = called.value if isinstance(called, ast.Attribute) else called
        if not isinstance(root, ast.Name):
            return False
        if isinstance(called, ast.Attribute):
            return root.id in self._bindings.imports
        return root.id in self._bindings.imports or self._bindings.has_star_import


def with_target(place: Place, part: ast.expr, each: ast.comprehension) -> Place:
    """What a comprehension gives, where its target is a member of what it runs over."""
    if not isinstance(each.target, ast.Name):
        return place.at(part)
    member = Place(each.iter, place.use, place.given, place.local, is_member=True)
    return Place(part, place.use, place.given, {**place.local, each.target.id: member})


def with_arguments(place: Place, call: ast.Call, function: Scope) -> dict[str, Place]:
    """What this call gives the function's parameters."""
    node = function.node
    if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return {}
    names = [argument.arg for argument in (*node.args.posonlyargs, *node.args.args)]
    given = {name: place.at(argument) for name, argument in zip(names, call.args, strict=False)}
    given.update({keyword.arg: place.at(keyword.value) for keyword in call.keywords if keyword.arg})
    return given


def _is_digest(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and called_name(node) in _DIGESTS
