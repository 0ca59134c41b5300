"""Literals of JavaScript, as MDX pages hand them to their components: objects, arrays, strings with their places."""

from __future__ import annotations

import re

from courselint.model import Span, Text, placeholder
from courselint.sources.quizzes.quizliteral import DEEPEST, Datum, Record, Scalar, Series
from courselint.sources.textbuilder import TextBuilder

_TOKEN = re.compile(
    r"\s*(?:(?P<mark>[\[\]{},:])"
    r"|(?P<string>\"(?:[^\"\\\n]|\\.)*+\"|'(?:[^'\\\n]|\\.)*+'|`(?:[^`\\]|\\.)*+`)"
    r"|(?P<word>[-+\w.$]+)|(?P<comment>//[^\n]*|/\*(?:[^*]|\*(?!/))*+\*/))",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:u([\da-fA-F]{4})|u\{([\da-fA-F]{1,6})\}|x([\da-fA-F]{2})|(\r\n|.))", re.DOTALL)
_NAMED = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0", "\n": "", "\r\n": "", "\r": ""}


class NotALiteralError(ValueError):
    """Something else than a literal stands at `offset`."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


def read(text: str, start: int, source: int = 0) -> tuple[Datum, int]:
    """The literal that begins at `start`, and where it ends. Raises NotALiteralError."""
    reader = _Reader(text, start, source)
    return reader.value(0), reader.position


class _Reader:
    def __init__(self, text: str, start: int, source: int) -> None:
        self.text = text
        self.position = start
        self.source = source

    def value(self, depth: int) -> Datum:
        token = self._token()
        start = token.start(token.lastgroup or 0)
        if depth > DEEPEST:
            raise NotALiteralError(start)
        if token["mark"] == "{":
            return self._record(start, depth)
        if token["mark"] == "[":
            return self._series(start, depth)
        if token["string"]:
            return Scalar(Span(start, token.end()), self._string(start, token.end()), is_string=True)
        if token["word"]:
            return self._word(token["word"], Span(start, token.end()))
        raise NotALiteralError(start)

    def _token(self) -> re.Match[str]:
        while True:
            token = _TOKEN.match(self.text, self.position)
            if token is None:
                raise NotALiteralError(self.position)
            self.position = token.end()
            if not token["comment"]:
                return token

    def _record(self, start: int, depth: int) -> Record:
        fields: dict[str, Datum] = {}
        while True:
            token = self._token()
            if token["mark"] == "}":
                return Record(Span(start, self.position), fields)
            if token["mark"] == ",":
                continue
            name = token["word"] or (token["string"] or "")[1:-1]
            if not name or self._token()["mark"] != ":":
                raise NotALiteralError(token.start())
            fields.setdefault(name, self.value(depth + 1))

    def _series(self, start: int, depth: int) -> Series:
        items: list[Datum] = []
        while True:
            before = self.position
            token = self._token()
            if token["mark"] == "]":
                return Series(Span(start, self.position), tuple(items))
            if token["mark"] != ",":
                self.position = before
                items.append(self.value(depth + 1))

    def _word(self, word: str, span: Span) -> Scalar:
        text = Text.plain(word, span.start, self.source)
        if word in ("true", "false"):
            return Scalar(span, text, truth=word == "true")
        try:
            return Scalar(span, text, number=float(word))
        except ValueError:
            unknown = TextBuilder()
            unknown.unit(placeholder(0), span.start, span.end)
            return Scalar(span, unknown.build(span.start, self.source), is_known=word in ("null", "undefined"))

    def _string(self, start: int, end: int) -> Text:
        builder = TextBuilder()
        position = start + 1
        for escape in _ESCAPE.finditer(self.text, start + 1, end - 1):
            builder.copy(self.text, position, escape.start())
            number = escape[1] or escape[2] or escape[3]
            if number:
                point = int(number, 16)
                decoded = chr(point) if point < 0x110000 and not 0xD800 <= point < 0xE000 else "\ufffd"
            else:
                decoded = _NAMED.get(escape[4], escape[4])
            builder.unit(decoded, escape.start(), escape.end())
            position = escape.end()
        builder.copy(self.text, position, end - 1)
        return builder.build(start + 1, self.source)
