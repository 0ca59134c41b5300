"""JSON whose strings know where they stand in the file.

Offsets are code points of the parsed text. The parser keeps its own stack, so nesting costs memory, not recursion.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from courselint.model import Run, Span

# Atomic groups and possessive quantifiers keep every pattern linear on hostile input.
_STRING = r'"[^"\\\x00-\x1f]*+(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*+)*+"'
_TOKEN = re.compile(
    rf"""[ \t\r\n]*+(?:
        (?P<string>{_STRING})
      | (?P<number>-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][+-]?[0-9]++)?)
      | (?P<literal>true|false|null|NaN|-?Infinity)
      | (?P<mark>[\[\]{{}},:])
    )""",
    re.VERBOSE,
)
_SPACE = re.compile(r"[ \t\r\n]*+")
_NEXT_BRACKET = re.compile(r'(?:[^"\[\]{}]++|"[^"\\]*+(?:\\.[^"\\]*+)*+")*+([\[\]{}])', re.DOTALL)
_ESCAPE = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u(?P<code>[0-9a-fA-F]{4})|\\(?P<short>.)"
)
_SHORT = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


class JSONFault(ValueError):
    """The text is not JSON: why, and at which offset."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset


@dataclass(frozen=True, slots=True)
class String:
    """A string token; `span` includes the quotes. The value and its map are worked out when asked for."""

    span: Span
    document: str = field(repr=False)

    @property
    def value(self) -> str:
        return decode(self.document, self.span)[0]

    @property
    def runs(self) -> tuple[Run, ...]:
        """From the decoded value into the file's text."""
        return decode(self.document, self.span)[1]


@dataclass(frozen=True, slots=True)
class Number:
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Literal:
    """`true`, `false`, `null`; also `NaN` and the infinities, which Python's writer produces."""

    span: Span
    value: str


@dataclass(frozen=True, slots=True)
class Array:
    span: Span
    items: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Object:
    span: Span
    members: tuple[tuple[String, Value], ...]

    def get(self, key: str) -> Value | None:
        """The member of this name; of several the last, as JSON parsers have it."""
        found = None
        for name, value in self.members:
            if name.value == key:
                found = value
        return found


@dataclass(frozen=True, slots=True)
class Skipped:
    """A value that the caller did not want built."""

    span: Span


Value = String | Number | Literal | Array | Object | Skipped


@dataclass(slots=True)
class _Open:
    """A container that is being read."""

    start: int
    is_object: bool
    items: list[Value] = field(default_factory=list)
    members: list[tuple[String, Value]] = field(default_factory=list)
    key: String | None = None


def parse(text: str, skip: Collection[str] = ()) -> Value:
    """Parse a whole JSON text; the values of members named in `skip` are passed over quickly.

    Raises JSONFault with the offset of what is wrong.
    """
    stack: list[_Open] = []
    position = 0
    while True:
        value, position = _value(text, position, stack, skip)
        while value is not None:
            if not stack:
                end = _space(text, position)
                if end != len(text):
                    raise JSONFault("text after the end of the JSON value", end)
                return value
            value, position = _after_value(text, position, stack, value)


def _value(text: str, position: int, stack: list[_Open], skip: Collection[str]) -> tuple[Value | None, int]:
    """Read a scalar or an empty container, or open a container (then None)."""
    key = stack[-1].key if stack else None
    if key is not None and skip and key.value in skip:
        return _skip(text, position)
    token = _token(text, position)
    start, end = token.start(token.lastgroup or 0), token.end()
    match token.lastgroup:
        case "string":
            return String(Span(start, end), text), end
        case "number":
            return Number(Span(start, end), token["number"]), end
        case "literal":
            return Literal(Span(start, end), token["literal"]), end
    if token["mark"] == "[":
        following = _space(text, end)
        if text.startswith("]", following):
            return Array(Span(start, following + 1), ()), following + 1
        stack.append(_Open(start, is_object=False))
        return None, end
    if token["mark"] == "{":
        following = _space(text, end)
        if text.startswith("}", following):
            return Object(Span(start, following + 1), ()), following + 1
        opened = _Open(start, is_object=True)
        stack.append(opened)
        return None, _key(text, end, opened)
    raise JSONFault(f"a value should stand here, not {token['mark']!r}", start)


