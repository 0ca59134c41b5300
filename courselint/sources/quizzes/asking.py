"""Places to answer in a flow of text and answers: what stands before each, and what it takes for right."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field

from courselint.model import Figure, NumericKey, Option, QuestionKind, Run, Span, Text
from courselint.sources import figures
from courselint.sources.xmltree import Element
from courselint.sources.xmlwords import BLANK, BLOCKS, DRAWN, join

Piece = Element | Text | str

# A text goes on behind a place to answer only within these.
_INLINE = frozenset(("p", "td", "li", "span", "th", "b", "strong", "em", "i"))


@dataclass(frozen=True, slots=True)
class Reading:
    """How a format writes its questions.

    `asks` gives what stands in an element where one answers, None for other elements. Elements in `hidden` are no part
    of the flow, those in `notes` tell about the answers before them, in `blank` a learner writes; `drawn` are values
    that are known only when the question is shown.
    """

    asks: Callable[[Element], Sequence[Piece] | None]
    hidden: Collection[str] = ()
    notes: Collection[str] = ()
    blank: Collection[str] = ()
    drawn: Collection[str] = DRAWN

    def words(self, pieces: Sequence[Piece], at: int) -> Text:
        found = join(pieces, at, "stem", {*self.hidden, *self.notes}, self.blank, self.drawn)
        # Where all is said before the one place to answer, no blank needs to be shown.
        if found.text.endswith(BLANK) and self._blanks(pieces) == 1:
            return found.part(Span(0, len(found.text) - len(BLANK)))
        return found

    def _blanks(self, pieces: Sequence[Piece]) -> int:
        elements = (each for piece in pieces if isinstance(piece, Element) for each in piece.walk())
        return sum(1 for each in elements if each.name in self.blank)


@dataclass(frozen=True, slots=True)
class Asked:
    """A place to answer, the words that ask, the figures that they show, and what is told about the answer."""

    response: Element
    stem: Text
    figures: tuple[Figure, ...] = ()
    notes: list[Element] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Answers:
    """What one place to answer takes for right, as far as the file says.

    `is_drawn`: each learner sees one of the keys.
    """

    kind: QuestionKind
    options: tuple[Option, ...] = ()
    numbers: tuple[NumericKey, ...] = ()
    is_single: bool | None = None
    is_shuffled: bool | None = None
    is_drawn: bool = False


@dataclass(frozen=True, slots=True)
class _Place:
    response: Element
    inside: Sequence[Piece]
    is_inline: bool


@dataclass(frozen=True, slots=True)
class _Note:
    element: Element


def read(root: Element, reading: Reading) -> tuple[list[Asked], Text]:
    """Every place to answer in `root`, and the text that stands behind the last of them.

    One with no words of its own shares those of the one before it.
    """
    asked: list[Asked] = []
    pieces: list[Piece] = []
    early: list[Element] = []
    items = list(_flow(root, reading))
    position = 0
    while position < len(items):
        item = items[position]
        position += 1
        if isinstance(item, _Note):
            (asked[-1].notes if asked else early).append(item.element)
        elif isinstance(item, _Place):
            pieces += item.inside
            if item.is_inline:
                tail = _tail(items, position)
                position += len(tail)
                if reading.words(tail, 0).text:
                    has_blank = any(each.name in reading.blank for each in item.response.walk())
                    pieces += tail if has_blank else [" ", blank_at(item.response.tag), *tail]
            stem = reading.words(pieces, item.response.tag.start)
            if not stem.text and asked:
                stem = asked[-1].stem
            asked.append(Asked(item.response, stem, tuple(_figures(pieces)), early))
            pieces, early = [], []
        else:
            pieces.append(item)
    return asked, reading.words(pieces, root.tag.end)


def _tail(items: Sequence[Piece | _Place | _Note], position: int) -> list[Piece]:
    """What stands behind a place to answer in its own line."""
    tail: list[Piece] = []
    while position < len(items):
        item = items[position]
        position += 1
        if isinstance(item, (_Place, _Note)) or item == "\n" or (isinstance(item, Element) and item.name in BLOCKS):
            break
        tail.append(item)
    return tail


def _figures(pieces: Sequence[Piece]) -> Iterator[Figure]:
    for piece in pieces:
        if isinstance(piece, Element):
            yield from figures_of(piece)


def figures_of(element: Element) -> Iterator[Figure]:
    """The figures of an element, those of PrairieLearn where it keeps them."""
    yield from figures.in_element(element)
    for each in element.walk():
        # Some it makes when they are shown, and keeps some elsewhere.
        if each.name == "pl-figure" and each.value("file-name") and not (each.value("type") or each.value("directory")):
            found = each.attributes["file-name"]
            yield Figure(found, f"clientFilesQuestion/{found.text.strip()}")


def blank_at(tag: Span) -> Text:
    """A blank to be filled in, which stands where this tag begins."""
    return Text(BLANK, (Run(0, len(BLANK), tag.start, 1),), kind="stem")


def _flow(root: Element, reading: Reading) -> Iterator[Piece | _Place | _Note]:
    """The pieces of `root` in order; only what holds a place to answer is taken apart."""
    holders = _holders(root, reading)
    pending: list[tuple[Piece, str]] = [(piece, root.name) for piece in reversed(root.pieces)]
    while pending:
        piece, around = pending.pop()
        if not isinstance(piece, Element):
            yield piece
        elif piece.name in reading.notes:
            yield _Note(piece)
        elif piece.name in reading.hidden:
            continue
        elif (inside := reading.asks(piece)) is not None:
            yield _Place(piece, inside, around in _INLINE)
        elif id(piece) not in holders:
            yield piece
        else:
            mark = [("\n", "")] if piece.name in BLOCKS else []
            pending += [*mark, *((child, piece.name) for child in reversed(piece.pieces)), *mark]


def _holders(root: Element, reading: Reading) -> set[int]:
    """By their ids, the elements that a place to answer, or a note, stands in."""
    found: set[int] = set()
    pending: list[tuple[Element, tuple[int, ...]]] = [(root, ())]
    while pending:
        element, around = pending.pop()
        if element is not root and (element.name in reading.notes or reading.asks(element) is not None):
            found.update(around)
            continue
        if element.name not in reading.hidden:
            inner = (*around, id(element))
            pending += ((child, inner) for child in element.children)
    return found
