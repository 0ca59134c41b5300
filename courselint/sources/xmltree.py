"""XML as a tree whose texts, attributes and elements know where they stand in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from html.entities import name2codepoint
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from courselint.model import Fault, Span, Text
from courselint.sources.textbuilder import TextBuilder

# Deeper than any quiz; Python's own recursion is never used on a tree.
MOST_DEPTH = 256


@dataclass(frozen=True, slots=True)
class Element:
    """One element; names are without their namespace. Offsets are code points of the file's text.

    `tag` is the span of the start tag, `text` the decoded characters that stand directly in it, up to its first child;
    `pieces` holds characters and children in the order of the file.
    """

    name: str
    tag: Span
    attributes: Mapping[str, Text] = field(default_factory=dict)
    pieces: tuple[Element | Text, ...] = ()

    @property
    def children(self) -> tuple[Element, ...]:
        return tuple(piece for piece in self.pieces if isinstance(piece, Element))

    @property
    def text(self) -> Text:
        """What it holds directly, its children left out."""
        builder = TextBuilder()
        for piece in self.pieces:
            if isinstance(piece, Text):
                builder.append(piece)
        return builder.build(self.tag.end)

    def named(self, *names: str) -> tuple[Element, ...]:
        """The children with one of these names."""
        return tuple(child for child in self.children if child.name in names)

    def first(self, *path: str) -> Element | None:
        """Where a path of names leads, by the first child of each name."""
        found: Element | None = self
        for name in path:
            found = next(iter(found.named(name)), None) if found is not None else None
        return found

    def value(self, name: str) -> str:
        """An attribute's value, "" if it isn't there."""
        text = self.attributes.get(name)
        return text.text if text is not None else ""

    def walk(self) -> Iterator[Element]:
        """It and all elements below it, in the order of the file."""
        pending = [self]
        while pending:
            element = pending.pop()
            yield element
            pending.extend(reversed(element.children))


def parse(text: str, start: int = 0) -> tuple[Element, tuple[Fault, ...]]:
    """The document from `start` on, below a nameless element, and what is wrong with it.

    What was read before a fault is there all the same, each open element closed where the fault stands. HTML's entities
    are known; DTDs, and entities that a file defines, are refused. From a `start` inside the document on, what is
    closed at its end without having been opened is no fault.
    """
    builder = _TreeBuilder(text, start)
    parser = DefusedXMLParser(target=builder, encoding="utf-8", forbid_dtd=True)
    builder.expat = parser.parser
    parser.parser.buffer_text = False
    # Without the word of a DTD to come expat stops at `&nbsp;`; none is ever loaded.
    parser.parser.UseForeignDTD(True)
    parser.entity.update({name: chr(point) for name, point in name2codepoint.items()})
    fault: Fault | None = None
    try:
        parser.feed(builder.prefix + builder.content)
        parser.close()
    except ParseError as error:
        at = builder.offset(parser.parser.ErrorByteIndex)
        reason = re.sub(r": line \d+, column \d+$", "", str(error.msg or error))
        if not (start and text.startswith("</", at - 2) and builder.is_outermost):
            fault = Fault(f"not well-formed XML: {reason}", Span(at, min(len(text), at + 1)), 0)
    except DefusedXmlException:
        at = builder.here()
        fault = Fault("a DTD or an entity of the file's own: courselint reads XML without them", Span(at, at), 0)
    except _TooDeepError:
        at = builder.here()
        fault = Fault(f"elements nested more than {MOST_DEPTH} deep: the rest is not read", Span(at, at), 0)
    return builder.tree(), (fault,) if fault else ()


# One that only names a DTD declares nothing.
_DOCTYPE = re.compile(r"<!DOCTYPE\s[^<>\[\]]{0,400}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([^\s=<>"'/]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')""")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|\w{1,32});|\r\n?|[\n\t]")
_SPACES = {"\r\n": "\n", "\r": "\n", "\n": "\n", "\t": "\t"}


class _TooDeepError(Exception):
    pass


@dataclass(slots=True)
class Open:
    """An element that isn't closed yet."""

    name: str
    tag: Span
    attributes: Mapping[str, Text]
    pieces: list[Element | Text] = field(default_factory=list)

    def element(self) -> Element:
        return Element(self.name, self.tag, self.attributes, tuple(self.pieces))


