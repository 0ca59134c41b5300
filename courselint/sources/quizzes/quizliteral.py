"""Quiz data written as JSON or as Python literals, seen the same way: records, lists and scalars with places."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from courselint import rawjson
from courselint.model import Code, Run, Span, Text, TextKind, placeholder
from courselint.sources.pythontext import LineOffsets, string_text
from courselint.sources.textbuilder import TextBuilder

# A quiz nests a handful of levels: list, question, answers, answer, range.
DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Scalar:
    """A string, number, truth value or null; an expression that only running could tell is `is_known` = False.

    `text` is the string's decoded text, a number as written, or one placeholder for what isn't known.
    """

    span: Span
    text: Text
    is_string: bool = False
    number: float | None = None
    truth: bool | None = None
    is_known: bool = True


@dataclass(frozen=True, slots=True)
class Series:
    span: Span
    items: tuple[Datum, ...]


@dataclass(frozen=True, slots=True)
class Record:
    span: Span
    fields: Mapping[str, Datum] = field(default_factory=dict)


Datum = Scalar | Series | Record


def from_json(value: rawjson.Value, base: int = 0, depth: int = 0) -> Datum:
    """What a parsed JSON value holds; `base` is where the parsed text begins in the file."""
    span = Span(value.span.start + base, value.span.end + base)
    match value:
        case rawjson.Object(members=members) if depth < DEEPEST:
            return Record(span, {key.value: from_json(member, base, depth + 1) for key, member in members})
        case rawjson.Array(items=items) if depth < DEEPEST:
            return Series(span, tuple(from_json(item, base, depth + 1) for item in items))
        case rawjson.String():
            runs = tuple(Run(r.start, r.length, r.origin + base, r.origin_length) for r in value.runs)
            return Scalar(span, Text(value.value, runs or (Run(0, 0, span.start + 1, 0),)), is_string=True)
        case rawjson.Number(text=written):
            return Scalar(span, Text.plain(written, span.start), number=_number(written))
        case rawjson.Literal(value=written):
            truth = {"true": True, "false": False}.get(written)
            return Scalar(span, Text.plain(written, span.start), truth=truth)
    return _unknown(span, 0)


def sound_records(text: str, name: str) -> Iterator[Datum]:
    """The records with a field of this name that are sound in themselves, in JSON that is broken elsewhere."""
    opened: list[_Opened] = []
    for token in _TOKEN.finditer(text):
        mark = token[0]
        if mark in "[{":
            opened.append(_Opened(token.start()))
        elif mark in "]}":
            record = opened.pop() if opened else _Opened(0)
            if opened and (record.is_named or record.holds_one):
                opened[-1].holds_one = True
            if record.is_named and not record.holds_one:
                try:
                    yield from_json(rawjson.parse(text[record.start : token.end()]), record.start)
                except rawjson.JSONFault:
                    continue
        elif opened and mark[1:-1] == name:
            opened[-1].is_named = True


@dataclass(slots=True)
class _Opened:
    start: int
    is_named: bool = False
    # Only the innermost are read: nested ones would be read over and over.
    holds_one: bool = False


_TOKEN = re.compile(r'"(?:[^"\\\n]|\\.)*+"|[][{}]')


class PythonLiterals:
    """Turns expressions of one source into data, without running them."""

    __slots__ = ("_code", "_lines")

    def __init__(self, code: Code) -> None:
        self._code = code
        self._lines = LineOffsets(code.text)

    def read(self, node: ast.expr, depth: int = 0) -> Datum:
        span, source = self._lines.span(node), self._code.source
        match node:
            case ast.Dict(keys=keys, values=values) if depth < DEEPEST:
                named = zip(keys, values, strict=True)
                return Record(span, {k.value: self.read(v, depth + 1) for k, v in named if _is_string(k)})
            case ast.List(elts=items) | ast.Tuple(elts=items) if depth < DEEPEST:
                return Series(span, tuple(self.read(item, depth + 1) for item in items))
            case ast.Constant(value=bool(truth)):
                return Scalar(span, self._written(span), truth=truth)
            case ast.Constant(value=int() | float()) | ast.UnaryOp(operand=ast.Constant(value=int() | float())):
                return Scalar(span, self._written(span), number=_number(self._code.text[span.start : span.end]))
            case ast.Constant(value=None):
                return Scalar(span, self._written(span))
        text = self._string(node)
        return Scalar(span, text, is_string=True) if text is not None else _unknown(span, source)

    def _written(self, span: Span) -> Text:
        return Text.plain(self._code.text[span.start : span.end], span.start, self._code.source)

    def _string(self, node: ast.expr) -> Text | None:
        """The text of a string literal, also of a sum of such, or with its margins stripped."""
        parts: list[ast.expr] = []
        waiting = [node]
        while waiting:
            match part := waiting.pop():
                case ast.BinOp(left=left, op=ast.Add(), right=right):
                    waiting += (right, left)
                case ast.Call(func=ast.Attribute(value=inner, attr="strip" | "lstrip" | "rstrip"), args=[]):
                    waiting.append(inner)
                case ast.Call(func=ast.Attribute(attr="dedent") | ast.Name(id="dedent" | "cleandoc"), args=[inner]):
                    waiting.append(inner)
                case ast.Constant(value=str()) | ast.JoinedStr():
                    parts.append(part)
                case _ if part is node:
                    return None
                case _:
                    parts.append(part)
        if not any(isinstance(part, (ast.Constant, ast.JoinedStr)) for part in parts):
            return None
        texts = [self._part(part) for part in parts]
        return texts[0] if len(texts) == 1 else joined(texts)

    def _part(self, part: ast.expr) -> Text:
        if isinstance(part, (ast.Constant, ast.JoinedStr)):
            return string_text(self._code.text, part, self._lines, self._code.source)
        return _unknown(self._lines.span(part), self._code.source).text


def joined(texts: list[Text], between: str = "", kind: TextKind = "prose") -> Text:
    """Several texts of one source as one."""
    builder = TextBuilder()
    for number, text in enumerate(texts):
        if number:
            builder.joint(between)
        builder.append(text)
    return builder.build(texts[0].in_source(Span(0, 0)).start, texts[0].source, kind)


def string_of(datum: Datum | None, kind: TextKind) -> Text | None:
    """The text of a string that stands in the file; None for anything else."""
    if not isinstance(datum, Scalar) or not datum.is_string:
        return None
    return replace(datum.text, kind=kind)


def _is_string(key: ast.expr | None) -> bool:
    return isinstance(key, ast.Constant) and isinstance(key.value, str)


def _unknown(span: Span, source: int) -> Scalar:
    run = Run(0, 1, span.start, span.end - span.start)
    return Scalar(span, Text(placeholder(0), (run,), source), is_known=False)


def _number(written: str) -> float | None:
    try:
        return float(written.replace(" ", ""))
    except ValueError:
        return None
