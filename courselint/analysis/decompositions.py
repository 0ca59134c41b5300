"""Values that mathematics leaves open: vectors of a decomposition, whose signs and order are anybody's choice."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass

from courselint.analysis.boundvalues import function_named
from courselint.analysis.floatness import Inference
from courselint.analysis.gates import called_name
from courselint.analysis.reaching import reaching
from courselint.analysis.scopes import Use

MOST_STEPS = 24
MOST_CALLS = 3
MOST_FACTORS = 6

# Without any of these words no value of a document is followed.
SPEAKS_OF_IT = re.compile(r"(?i)eig|svd|singular|\bqr\b|null_?space|components_|principal|\borth\b")

# Which members of what they return are vectors (None: the whole is), and what to call these.
_CALLS: dict[str, tuple[tuple[int, ...] | None, str]] = {
    "eig": ((1,), "eigenvectors"),
    "eigh": ((1,), "eigenvectors"),
    "eigs": ((1,), "eigenvectors"),
    "eigsh": ((1,), "eigenvectors"),
    "svd": ((0, 2), "singular vectors"),
    "svds": ((0, 2), "singular vectors"),
    "qr": ((0, 1), "QR factors"),
    "null_space": (None, "the basis of a null space"),
    "orth": (None, "an orthonormal basis"),
}
_MODULES = ("numpy.linalg.", "scipy.linalg.", "scipy.sparse.linalg.", "torch.linalg.", "jax.numpy.linalg.")
_FIELDS = {
    "eigenvectors": "eigenvectors", "U": "singular vectors", "Vh": "singular vectors", "Q": "QR factors",
    "R": "QR factors",
}  # fmt: skip
# These hand on what they get, signs and all.
_HANDING_ON = frozenset(
    ["array", "asarray", "real", "round", "around", "list", "tolist", "numpy", "copy", "transpose", "float", "astype"]
)
_PASSED_ATTRIBUTES = frozenset(["T", "real", "values", "mT"])
_PRODUCTS = frozenset(["dot", "matmul"])
_NAMED = re.compile(
    r"(?i)^(?:\w+_)?(?:eig(?:en)?_?vec(?:tor)?s?|e_?vecs|principal_?(?:components?|axes|directions?)"
    r"|(?:left|right)_?singular_?vectors?)(?:_\w+)?$"
)
_NOT_NAMED = re.compile(r"(?i)(?:^|_)(?:n|num|count|shape|ratio|variance|check|is|test|sorted|centrality)(?:_|$)")


def open_choice(node: ast.expr, use: Use, inference: Inference) -> str:
    """What this value is if signs or order of its numbers are a free choice (`eigenvectors`), else ""."""
    return _Following(inference).of(node, use, MOST_CALLS)


def open_by_name(node: ast.expr, use: Use, inference: Inference) -> str:
    """What the name of a variable or function that learners write says that its value is; "" if it says nothing."""
    for _ in range(4):
        match node:
            case ast.Subscript(value=inner):
                node = inner
            case ast.Attribute(value=inner, attr=attribute) if attribute in _PASSED_ATTRIBUTES:
                node = inner
            case ast.Name(id=name):
                found, _ = reaching(name, use)
                if _named_open(name):
                    is_theirs = not found or (len(found) == 1 and _is_theirs(found[0].value, use, inference))
                    return _named_open(name) if is_theirs else ""
                if len(found) != 1 or found[0].kind != "value" or found[0].path or found[0].value is None:
                    return ""
                node, use = found[0].value, found[0].use
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
                return _named_open(name) if _is_theirs(node, use, inference) else ""
            case _:
                return ""
    return ""


def _named_open(name: str) -> str:
    if not _NAMED.search(name) or _NOT_NAMED.search(name):
        return ""
    return "principal components" if "princ" in name.lower() else "eigenvectors"


def _is_theirs(node: ast.expr | None, use: Use, inference: Inference) -> bool:
    """Whether this calls a function that stands neither here nor in a known library."""
    if not isinstance(node, ast.Call):
        return False
    is_here = isinstance(node.func, ast.Name) and function_named(node.func.id, use) is not None
    return not is_here and not inference.dotted(node.func).startswith(("numpy", "scipy", "torch", "sklearn"))


@dataclass(slots=True)
class _Following:
    """Follows one expression; `steps` bounds the work whatever the code looks like."""

    inference: Inference
    steps: int = MOST_STEPS * MOST_FACTORS

    def of(self, node: ast.expr, use: Use, calls: int, selected: tuple[int | str, ...] = ()) -> str:
        """`selected` are the members that are taken of the value, the last one first taken."""
        for _ in range(MOST_STEPS):
            self.steps -= 1
            if self.steps < 0:
                return ""
            match node:
                case ast.Subscript(value=inner, slice=key):
                    index = key.value if isinstance(key, ast.Constant) and isinstance(key.value, int) else "…"
                    node, selected = inner, (*selected, index)
                case ast.Attribute(value=inner, attr=name) if name in _PASSED_ATTRIBUTES:
                    node = inner
                case ast.Attribute(attr="components_"):
                    return "principal components"
                case ast.Attribute(value=inner, attr=name) if name in _FIELDS:
                    node, selected = inner, (*selected, name)
                case ast.Name(id=name):
                    found, _ = reaching(name, use)
                    if len(found) != 1 or found[0].kind != "value" or found[0].value is None:
                        # Bound twice or changed since: somebody may have turned the signs.
                        return ""
                    node, use, selected = found[0].value, found[0].use, (*selected, *reversed(found[0].path))
                case ast.Tuple(elts=members) if selected and isinstance(selected[-1], int):
                    index, selected = selected[-1], selected[:-1]
                    if not -len(members) <= index < len(members):
                        return ""
                    node = members[index]
                case ast.BinOp(op=ast.MatMult(), left=left, right=right):
                    return self._product(left, right, use, calls)
                case ast.Call():
                    inner = _handed_on(node)
                    if inner is None:
                        return self._call(node, use, calls, selected)
                    node = inner
                case _:
                    return ""
        return ""

    def _call(self, node: ast.Call, use: Use, calls: int, selected: tuple[int | str, ...]) -> str:
        name = called_name(node)
        full = self.inference.dotted(node.func)
        if name in _PRODUCTS:
            sides = [*([] if full else [getattr(node.func, "value", None)]), *node.args]
            return self._product(sides[0], sides[1], use, calls) if len(sides) == 2 and None not in sides else ""
        known = _CALLS.get(name)
        if known is not None and full.startswith(_MODULES):
            members, what = known
            member = selected[-1] if selected else None
            is_vector = (
                members is None or member in members or (isinstance(member, str) and _FIELDS.get(member) == what)
            )
            return what if is_vector else ""
        function = function_named(node.func.id, use) if isinstance(node.func, ast.Name) else None
        if function is None or not calls or len(function.returns) != 1:
            return ""
        returned, place = function.returns[0]
        return self.of(returned, place, calls - 1, selected)

    def _product(self, left: ast.expr, right: ast.expr, use: Use, calls: int) -> str:
        """A product with one such factor is as open as that; with two, they may cancel out (`v.T @ v`)."""
        if calls < 0 or not _names(left).isdisjoint(_names(right)):
            return ""
        one, other = self.of(left, use, calls - 1), self.of(right, use, calls - 1)
        if one and other:
            return ""
        rest = right if one else left
        return "" if any(self.of(part, use, 0) for part in _parts(rest)) else one or other


def _handed_on(call: ast.Call) -> ast.expr | None:
    if called_name(call) not in _HANDING_ON:
        return None
    is_method = isinstance(call.func, ast.Attribute) and not (
        isinstance(call.func.value, ast.Name) and call.func.value.id in ("np", "numpy", "torch", "jnp")
    )
    if is_method and isinstance(call.func, ast.Attribute):
        return call.func.value
    return call.args[0] if call.args else None


def _parts(node: ast.expr) -> list[ast.Name]:
    """The names in an expression; the first few, where there are many."""
    found = [inner for _, inner in zip(range(200), ast.walk(node), strict=False) if isinstance(inner, ast.Name)]
    return found[:MOST_FACTORS]


def _names(node: ast.expr) -> frozenset[str]:
    return frozenset(inner.id for inner in _parts(node)) - {"np", "numpy", "torch", "jnp"}