class _TreeBuilder:
    """Takes the parser's events; knows where each stands, since they come in the order of the file."""

    def __init__(self, text: str, start: int) -> None:
        self.expat: object = None
        # From inside a document several elements follow each other, which needs one round them.
        self.prefix = b"<_>" if start else b""
        self.content = _DOCTYPE.sub(_blank, text[start:], count=1).encode("utf-8", "surrogatepass")
        self._text = text
        self._start = start
        self._is_ascii = len(self.content) == len(text) - start
        self._byte = 0
        self._character = start
        self._open = [Open("", Span(start, start), {})]
        self._run: TextBuilder | None = None
        self._run_at = start

    @property
    def is_outermost(self) -> bool:
        return len(self._open) <= 2

    def start(self, tag: str, _attributes: Mapping[str, str]) -> None:
        self._flush()
        if len(self._open) > MOST_DEPTH:
            raise _TooDeepError
        at = self.here()
        end = _tag_end(self._text, at)
        self._open.append(Open(tag.rpartition("}")[2], Span(at, end), _attributes_of(self._text, at, end)))

    def end(self, _tag: str) -> None:
        self._flush()
        self._close()

    def data(self, characters: str) -> None:
        at = self.here()
        if self._run is None:
            self._run, self._run_at = TextBuilder(), at
        # An entity comes by itself; what stands in CDATA comes by the line.
        match = _ENTITY.match(self._text, at) if len(characters) == 1 else None
        if match is not None:
            self._run.unit(characters, at, match.end())
        else:
            self._run.copy(self._text, at, at + len(characters))

    def close(self) -> None:
        self._flush()

    def tree(self) -> Element:
        """All that was read, whatever is still open closed."""
        self._flush()
        while len(self._open) > 1:
            self._close()
        return self._open[0].element()

    def here(self) -> int:
        """Where the event at hand stands, in code points."""
        return self.offset(getattr(self.expat, "CurrentByteIndex", 0))

    def offset(self, index: int) -> int:
        """What expat counts in bytes, as code points of the file; cheapest when it only grows."""
        byte = min(max(self._byte, index - len(self.prefix)), len(self.content))
        if self._is_ascii:
            return self._start + byte
        self._character += len(self.content[self._byte : byte].decode("utf-8", "surrogatepass"))
        self._byte = byte
        return self._character

    def _flush(self) -> None:
        if self._run is not None:
            self._open[-1].pieces.append(self._run.build(self._run_at))
            self._run = None

    def _close(self) -> None:
        self._open[-2].pieces.append(self._open.pop().element())


def _tag_end(text: str, at: int) -> int:
    """Where the start tag at `at` ends; a `>` in an attribute's quotes doesn't end it."""
    position = at + 1
    while position < len(text):
        match = _TAG_MARK.search(text, position)
        if match is None:
            return len(text)
        if match[0] == ">":
            return match.end()
        closing = text.find(match[0], match.end())
        position = closing + 1 if closing >= 0 else len(text)
    return len(text)


_TAG_MARK = re.compile("[>\"']")


def _attributes_of(text: str, start: int, end: int) -> Mapping[str, Text]:
    """The attributes of a start tag, by name without prefix, their values decoded."""
    found: dict[str, Text] = {}
    for match in _ATTRIBUTE.finditer(text, start, end):
        group = 2 if match[2] is not None else 3
        found.setdefault(match[1].rpartition(":")[2], _decoded(text, match.start(group), match.end(group)))
    return found


def _decoded(text: str, start: int, end: int) -> Text:
    builder = TextBuilder()
    position = start
    for match in _ENTITY.finditer(text, start, end):
        builder.copy(text, position, match.start())
        builder.unit(_SPACES.get(match[0]) or unescape(match[0]), match.start(), match.end())
        position = match.end()
    builder.copy(text, position, end)
    return builder.build(start)


def _blank(match: re.Match[str]) -> str:
    """Spaces for it, its line ends kept."""
    return re.sub(r"[^\n]", lambda each: " " * len(each[0].encode()), match[0])
