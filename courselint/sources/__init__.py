"""Read a file's bytes into a Document, whatever the format; what can't be read becomes a fault in it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import PurePosixPath

from courselint.model import Comment, Document, Fault, Question, Run, Source, Span
from courselint.sources import (
    archive,
    figures,
    markdown,
    masking,
    notebook,
    notebookjson,
    oktests,
    pointer,
    python,
    rst,
)
from courselint.sources.quizzes import (
    beginnersjson,
    jupyterquiz,
    plainquiz,
    prairielearn,
    recordquiz,
    rexams,
    rexamslatex,
    swirl,
    xmlquiz,
)

PROSE_SUFFIXES = frozenset((".md", ".markdown", ".mdx", ".rmd", ".qmd"))
# These are quizzes only if their content says so.
QUIZ_SUFFIXES = frozenset((".json", ".txt", ".xml", ".qti", ".ptx", ".html", ".yaml", ".yml", ".rnw"))
ARCHIVE_SUFFIXES = frozenset((".zip", ".imscc", ".gz", ".tgz"))
SUFFIXES = PROSE_SUFFIXES | QUIZ_SUFFIXES | ARCHIVE_SUFFIXES | {".ipynb", ".py", ".ok", ".gift", ".rst"}
# Files without a suffix that may concern us.
NAMES = swirl.NAMES


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
    if (form := _plain_form(text, suffix, quiz)) is not None:
        return _quiz(path, form, data, text, *plainquiz.read(text, form))
    if quiz == "jupyterquiz" or suffix == ".json":
        return _json(path, data, text, is_named=is_named or quiz is not None)
    if quiz == swirl.FORMAT or suffix in (".yaml", ".yml") or (not suffix and PurePosixPath(path).name in NAMES):
        return _swirl(path, data, text, is_named=is_named, is_stated=quiz is not None)
    if suffix == ".rnw":
        return _sweave(path, data, text, is_named=is_named)
    if suffix == ".ipynb":
        return notebook.read(path, data, text)
    if suffix == ".ok" and not oktests.is_test(text):
        # The settings of ok's client are JSON under the same suffix.
        return Document(path, "ok", data, (Source(text),)) if is_named else None
    if suffix in (".py", ".ok"):
        return python.read(path, data, text)
    if suffix == ".rst":
        return rst.read(path, data, text)
    if suffix in (".xml", ".qti", ".ptx"):
        return _xml(path, data, text, is_named=is_named)
    if suffix == ".html":
        return _html(path, data, text, is_named=is_named)
    if suffix in PROSE_SUFFIXES:
        return markdown.read(path, data, text)
    if suffix == ".txt":
        return markdown.read(path, data, text) if is_named else None
    known = " ".join(sorted(SUFFIXES))
    return Document(path, suffix.lstrip("."), data, faults=(Fault(f"no reader for this kind of file; known: {known}"),))


def runs_into_file(document: Document, text: str) -> tuple[tuple[Run, ...], ...] | None:
    """For each source of the document the map into the file's text; None where the one source is the file."""
    return notebookjson.source_runs(text) if document.format == "notebook" else None


def _quiz(
    path: str, form: str, data: bytes, text: str, questions: tuple[Question, ...], faults: tuple[Fault, ...],
    comments: tuple[Comment, ...] = (),
) -> Document:  # fmt: skip
    """The document of a file that holds questions and nothing else."""
    questions = figures.with_figures(questions)
    return Document(
        path=path,
        format=form,
        data=data,
        sources=(Source(text),),
        texts=tuple(masking.question_texts(questions)),
        questions=questions,
        faults=faults,
        comments=comments,
    )


def _archive(path: str, data: bytes, *, is_named: bool) -> Document | None:
    document = archive.read(path, data, partial(read, is_named=False))
    # A zip of data is none of ours; one that holds quizzes, or was named, is.
    return document if document.sources or is_named else None


def _plain_form(text: str, suffix: str, quiz: str | None) -> str | None:
    """The plain-text quiz format that the config, the suffix or the content states."""
    if quiz in plainquiz.FORMATS:
        return quiz
    return "gift" if suffix == ".gift" else plainquiz.format_of(text, suffix)


def _swirl(path: str, data: bytes, text: str, *, is_named: bool, is_stated: bool) -> Document | None:
    if is_stated or swirl.is_lesson(text):
        questions, told, faults = swirl.read(text)
        document = _quiz(path, swirl.FORMAT, data, text, questions, faults, swirl.comments(text))
        texts = (*document.texts, *masking.question_texts(told))
        return replace(document, texts=texts, names=swirl.names(questions))
    fault = Fault("this YAML holds no questions in a format that courselint knows (swirl)")
    return Document(path, "yaml", data, (Source(text),), faults=(fault,)) if is_named else None


def _sweave(path: str, data: bytes, text: str, *, is_named: bool) -> Document | None:
    if (found := rexamslatex.read(text)) is not None:
        return _quiz(path, rexams.FORMAT, data, text, *found)
    fault = Fault("this Sweave file holds no exercise of R/exams")
    return Document(path, "rnw", data, (Source(text),), faults=(fault,)) if is_named else None


def _xml(path: str, data: bytes, text: str, *, is_named: bool) -> Document | None:
    form = xmlquiz.format_of(text)
    if form is not None:
        return _quiz(path, form, data, text, *xmlquiz.read(text, form))
    if not is_named:
        return None
    fault = Fault("this XML holds no questions in a format that courselint knows (Moodle, QTI, OLX, PreTeXt)")
    return Document(path, "xml", data, (Source(text),), faults=(fault,))


def _html(path: str, data: bytes, text: str, *, is_named: bool) -> Document | None:
    if prairielearn.is_question(text):
        return _quiz(path, prairielearn.FORMAT, data, text, *prairielearn.read(text))
    fault = Fault("this HTML holds no questions in a format that courselint knows (PrairieLearn)")
    return Document(path, "html", data, (Source(text),), faults=(fault,)) if is_named else None


def _json(path: str, data: bytes, text: str, *, is_named: bool) -> Document | None:
    if (found := beginnersjson.read(text)) is not None:
        return _quiz(path, beginnersjson.FORMAT, data, text, *found)
    if is_named or ('"question"' in text and '"answers"' in text):
        found = jupyterquiz.read_json(text)
        if found is not None:
            return _quiz(path, "jupyterquiz", data, text, *found)
    if questions := recordquiz.read_json(text):
        return _quiz(path, recordquiz.FORMAT, data, text, questions, ())
    fault = Fault("this JSON holds no questions in a format that courselint knows (jupyterquiz, for Beginners)")
    return Document(path, "json", data, (Source(text),), faults=(fault,)) if is_named else None


def _not_utf8(data: bytes, error: UnicodeDecodeError) -> Fault:
    at = len(data[: error.start].decode("utf-8-sig", errors="replace"))
    return Fault(f"byte 0x{data[error.start]:02x} is not UTF-8; save the file as UTF-8", Span(at, at))
