"""Notebooks of every format and in every state: what can be read is read, and the rest is a fault with its place."""

from __future__ import annotations

import json
import time

import nbformat
import pytest

from courselint import sources
from courselint.model import Document, Span
from courselint.placing import Places

GOOD = {"cell_type": "markdown", "metadata": {}, "source": "Good words"}


def read(content: object) -> Document:
    """The notebook of this JSON, given as text or as the value to write."""
    text = content if isinstance(content, str) else json.dumps(content)
    document = sources.read("week1/lab.ipynb", text.encode())
    assert document is not None
    return document


def cells(*content: object) -> dict[str, object]:
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": list(content)}


def words(document: Document) -> list[str]:
    return [text.text for text in document.texts]


def at_faults(document: Document) -> list[str]:
    """The file's text at each fault."""
    text = document.data.decode()
    return [text[fault.span.start : fault.span.end] for fault in document.faults]


def small_course() -> nbformat.NotebookNode:
    v4 = nbformat.v4
    picture = {"picture.png": {"image/png": "bm90IHdvcmRz"}}
    output = v4.new_output("stream", text="printed words")
    return v4.new_notebook(
        cells=[
            v4.new_markdown_cell("# Vectors\n\nA *vec*tor 😀 has a length.", attachments=picture),
            v4.new_code_cell("# The length of it\nw = 1\nassert w == 1, 'The weight is off'", outputs=[output]),
            v4.new_raw_cell("raw words"),
            v4.new_markdown_cell("Two strings\nof one cell"),
        ]
    )


EXPECTED = ["Vectors", "A vector 😀 has a length.", "The length of it", "The weight is off", "Two strings\nof one cell"]


@pytest.mark.parametrize("version", [3, 4])
@pytest.mark.parametrize("is_split", [True, False])
@pytest.mark.parametrize("style", ["pretty", "minified", "ascii", "crlf", "bom"])
def test_cells_read_the_same_in_every_format_and_style(version: int, is_split: bool, style: str) -> None:
    notebook = nbformat.convert(small_course(), version)
    text = nbformat.writes(notebook, version=nbformat.NO_CONVERT, split_lines=is_split)
    value = json.loads(text)
    text = json.dumps(value, indent=None if style == "minified" else 1, ensure_ascii=style == "ascii")
    text = text.replace("\n", "\r\n") if style == "crlf" else text
    data = ("\ufeff" * (style == "bom") + text).encode()
    document = sources.read("lab.ipynb", data)
    assert document is not None
    assert document.faults == ()
    assert words(document) == EXPECTED
    places = Places(document)
    lines = data.decode("utf-8-sig").split("\n")
    for one in document.texts:
        place = places.place(one, one.whole)
        written = lines[place.physical.start.line - 1][place.physical.start.column - 1 :]
        assert written.startswith(one.text[:2])


@pytest.mark.parametrize(
    ("cell", "where"),
    [
        ({"cell_type": "markdown", "source": 5}, "5"),
        ({"cell_type": "markdown", "source": None}, "null"),
        ({"cell_type": "markdown", "source": ["a", {"b": 1}]}, '{"b": 1}'),
        ({"cell_type": "code", "input": [True]}, "true"),
        ({"cell_type": ["code"], "source": "x = 1"}, '["code"]'),
        ({"source": "x"}, '{"source": "x"}'),
        (None, "null"),
        ([], "[]"),
    ],
)
def test_a_field_of_a_wrong_type_is_a_fault_there_and_other_cells_are_read(cell: object, where: str) -> None:
    document = read(cells(cell, GOOD))
    assert at_faults(document) == [where]
    assert words(document) == ["Good words"]


@pytest.mark.parametrize(
    "change",
    [
        {"metadata": 5},
        {"metadata": {"tags": "x"}},
        {"metadata": {"tags": ["x", 5]}},
        {"id": 5},
        {"outputs": None},
        {"outputs": {"a": [1]}},
        {"attachments": [1]},
        {"execution_count": "x"},
    ],
)
def test_harmless_shapes_are_nobodys_fault(change: dict[str, object]) -> None:
    document = read(cells({"cell_type": "code", "source": "# Words here"} | change, GOOD))
    assert document.faults == ()
    assert words(document) == ["Words here", "Good words"]


@pytest.mark.parametrize(
    ("content", "where", "expected"),
    [
        ({**cells(GOOD), "nbformat": "4"}, ['"4"'], ["Good words"]),
        ({**cells(GOOD), "nbformat": 4.0}, [], ["Good words"]),
        ({"cells": [GOOD]}, [], ["Good words"]),
        ({**cells(GOOD), "nbformat": 5}, ["5"], []),
        ({**cells(GOOD), "metadata": None}, [], ["Good words"]),
        ({"nbformat": 4, "cells": {"a": 1}}, ['{"a": 1}'], []),
        ({"nbformat": 4}, ['{"nbformat": 4}'], []),
        ({"nbformat": 3, "worksheets": [5, {"cells": [GOOD]}]}, ["5"], ["Good words"]),
        ({"nbformat": 3, "worksheets": []}, [], []),
        ([GOOD], [json.dumps([GOOD])], []),
    ],
)
def test_a_broken_frame_is_a_fault_at_its_place(content: object, where: list[str], expected: list[str]) -> None:
    document = read(content)
    assert at_faults(document) == where or (document.faults[0].span == Span(0, 0) and not expected)
    assert words(document) == expected


