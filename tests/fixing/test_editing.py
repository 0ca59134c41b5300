"""Edits change only characters inside the source strings that they name, however the file is written."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from courselint import sources
from courselint.model import Document, Span
from courselint.sources.editing import SourceEdit, Unwritable, edited, edited_sources
from courselint.sources.notebookjson import source_strings
from tests.test_placing import STYLES, notebooks, trimmed

CHARACTERS = st.characters(codec="utf-8", exclude_categories=["Cs"], exclude_characters="\r")
CELLS = st.lists(st.tuples(st.sampled_from(["markdown", "code"]), st.text(CHARACTERS)), min_size=1, max_size=4)


def notebook(cells: list[tuple[str, str]], end: str) -> dict[str, object]:
    made = [
        {"cell_type": kind, "metadata": {}, "source": source.replace("\n", end).splitlines(keepends=True)}
        | ({"outputs": [], "execution_count": None} if kind == "code" else {})
        for kind, source in cells
    ]
    return {"metadata": {"title": "Füchse"}, "nbformat": 4, "nbformat_minor": 4, "cells": made}


def read(text: str) -> Document:
    document = sources.read("lab.ipynb", text.encode())
    assert document is not None
    return document


def check_edit(text: str, edit: SourceEdit) -> bool:
    """Hold one edit of a notebook to all that is promised; False if it can't be written."""
    document = read(text)
    bare = text.removeprefix("\ufeff")
    try:
        new = edited(document, bare, [edit])
    except Unwritable:
        return False
    strings = source_strings(bare)[edit.source]
    # What stands outside the strings of the cell is the same, and so are the quotes.
    after = source_strings(new)[edit.source]
    assert len(after) == len(strings)
    position = position_after = 0
    for old, fresh in zip(strings, after, strict=True):
        assert bare[position : old.span.start + 1] == new[position_after : fresh.span.start + 1]
        position, position_after = old.span.end - 1, fresh.span.end - 1
    assert bare[position:] == new[position_after:]
    wanted = edited_sources(document, [edit])
    assert tuple(source.text for source in read(new).sources) == wanted
    return True


@given(CELLS, st.sampled_from(sorted(STYLES)), st.sampled_from(["\n", "\r\n"]), st.text(CHARACTERS), st.data())
def test_an_edit_changes_only_what_it_names(cells, style, end, content, data):
    text = STYLES[style](notebook(cells, end))
    document = read(text)
    number = data.draw(st.integers(0, len(cells) - 1))
    length = len(document.sources[number].text)
    start, stop = sorted((data.draw(st.integers(0, length)), data.draw(st.integers(0, length))))
    check_edit(text, SourceEdit(number, Span(start, stop), content))


def words(document: Document) -> Iterator[tuple[int, Span]]:
    generator = random.Random(len(document.sources))
    for number, source in enumerate(document.sources):
        if source.text.strip():
            start = generator.randrange(len(source.text))
            yield number, Span(start, min(len(source.text), start + generator.randrange(12)))


def test_edits_of_real_notebooks_change_only_what_they_name(shared: Path) -> None:
    written = 0
    for number, path in enumerate(notebooks(shared)[::6]):
        text = list(STYLES.values())[number % len(STYLES)](trimmed(json.loads(path.read_bytes())))
        for source, span in list(words(read(text)))[:6]:
            written += check_edit(text, SourceEdit(source, span, 'a "new"\n\tword: é 😀 \\alpha'))
    assert written > 200


def test_a_notebook_stays_valid_when_lines_come_and_go():
    text = STYLES["pretty"](notebook([("code", "import numpy as np\nassert w == 0.3\nprint(1)\n")], "\n"))
    document = read(text)
    source = document.sources[0].text
    at = source.index("assert")
    edits = [SourceEdit(0, Span(0, 0), "import math\n"), SourceEdit(0, Span(at - 1, at), "")]
    new = edited(document, text, edits)
    nbformat.validate(nbformat.reads(new, as_version=4))
    assert read(new).sources[0].text == "import math\nimport numpy as npassert w == 0.3\nprint(1)\n"


@pytest.mark.parametrize(
    ("style", "written"),
    [("ascii", "caf\\u00e9 1\\/2"), ("pretty", "café 1/2"), ("minified", "café 1/2")],
)
def test_new_text_is_written_as_its_neighbours_are(style, written):
    text = STYLES[style](notebook([("markdown", "Ein Füchslein, 1/3")], "\n"))
    new = edited(read(text), text, [SourceEdit(0, Span(0, 3), "café 1/2")])
    assert written in new


def test_lines_end_as_those_around_them_do():
    text = STYLES["pretty"](notebook([("code", "a = 1\nb = 2")], "\r\n"))
    assert "import math\\r\\na = 1" in edited(read(text), text, [SourceEdit(0, Span(0, 0), "import math\n")])
