"""Jupyter notebooks, formats 2 to 4: cells as people see them, without their outputs' data."""

from __future__ import annotations

import msgspec

from courselint.model import Cell, Code, Comment, Document, Fault, Output, Question, Source, Suite, Text
from courselint.sources import figures, magics, prose, python, pythoncomments, pythonprose, sessions
from courselint.sources.masking import question_texts
from courselint.sources.notebookjson import NotebookJSON, TypedCell, UnreadableError, lenient
from courselint.sources.quizzes import checklist, jupyterquiz, recordquiz

_NULL = msgspec.Raw(b"null")
_PYTHON_2 = ("python2", "python 2")


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


class _Metadata(msgspec.Struct, frozen=True):
    kernelspec: msgspec.Raw = _NULL
    language_info: msgspec.Raw = _NULL
    jupytext: msgspec.Raw = _NULL


def read(path: str, data: bytes, text: str) -> Document:
    """Read a notebook. What can't be read becomes faults; cells that can be read are there all the same."""
    try:
        notebook = NotebookJSON(text)
    except UnreadableError as error:
        return Document(path, "notebook", data, faults=(error.fault,))
    metadata = lenient(notebook.metadata, _Metadata, _Metadata())
    language = _language(metadata)
    reader = _Reader(language)
    reader.faults += notebook.faults
    for number in range(len(notebook.cells)):
        reader.cell(number, notebook.cell(number))
    return Document(
        path=path,
        format="notebook",
        data=data,
        sources=tuple(reader.sources),
        texts=tuple(reader.texts),
        code=tuple(reader.code),
        outputs=tuple(reader.outputs),
        questions=figures.with_figures(reader.questions),
        suites=tuple(reader.suites),
        faults=tuple(reader.faults),
        comments=tuple(reader.comments),
        names=frozenset(reader.names),
        snippets=tuple(reader.snippets),
        language=language,
        is_test=python.is_test_path(path),
        is_paired=lenient(metadata.jupytext, dict[str, msgspec.Raw] | None, None) is not None,
    )


def _language(metadata: _Metadata) -> str:
    """The kernel's language; a notebook that doesn't say is taken to be Python, as Jupyter does."""
    info = lenient(metadata.language_info, _Language, _Language())
    kernel = lenient(metadata.kernelspec, _Kernel, _Kernel())
    name = (info.name or kernel.language or kernel.name or "python").lower()
    if name in ("ipython", "python3", "python") or name.startswith(("python3", "conda", "ipython")):
        return "python2" if info.version.startswith("2") or kernel.name in _PYTHON_2 else "python"
    return name


class _Reader:
    """Collects what the cells hold."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.sources: list[Source] = []
        self.texts: list[Text] = []
        self.code: list[Code] = []
        self.outputs: list[Output] = []
        self.questions: list[Question] = []
        self.suites: list[Suite] = []
        self.faults: list[Fault] = []
        self.comments: list[Comment] = []
        self.names: set[str] = set()
        self.snippets: list[str] = []

    def cell(self, number: int, cell: TypedCell | Fault) -> None:
        if isinstance(cell, Fault):
            self.sources.append(Source("", Cell(number + 1, "raw")))
            self.faults.append(cell)
            return
        tags = lenient(cell.metadata, _CellMetadata, _CellMetadata()).tags
        identifier = lenient(cell.id, str, "")
        self.sources.append(Source(cell.text, Cell(number + 1, cell.cell_type, identifier or None, tuple(tags))))
        if cell.cell_type in ("markdown", "heading", "html"):
            self._prose(number, cell.text)
        elif cell.cell_type == "code":
            self._outputs(number, cell.outputs)
            language = lenient(cell.language, str, "")
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
        lexed = pythoncomments.lex(code.text)
        self.code.append(code)
        self.suites += sessions.read_code(code)
        self.names |= lexed.names
        self.comments += pythoncomments.suppressing(lexed, number)
        self.texts += pythonprose.texts(code, lexed, only_docstrings=False)
        questions = (*jupyterquiz.read_code(code), *recordquiz.read_code(code))
        self.questions += questions
        self.texts += question_texts(questions)

    def _outputs(self, number: int, raw: msgspec.Raw) -> None:
        for output in lenient(raw, list[_Output], []):
            text = output.text if isinstance(output.text, str) else "".join(output.text)
            # Before format 4 an error was called `pyerr`.
            kind = "error" if output.output_type == "pyerr" else output.output_type
            if kind in ("error", "stream"):
                self.outputs.append(Output(number, kind, output.ename, text or "\n".join(output.traceback)))
