"""Jupyter notebooks, formats 2 to 4: cells as people see them, without their outputs' data.

A typed decoder skips what isn't read (nine tenths of a notebook's bytes are outputs); `rawjson` finds the place
of a cell's characters, or of a fault, when somebody asks.
"""

from __future__ import annotations

import json
from typing import TypeVar

import msgspec

from courselint.model import Cell, Code, Comment, Document, Fault, Output, Question, Run, Source, Span, Text
from courselint.rawjson import Array, JSONFault, Object, String, Value, parse
from courselint.sources import checklist, jupyterquiz, magics, prose, python
from courselint.sources.masking import question_texts

SKIPPED = frozenset(("outputs", "metadata", "attachments"))
T = TypeVar("T")
_PYTHON_2 = ("python2", "python 2")


class _Notebook(msgspec.Struct):
    nbformat: int | None = None
    cells: list[msgspec.Raw] | None = None
    worksheets: list[_Worksheet] | None = None
    metadata: msgspec.Raw = msgspec.Raw(b"{}")


class _Worksheet(msgspec.Struct):
    cells: list[msgspec.Raw]


class _Cell(msgspec.Struct):
    cell_type: str
    source: str | list[str] = ""
    input: str | list[str] = ""
    id: msgspec.Raw = msgspec.Raw(b"null")
    language: msgspec.Raw = msgspec.Raw(b"null")
    metadata: msgspec.Raw = msgspec.Raw(b"{}")
    outputs: msgspec.Raw = msgspec.Raw(b"[]")

    @property
    def text(self) -> str:
        """The source, which a code cell before format 4 calls `input`."""
        source = self.source or self.input
        return source if isinstance(source, str) else "".join(source)


class _CellMetadata(msgspec.Struct):
    tags: list[str] = []


class _Output(msgspec.Struct):
    output_type: str = ""
    ename: str = ""
    evalue: str = ""
    text: str | list[str] = ""
    traceback: list[str] = []


class _Kernel(msgspec.Struct, frozen=True):
    name: str = ""
    language: str = ""


class _Language(msgspec.Struct, frozen=True):
    name: str = ""
    version: str = ""


class _Metadata(msgspec.Struct):
    kernelspec: _Kernel = _Kernel()
    language_info: _Language = _Language()
    jupytext: dict[str, msgspec.Raw] | None = None


def read(path: str, data: bytes, text: str) -> Document:
    """Read a notebook. What can't be read becomes faults; cells that can be read are there all the same."""
    try:
        notebook = _decode(text)
    except _UnreadableError as error:
        return Document(path, "notebook", data, faults=(error.fault,))
    metadata = _lenient(notebook.metadata, _Metadata, _Metadata())
    language = _language(metadata)
    reader = _Reader(language)
    for number, raw in enumerate(_raw_cells(notebook)):
        reader.cell(number, raw, text)
    return Document(
        path=path,
        format="notebook",
        data=data,
        sources=tuple(reader.sources),
        texts=tuple(reader.texts),
        code=tuple(reader.code),
        outputs=tuple(reader.outputs),
        questions=tuple(reader.questions),
        faults=tuple(reader.faults),
        comments=tuple(reader.comments),
        names=frozenset(reader.names),
        snippets=tuple(reader.snippets),
        language=language,
        is_test=python.is_test_path(path),
        is_paired=metadata.jupytext is not None,
    )


def source_runs(text: str) -> tuple[tuple[Run, ...], ...]:
    """For each cell, the map of its source into the notebook's text, in code points."""
    notebook = parse(text, skip=SKIPPED)
    maps: list[tuple[Run, ...]] = []
    for cell in _cell_values(notebook):
        value = cell.get("source") if isinstance(cell, Object) else None
        if isinstance(cell, Object) and (value is None or not _has_text(value)):
            value = cell.get("input") or value
        strings = value.items if isinstance(value, Array) else (value,)
        runs: list[Run] = []
        length = 0
        for string in strings:
            if isinstance(string, String):
                runs += (Run(run.start + length, run.length, run.origin, run.origin_length) for run in string.runs)
                length = runs[-1].start + runs[-1].length
        start = (value or cell).span.start
        maps.append(tuple(runs) or (Run(0, 0, start, 0),))
    return tuple(maps)


class _UnreadableError(Exception):
    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


def _decode(text: str) -> _Notebook:
    try:
        notebook = msgspec.json.decode(text, type=_Notebook)
    except msgspec.ValidationError as error:
        raise _UnreadableError(Fault(f"this is not a notebook: {error}", _place_of(text, str(error)))) from error
    except (msgspec.DecodeError, RecursionError, UnicodeEncodeError) as error:
        notebook = _decode_leniently(text, str(error))
    if notebook.cells is None and notebook.worksheets is None:
        raise _UnreadableError(Fault("this is not a notebook: it has no `cells`"))
    if notebook.nbformat is not None and not 2 <= notebook.nbformat <= 4:
        raise _UnreadableError(
            Fault(f"notebook format {notebook.nbformat} is not one that courselint reads (2, 3 and 4)")
        )
    return notebook


