"""The numbers that tolerances are: as they are written, or through the names that hold them."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from courselint.analysis.closeness import Number
from courselint.analysis.floatness import Inference
from courselint.analysis.scopes import Use
from courselint.analysis.values import Value


def number_reader(use: Use, inference: Inference, local: Mapping[str, Value]) -> Number:
    """How an expression at this place is read as a number; None for what the file doesn't show."""

    def number(node: ast.expr) -> float | None:
        match node:
            case ast.Attribute(attr="epsilon", value=ast.Attribute(attr="float_info")):
                return 2.0**-52
            case ast.Attribute(attr="eps", value=ast.Call(func=ast.Attribute(attr="finfo"), args=[kind])):
                return _epsilon(kind)
        constant = inference.value(node, use, local).constant
        if constant is None:
            return None
        try:
            return float(constant)
        except OverflowError:
            return None

    return number


def _epsilon(kind: ast.expr) -> float | None:
    match kind:
        case ast.Name(id="float") | ast.Attribute(attr="float64" | "double"):
            return 2.0**-52
        case ast.Attribute(attr="float32" | "single"):
            return 2.0**-23
    return None
