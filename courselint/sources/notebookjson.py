"""A notebook's JSON as typed cells: quickly where it is sound, part by part where it isn't.

A typed decoder skips what isn't read (nine tenths of a notebook's bytes are outputs). What it refuses, such as NaN
among the outputs, half of a surrogate pair or ten thousand levels of lists, `rawjson` reads; it also knows the places.
"""

from __future__ import annotations

import json
import re
from typing import TypeVar

import msgspec

from courselint.model import Fault, Run, Span
from courselint.rawjson import Array, JSONFault, Literal, Number, Object, Skipped, String, Value, parse

SKIPPED = frozenset(("outputs", "metadata", "attachments"))
T = TypeVar("T")
_NULL = msgspec.Raw(b"null")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_KINDS = ((Array, "a list"), (Object, "an object"), (String, "text"), (Number, "a number"), (Skipped, "an object"))


class UnreadableError(Exception):
    """Nothing of the notebook can be read."""

    def __init__(self, message: str, span: Span | None = None) -> None:
        super().__init__(message)
        self.fault = Fault(message, span or Span(0, 0))


class TypedCell(msgspec.Struct):
    """One cell as far as it is read; what may have any shape stays raw."""

    cell_type: str
    source: str | list[str] = ""
    input: str | list[str] = ""
    id: msgspec.Raw = _NULL
    language: msgspec.Raw = _NULL
    metadata: msgspec.Raw = _NULL
    outputs: msgspec.Raw = _NULL

    @property
    def text(self) -> str:
        """The source, which a code cell before format 4 calls `input`."""
        source = self.source or self.input
        return source if isinstance(source, str) else "".join(source)


class _Typed(msgspec.Struct):
    nbformat: int | None = None
    cells: list[msgspec.Raw] | None = None
    worksheets: list[_Worksheet] | None = None
    metadata: msgspec.Raw = _NULL


class _Worksheet(msgspec.Struct):
    cells: list[msgspec.Raw] = []


class NotebookJSON:
    """A notebook's text, decoded as far as it can be; raises UnreadableError if it is none at all."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._values: list[Value] | None = None
        self.faults: list[Fault] = []
        self.cells: list[msgspec.Raw]
        self.metadata: msgspec.Raw
        try:
            typed = msgspec.json.decode(text, type=_Typed)
        except (msgspec.DecodeError, RecursionError, UnicodeEncodeError):
            self._decode_by_parts()
            return
        if typed.cells is None and typed.worksheets is None:
            raise UnreadableError("this is not a notebook: it has no `cells`")
        if typed.nbformat is not None and not 2 <= typed.nbformat <= 4:
            self._decode_by_parts()
            return
        sheets = typed.worksheets or []
        self.cells = typed.cells if typed.cells is not None else [cell for sheet in sheets for cell in sheet.cells]
        self.metadata = typed.metadata

    def cell(self, number: int) -> TypedCell | Fault:
        """The cell of this number, from 0, or what is wrong with it and where."""
        try:
            return msgspec.json.decode(self.cells[number], type=TypedCell)
        except (msgspec.DecodeError, RecursionError):
            pass
        if self._values is None:
            try:
                self._values = cell_values(parse(self._text, skip=SKIPPED))
            except JSONFault as fault:
                return Fault(f"broken JSON: {fault.message}", Span(fault.offset, fault.offset))
        return self._cell_by_parts(number, self._values[number])

    def _decode_by_parts(self) -> None:
        try:
            notebook = parse(self._text, skip=SKIPPED)
        except JSONFault as fault:
            raise UnreadableError(f"broken JSON: {fault.message}", Span(fault.offset, fault.offset)) from fault
        if not isinstance(notebook, Object):
            raise UnreadableError(f"this is not a notebook: it is {_kind(notebook)}, not an object", notebook.span)
        version = notebook.get("nbformat")
        number = version.text.removesuffix(".0") if isinstance(version, Number) else ""
        if isinstance(version, Number) and number not in ("2", "3", "4"):
            message = f"notebook format {version.text} is not one that courselint reads (2, 3 and 4)"
            raise UnreadableError(message, version.span)
        if version is not None and not number and not _is_null(version):
            self.faults.append(Fault(f"`nbformat` is {_kind(version)}, not a number", version.span))
        self._values = self._find_cells(notebook)
        self.cells = [self._raw(value) for value in self._values]
        metadata = notebook.get("metadata")
        self.metadata = self._raw(metadata) if metadata else _NULL

    def _find_cells(self, notebook: Object) -> list[Value]:
        lists = [notebook.get("cells"), notebook.get("worksheets")]
        for name, value in zip(("cells", "worksheets"), lists, strict=True):
            if value is not None and not isinstance(value, Array) and not _is_null(value):
                raise UnreadableError(f"this is not a notebook: `{name}` is {_kind(value)}, not a list", value.span)
        if not any(isinstance(value, Array) for value in lists):
            raise UnreadableError("this is not a notebook: it has no `cells`", notebook.span)
        if not isinstance(lists[0], Array) and isinstance(lists[1], Array):
            for sheet in lists[1].items:
                inner = sheet.get("cells") if isinstance(sheet, Object) else sheet
                if inner is not None and not isinstance(inner, Array):
                    self.faults.append(Fault(f"a worksheet is {_kind(inner)}, not a list of cells", inner.span))
        return cell_values(notebook)

    def _cell_by_parts(self, number: int, value: Value) -> TypedCell | Fault:
        name = f"cell {number + 1} is broken"
        if not isinstance(value, Object):
            return Fault(f"{name}: it is {_kind(value)}, not an object", value.span)
        kind = value.get("cell_type")
        if not isinstance(kind, String):
            span = kind.span if kind else value.span
            return Fault(f"{name}: its `cell_type` is {_kind(kind) if kind else 'missing'}", span)
        texts: dict[str, str] = {}
        for field in ("source", "input"):
            source = value.get(field)
            if source is None:
                continue
            strings = source.items if isinstance(source, Array) else (source,)
            for string in strings:
                if not isinstance(string, String):
                    return Fault(f"{name}: its `{field}` holds {_kind(string)} where text should be", string.span)
                half = _surrogate(string)
                if half is not None:
                    return Fault(f"{name}: half of a surrogate pair stands alone, which is no character", half)
            texts[field] = "".join(string.value for string in strings if isinstance(string, String))
        rest = {
            field: self._raw(found)
            for field in ("id", "language", "metadata", "outputs")
            if (found := value.get(field))
        }
        return TypedCell(kind.value, **texts, **rest)

    def _raw(self, value: Value) -> msgspec.Raw:
        return msgspec.Raw(self._text[value.span.start : value.span.end].encode("utf-8", "replace"))


def lenient(raw: msgspec.Raw, kind: type[T], default: T) -> T:
    """Decode what has the expected shape; metadata and outputs of another shape are nobody's fault."""
    try:
        return msgspec.json.decode(raw, type=kind)
    except msgspec.ValidationError:
        return default
    except (msgspec.DecodeError, RecursionError):
        pass
    try:
        # Python's own parser takes NaN and halves of surrogate pairs.
        plain = json.loads(bytes(raw), parse_constant=lambda _: None)
        whole = json.dumps(plain, ensure_ascii=False).encode("utf-8", "replace")
        return msgspec.json.decode(whole, type=kind)
    except (ValueError, RecursionError):
        return default


