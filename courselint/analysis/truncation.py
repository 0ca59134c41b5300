"""Functions that put quotients into an array of integers, where they lose their fractions."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from courselint.analysis.boundvalues import function_named
from courselint.analysis.floatness import Inference
from courselint.analysis.reaching import reaching
from courselint.analysis.scopes import Use
from courselint.model import Floatness

MOST_STEPS = 8
MOST_NODES = 4000

# These give an array of the same type as the one they get.
_SAME_TYPE = frozenset(["copy", "array", "asarray", "hstack", "vstack", "column_stack", "concatenate", "zeros_like"])
_SAME_TYPE_LIKE = frozenset(["empty_like", "ones_like", "deepcopy", "insert", "append"])
# Any of these may make the array one of floats.
_CONVERTS = frozenset(["astype", "dtype", "float", "float64", "float32", "float_", "Fraction", "asfarray", "asfloat"])


@dataclass(frozen=True, slots=True)
class Truncation:
    """`code` is where the function stands, `node` the assignment's value: a quotient, or made with one."""

    code: int
    node: ast.expr


# What is known of functions already: by the node of one, and those of its parameters that get integers.
Known = dict[tuple[int, frozenset[str]], ast.expr | None]


def truncation(node: ast.expr, use: Use, inference: Inference, known: Known) -> Truncation | None:
    """What truncates where this calls a function of the file with an array of integers, written as a literal."""
    for _ in range(MOST_STEPS):
        match node:
            case ast.Subscript(value=inner):
                node = inner
            case ast.Name(id=name):
                found, _ = reaching(name, use)
                if len(found) != 1 or found[0].kind != "value" or found[0].value is None:
                    return None
                node, use = found[0].value, found[0].use
            case ast.Call(func=ast.Name(id=name)):
                function = function_named(name, use)
                if function is None or not isinstance(function.node, ast.FunctionDef) or function.body_code is None:
                    return None
                given = _integer_parameters(node, function.node, use, inference)
                key = (id(function.node), given)
                if key not in known:
                    known[key] = _truncated(function.node, given) if given else None
                value = known[key]
                return Truncation(function.body_code, value) if value is not None else None
            case _:
                return None
    return None


def _integer_parameters(call: ast.Call, function: ast.FunctionDef, use: Use, inference: Inference) -> frozenset[str]:
    """The parameters that get an array of integers here."""
    names = [argument.arg for argument in (*function.args.posonlyargs, *function.args.args)]
    given = [*zip(names, call.args, strict=False), *((each.arg or "", each.value) for each in call.keywords)]
    return frozenset(name for name, value in given if name and _is_integer_array(value, use, inference))


def _is_integer_array(node: ast.expr, use: Use, inference: Inference) -> bool:
    if isinstance(node, ast.Name):
        found, _ = reaching(node.id, use)
        if len(found) != 1 or found[0].kind != "value" or found[0].value is None or found[0].path:
            return False
        node, use = found[0].value, found[0].use
    if not isinstance(node, ast.Call) or len(node.args) != 1 or node.keywords:
        return False
    if not isinstance(node.args[0], (ast.List, ast.Tuple)) or inference.dotted(node.func) != "numpy.array":
        return False
    return inference.value(node.args[0], use).floatness is Floatness.INT


def _truncated(function: ast.FunctionDef, parameters: frozenset[str]) -> ast.expr | None:
    """The first quotient that goes into one of these arrays, or into a copy of one, element by element."""
    arrays, quotients = parameters, frozenset[str]()
    nodes = [node for _, node in zip(range(MOST_NODES), ast.walk(function), strict=False)]
    if any(_name(node) in _CONVERTS for node in nodes) or any(_is_float(node) for node in nodes):
        return None
    assignments = sorted((n for n in nodes if isinstance(n, ast.Assign) and len(n.targets) == 1), key=_line)
    for assignment in assignments:
        target, value = assignment.targets[0], assignment.value
        if isinstance(target, ast.Name):
            is_array, is_quotient = _is_of(value, arrays), _has_quotient(value, quotients)
            arrays = arrays | {target.id} if is_array else arrays - {target.id}
            quotients = quotients | {target.id} if is_quotient else quotients - {target.id}
        elif (
            isinstance(target, ast.Subscript)
            and isinstance(target.value, ast.Name)
            and target.value.id in arrays
            and _has_quotient(value, quotients)
        ):
            return value
    return None


def _is_of(node: ast.expr, arrays: frozenset[str]) -> bool:
    """Whether this is one of the arrays, or copied from such only."""
    match node:
        case ast.Name(id=name):
            return name in arrays
        case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="copy"), args=[]):
            return name in arrays
        case ast.Call(func=ast.Attribute(attr=called) | ast.Name(id=called), args=[first, *_], keywords=[]):
            parts = first.elts if isinstance(first, (ast.Tuple, ast.List)) else [first]
            is_known = called in _SAME_TYPE or called in _SAME_TYPE_LIKE
            return is_known and bool(parts) and all(isinstance(part, ast.Name) and part.id in arrays for part in parts)
    return False


def _has_quotient(node: ast.expr, quotients: frozenset[str]) -> bool:
    """Whether a true division is in it, or a name that holds one; what a call makes of it is not known."""
    pending: list[ast.expr] = [node]
    for _ in range(200):
        match pending.pop() if pending else None:
            case ast.BinOp(op=ast.Div()):
                return True
            case ast.BinOp(op=ast.FloorDiv()):
                pass
            case ast.BinOp(left=left, right=right):
                pending.extend((left, right))
            case ast.UnaryOp(operand=operand):
                pending.append(operand)
            case ast.Name(id=name) if name in quotients:
                return True
    return False


def _name(node: ast.AST) -> str:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name) | ast.keyword(arg=str(name)):
            return name
    return ""


def _is_float(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, float) and node.value >= 0.1


def _line(node: ast.Assign) -> tuple[int, int]:
    return node.lineno, node.col_offset
