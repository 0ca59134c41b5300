"""Indices that lie outside the shape which the same code declares: they raise whatever the answer is."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from courselint.analysis.bindings import collect
from courselint.analysis.codeplaces import CodePlaces
from courselint.analysis.indexing import indices, outside, stated
from courselint.analysis.reaching import reaching
from courselint.analysis.scopes import Bindings, Block, Scope, Use
from courselint.analysis.shapes import Declared, is_list, shape_of
from courselint.model import Document, Hit, Related

READS = Document

_INDEX = re.compile(r"[\w\])]\[[^\]\n]*\d")
# Lessons that show the error, and code that changes shapes in place.
_LESSON = re.compile(
    r"(?i)IndexError|out of (?:range|bounds)|outside|too (?:big|large|high)|\berror|exception|does(?:n't| not) exist"
)
_RESHAPES = re.compile(r"\.shape\s*=[^=]|\.resize\(")
_STUB = re.compile(
    r"(?i)your (?:code|answer|solution|turn)|(?:start|begin|end) (?:code|solution)|todo|fill in|replace|\.\.\.|____"
)
_SHAPE = re.compile(r"shape\b(?!\s*=[^=])")
_RAISES = re.compile(r"[Rr]aises|suppress|xfail|expectedFailure|skip")
# What makes a list longer or shorter, or lets others do it.
_GROWS = r"\b{0}\s*\.\s*(?:append|extend|insert|pop|remove|clear)\b|\bdel\s+{0}\b|\(\s*(?:[^()\n]*,\s*)?{0}\s*[,)]"
# Names of what reads a list and leaves it as it is.
_HARMLESS = re.compile(
    r"\b(?:len|print|sum|sorted|min|max|list|tuple|set|type|str|enumerate|np\.\w+|zip|range|id)\s*\($"
)

Stated = dict[str, Declared]


def check(document: Document) -> Iterator[Hit]:
    """On the subscript; the declaration that it contradicts is related."""
    if document.format == "python" and not document.is_test:
        return
    if not any(code.tree is not None and _INDEX.search(code.text) for code in document.code):
        return
    if any(_RESHAPES.search(code.text) for code in document.code):
        return
    bindings = collect(document.code)
    places = CodePlaces(document)
    shielded: set[int] = set()
    said: dict[tuple[Scope, int], Stated] = {}
    for statement, use in bindings.statements:
        if id(statement) in shielded:
            continue
        if _shields(statement):
            shielded.update(id(inner) for inner in ast.walk(statement))
            continue
        known = said.setdefault((use.scope, use.code if use.scope.node is None else -1), {})
        for of, shape, node in stated(statement):
            known[ast.dump(of)] = Declared(shape, node, use)
        if _is_branch(use.block):
            continue
        for subscript, where in indices(statement):
            found = _declared(subscript.value, use, bindings, known, document)
            axis = outside(where, found.shape) if found else None
            if found is None or axis is None or _is_lesson(document, statement, use):
                continue
            yield _hit(subscript, use, found, axis, places)
            break


def _hit(subscript: ast.Subscript, use: Use, found: Declared, axis: int, places: CodePlaces) -> Hit:
    values = {
        "index": places.written(subscript, use),
        "declared": places.written(found.node, found.use),
        "length": str(found.shape[axis]),
        "axis": str(axis),
    }
    code = found.use.code
    related = Related(places.text(code), places.span(found.node, code), "the shape is declared here")
    is_stated = not isinstance(found.node, (ast.List, ast.Tuple)) and _SHAPE.search(values["declared"]) is not None
    message = "stated" if is_stated else "axis" if len(found.shape) > 1 else "array"
    return Hit(message, places.text(use.code), places.span(subscript, use.code), values, (related,))


def _declared(node: ast.expr, use: Use, bindings: Bindings, known: Stated, document: Document) -> Declared | None:
    """The shape of the indexed value: stated by an assertion before it, or by how it was made."""
    name = node
    while isinstance(name, (ast.Subscript, ast.Attribute)):
        name = name.value
    if not isinstance(name, ast.Name):
        return None
    found, _ = reaching(name.id, use)
    told = known.get(ast.dump(node)) if known else None
    if told is not None and told.use.block is use.block and all(each.use.order < told.use.order for each in found):
        return told
    made = shape_of(node, use, bindings) if found else None
    if made is None:
        return None
    origin = found[-1].use.code
    if any(code.tree is None for code in document.code[origin : use.code]) or _STUB.search(document.code[origin].text):
        # A cell that a learner is to finish may bind the name anew.
        return None
    return None if is_list(made.node) and _grows(name.id, document) else made


def _grows(name: str, document: Document) -> bool:
    pattern = re.compile(_GROWS.format(re.escape(name)))
    for code in document.code:
        for match in pattern.finditer(code.text):
            if match[0].startswith("(") and _HARMLESS.search(code.text, max(0, match.start() - 40), match.start() + 1):
                continue
            return True
    return False


def _shields(statement: ast.stmt) -> bool:
    """Whether an exception in this statement is expected, or may be."""
    match statement:
        case ast.Try() | ast.TryStar():
            return True
        case ast.With(items=items) | ast.AsyncWith(items=items):
            return any(_RAISES.search(ast.dump(item.context_expr)[:400]) for item in items)
        case ast.FunctionDef(decorator_list=decorators) | ast.AsyncFunctionDef(decorator_list=decorators):
            return any(_RAISES.search(ast.dump(decorator)[:400]) for decorator in decorators)
    return False


def _is_branch(block: Block) -> bool:
    """Whether a condition decides if this runs; a loop's body is taken to run."""
    inner: Block | None = block
    while inner is not None:
        if inner.group and not inner.is_loop:
            return True
        inner = inner.parent
    return False


def _is_lesson(document: Document, statement: ast.stmt, use: Use) -> bool:
    """Whether the cell shows an error on purpose: by its tags, its saved output, or the text round it."""
    source = document.code[use.code].source
    cell = document.sources[source].cell
    if cell is not None and "raises-exception" in cell.tags:
        return True
    if any(output.source == source and output.error for output in document.outputs):
        return True
    if document.format == "python":
        return False
    if isinstance(statement, ast.Assert):
        return "IndexError" in document.sources[source].text
    return any(_LESSON.search(each.text) for each in document.sources[max(0, source - 1) : source + 2])
