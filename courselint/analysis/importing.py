"""Where a document has room for one more import."""

from __future__ import annotations

import ast

from courselint.analysis.codeplaces import CodePlaces
from courselint.analysis.scopes import Use
from courselint.model import Code, Document, ImportPlace


class ImportPlaces:
    """The lines of a document before which an import can be added; each of its codes is searched once."""

    __slots__ = ("_document", "_first", "_places")

    def __init__(self, document: Document, places: CodePlaces) -> None:
        self._document = document
        self._places = places
        self._first: list[ImportPlace | None] | None = None

    def before(self, use: Use, offset: int) -> ImportPlace | None:
        """The first import that runs before this offset in the code of `use`; else the first statement there."""
        if self._first is None:
            self._first = [self._place(number, _first_import(code)) for number, code in enumerate(self._document.code)]
        for number in range(use.code + 1):
            found = self._first[number]
            if found is not None and (number < use.code or found.offset <= offset):
                return found
        return self._place(use.code, _first_statement(self._document.code[use.code]))

    def _place(self, code: int, line: int | None) -> ImportPlace | None:
        return None if line is None else ImportPlace(self._places.text(code), self._places.line_start(code, line))


def _first_import(code: Code) -> int | None:
    for statement in code.tree.body if code.tree is not None else ():
        if isinstance(statement, ast.Import | ast.ImportFrom) and not _is_future(statement):
            # In a cell that is indented as a whole there is no telling how deep.
            return statement.lineno if statement.col_offset == 0 else None
    return None


def _first_statement(code: Code) -> int | None:
    """The line of the first statement after the docstring."""
    for statement in code.tree.body if code.tree is not None else ():
        is_docstring = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
        if not is_docstring and not _is_future(statement):
            first = min([statement.lineno, *(node.lineno for node in getattr(statement, "decorator_list", ()))])
            return first if statement.col_offset == 0 else None
    return None


def _is_future(statement: ast.stmt) -> bool:
    # Nothing may stand before an import from the future.
    return isinstance(statement, ast.ImportFrom) and statement.module == "__future__"
