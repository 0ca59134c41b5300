"""Which values are floats that several roundings made: another right way to them differs in the last digit."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Literal

from courselint.analysis import results
from courselint.analysis.boundvalues import function_named
from courselint.analysis.floatness import Inference
from courselint.analysis.formats import MOST_DIGITS
from courselint.analysis.gates import called_name
from courselint.analysis.inputs import is_array
from courselint.analysis.renderings import Place, Renderings, with_arguments, with_target
from courselint.analysis.stubs import is_placeholder
from courselint.analysis.values import Value, element
from courselint.model import Floatness

MOST_DEPTH = 10
MOST_STEPS = 240
# For one document, as with texts.
MOST_STEPS_OF_ALL = 30_000

Shape = Literal["", "number", "numbers", "list", "array"]


class Grain(IntEnum):
    """UNKNOWN; PLAIN: no float, or rounded on purpose; ONCE: rounded by one step; WORN: by several."""

    UNKNOWN = 0
    PLAIN = 1
    ONCE = 2
    WORN = 3


@dataclass(frozen=True, slots=True)
class Found:
    """What is known of a value; `shape`: "numbers" is a list of them, "array" what a text shows in short."""

    grain: Grain = Grain.UNKNOWN
    shape: Shape = ""


UNKNOWN = Found()
PLAIN = Found(Grain.PLAIN)

# These give one number whatever they get; the other functions of the tables give as many as they get.
_STATISTICS = frozenset(
    "mean nanmean average std nanstd var nanvar pstdev pvariance stdev variance fmean corr corrcoef cov sem skew kurt"
    " kurtosis mean_squared_error mean_absolute_error root_mean_squared_error r2_score log_loss roc_auc_score"
    " silhouette_score explained_variance_score geometric_mean harmonic_mean reduce_mean".split()
)
_FITTED = frozenset(
    "coef_ intercept_ explained_variance_ratio_ explained_variance_ singular_values_ feature_importances_"
    " cluster_centers_ components_ inertia_ best_score_".split()
)
_PROBABILITIES = frozenset(["predict_proba", "decision_function", "predict_log_proba"])
_INSIDE = frozenset(["tolist", "to_list", "list", "tuple", "sorted", "set"])
_SAME = frozenset("float float64 item max min abs array asarray ravel flatten reshape copy values to_numpy".split())
_ROUNDS = frozenset(["round", "around", "round_", "quantize", "floor", "ceil", "trunc", "rint", "int", "Decimal"])
_TABLE = re.compile(
    r"(?i)^_?(?:df|frame|data|table|X|dataset)(?:_|\d|$)|_df\d*$|_(?:data|table|frame)$|groupby|rolling|resample"
)


class RoundedFloats:
    """Finds out what values of one document owe to rounding; unlike the inference it follows one call at a time."""

    __slots__ = ("_inference", "_left", "_left_in_all", "_renderings")

    def __init__(self, inference: Inference, renderings: Renderings) -> None:
        self._inference = inference
        self._renderings = renderings
        self._left = 0
        self._left_in_all = MOST_STEPS_OF_ALL

    def find(self, place: Place) -> Found:
        """How much rounding is in the value, and whether it is one number, a list, or an array."""
        if self._left_in_all <= 0:
            return UNKNOWN
        self._left = MOST_STEPS
        found = self._find(place, 0)
        self._left_in_all -= MOST_STEPS - self._left
        return found

    def _find(self, place: Place, depth: int) -> Found:
        self._left -= 1
        if depth > MOST_DEPTH or self._left < 0 or is_placeholder(place.node):
            return UNKNOWN
        if not place.given and not place.local:
            known = self._inferred(place)
            if known is not None:
                return known
        found = self._read(place, depth)
        return Found(found.grain, _member(found.shape)) if place.is_member else found

    def _inferred(self, place: Place) -> Found | None:
        value = self._inference.value(place.node, place.use)
        if place.is_member:
            value = element(value)
        if value.decimals is not None and value.decimals <= MOST_DIGITS:
            return PLAIN
        match value.floatness:
            case Floatness.NONE | Floatness.INT | Floatness.EXACT:
                return PLAIN
            case Floatness.INEXACT:
                return Found(Grain.ONCE, self._shape(place, value))
            case Floatness.COMPUTED:
                grain = Grain.ONCE if value.is_quotient else Grain.WORN
                return Found(grain, self._shape(place, value))
        return None

    def _shape(self, place: Place, value: Value) -> Shape:
        if not place.is_member and self._is_number(place, 0):
            return "number"
        if isinstance(place.node, _LISTS) or (isinstance(place.node, ast.Call) and called_name(place.node) in _INSIDE):
            members = place.node.elts if isinstance(place.node, (ast.List, ast.Tuple)) else []
            has_numbers = bool(members) and all(self._is_number(place.at(each), 0) for each in members[:24])
            if place.is_member:
                return "number" if has_numbers else ""
            return "numbers" if has_numbers else "list"
        if is_array(place.node, place.use, self._inference):
            return "array"
        return "list" if value.items is not None or value.fields is not None else ""

    def _is_number(self, place: Place, depth: int) -> bool:
        """Whether it is one number, by how it is written."""
        self._left -= 1
        if depth > MOST_DEPTH or self._left < 0:
            return False
        match place.node:
            case ast.Constant(value=int() | float()):
                return True
            case ast.BinOp(left=left, right=right):
                return self._is_number(place.at(left), depth + 1) and self._is_number(place.at(right), depth + 1)
            case ast.UnaryOp(operand=inner):
                return self._is_number(place.at(inner), depth + 1)
            case ast.Call(func=called, args=arguments, keywords=keywords) as call:
                name = called_name(call)
                full = self._inference.dotted(called)
                if full.startswith(("math.", "cmath.", "statistics.")) or name in ("float", "len", "int", "fsum"):
                    return True
                if full in ("builtins.sum", "numpy.sum", "numpy.dot", "numpy.linalg.det", "numpy.linalg.norm"):
                    return len(arguments) + len(keywords) == 1 or full == "numpy.linalg.det"
                if name in _STATISTICS:
                    return self._gives_number(call)
                if full.startswith(("numpy.", "builtins.")) and arguments:
                    return all(self._is_number(place.at(each), depth + 1) for each in arguments)
            case ast.Name(id=name):
                sources = self._renderings.sources(name, place)
                return bool(sources) and all(
                    not each.is_member and self._is_number(each, depth + 1) for each in sources[:4]
                )
        return False

    def _read(self, place: Place, depth: int) -> Found:
        node = place.node
        match node:
            case ast.Constant(value=value):
                is_float = isinstance(value, float) and not (value * 1024).is_integer()
                return Found(Grain.ONCE if is_float else Grain.PLAIN, "number")
            case ast.Name(id=name):
                return self._worst(self._renderings.sources(name, place), depth)
            case ast.UnaryOp(op=ast.USub() | ast.UAdd(), operand=inner):
                return self._find(place.at(inner), depth + 1)
            case ast.BinOp():
                return self._combined(place, node, depth)
            case ast.Compare() | ast.BoolOp() | ast.JoinedStr() | ast.UnaryOp():
                return PLAIN
            case ast.IfExp(body=body, orelse=orelse):
                return self._worst([place.at(body), place.at(orelse)], depth)
            case ast.List(elts=members) | ast.Tuple(elts=members) | ast.Set(elts=members):
                worst = self._worst([place.at(each) for each in members[:24]], depth)
                return Found(worst.grain, "numbers" if worst.shape == "number" else "list")
            case ast.Dict(values=members):
                return Found(self._worst([place.at(each) for each in members[:24]], depth).grain, "list")
            case ast.ListComp(elt=part, generators=[each]) | ast.GeneratorExp(elt=part, generators=[each]):
                inner = self._find(with_target(place, part, each), depth + 1)
                return Found(inner.grain, "numbers" if inner.shape == "number" else "list")
            case ast.Attribute(value=base, attr=name):
                if name in _FITTED:
                    return Found(Grain.WORN, "number" if name in ("inertia_", "best_score_") else "array")
                if name in results.COUNT_ATTRIBUTES or name in results.NOTHING_ATTRIBUTES:
                    return PLAIN
                return self._find(place.at(base), depth + 1) if name in ("values", "T", "array") else UNKNOWN
            case ast.Subscript(value=base, slice=key):
                found = self._find(place.at(base), depth + 1)
                whole = isinstance(key, ast.Slice) or found.shape == "number"
                return found if whole else Found(found.grain)
            case ast.Call():
                return self._called(place, node, depth)
        return UNKNOWN

    def _worst(self, places: Iterable[Place], depth: int) -> Found:
        """The worst of several; unknown if one of them is unknown and none is worn."""
        found = [self._find(each, depth + 1) for each in list(places)[:24] if not is_placeholder(each.node)]
        if not found:
            return UNKNOWN
        worst = max(found, key=_grain)
        if worst.grain is not Grain.WORN and any(each.grain is Grain.UNKNOWN for each in found):
            return UNKNOWN
        return worst

    def _combined(self, place: Place, node: ast.BinOp, depth: int) -> Found:
        left, right = (self._find(place.at(side), depth + 1) for side in (node.left, node.right))
        shape: Shape = "array" if "array" in (left.shape, right.shape) else ""
        if left.shape == right.shape == "number" or self._is_number(place, depth):
            shape = "number"
        if isinstance(node.op, (ast.FloorDiv, ast.BitAnd, ast.BitOr, ast.BitXor)):
            return PLAIN
        worst, best = max(left.grain, right.grain), min(left.grain, right.grain)
        if worst is Grain.WORN:
            return Found(worst, shape)
        if isinstance(node.op, ast.Div):
            return Found(Grain.WORN if worst is Grain.ONCE else Grain.ONCE, shape)
        if worst is Grain.ONCE and isinstance(node.op, (ast.Add, ast.Sub, ast.Mult, ast.Pow)):
            return Found(Grain.WORN, shape) if best is not Grain.UNKNOWN or _is_scaled(node) else UNKNOWN
        return UNKNOWN if best is Grain.UNKNOWN else Found(worst, shape)

    def _called(self, place: Place, call: ast.Call, depth: int) -> Found:
        name = called_name(call)
        receiver = call.func.value if isinstance(call.func, ast.Attribute) else None
        first = call.args[0] if call.args else None
        full = self._inference.dotted(call.func)
        if isinstance(call.func, ast.Name):
            own = function_named(name, place.use)
            if own is not None:
                if own.is_unfinished:
                    return UNKNOWN
                given = with_arguments(place, call, own)
                return self._worst([Place(node, use, given) for node, use in own.returns[:8]], depth)
        if name in _ROUNDS or name in results.TEXT or name in results.COUNT or name in results.NOTHING:
            return PLAIN
        source = first if full or receiver is None else receiver
        if name in _STATISTICS and source is not None:
            before = self._find(place.at(source), depth + 1)
            if before.grain is Grain.PLAIN and name in ("mean", "average", "fmean"):
                return Found(Grain.ONCE)
            return Found(Grain.WORN, "number" if self._gives_number(call) else "")
        if name in _PROBABILITIES:
            return Found(Grain.WORN, "array")
        if source is None:
            return UNKNOWN
        if full and name in results.COMPUTED:
            return Found(Grain.WORN, "number" if self._is_number(place, depth) else "")
        if name in _INSIDE:
            return Found(self._find(place.at(source), depth + 1).grain, "list")
        if name in _SAME:
            found = self._find(place.at(source), depth + 1)
            return Found(found.grain, "number" if name in ("float", "item") else found.shape)
        if name in ("sum", "fsum", "cumsum"):
            found = self._find(place.at(source), depth + 1)
            if found.grain >= Grain.ONCE:
                return Found(Grain.WORN, "number" if full == "builtins.sum" else "")
            return Found(found.grain)
        return UNKNOWN

    def _gives_number(self, call: ast.Call) -> bool:
        """Whether a statistic is of all the values there are, not one for each column, row or group."""
        if any(keyword.arg in ("axis", "dim", "multioutput", "keepdims") for keyword in call.keywords):
            return False
        name = called_name(call)
        if name in ("cov", "corrcoef"):
            return False
        method = isinstance(call.func, ast.Attribute) and not self._inference.dotted(call.func)
        if not method:
            return True
        if call.args and name != "corr":
            return False
        base = call.func.value if isinstance(call.func, ast.Attribute) else call.func
        match base:
            case ast.Name(id=owner):
                return not _TABLE.search(owner)
            case ast.Attribute(attr=column):
                return column not in ("values", "T")
            case ast.Subscript(slice=ast.Constant(value=str())):
                return not _TABLE.search(ast.unparse(base)[:200]) or "groupby" not in ast.unparse(base)[:400]
        return False


def _is_scaled(node: ast.BinOp) -> bool:
    """`a / b * 100`, `1 - a / b`: a quotient goes on with a number that is written there."""
    return any(isinstance(side, ast.Constant) for side in (node.left, node.right))


_LISTS = (ast.List, ast.Tuple, ast.Set, ast.Dict, ast.ListComp, ast.SetComp, ast.DictComp)


def _member(shape: Shape) -> Shape:
    """What a member of it is."""
    return "number" if shape in ("numbers", "number") else ""


def _grain(found: Found) -> Grain:
    return found.grain
