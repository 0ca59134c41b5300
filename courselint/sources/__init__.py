"""Read a file's bytes into a Document, whatever the format; what can't be read becomes a fault in it."""

from __future__ import annotations

from functools import partial
from pathlib import PurePosixPath

from courselint.model import Document, Fault, Run, Source, Span
from courselint.sources import pointer, quizfiles

PROSE_SUFFIXES = frozenset((".md", ".markdown", ".mdx", ".rmd", ".qmd"))
QUIZ_SUFFIXES = quizfiles.SUFFIXES
ARCHIVE_SUFFIXES = frozenset((".zip", ".imscc", ".gz", ".tgz"))
SUFFIXES = PROSE_SUFFIXES | QUIZ_SUFFIXES | ARCHIVE_SUFFIXES | {".ipynb", ".py", ".ok", ".gift", ".rst"}
NAMES = quizfiles.NAMES


def read(path: str, data: bytes, *, is_named: bool = True, quiz: str | None = None) -> Document | None:
    """Read one file; None if nothing in it concerns us.

    A JSON or text file that holds no quiz is passed over in a walk, and a fault when a person named it
    (`is_named`). `quiz` is the quiz format that the config states for this file.
    """
    suffix = PurePosixPath(path).suffix.lower()
    if pointer.is_pointer(data):
        # A clone without its large files is no fault of the course.
        fault = Fault(pointer.REASON)
        return Document(path, suffix.lstrip("."), data, faults=(fault,)) if is_named or quiz is not None else None
    if suffix in ARCHIVE_SUFFIXES:
        return _archive(path, data, is_named=is_named)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if (not suffix or suffix in QUIZ_SUFFIXES) and not is_named and quiz is None:
            return None
        return Document(path, suffix.lstrip("."), data, faults=(_not_utf8(data, error),))
    if "\0" in text and not suffix and not is_named:
        return None
    if "\0" in text and (suffix not in QUIZ_SUFFIXES or quiz is not None):
        at = text.index("\0")
        fault = Fault("a NUL character, as in UTF-16; save the file as UTF-8", Span(at, at))
        return Document(path, suffix.lstrip("."), data, faults=(fault,))
    file = quizfiles.QuizFile(path, data, text, is_named, quiz)
    if (read_quiz := quizfiles.reader_of(file)) is not None:
        return read_quiz(file)
    if suffix == ".txt" and not is_named:
        return None
    if suffix == ".ok" and not _is_test(text):
        # The settings of ok's client are JSON under the same suffix.
        return Document(path, "ok", data, (Source(text),)) if is_named else None
    if (reader := _READERS.get(suffix)) is not None:
        return reader(path, data, text)
    known = " ".join(sorted(SUFFIXES))
    return Document(path, suffix.lstrip("."), data, faults=(Fault(f"no reader for this kind of file; known: {known}"),))


def runs_into_file(document: Document, text: str) -> tuple[tuple[Run, ...], ...] | None:
    """For each source of the document the map into the file's text; None where the one source is the file."""
    if document.format != "notebook":
        return None
    from courselint.sources import notebookjson

    return notebookjson.source_runs(text)


# Readers are loaded when the first file of theirs comes: a bank of questions needs no notebooks.
def _notebook(path: str, data: bytes, text: str) -> Document:
    from courselint.sources import notebook

    return notebook.read(path, data, text)


def _python(path: str, data: bytes, text: str) -> Document:
    from courselint.sources import python

    return python.read(path, data, text)


def _rst(path: str, data: bytes, text: str) -> Document:
    from courselint.sources import rst

    return rst.read(path, data, text)


def _prose(path: str, data: bytes, text: str) -> Document:
    from courselint.sources import markdown

    return markdown.read(path, data, text)


def _is_test(text: str) -> bool:
    from courselint.sources import oktests

    return oktests.is_test(text)


_READERS = {
    ".ipynb": _notebook,
    ".py": _python,
    ".ok": _python,
    ".rst": _rst,
    ".txt": _prose,
    **dict.fromkeys(PROSE_SUFFIXES, _prose),
}


def _archive(path: str, data: bytes, *, is_named: bool) -> Document | None:
    from courselint.sources import archive

    document = archive.read(path, data, partial(read, is_named=False))
    # A zip of data is none of ours; one that holds quizzes, or was named, is.
    return document if document.sources or is_named else None


def _not_utf8(data: bytes, error: UnicodeDecodeError) -> Fault:
    at = len(data[: error.start].decode("utf-8-sig", errors="replace"))
    return Fault(f"byte 0x{data[error.start]:02x} is not UTF-8; save the file as UTF-8", Span(at, at))
