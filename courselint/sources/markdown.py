"""Markdown files: plain, MyST, MDX, R Markdown and Quarto."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from courselint.model import Code, Document, Question, Source, Span, Text
from courselint.sources import figures, prose, python
from courselint.sources.masking import question_texts
from courselint.sources.quizzes import checklist, jupyterquiz, learnr, mdxquestion, rexamsmarkdown

_CELL = re.compile(r"\{(?:code-cell\}\s*(?:i?python3?|py)?\s*$|python\b)")
# Chunks of R that run; those with `eval = FALSE` only show how it is written.
_R_CHUNK = re.compile(r"\{r\b(?!.*\beval\s*=\s*F(?:ALSE)?\b)", re.IGNORECASE)
_OPTIONS = re.compile(r"\A(?:[ \t]*+:[\w-]++:[^\n]*+\n|---\n(?:(?!---)[^\n]*+\n)*+---\n)++")
_PAIRED = re.compile(r"^(?:jupytext|jupyter|kernelspec):", re.MULTILINE)


def read(path: str, data: bytes, text: str) -> Document:
    """Read one file. Its executable cells (`{code-cell}`, `{python}`) are code, every other fence a snippet."""
    found = prose.read(text, is_file=True)
    code = tuple(_cells(text, [fence.body for fence in found.fences if _CELL.match(fence.info)]))
    quiz = tuple(question for cell in code for question in jupyterquiz.read_code(cell))
    components, faults = mdxquestion.read(text)
    asked, unread = learnr.read(text, [fence.body for fence in found.fences if _R_CHUNK.match(fence.info)])
    exercises = rexamsmarkdown.read(text)
    ticked = () if exercises.questions else checklist.read(text, 0)
    return Document(
        path=path,
        format="markdown",
        data=data,
        sources=(Source(text),),
        texts=(
            *_shown(found.texts, exercises.aside),
            *question_texts((*quiz, *asked)),
            *question_texts(map(_without_stem, components)),
        ),
        code=code,
        questions=figures.with_figures((*ticked, *components, *exercises.questions, *quiz, *asked)),
        faults=(*faults, *unread, *exercises.faults),
        comments=tuple(found.comments),
        snippets=tuple(found.snippets),
        language="python" if code else "",
        is_test=False,
        is_paired=bool(_PAIRED.search(text, 0, 2000)) and text.startswith("---"),
    )


def _shown(texts: Iterable[Text], aside: tuple[Span, ...]) -> Iterator[Text]:
    """The texts that don't stand in these spans."""
    for text in texts:
        where = text.in_source(text.whole)
        if not any(span.start <= where.start < span.end for span in aside):
            yield text


def _without_stem(question: Question) -> Question:
    """What of a component's question isn't prose of the page already."""
    return replace(question, stem=replace(question.stem, text="", runs=question.stem.runs[:1]))


def _cells(text: str, bodies: list[Span]) -> Iterator[Code]:
    """The cells that parse, as one module whose offsets are the file's; and each that doesn't, for itself."""
    pieces: list[str] = []
    position = 0
    for body in bodies:
        start = body.start
        options = _OPTIONS.match(text[start : body.end])
        start += options.end() if options else 0
        cell = python.parse(text[start : body.end], 0, is_cell=True)
        if cell.tree is None:
            yield Code(0, "", None, cell.fault, start + cell.fault_at)
            continue
        pieces += [_blank(text[position:start]), cell.text, "\n" * (body.end == len(text))]
        position = body.end
    if pieces:
        yield python.parse("".join(pieces), 0, is_cell=True)


def _blank(text: str) -> str:
    # The blanks of a line's beginning would be an indent: none is left where a cell begins.
    return re.sub(r"[^\r\n]", " ", text)