def test_of_duplicate_keys_the_last_is_read_and_placed() -> None:
    text = '{"nbformat": 4, "cells": [{"cell_type": "markdown", "source": "first", "source": "last one"}]}'
    document = read(text)
    assert words(document) == ["last one"]
    assert Places(document).place(document.texts[0], Span(0, 4)).physical.start.column == text.index("last") + 1


@pytest.mark.parametrize("value", ["NaN", "-Infinity", '"\\ud800"', "[" * 100_000 + "]" * 100_000])
def test_what_only_outputs_hold_hides_no_cell(value: str) -> None:
    error = '{"output_type": "error", "ename": "ValueError", "traceback": ["NaN"]}'
    cell = f'{{"cell_type": "code", "source": "# NaN is a float", "outputs": [{{"data": {value}}}, {error}]}}'
    document = read(f'{{"nbformat": 4, "metadata": {{"a": {value}}}, "cells": [{cell}, {json.dumps(GOOD)}]}}')
    assert document.faults == ()
    assert words(document) == ["NaN is a float", "Good words"]
    assert [output.error for output in document.outputs] == (["ValueError"] if len(value) < 20 else [])


@pytest.mark.parametrize("half", ["\\ud800", "\\udc00", "\\uD83D", "\\ude00\\ud83d"])
def test_half_a_surrogate_pair_is_one_fault_where_it_stands(half: str) -> None:
    broken = f'{{"cell_type": "markdown", "source": ["ok \\ud83d\\ude00\\n", "bad {half} and {half}"]}}'
    document = read(f'{{"nbformat": 4, "cells": [{broken}, {json.dumps(GOOD)}]}}')
    assert at_faults(document) == [half[:6]]
    assert words(document) == ["Good words"]


def test_a_truncated_notebook_is_one_fault_wherever_it_is_cut() -> None:
    text = nbformat.writes(small_course())
    for cut in range(0, len(text) - 2, max(1, len(text) // 60)):
        document = read(text[:cut])
        assert len(document.faults) == 1
        assert document.faults[0].span.start <= cut
        assert document.texts == ()


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ('{"nbformat": 4,\n<<<<<<< HEAD\n"cells": []}', 2, 1),
        ('{"nbformat": 4, "cells": [\n{"cell_type": "code",}\n]}', 2, 22),
        ('{"nbformat": 4, "cells": [{"cell_type": "code", "source": "a\n"}]}', 1, 59),
        ('{"nbformat": 4, "cells": []}\n}', 2, 1),
    ],
)
def test_broken_json_is_a_fault_at_the_character(text: str, line: int, column: int) -> None:
    document = read(text)
    (fault,) = document.faults
    start = Places(document).file_place(fault.span).physical.start
    assert (start.line, start.column) == (line, column)


@pytest.mark.parametrize("field", ["source", "metadata", "id"])
def test_depth_is_no_crash(field: str) -> None:
    deep = '{"a":[' * 50_000 + "]}" * 50_000
    document = read(f'{{"nbformat": 4, "cells": [{{"cell_type": "markdown", "{field}": {deep}}}, {json.dumps(GOOD)}]}}')
    assert words(document) == ["Good words"]
    assert len(document.faults) == (field == "source")


@pytest.mark.parametrize(
    ("metadata", "language", "is_code"),
    [
        ({}, "python", True),
        ({"kernelspec": None}, "python", True),
        ({"language_info": {"name": "R"}}, "r", False),
        ({"kernelspec": {"name": "julia-1.9", "language": "julia"}, "language_info": 5}, "julia", False),
        ({"kernelspec": {"name": "python2"}}, "python2", False),
        ({"kernelspec": {"name": "conda-env-x-py"}}, "python", True),
    ],
)
def test_only_python_notebooks_have_python_code(metadata: dict[str, object], language: str, is_code: bool) -> None:
    code = {"cell_type": "code", "source": "# Words here\nx <- 1" if not is_code else "# Words here\nx = 1"}
    document = read({"nbformat": 4, "metadata": metadata, "cells": [code, GOOD]})
    assert document.language == language
    assert len(document.code) == is_code
    assert "Good words" in words(document)


@pytest.mark.parametrize(
    ("source", "is_code"),
    [
        ("%%bash\n# Words here\nls", False),
        ("%%R\n# Words here\nx <- 1", False),
        ("%%html\n<p># Words here</p>", False),
        ("\n%%time\n# Words here\nx = 1", True),
        ("%matplotlib inline\n# Words here\nx = !ls | wc", True),
        ("!pip install x \\\n  y\n# Words here", True),
        ("np.array?\n# Words here", True),
    ],
)
def test_magics_say_whether_a_cell_is_python(source: str, is_code: bool) -> None:
    document = read(cells({"cell_type": "code", "source": source}))
    assert words(document) == (["Words here"] if is_code else [])
    assert all(code.tree is not None for code in document.code)


def test_a_hundred_thousand_cells_take_seconds() -> None:
    code = {"cell_type": "code", "source": "x = 1"}
    text = json.dumps(cells(*[GOOD, code] * 50_000))
    started = time.process_time()
    document = read(text)
    assert len(document.sources) == 100_000
    assert time.process_time() - started < 30


def test_many_broken_cells_are_placed_in_one_reading() -> None:
    started = time.process_time()
    document = read(cells(*[{"cell_type": "markdown", "source": 5}] * 5_000))
    assert len(document.faults) == 5_000
    assert time.process_time() - started < 5
