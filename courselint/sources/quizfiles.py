"""Files that hold questions and nothing else: what format they are in, and the document that they make."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from courselint.model import Comment, Document, Fault, Question, Source
from courselint.sources import figures, masking
from courselint.sources.quizzes import plainquiz

# Files without a suffix that may concern us: lessons of swirl.
NAMES = frozenset(("lesson",))


@dataclass(frozen=True, slots=True)
class QuizFile:
    """A file that may be a quiz. `is_named`: a person named it; `quiz`: the format that the config states for it."""

    path: str
    data: bytes
    text: str
    is_named: bool = True
    quiz: str | None = None

    @property
    def suffix(self) -> str:
        return PurePosixPath(self.path).suffix.lower()


def reader_of(file: QuizFile) -> Callable[[QuizFile], Document | None] | None:
    """What reads the file; None where other readers have to."""
    if _plain_form(file) is not None:
        return _plain
    if file.quiz in _STATED:
        return _STATED[file.quiz]
    if not file.suffix and PurePosixPath(file.path).name in NAMES:
        return _swirl
    return _READERS.get(file.suffix)


def _plain_form(file: QuizFile) -> str | None:
    """The plain-text quiz format that the config, the suffix or the content states."""
    if file.quiz in plainquiz.FORMATS:
        return file.quiz
    return "gift" if file.suffix == ".gift" else plainquiz.format_of(file.text, file.suffix)


# Readers are loaded when the first file of theirs comes.
def _plain(file: QuizFile) -> Document | None:
    form = _plain_form(file)
    return _document(file, form, *plainquiz.read(file.text, form)) if form is not None else None


def _swirl(file: QuizFile) -> Document | None:
    from courselint.sources.quizzes import swirl

    if file.quiz is None and not swirl.is_lesson(file.text):
        return _other(file, "yaml", "this YAML holds no questions in a format that courselint knows (swirl)")
    questions, told, faults = swirl.read(file.text)
    document = _document(file, swirl.FORMAT, questions, faults, swirl.comments(file.text))
    texts = (*document.texts, *masking.question_texts(told))
    return replace(document, texts=texts, names=swirl.names(questions))


def _sweave(file: QuizFile) -> Document | None:
    from courselint.sources.quizzes import rexams, rexamslatex

    if (found := rexamslatex.read(file.text)) is not None:
        return _document(file, rexams.FORMAT, *found)
    return _other(file, "rnw", "this Sweave file holds no exercise of R/exams")


def _xml(file: QuizFile) -> Document | None:
    from courselint.sources.quizzes import xmlquiz

    if (form := xmlquiz.format_of(file.text)) is not None:
        return _document(file, form, *xmlquiz.read(file.text, form))
    message = "this XML holds no questions in a format that courselint knows (Moodle, QTI, OLX, PreTeXt)"
    return _other(file, "xml", message)


def _html(file: QuizFile) -> Document | None:
    from courselint.sources.quizzes import prairielearn

    if prairielearn.is_question(file.text):
        return _document(file, prairielearn.FORMAT, *prairielearn.read(file.text))
    return _other(file, "html", "this HTML holds no questions in a format that courselint knows (PrairieLearn)")


def _json(file: QuizFile) -> Document | None:
    from courselint.sources.quizzes import beginnersjson, jupyterquiz, recordquiz

    text = file.text
    if (found := beginnersjson.read(text)) is not None:
        return _document(file, beginnersjson.FORMAT, *found)
    is_asked = file.is_named or file.quiz is not None
    if is_asked or ('"question"' in text and '"answers"' in text):
        found = jupyterquiz.read_json(text)
        if found is not None:
            return _document(file, "jupyterquiz", *found)
    if questions := recordquiz.read_json(text):
        return _document(file, recordquiz.FORMAT, questions, ())
    message = "this JSON holds no questions in a format that courselint knows (jupyterquiz, for Beginners)"
    return _other(file, "json", message)


_READERS = {
    ".json": _json,
    ".yaml": _swirl,
    ".yml": _swirl,
    ".rnw": _sweave,
    ".xml": _xml,
    ".qti": _xml,
    ".ptx": _xml,
    ".html": _html,
}
_STATED = {"jupyterquiz": _json, "swirl": _swirl}
# What a config may state of a file that doesn't say what it is.
FORMATS = ("jupyterquiz", *plainquiz.FORMATS, "swirl")
# These are quizzes only if their content says so.
SUFFIXES = frozenset((*_READERS, ".txt"))


def _document(
    file: QuizFile,
    form: str,
    questions: tuple[Question, ...],
    faults: tuple[Fault, ...],
    comments: tuple[Comment, ...] = (),
) -> Document:
    questions = figures.with_figures(questions)
    return Document(
        path=file.path,
        format=form,
        data=file.data,
        sources=(Source(file.text),),
        texts=tuple(masking.question_texts(questions)),
        questions=questions,
        faults=faults,
        comments=comments,
    )


def _other(file: QuizFile, form: str, message: str) -> Document | None:
    """A file that is no quiz: passed over in a walk, a fault where somebody said that it is one."""
    if not file.is_named and file.quiz is None:
        return None
    return Document(file.path, form, file.data, (Source(file.text),), faults=(Fault(message),))
