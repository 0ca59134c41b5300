"""Functions of a course that give the digest of what they get, written out in full."""

from __future__ import annotations

import ast
import re

from courselint.analysis.bindings import collect
from courselint.analysis.renderings import Renderings
from courselint.model import Document

_SIGN = re.compile(r"hexdigest|\.digest\(|\bhash\(")
MOST_RETURNS = 4


def hashing(document: Document) -> frozenset[str]:
    """The names of the document's functions that hash the text of a parameter without rounding it."""
    codes = tuple(code for code in document.code if code.tree is not None and _SIGN.search(code.text))
    if not codes:
        return frozenset()
    bindings = collect(codes)
    renderings = Renderings(bindings)
    names: set[str] = set()
    for function in bindings.functions.values():
        node = function.node
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            continue
        parameters = {argument.arg for argument in (*node.args.posonlyargs, *node.args.args)}
        for returned, use in function.returns[:MOST_RETURNS]:
            behind = renderings.behind(returned, use)
            if any(
                found.is_hashed and isinstance(found.place.node, ast.Name) and found.place.node.id in parameters
                for found in behind
            ):
                names.add(node.name)
    return frozenset(names)
