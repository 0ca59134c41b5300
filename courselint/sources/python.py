"""Python modules and code cells: the syntax tree, and what people read in them."""

from __future__ import annotations

import ast
import re
import warnings
from pathlib import PurePosixPath

from courselint.model import Code, Document, Source
from courselint.sources import magics, oktests, pythoncomments, pythonprose, sessions
from courselint.sources.masking import question_texts
from courselint.sources.pythontext import LineOffsets
from courselint.sources.quizzes import jupyterquiz, recordquiz

_CELLS = re.compile(r"^#[ \t]*+(?:%%|In ?\[)|^%(?:matplotlib|load_ext|pylab)\b", re.MULTILINE)
_TEST_NAME = re.compile(r"(?:^|_)(?:unit_?)?tests?(?:_|$)|unittest|autograd|(?:^|_)grader", re.IGNORECASE)


def is_test_path(path: str) -> bool:
    """Whether a module's name or folder says that it holds tests."""
    pure = PurePosixPath(path)
    return bool(_TEST_NAME.search(pure.stem)) or any(part in ("tests", "test") for part in pure.parts[:-1])


def read(path: str, data: bytes, text: str) -> Document:
    """Read a module. Of library code only docstrings are prose; of tests also comments and messages."""
    # Scripts with cells, as editors and jupytext write them, may hold magics.
    code = parse(text, 0, is_cell=_CELLS.search(text) is not None)
    lexed = pythoncomments.lex(text)
    is_test = is_test_path(path) or oktests.is_test(text)
    # What tests hold in that shape is made up for them.
    questions = () if is_test else (*jupyterquiz.read_code(code), *recordquiz.read_code(code))
    return Document(
        path=path,
        format="python",
        data=data,
        sources=(Source(text),),
        texts=(*pythonprose.texts(code, lexed, only_docstrings=not is_test), *question_texts(questions)),
        code=(code,),
        questions=questions,
        suites=(*sessions.read_code(code), *oktests.read(code)),
        comments=pythoncomments.suppressing(lexed, 0),
        names=lexed.names,
        language="python",
        is_test=is_test,
    )


def parse(text: str, source: int, *, is_cell: bool = False) -> Code:
    """Parse one source. In a cell magics are masked, and blanks to be filled in, if it doesn't parse without."""
    code = _parse(text, source)
    if code.tree is not None or not is_cell:
        return code
    masked = magics.mask(text)
    for attempt in (masked, magics.mask_blanks(masked)):
        code = _parse_indented(attempt, source) if attempt[:1] in " \t" else _parse(attempt, source)
        if code.tree is not None:
            return code
    return code


def _parse_indented(text: str, source: int) -> Code:
    """Parse a cell that begins with an indent, which IPython takes away before it runs the cell."""
    code = _parse("if 1:\n" + text, source)
    if code.tree is None or not isinstance(code.tree.body[0], ast.If):
        return _parse(text, source)
    ast.increment_lineno(code.tree, -1)
    return Code(source, text, ast.Module(code.tree.body[0].body, []))


def _parse(text: str, source: int) -> Code:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return Code(source, text, ast.parse(text))
    except SyntaxError as error:
        # Columns of a SyntaxError are characters, unlike those of the tree, which are bytes.
        start = LineOffsets(text).offset(error.lineno or 1, 0)
        at = min(len(text), start + max(0, (error.offset or 1) - 1))
        return Code(source, text, None, error.msg, at)
    except (ValueError, RecursionError, MemoryError) as error:
        return Code(source, text, None, f"{error or type(error).__name__}")
