"""In which floating-point type a value was computed, as far as the file shows it.

PyTorch and TensorFlow make float32 of a Python float, NumPy float64.
"""

from __future__ import annotations

import ast

from courselint.analysis.floatness import Inference
from courselint.analysis.reaching import reaching
from courselint.analysis.scopes import Use

MOST_NODES = 200
MOST_NAMES = 12

_SINGLE = frozenset(["float32", "single", "FloatTensor"])
_DOUBLE = frozenset(["float64", "double", "DoubleTensor", "from_numpy", "set_default_dtype", "complex128", "half"])
_MAKERS = frozenset(
    "tensor Tensor constant Variable convert_to_tensor randn rand zeros ones linspace full eye normal uniform".split()
)
_NAMES = _SINGLE | _DOUBLE


def precision_of(node: ast.expr, use: Use, inference: Inference) -> str:
    """`float32` or `float64`; "" where nothing tells. What goes into a call is taken to come out of it."""
    is_single = False
    pending = [(node, use)]
    seen: set[str] = set()
    nodes = 0
    while pending and nodes < MOST_NODES:
        each, place = pending.pop()
        nodes += 1
        match each:
            case ast.Constant(value=str(name)) if name in _NAMES:
                found = name
            case ast.Attribute(attr=name) if name in _NAMES:
                found = name
            case ast.Call(func=function) if _last(function) in _MAKERS and _holds_floats(each):
                full = inference.dotted(function)
                found = "float32" if full.startswith(("torch.", "tensorflow.")) else ""
            case ast.Name(id=name) if name not in seen and len(seen) < MOST_NAMES:
                seen.add(name)
                found = ""
                held = [(binding.value, binding.use) for binding in reaching(name, place)[0][:3]]
                pending.extend((value, where) for value, where in held if value is not None)
            case _:
                found = ""
        if found in _DOUBLE:
            return "float64"
        is_single |= bool(found)
        pending.extend((child, place) for child in ast.iter_child_nodes(each) if isinstance(child, ast.expr))
        pending.extend((child.value, place) for child in ast.iter_child_nodes(each) if isinstance(child, ast.keyword))
    if pending:
        return ""
    return "float32" if is_single else ""


def _holds_floats(call: ast.Call) -> bool:
    """Whether the literals in the call, if any, are floats: `torch.tensor([1, 2])` holds integers."""
    name = _last(call.func)
    if name not in ("tensor", "constant", "convert_to_tensor", "full"):
        return True
    pending: list[ast.expr] = list(call.args[:1])
    for _ in range(MOST_NODES):
        if not pending:
            return False
        each = pending.pop()
        match each:
            case ast.Constant(value=float()):
                return True
            case ast.List(elts=members) | ast.Tuple(elts=members):
                pending.extend(members[:8])
            case ast.UnaryOp(operand=operand):
                pending.append(operand)
    return False


def _last(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
