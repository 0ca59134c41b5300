"""The float behind one side of a comparison of texts or digests, if there is one whose last digits decide."""

from __future__ import annotations

import ast
import re

from courselint.analysis.codeplaces import CodePlaces
from courselint.analysis.floatness import Inference
from courselint.analysis.gates import called_name
from courselint.analysis.renderings import Place, Rendering, Renderings
from courselint.analysis.roundedfloats import Grain, RoundedFloats
from courselint.analysis.scopes import Bindings, Use
from courselint.analysis.taskwords import is_worked_out, sounds_like_number
from courselint.analysis.typeproofs import TypeProofs, digest, hashed, written_text
from courselint.model import Document, Floatness, Rendered

# Without any of these, code makes no text of numbers.
_MAY_WRITE = re.compile(
    r"digest|hash|[Hh]ashed|\bfrom \.?\w*(?:util|help|check|grad|test)|\bstr\(|\brepr\(|dumps\(|\.format\("
    r"|\bf[\"']|[\"'] ?% ?|tobytes|to_csv|\bmap\("
)
# A number with so many digits was written by a machine.
_LONG_DECIMAL = re.compile(r"(?<![\w.])-?\d+\.\d{8,}(?![\w.])")
MANY_DIGITS = 15
# Digests of this many short numbers are tried in one document, before a hash counts as one of a long float.
MOST_TRIALS = 60_000


class TextOperands:
    """Reads the texts that one document's tests compare."""

    __slots__ = ("_document", "_floats", "_inference", "_is_writing", "_left", "_places", "_proofs", "_renderings")

    def __init__(self, document: Document, bindings: Bindings, inference: Inference, places: CodePlaces) -> None:
        self._is_writing = any(_MAY_WRITE.search(code.text) for code in document.code if code.tree is not None)
        self._document = document
        self._inference = inference
        self._renderings = Renderings(bindings)
        self._floats = RoundedFloats(inference, self._renderings)
        self._proofs = TypeProofs(bindings)
        self._places = places
        self._left = MOST_TRIALS

    def rendered(self, side: ast.expr, other: ast.expr, use: Use) -> Rendered | None:
        """The float in the text of `side`, which is compared with `other`, a text or digest that was written down."""
        if not self._is_writing or isinstance(side, (ast.Constant, ast.Attribute)):
            return None
        found = self._renderings.behind(side, use)
        if not found or self._renderings.behind(other, use):
            return None
        for rendering in found:
            if self._is_float(rendering, side, other, use):
                value = _original(rendering.place)
                return Rendered(
                    self._places.written(value.node, value.use),
                    rendering.how,
                    rendering.is_hashed,
                    rendering.helper,
                )
        return None

    def _is_float(self, rendering: Rendering, side: ast.expr, other: ast.expr, use: Use) -> bool:
        place = _original(rendering.place)
        found = self._floats.find(place)
        if found.grain is Grain.WORN:
            is_whole = not rendering.is_display or found.shape in ("number", "numbers", "list")
            return is_whole or self._proofs.kind(place.node, place.use) == "float"
        if found.grain is not Grain.UNKNOWN or place.is_member:
            return False
        kind = self._proofs.kind(place.node, place.use)
        if kind is not None:
            if kind == "other" or not is_worked_out(place.node, use, self._document):
                return False
            return not self._is_short(side, other, use)
        if self._is_named_result(place):
            return True
        wanted = None if rendering.is_hashed or rendering.helper else written_text(other, use)
        return wanted is not None and _has_long_decimal(wanted)

    def _is_named_result(self, place: Place) -> bool:
        """Whether it comes from a function that got floats and whose name is that of a number worked out of them."""
        for _ in range(3):
            if not isinstance(place.node, ast.Name):
                break
            sources = self._renderings.sources(place.node.id, place)
            if len(sources) != 1 or sources[0].is_member:
                return False
            place = sources[0]
        if not isinstance(place.node, ast.Call) or not sounds_like_number(called_name(place.node)):
            return False
        return any(
            self._inference.value(argument, place.use).floatness >= Floatness.EXACT for argument in place.node.args[:8]
        )

    def _is_short(self, side: ast.expr, other: ast.expr, use: Use) -> bool:
        """Whether the digest is that of a number with two decimals or fewer: that came out even."""
        read, wanted = hashed(side), written_text(other, use)
        if read is None or wanted is None:
            return False
        algorithm, parts = read
        if sum(1 for part in parts if not isinstance(part, bytes)) != 1:
            return False
        for text in _SHORT:
            self._left -= 1
            if self._left < 0:
                return True
            if digest(algorithm, parts, text) == wanted.lower():
                return True
        return False


_SHORT = tuple(dict.fromkeys(str(number / 100) for number in range(-100, 1001))) + tuple(
    str(number / 2) for number in range(21, 401)
)


def _has_long_decimal(text: str) -> bool:
    if len(text) > 2000:
        return False
    return any(sum(c.isdigit() for c in found.lstrip("-0.")) >= MANY_DIGITS for found in _LONG_DECIMAL.findall(text))


def _original(place: Place) -> Place:
    """What a function's parameter got, where the call is known."""
    for _ in range(12):
        if not isinstance(place.node, ast.Name):
            break
        inner = place.local.get(place.node.id) or place.given.get(place.node.id)
        if inner is None or place.is_member:
            break
        place = inner
    return place
