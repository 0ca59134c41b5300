"""HTML as a tree whose texts, attributes and elements know where they stand, as tolerant as a browser."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from html import unescape

from courselint.model import Fault, Span, Text
from courselint.sources.textbuilder import TextBuilder
from courselint.sources.xmltree import MOST_DEPTH, Element, Open

_TOKEN = re.compile(
    r"<!--(?:[^-]|-(?!->))*+(?:-->|\Z)|\{\{![^{}]*+\}\}|<[!?][^<>]*+>"
    r"|</(?P<close>[A-Za-z][\w:-]*+)[^<>]*+>"
    r"|<(?P<open>[A-Za-z][\w:-]*+)(?P<attributes>(?:[^<>\"']|\"[^\"]*+\"|'[^']*+')*+|[^<>]*+)>"
    r"|&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z]\w{1,31});"
)
_ATTRIBUTE = re.compile(
    r"(?P<name>[^\s=<>\"'/]++)(?:\s*+=\s*+(?:\"(?P<double>[^\"]*+)\"|'(?P<single>[^']*+)'|(?P<bare>[^\s\"'<>]++)))?"
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z]\w{1,31});")
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_RAW = frozenset(("script", "style"))
_BLOCKS = frozenset(
    "p div ul ol li table pre blockquote h1 h2 h3 h4 h5 h6 hr section article details dl figure form".split()
)
# A start tag of the first kind ends an open element of the second.
_ENDS: Mapping[str, Collection[str]] = {
    **dict.fromkeys(_BLOCKS, ("p",)), "li": ("p", "li"), "td": ("td", "th"), "th": ("td", "th"),
    "tr": ("td", "th", "tr"), "dt": ("dt", "dd"), "dd": ("dt", "dd"), "option": ("option",),
}  # fmt: skip


def parse(text: str, prefix: str = "") -> tuple[Element, tuple[Fault, ...]]:
    """The elements of a text below a nameless one; underscores in names are read as hyphens.

    Elements whose names begin with `prefix` have to be closed: it is a fault where one isn't.
    """
    builder = _Builder(text, prefix)
    position = 0
    while position < len(text):
        match = _TOKEN.search(text, position)
        builder.characters(position, match.start() if match else len(text))
        if match is None:
            break
        position = match.end()
        if match["close"]:
            builder.close(_name(match["close"]))
        elif match["open"]:
            name = _name(match["open"])
            builder.begin(name, match)
            if name in _RAW:
                position = _raw_end(text, name, position)
        elif match[0][0] == "&":
            builder.entity(match)
    return builder.tree(), tuple(builder.faults)


def _name(written: str) -> str:
    return written.lower().replace("_", "-")


def _raw_end(text: str, name: str, position: int) -> int:
    """What stands in a script is no HTML, and none of it is read."""
    end = re.compile(f"</{name}", re.IGNORECASE).search(text, position)
    return end.start() if end else len(text)


class _Builder:
    def __init__(self, text: str, prefix: str) -> None:
        self.text = text
        self.prefix = prefix
        self.faults: list[Fault] = []
        self._open = [Open("", Span(0, 0), {})]
        self._run: TextBuilder | None = None
        self._run_at = 0

    def characters(self, start: int, end: int) -> None:
        if start < end:
            self._text_at(start).copy(self.text, start, end)

    def entity(self, match: re.Match[str]) -> None:
        self._text_at(match.start()).unit(unescape(match[0]), match.start(), match.end())

    def begin(self, name: str, match: re.Match[str]) -> None:
        self._flush()
        while self._open[-1].name in _ENDS.get(name, ()):
            self._close()
        start, end = match.span("attributes")
        opened = Open(name, Span(*match.span()), attributes_of(self.text, start, end))
        if name in _VOID or match[0].endswith("/>") or len(self._open) > MOST_DEPTH:
            self._open[-1].pieces.append(opened.element())
        else:
            self._open.append(opened)

    def close(self, name: str) -> None:
        self._flush()
        if all(each.name != name for each in self._open):
            return
        while self._open[-1].name != name:
            self._forget()
        self._close()

    def tree(self) -> Element:
        self._flush()
        while len(self._open) > 1:
            self._forget()
        return self._open[0].element()

    def _forget(self) -> None:
        """Close an element that has no end tag of its own."""
        name = self._open[-1].name
        if self.prefix and name.startswith(self.prefix):
            self.faults.append(Fault(f"`<{name}>` is never closed", self._open[-1].tag, 0))
        self._close()

    def _close(self) -> None:
        done = self._open.pop()
        self._open[-1].pieces.append(done.element())

    def _text_at(self, at: int) -> TextBuilder:
        if self._run is None:
            self._run, self._run_at = TextBuilder(), at
        return self._run

    def _flush(self) -> None:
        if self._run is not None:
            self._open[-1].pieces.append(self._run.build(self._run_at))
            self._run = None


def attributes_of(text: str, start: int, end: int) -> Mapping[str, Text]:
    """The attributes of a start tag by their names, the values decoded."""
    found: dict[str, Text] = {}
    for match in _ATTRIBUTE.finditer(text, start, end):
        group = next((name for name in ("double", "single", "bare") if match[name] is not None), None)
        first, last = match.span(group) if group else (match.end(), match.end())
        builder = TextBuilder()
        position = first
        for entity in _ENTITY.finditer(text, first, last):
            builder.copy(text, position, entity.start())
            builder.unit(unescape(entity[0]), entity.start(), entity.end())
            position = entity.end()
        builder.copy(text, position, last)
        found.setdefault(_name(match["name"]), builder.build(first))
    return found
