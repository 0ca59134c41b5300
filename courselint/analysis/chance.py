"""Values that come from a random call without a seed, and the numbers that tests expect of them."""

from __future__ import annotations

import ast
import re

from courselint.analysis.gates import Gate
from courselint.analysis.libraries import full_name
from courselint.analysis.reaching import reaching
from courselint.analysis.scopes import Bindings, Use
from courselint.model import Document

MOST_STEPS = 80
# A number with so many digits is no bound, share or count: it was read off one run.
FEWEST_DIGITS = 4
# A tolerance above this share of the number is made for chance.
WIDEST = 0.01

# Any of these, anywhere in the file, and the numbers may be the same each time.
_SEEDED = re.compile(r"(?i)seed|random_state|RandomState|default_rng\(\s*\w|PRNGKey|Generator|mock|patch|stub|getstate")
_RANDOM = re.compile(
    r"^(?:numpy\.random\.(?!seed|default_rng|RandomState)\w+|random\.(?!seed|Random$)\w+"
    r"|torch\.(?:rand|randn|randint|randperm|normal|bernoulli)|tensorflow\.random\.(?!set_seed)\w+)$"
)
# What these give of a value is the same whatever the value.
_CERTAIN = frozenset(("len", "type", "isinstance", "shape", "size", "dtype", "ndim", "hasattr", "sorted", "set"))


class Chance:
    """Answers for one document; silent where anything in it sets a seed."""

    __slots__ = ("_bindings", "_is_seeded", "_left")

    def __init__(self, document: Document, bindings: Bindings) -> None:
        self._bindings = bindings
        self._is_seeded = any(_SEEDED.search(code.text) for code in document.code) or not any(
            "rand" in code.text for code in document.code
        )
        self._left = 0

    def unseeded(self, gates: list[Gate], use: Use) -> tuple[ast.expr, Use] | None:
        """The random call whose result one of these comparisons holds against a number, if one does."""
        if self._is_seeded:
            return None
        for gate in gates:
            if not gate.is_equality or gate.operator not in ("==", "≈"):
                continue
            for expected, other in ((gate.right, gate.left), (gate.left, gate.right)):
                number = _number(expected)
                if number is None or not _is_tight(gate, number):
                    continue
                self._left = MOST_STEPS
                found = self._random(other, use)
                if found is not None:
                    return found
        return None

    def _random(self, node: ast.expr, use: Use) -> tuple[ast.expr, Use] | None:
        """The random call in what this is worked out from."""
        pending: list[tuple[ast.expr, Use, frozenset[str]]] = [(node, use, frozenset())]
        while pending and self._left > 0:
            self._left -= 1
            part, place, names = pending.pop()
            if isinstance(part, ast.Call):
                called = full_name(part.func, self._bindings)
                if _RANDOM.match(called):
                    return part, place
                if called.rpartition(".")[2] in _CERTAIN or getattr(part.func, "attr", "") in _CERTAIN:
                    continue
                pending.extend((inner, place, names) for inner in part.args)
                pending.extend((keyword.value, place, names) for keyword in part.keywords)
                if isinstance(part.func, ast.Attribute):
                    pending.append((part.func.value, place, names))
            elif isinstance(part, ast.Attribute) and part.attr in _CERTAIN:
                continue
            elif isinstance(part, ast.Name):
                if part.id in names:
                    continue
                found, _ = reaching(part.id, place)
                plain = [binding for binding in found if binding.kind == "value"]
                # With another binding in sight the value may be a fixed one.
                if len(plain) == len(found) == 1 and plain[0].value is not None:
                    pending.append((plain[0].value, plain[0].use, names | {part.id}))
            elif not isinstance(part, (ast.Compare, ast.Constant, ast.Lambda, ast.IfExp)):
                pending.extend(
                    (inner, place, names) for inner in ast.iter_child_nodes(part) if isinstance(inner, ast.expr)
                )
        return None


def _number(node: ast.expr) -> float | None:
    """A number with many digits, or the first of such in a list as it is written."""
    pending: list[ast.expr] = [node]
    for _ in range(20):
        if not pending:
            return None
        match pending.pop():
            case ast.Constant(value=float() as value):
                digits = repr(abs(value)).partition("e")[0].replace(".", "").strip("0")
                if len(digits) >= FEWEST_DIGITS:
                    return abs(value)
            case ast.UnaryOp(operand=operand):
                pending.append(operand)
            case ast.List(elts=elements) | ast.Tuple(elts=elements):
                pending.extend(elements[:3])
            case ast.Call(func=ast.Attribute(attr="array" | "tensor" | "approx" | "constant"), args=[first, *_]):
                pending.append(first)
    return None


def _is_tight(gate: Gate, number: float) -> bool:
    if gate.operator == "==":
        return True
    if gate.rtol is None and gate.atol is None:
        return False
    # A tolerance that can't be read is nan, and no comparison with it holds.
    return (gate.rtol or 0.0) * number + (gate.atol or 0.0) <= WIDEST * number