def _after_value(text: str, position: int, stack: list[_Open], value: Value) -> tuple[Value | None, int]:
    """Put a finished value into its container; return the container if that closes it."""
    top = stack[-1]
    if top.is_object and top.key is not None:
        top.members.append((top.key, value))
        top.key = None
    else:
        top.items.append(value)
    token = _token(text, position)
    mark, at = token["mark"], token.start(token.lastgroup or 0)
    if mark == ",":
        return None, _key(text, token.end(), top) if top.is_object else token.end()
    if mark == ("}" if top.is_object else "]"):
        stack.pop()
        span = Span(top.start, token.end())
        return (Object(span, tuple(top.members)) if top.is_object else Array(span, tuple(top.items))), token.end()
    raise JSONFault("a comma or the end of the {} should stand here".format("object" if top.is_object else "list"), at)


def _key(text: str, position: int, opened: _Open) -> int:
    token = _token(text, position)
    if token.lastgroup != "string":
        raise JSONFault("a name in double quotes should stand here", token.start(token.lastgroup or 0))
    opened.key = String(Span(token.start("string"), token.end()), text)
    colon = _token(text, token.end())
    if colon["mark"] != ":":
        raise JSONFault("a colon should stand here", colon.start(colon.lastgroup or 0))
    return colon.end()


def _token(text: str, position: int) -> re.Match[str]:
    token = _TOKEN.match(text, position)
    if token is None:
        at = _space(text, position)
        if at >= len(text):
            raise JSONFault("the file ends in the middle of its JSON", at)
        if text[at] == '"':
            raise JSONFault("a string that does not end, or holds a raw control character or an unknown escape", at)
        raise JSONFault(f"{text[at]!r} is not JSON", at)
    return token


def _skip(text: str, position: int) -> tuple[Value, int]:
    start = _space(text, position)
    if text[start : start + 1] not in ("[", "{"):
        token = _token(text, position)
        if token.lastgroup == "mark":
            raise JSONFault(f"a value should stand here, not {token['mark']!r}", start)
        return Skipped(Span(start, token.end())), token.end()
    depth, at = 0, start
    while True:
        bracket = _NEXT_BRACKET.match(text, at)
        if bracket is None:
            raise JSONFault("the file ends in the middle of its JSON", len(text))
        at = bracket.end()
        depth += 1 if bracket[1] in "[{" else -1
        if depth == 0:
            return Skipped(Span(start, at)), at


def _space(text: str, position: int) -> int:
    match = _SPACE.match(text, position)
    return match.end() if match else position


def decode(document: str, span: Span) -> tuple[str, tuple[Run, ...]]:
    """The value of the string token at `span` (quotes included), and its map into the document."""
    start, end = span.start + 1, span.end - 1
    raw = document[start:end]
    if "\\" not in raw:
        return raw, (Run(0, len(raw), start, len(raw)),)
    pieces: list[str] = []
    runs: list[Run] = []
    length = 0
    for piece, origin, origin_length in _pieces(raw):
        pieces.append(piece)
        runs.append(Run(length, len(piece), start + origin, origin_length))
        length += len(piece)
    return "".join(pieces), tuple(runs)


def _pieces(raw: str) -> Iterator[tuple[str, int, int]]:
    """Plain stretches and single escapes: what they mean, their offset and length in `raw`."""
    position = 0
    for escape in _ESCAPE.finditer(raw):
        if escape.start() > position:
            yield raw[position : escape.start()], position, escape.start() - position
        if escape["short"]:
            meaning = _SHORT.get(escape["short"], escape["short"])
        elif escape["code"]:
            meaning = chr(int(escape["code"], 16))
        else:
            high, low = int(escape[0][2:6], 16), int(escape[0][8:12], 16)
            meaning = chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
        yield meaning, escape.start(), len(escape[0])
        position = escape.end()
    if position < len(raw):
        yield raw[position:], position, len(raw) - position
