"""Calls and literals of R with their places; nothing is evaluated, and what only running could tell is unknown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from courselint.model import Span, Text, placeholder
from courselint.sources.quizzes.quizliteral import DEEPEST, Scalar
from courselint.sources.textbuilder import TextBuilder


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a call; `name` is "" where it stands by its position."""

    name: str
    value: Call | Scalar


@dataclass(frozen=True, slots=True)
class Call:
    """`name(…)`, without the package before the name; `extra` is where an argument goes on without a comma."""

    name: str
    span: Span
    arguments: tuple[Argument, ...] = ()
    extra: Span | None = None

    def named(self, name: str) -> Call | Scalar | None:
        """The value of the argument with this name."""
        return next((argument.value for argument in self.arguments if argument.name == name), None)

    @property
    def positional(self) -> tuple[Call | Scalar, ...]:
        return tuple(argument.value for argument in self.arguments if not argument.name)


@dataclass(frozen=True, slots=True)
class Unclosed:
    """A call that never ends: `at` is its bracket, or the quotation mark that swallows the end."""

    span: Span
    at: Span


class Token(NamedTuple):
    """One piece of R: `kind` is name, string, number, or the sign itself."""

    kind: str
    start: int
    end: int


def calls(text: str, within: Span, names: frozenset[str]) -> Iterator[Call | Unclosed]:
    """The outermost calls of these functions in a stretch of R code, in order."""
    reader = _Reader(text, within)
    position = 0
    while position < len(reader.tokens):
        token = reader.tokens[position]
        if token.kind == "name" and reader.kind(position + 1) == "(" and _bare(text[token.start : token.end]) in names:
            if position + 1 not in reader.partners:
                at = reader.open_quote or reader.tokens[position + 1]
                yield Unclosed(Span(token.start, token.end), Span(at.start, at.start + 1))
                return
            yield reader.call(position, 0)
            position = reader.partners[position + 1]
        position += 1


def value_of(text: str, within: Span) -> Call | Scalar:
    """The one expression that stands here."""
    reader = _Reader(text, within)
    return reader.value(0, len(reader.tokens), 0)


def tokens(text: str, within: Span) -> list[Token]:
    """The tokens of a stretch of R, without blanks and comments; from an unclosed quotation mark on there are none."""
    found: list[Token] = []
    position = within.start
    while position < within.end and (match := _TOKEN.match(text, position, within.end)) is not None:
        kind, position = match.lastgroup or "", match.end()
        if kind == "raw":
            closing = _CLOSING[match["open"]] + match["dashes"] + match["quote"]
            end = text.find(closing, position, within.end)
            if end < 0:
                found.append(Token("unclosed", match.start(), within.end))
                break
            position = end + len(closing)
            kind = "string"
        elif kind == "sign":
            kind = match[0]
        if kind in ("'", '"', "`"):
            found.append(Token("unclosed", match.start(), within.end))
            break
        if kind != "blank":
            found.append(Token(kind, match.start(), position))
    return found


def unquoted(text: str, span: Span) -> Text:
    """What the string literal here says."""
    builder = TextBuilder()
    if text[span.start] in "rR":
        opening = text.index(text[span.start + 1], span.start) + 1
        dashes = 0
        while text[opening + dashes] == "-":
            dashes += 1
        builder.copy(text, opening + dashes + 1, span.end - dashes - 2)
        return builder.build(opening + dashes + 1)
    position = span.start + 1
    for escape in _ESCAPE.finditer(text, position, span.end - 1):
        builder.copy(text, position, escape.start())
        builder.unit(_unescaped(escape), escape.start(), escape.end())
        position = escape.end()
    builder.copy(text, position, span.end - 1)
    return builder.build(span.start + 1)


def unknown(span: Span) -> Scalar:
    """What only running the code could tell."""
    builder = TextBuilder()
    builder.unit(placeholder(0), span.start, span.end)
    return Scalar(span, builder.build(span.start), is_known=False)


_TOKEN = re.compile(
    r"(?P<blank>[\s\ufeff]++|\#[^\n]*+)"
    r"|[rR](?P<quote>[\"'])(?P<dashes>-{0,40})(?P<open>[\[({])(?P<raw>)"
    r"|(?P<string>\"(?:[^\"\\]|\\.)*+\"|'(?:[^'\\]|\\.)*+')"
    r"|(?P<name>(?:[^\W\d]|\.(?!\d))[\w.]*+(?::{2,3}[\w.]++)?|`[^`\n]*+`)"
    r"|(?P<number>0[xX][\da-fA-F]++L?|(?:\d++(?:\.\d*+)?|\.\d++)(?:[eE][-+]?\d++)?[Li]?)"
    r"|(?P<sign>==|<=|>=|!=|<<?-|->>?|\|>|%[^%\n]*+%|&&|\|\||.)",
    re.DOTALL,
)
_CLOSING = {"(": ")", "[": "]", "{": "}"}
_ESCAPE = re.compile(
    r"\\(?:u([\da-fA-F]{1,4})|[uU]\{([\da-fA-F]{1,8})\}|U([\da-fA-F]{1,8})|x([\da-fA-F]{1,2})|([0-7]{1,3})|(\r\n|.))",
    re.DOTALL,
)
_NAMED = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "a": "\a"}


