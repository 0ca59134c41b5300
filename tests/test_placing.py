"""The position property: text → source → file → text, for every character, however the file is written."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courselint import sources
from courselint.model import Document, Run, Span, Text, compose, is_placeholder, map_span
from courselint.placing import Places
from courselint.rawjson import decode

SAMPLE = 6


def minified(value: dict[str, object]) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def one_string(value: dict[str, object]) -> str:
    cells = [cell | {"source": "".join(cell.get("source", ""))} for cell in listed(value)]
    return json.dumps(value | {"cells": cells}, indent=1, ensure_ascii=False)


def third_format(value: dict[str, object]) -> str:
    """Format 3 by hand: nbformat's own conversion refuses some real notebooks."""
    cells = [
        {"cell_type": "code", "input": cell.get("source", ""), "language": "python", "outputs": []}
        if cell.get("cell_type") == "code"
        else cell
        for cell in listed(value)
    ]
    sheet = {"cells": cells, "metadata": {}}
    return json.dumps({"nbformat": 3, "metadata": value.get("metadata", {}), "worksheets": [sheet]}, indent=1)


STYLES: dict[str, Callable[[dict[str, object]], str]] = {
    "pretty": lambda value: json.dumps(value, indent=1, ensure_ascii=False),
    "minified": minified,
    "crlf": lambda value: json.dumps(value, indent=1).replace("\n", "\r\n"),
    "ascii": lambda value: json.dumps(value, indent=2).replace("/", "\\/"),
    "bom": lambda value: "\ufeff" + json.dumps(value, indent="\t", ensure_ascii=False),
    "one string": one_string,
    "third format": third_format,
}


def listed(value: dict[str, object]) -> list[dict[str, object]]:
    cells = value.get("cells")
    return [cell for cell in cells if isinstance(cell, dict)] if isinstance(cells, list) else []


def trimmed(value: dict[str, object]) -> dict[str, object]:
    """Without the outputs' data, which no text comes from."""
    return value | {"cells": [cell | ({"outputs": []} if "outputs" in cell else {}) for cell in listed(value)]}


def every_text(document: Document) -> Iterator[Text]:
    return chain(document.texts, (text for question in document.questions for text in question.texts))


def check_places(document: Document, data: bytes, positions: Callable[[Text], Iterator[int]]) -> int:
    """Hold characters of every text to the property; gives how many."""
    places = Places(document)
    lines = data.decode("utf-8-sig").split("\n")
    # Outside notebooks a source is the file.
    is_json = document.format == "notebook"
    checked = 0
    for text in every_text(document):
        source = document.sources[text.source].text
        source_lines = source.split("\n")
        for position in positions(text):
            place = places.place(text, Span(position, position + 1))
            where = text.in_source(Span(position, position + 1))
            in_source = source[where.start : where.end]
            seen, physical = place.range, place.physical
            assert (
                between(source_lines, seen.start.line, seen.start.column, seen.end.line, seen.end.column) == in_source
            )
            written = between(lines, physical.start.line, physical.start.column, physical.end.line, physical.end.column)
            if is_json and in_source:
                written = decoded(written, in_source)
            assert written == in_source, (place, in_source)
            assert is_same(text, position, in_source), (text.text[position], in_source)
            checked += 1
    return checked


def check_maps(document: Document, data: bytes) -> None:
    """Hold all characters of every text to the property, run by run: in a run they map one for one, or as a unit."""
    file = data.decode("utf-8-sig")
    runs = sources.runs_into_file(document, file) or ()
    for source, source_runs in zip(document.sources, runs, strict=True):
        for run in source_runs:
            written = file[run.origin : run.origin + run.origin_length]
            assert json.loads(f'"{written}"') == source.text[run.start : run.start + run.length]
            assert run.length == run.origin_length or written[0] == "\\"
        assert [run.start for run in source_runs[1:]] == [run.start + run.length for run in source_runs[:-1]]
        assert source_runs[-1].start + source_runs[-1].length == len(source.text)
    for text in every_text(document):
        source = document.sources[text.source].text
        for run in text.runs:
            if run.length == run.origin_length:
                says, written = text.text[run.start : run.start + run.length], source[run.origin :][: run.length]
                assert says == written or (run.length == 1 and is_same(text, run.start, written))
        assert sum(run.length for run in text.runs) <= len(text.text)


def decoded(written: str, expected: str) -> str:
    """What a stretch of the file says: parts of JSON strings, with the line ends between the strings of a list."""
    whole = f'"{written}"'
    if '"' in written.replace("\\\\", "").replace('\\"', ""):
        # It goes on in the next string of the list.
        return "".join(json.loads(f'["{written}"]'))
    return decode(whole, Span(0, len(whole)))[0] if expected else ""


def between(lines: list[str], line: int, column: int, end_line: int, end_column: int) -> str:
    if line == end_line:
        return lines[line - 1][column - 1 : end_column - 1]
    middle = lines[line : end_line - 1]
    return "\n".join([lines[line - 1][column - 1 :], *middle, lines[end_line - 1][: end_column - 1]])


def is_same(text: Text, position: int, written: str) -> bool:
    """Whether the source says this character there, be it by an escape or a mask."""
    character = text.text[position]
    if character == written or is_placeholder(character):
        return True
    run = next((run for run in text.runs if run.start <= position < run.start + run.length), None)
    # What is one unit in the source: an escape, an entity, a line end with its indent and quote marks.
    return run is None or run.length != run.origin_length or (run.length == 1 and character.isspace())