def _decode_leniently(text: str, why: str) -> _Notebook:
    """Take what Python's own parser takes and msgspec refuses, such as NaN among the outputs."""
    try:
        plain = json.loads(text)
        return msgspec.json.decode(json.dumps(plain, allow_nan=True).replace("NaN", "null").encode(), type=_Notebook)
    except (ValueError, msgspec.DecodeError, RecursionError) as error:
        try:
            parse(text, skip=SKIPPED)
        except JSONFault as fault:
            raise _UnreadableError(Fault(f"broken JSON: {fault.message}", Span(fault.offset, fault.offset))) from error
        raise _UnreadableError(Fault(f"broken JSON: {why}", _surrogate(text))) from error


def _surrogate(text: str) -> Span:
    """Where the first `\\ud800`-like escape stands, which is what the strict decoder stumbles over."""
    at = max(text.find("\\ud"), text.find("\\uD"))
    return Span(at, at + 6) if at >= 0 else Span(0, 0)


def _raw_cells(notebook: _Notebook) -> list[msgspec.Raw]:
    if notebook.cells is not None:
        return notebook.cells
    return [cell for sheet in notebook.worksheets or [] for cell in sheet.cells]


def _cell_values(notebook: Value) -> list[Value]:
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


def _has_text(value: Value) -> bool:
    return (isinstance(value, String) and len(value.value) > 0) or (isinstance(value, Array) and len(value.items) > 0)


def _language(metadata: _Metadata) -> str:
    """The kernel's language; a notebook that doesn't say is taken to be Python, as Jupyter does."""
    info = metadata.language_info
    name = (info.name or metadata.kernelspec.language or metadata.kernelspec.name or "python").lower()
    if name in ("ipython", "python3", "python") or name.startswith(("python3", "conda", "ipython")):
        return "python2" if info.version.startswith("2") or metadata.kernelspec.name in _PYTHON_2 else "python"
    return name


def _lenient(raw: msgspec.Raw, kind: type[T], default: T) -> T:
    """Decode what has the expected shape; metadata of another shape is nobody's fault."""
    try:
        return msgspec.json.decode(raw, type=kind)
    except msgspec.DecodeError:
        return default


class _Reader:
    """Collects what the cells hold."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.sources: list[Source] = []
        self.texts: list[Text] = []
        self.code: list[Code] = []
        self.outputs: list[Output] = []
        self.questions: list[Question] = []
        self.faults: list[Fault] = []
        self.comments: list[Comment] = []
        self.names: set[str] = set()
        self.snippets: list[str] = []

    def cell(self, number: int, raw: msgspec.Raw, text: str) -> None:
        try:
            cell = msgspec.json.decode(raw, type=_Cell)
        except (msgspec.DecodeError, RecursionError) as error:
            self.sources.append(Source("", Cell(number + 1, "raw")))
            self.faults.append(Fault(f"cell {number + 1} is broken: {error}", _place_in_cell(text, number, str(error))))
            return
        tags = _lenient(cell.metadata, _CellMetadata, _CellMetadata()).tags
        identifier = _lenient(cell.id, str, "")
        self.sources.append(Source(cell.text, Cell(number + 1, cell.cell_type, identifier or None, tuple(tags))))
        if cell.cell_type in ("markdown", "heading", "html"):
            self._prose(number, cell.text)
        elif cell.cell_type == "code":
            self._outputs(number, cell.outputs)
            language = _lenient(cell.language, str, "")
            if self.language == "python" and language in ("", "python") and not magics.has_other_language(cell.text):
                self._code(number, cell.text)

    def _prose(self, number: int, text: str) -> None:
        found = prose.read(text, number)
        self.texts += found.texts
        self.comments += found.comments
        self.snippets += found.snippets
        self.questions += checklist.read(text, number)

    def _code(self, number: int, text: str) -> None:
        code = python.parse(text, number, is_cell=True)
        lexed = python.lex(code.text)
        self.code.append(code)
        self.names |= lexed.names
        self.comments += python.suppressing(lexed, number)
        self.texts += python.texts(code, lexed, only_docstrings=False)
        questions = jupyterquiz.read_code(code)
        self.questions += questions
        self.texts += question_texts(questions)

    def _outputs(self, number: int, raw: msgspec.Raw) -> None:
        for output in _lenient(raw, list[_Output], []):
            text = output.text if isinstance(output.text, str) else "".join(output.text)
            # Before format 4 an error was called `pyerr`.
            kind = "error" if output.output_type == "pyerr" else output.output_type
            if kind in ("error", "stream"):
                self.outputs.append(Output(number, kind, output.ename, text or "\n".join(output.traceback)))


def _place_of(text: str, message: str) -> Span:
    """Where the value stands that a msgspec message names by its path, as in `$.cells[3].source`."""
    try:
        value = parse(text, skip=SKIPPED)
    except JSONFault as fault:
        return Span(fault.offset, fault.offset)
    return _follow(value, message)


def _place_in_cell(text: str, number: int, message: str) -> Span:
    try:
        cells = _cell_values(parse(text, skip=SKIPPED))
    except JSONFault as fault:
        return Span(fault.offset, fault.offset)
    return _follow(cells[number], message) if number < len(cells) else Span(0, 0)


def _follow(value: Value, message: str) -> Span:
    path = message.rpartition("`$")[2].rstrip("`")
    for step in path.replace("[", ".[").split("."):
        following: Value | None = None
        if step.startswith("[") and isinstance(value, Array):
            index = step.strip("[]")
            following = value.items[int(index)] if index.isdigit() and int(index) < len(value.items) else None
        elif step and isinstance(value, Object):
            following = value.get(step)
        value = following or value
    return value.span