class _Reader:
    """The tokens of one stretch of code, and which bracket closes which."""

    def __init__(self, text: str, within: Span) -> None:
        self.text = text
        self.tokens = tokens(text, within)
        self.open_quote = self.tokens[-1] if self.tokens and self.tokens[-1].kind == "unclosed" else None
        self.partners: dict[int, int] = {}
        waiting: list[int] = []
        for number, token in enumerate(self.tokens):
            if token.kind in _CLOSING:
                waiting.append(number)
            elif token.kind in ")]}" and waiting and _CLOSING[self.tokens[waiting[-1]].kind] == token.kind:
                self.partners[waiting.pop()] = number

    def kind(self, position: int) -> str:
        return self.tokens[position].kind if position < len(self.tokens) else ""

    def call(self, position: int, depth: int) -> Call:
        """The call whose name is this token, and whose bracket closes."""
        name = self.tokens[position]
        end = self.partners[position + 1]
        arguments: list[Argument] = []
        extra: Span | None = None
        first = current = position + 2
        while first < end:
            while current < end and self.kind(current) != ",":
                current = self.partners.get(current, current) + 1
            if current > first:
                argument, stray = self._argument(first, current, depth)
                arguments.append(argument)
                extra = extra or stray
            first = current = current + 1
        called = _bare(self.text[name.start : name.end])
        return Call(called, Span(name.start, self.tokens[end].end), tuple(arguments), extra)

    def value(self, first: int, end: int, depth: int) -> Call | Scalar:
        """The expression of the tokens `[first, end)`."""
        if first >= end:
            at = self.tokens[first - 1].end if self.tokens and first else 0
            return unknown(Span(at, at))
        span = Span(self.tokens[first].start, self.tokens[end - 1].end)
        written = self.text[span.start : span.end]
        match [token.kind for token in self.tokens[first : min(end, first + 3)]]:
            case ["string"]:
                return Scalar(span, unquoted(self.text, span), is_string=True)
            case ["number"] | ["-", "number"]:
                return Scalar(span, Text.plain(written, span.start), number=_number(written))
            case ["name"] if written in _TRUTHS:
                return Scalar(span, Text.plain(written, span.start), truth=_TRUTHS[written])
            case ["name"] if written == "NULL":
                return Scalar(span, Text.plain(written, span.start))
            case ["name", "(", _] if self.partners.get(first + 1) == end - 1 and depth < DEEPEST:
                return self.call(first, depth + 1)
        return unknown(span)

    def _argument(self, first: int, end: int, depth: int) -> tuple[Argument, Span | None]:
        name = ""
        if self.kind(first) in ("name", "string") and self.kind(first + 1) == "=" and first + 1 < end:
            token = self.tokens[first]
            name = self.text[token.start : token.end].strip("`'\"")
            first += 2
        # `answer("a") answer("b")`: a comma is missing.
        after = self.partners.get(first + 1, end) + 1
        stray: Span | None = None
        if self.kind(first) == "name" and after < end and self.kind(after) == "name":
            following, token = self.tokens[after], self.tokens[first]
            if self.text[token.start : token.end] not in ("function", "if", "for", "while"):
                stray = Span(following.start, following.end)
        return Argument(name, self.value(first, end, depth)), stray


_TRUTHS = {"TRUE": True, "T": True, "FALSE": False, "F": False}


def _bare(name: str) -> str:
    return name.rpartition(":")[2].strip("`")


def _number(written: str) -> float | None:
    bare = written.replace(" ", "").rstrip("Li")
    try:
        return float(int(bare, 16)) if "x" in bare.lower() else float(bare)
    except (ValueError, OverflowError):
        return None


def _unescaped(escape: re.Match[str]) -> str:
    if hexadecimal := escape[1] or escape[2] or escape[3] or escape[4]:
        point = int(hexadecimal, 16)
        return chr(point) if point < 0x110000 and not 0xD800 <= point < 0xE000 else "\ufffd"
    return chr(int(escape[5], 8)) if escape[5] else _NAMED.get(escape[6], escape[6])
