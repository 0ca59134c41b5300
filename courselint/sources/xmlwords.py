"""The words that learners read in an XML element with markup in it, as one text with its places."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from courselint.model import Text, TextKind, placeholder
from courselint.sources import mathml
from courselint.sources.htmltext import CODE, LINES, SHOWN
from courselint.sources.textbuilder import TextBuilder
from courselint.sources.xmltree import Element

# Quiz formats have blocks of their own.
BLOCKS = LINES | {"label", "legend", "description", "hint"}
_PICTURES = SHOWN | {"pl-figure", "pl-drawing", "pl-graph"}
_CODE = CODE | {"pl-code"}
_MATHS = frozenset(("math", "annotation"))
# Values that are drawn when the question is shown.
DRAWN = frozenset(("printedVariable", "qti-printed-variable"))
BLANK = "_____"


def words(element: Element, kind: TextKind, without: Collection[str] = (), blank: Collection[str] = ()) -> Text:
    """What stands in it and below it; blocks begin lines, code stands in backticks, maths in dollars.

    Pictures stand as a tag with their source, values drawn at random as placeholders. Elements named in `without` are
    left out; those in `blank` are where an answer is written.
    """
    return join(element.pieces, element.tag.end, kind, without, blank)


def join(
    pieces: Sequence[Element | Text | str], at: int, kind: TextKind, without: Collection[str] = (),
    blank: Collection[str] = (), drawn: Collection[str] = DRAWN,
) -> Text:  # fmt: skip
    """The words of pieces that follow each other; those that are no more than characters stand nowhere in the file.

    `at` is where an empty text stands; elements named in `drawn` are values that are known only when they are shown.
    """
    builder = TextBuilder()
    pending: list[Element | Text | str] = list(reversed(pieces))
    while pending:
        piece = pending.pop()
        if isinstance(piece, str):
            builder.joint(piece)
        elif isinstance(piece, Text):
            _take(builder, piece)
        elif piece.name in blank:
            builder.unit(BLANK, piece.tag.start, piece.tag.end)
        elif piece.name in _PICTURES:
            builder.unit(_tag(piece), piece.tag.start, piece.tag.end)
        elif piece.name in drawn:
            builder.unit(placeholder(0), piece.tag.start, piece.tag.end)
        elif piece.name in _MATHS:
            builder.unit(f"${mathml.in_line(piece)}$", piece.tag.start, piece.tag.end)
        elif piece.name not in without:
            mark = "`" if piece.name in _CODE else "\n" if piece.name in BLOCKS else ""
            pending += [mark, *reversed(piece.pieces)] if mark else reversed(piece.pieces)
            if mark:
                builder.unit(mark, piece.tag.start, piece.tag.end)
    found = builder.build(at, kind=kind)
    return found.part(found.whole)


def _tag(element: Element) -> str:
    source = next(
        (text.text for name in ("src", "data", "href", "file-name") if (text := element.attributes.get(name))), ""
    )
    if source.startswith("data:"):
        # A picture that is written out tells nothing by its characters.
        source = source.partition(",")[0]
    # One that is drawn in place looks like no other.
    return f'<{element.name} src="{source or placeholder(0)}">'


def _take(builder: TextBuilder, text: Text) -> None:
    """Take over a text; where it breaks a line is the XML writer's business, not the reader's."""
    for run in text.runs:
        piece = text.text[run.start : run.start + run.length]
        if run.length != run.origin_length:
            builder.unit(
                " " if piece.isspace() and "\n" in piece else piece, run.origin, run.origin + run.origin_length
            )
            continue
        start = 0
        for at, character in enumerate(piece):
            if character in "\r\n\t":
                _copy(builder, piece, start, at, run.origin)
                builder.unit(" ", run.origin + at, run.origin + at + 1)
                start = at + 1
        _copy(builder, piece, start, len(piece), run.origin)


def _copy(builder: TextBuilder, piece: str, start: int, end: int, origin: int) -> None:
    if start < end:
        builder.append(Text.plain(piece[start:end], origin + start))