def sample(text: Text) -> Iterator[int]:
    length = len(text.text)
    generator = random.Random(length)
    return iter(sorted({0, length - 1, *(generator.randrange(length) for _ in range(SAMPLE))})) if length else iter(())


def notebooks(shared: Path) -> list[Path]:
    return sorted((shared / "courses").rglob("*.ipynb"))


def document_of(path: Path, data: bytes) -> Document:
    document = sources.read(path.name, data)
    assert document is not None
    return document


def test_sampled_characters_of_real_notebooks_stand_where_they_are_said_to(shared: Path) -> None:
    checked = 0
    for number, path in enumerate(notebooks(shared)):
        data = path.read_bytes()
        checked += check_places(document_of(path, data), data, sample)
        # Each style meets every seventh notebook here, and all of them in the slow test.
        styles = list(STYLES.values())
        data = styles[number % len(styles)](trimmed(json.loads(data))).encode()
        checked += check_places(document_of(path, data), data, sample)
    assert checked > 100_000


@pytest.mark.slow
@pytest.mark.parametrize("style", STYLES)
def test_every_character_of_real_notebooks_stands_where_it_is_said_to(shared: Path, style: str) -> None:
    for path in notebooks(shared):
        value = json.loads(path.read_bytes())
        plain = STYLES["pretty"](trimmed(value)).encode()
        data = STYLES[style](trimmed(value)).encode()
        document = document_of(path, data)
        check_maps(document, data)
        check_places(document, data, sample)
        assert [text.text for text in document.texts] == [text.text for text in document_of(path, plain).texts]


def test_sampled_characters_of_other_real_files_stand_where_they_are_said_to(shared: Path) -> None:
    files = [path for path in shared.rglob("*") if path.suffix.lower() in sources.SUFFIXES - {".ipynb"}]
    checked = 0
    for path in sorted(files):
        data = path.read_bytes()
        document = sources.read(path.name, data, is_named=False)
        if document is not None and not document.faults:
            checked += check_places(document, data, sample)
    assert checked > 100_000


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("style", STYLES)
def test_every_character_of_a_hard_cell_stands_where_it_is_said_to(style: str, end: str) -> None:
    markdown = (
        '> - A *vec*tor 😀 &amp; "quoted" \\* back\\\\slash\n>   on `x` and $y$\n\n| é\u0301 | [b](c) |\n\t/ \u2028 end'
    )
    code = (
        '# A comment 😀 with "quotes"\n#   and more\n'
        "assert w == 1, 'a\\u00e9\\n' f'b{w}c' \"\\N{GREEK SMALL LETTER MU} d\""
    )
    cells = [
        {"cell_type": kind, "metadata": {}, "source": source.replace("\n", end).splitlines(keepends=True)}
        for kind, source in (("markdown", markdown), ("code", code))
    ]
    data = STYLES[style]({"nbformat": 4, "metadata": {}, "cells": cells}).encode()
    document = document_of(Path("lab.ipynb"), data)
    assert len(document.texts) > 4
    assert check_places(document, data, lambda text: iter(range(len(text.text)))) > 100


def test_a_place_of_no_text_is_the_file() -> None:
    document = Document("a.md", "markdown")
    place = Places(document).place(None, Span(3, 4))
    assert (place.cell, place.physical.start.line, place.physical.end.column) == (None, 1, 1)


def test_runs_between_strings_are_no_place_of_their_own() -> None:
    text = Text("ab", (Run(0, 1, 0, 1), Run(1, 1, 9, 1)))
    assert text.in_source(Span(0, 2)) == Span(0, 10)
    assert not text.is_contiguous(Span(0, 2))


@st.composite
def runs_over(draw: st.DrawFn, origin_length: int) -> tuple[Run, ...]:
    """A map into a text of this length: stretches one for one, units that are written longer, and what is left out."""
    runs: list[Run] = []
    start = origin = 0
    while origin < origin_length:
        width = draw(st.integers(1, min(4, origin_length - origin)))
        kind = draw(st.sampled_from(["same", "unit", "left out"]))
        if kind != "left out":
            length = width if kind == "same" else draw(st.integers(1, width))
            runs.append(Run(start, length, origin, width))
            start += length
        origin += width
    return tuple(runs) or (Run(0, 0, 0, 0),)


@given(st.data())
def test_two_maps_in_turn_are_their_composition(data: st.DataObject) -> None:
    lower = data.draw(runs_over(12))
    middle = lower[-1].start + lower[-1].length
    upper = data.draw(runs_over(middle)) if middle else (Run(0, 0, 0, 0),)
    both = compose(upper, lower)
    for position in range(upper[-1].start + upper[-1].length):
        span = Span(position, position + 1)
        assert map_span(both, span) == map_span(lower, map_span(upper, span))


@given(st.data())
def test_a_character_maps_to_its_own_or_to_its_whole_unit(data: st.DataObject) -> None:
    runs = data.draw(runs_over(12))
    for run in runs:
        for inside in range(run.length):
            found = map_span(runs, Span(run.start + inside, run.start + inside + 1))
            is_unit = run.length != run.origin_length
            expected = Span(run.origin, run.origin + run.origin_length)
            assert found == (expected if is_unit else Span(run.origin + inside, run.origin + inside + 1))
