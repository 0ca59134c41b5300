"""MathML in one line: enough of its structure that two formulas which look different read differently."""

from __future__ import annotations

from collections.abc import Mapping

from courselint.sources.xmltree import Element

# Prefixes: `√(k)` is a root, `÷(k)(m)` a fraction, `^x 2` a power. Names and numbers end with a blank.
OPENING: Mapping[str, str] = {
    "mfrac": "÷", "msqrt": "√(", "mroot": "√(", "msup": "^", "msub": "_", "msubsup": "_^", "mover": "¯", "munder": "_",
    "munderover": "_¯", "mrow": "(", "mtr": ";", "mtd": ",", "menclose": "¬",
}  # fmt: skip
CLOSING: Mapping[str, str] = {"mrow": ")", "mn": " ", "mi": " ", "msqrt": ")", "mroot": ")"}


def in_line(element: Element) -> str:
    """The formula below the element, white space between its parts aside."""
    written: list[str] = []
    pending: list[Element | str] = [element]
    while pending:
        part = pending.pop()
        if isinstance(part, str):
            written.append(part)
            continue
        written.append(OPENING.get(part.name, ""))
        pieces: list[Element | str] = [
            piece if isinstance(piece, Element) else " ".join(piece.text.split()) for piece in part.pieces
        ]
        pending += [CLOSING.get(part.name, ""), *reversed(pieces)]
    return "".join(written).strip()