def cell_values(notebook: Value) -> list[Value]:
    """The cells of a parsed notebook, of whatever format."""
    if not isinstance(notebook, Object):
        return []
    cells = notebook.get("cells")
    if isinstance(cells, Array):
        return list(cells.items)
    sheets = notebook.get("worksheets")
    found: list[Value] = []
    for sheet in sheets.items if isinstance(sheets, Array) else ():
        inner = sheet.get("cells") if isinstance(sheet, Object) else None
        found += inner.items if isinstance(inner, Array) else ()
    return found


def source_runs(text: str) -> tuple[tuple[Run, ...], ...]:
    """For each cell, the map of its source into the notebook's text, in code points."""
    return tuple(_source_runs(cell) for cell in cell_values(parse(text, skip=SKIPPED)))


def source_strings(text: str) -> tuple[tuple[String, ...], ...]:
    """For each cell, the string tokens that make up its source, in order; their spans are in the notebook's text."""
    return tuple(_strings(_source_value(cell)) for cell in cell_values(parse(text, skip=SKIPPED)))


def _source_runs(cell: Value) -> tuple[Run, ...]:
    value = _source_value(cell)
    runs: list[Run] = []
    length = 0
    for string in _strings(value):
        runs += (Run(run.start + length, run.length, run.origin, run.origin_length) for run in string.runs)
        length = runs[-1].start + runs[-1].length
    return tuple(runs) or (Run(0, 0, (value or cell).span.start, 0),)


def _source_value(cell: Value) -> Value | None:
    value = cell.get("source") if isinstance(cell, Object) else None
    if isinstance(cell, Object) and (value is None or not _has_text(value)):
        value = cell.get("input") or value
    return value


def _strings(value: Value | None) -> tuple[String, ...]:
    strings = value.items if isinstance(value, Array) else (value,)
    return tuple(string for string in strings if isinstance(string, String))


def _has_text(value: Value) -> bool:
    return (isinstance(value, String) and len(value.value) > 0) or (isinstance(value, Array) and len(value.items) > 0)


def _surrogate(string: String) -> Span | None:
    """Where the first half of a surrogate pair is written that has no other half."""
    if not _SURROGATE.search(string.value):
        return None
    for run in string.runs:
        if run.origin_length == 6 and _SURROGATE.match(string.value, run.start):
            return Span(run.origin, run.origin + run.origin_length)
    return string.span


def _is_null(value: Value) -> bool:
    return isinstance(value, Literal) and value.value == "null"


def _kind(value: Value) -> str:
    if isinstance(value, Literal):
        return f"`{value.value}`"
    return next(name for kind, name in _KINDS if isinstance(value, kind))
