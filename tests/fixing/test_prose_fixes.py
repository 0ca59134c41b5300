"""Fixes of prose on real courses: no byte changes but those of the words, and once is enough."""

from __future__ import annotations

import ast
import io
import json
import re
import tokenize
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from courselint import fixrounds
from courselint.engine import Options
from courselint.fixrounds import Change
from courselint.workspace import Workspace

OPTIONS = Options(select=("SPL001", "GRM001", "GRM002"))
_JSON_STRING = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)
_FENCED = re.compile(r"^(?P<fence>[`~]{3,})(?P<info>.*)\n(?:.*\n)*?(?P=fence)[`~]*\s*$", re.MULTILINE)
# MyST's directives, in braces as R's chunks, hold prose.
_DIRECTIVE = re.compile(r"\{(?!r\b|python\b|julia\b)")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def source_lines(notebook: bytes) -> Iterator[str]:
    """The strings of a notebook that hold its cells' sources."""
    read = json.loads(notebook)
    for cell in (*read.get("cells", ()), *(cell for sheet in read.get("worksheets", ()) for cell in sheet["cells"])):
        source = cell.get("source", cell.get("input", ""))
        yield from [source] if isinstance(source, str) else source


def assert_only_sources_differ(before: bytes, after: bytes) -> None:
    """Between the strings nothing changes, and of the strings only pieces of source do, and they are still JSON."""
    assert _JSON_STRING.split(before) == _JSON_STRING.split(after)
    old, new = _JSON_STRING.findall(before), _JSON_STRING.findall(after)
    assert len(old) == len(new)
    was, now = set(source_lines(before)), set(source_lines(after))
    for one, other in zip(old, new, strict=True):
        if one != other:
            assert json.loads(one) in was
            assert json.loads(other) in now


def tokens(source: bytes) -> list[tuple[int, str]]:
    """The tokens of a module; comments and strings without their text."""
    read = tokenize.tokenize(io.BytesIO(source).readline)
    return [(each.type, "" if each.type in (tokenize.COMMENT, tokenize.STRING) else each.string) for each in read]


def code_blocks(markdown: str) -> list[str]:
    """The fenced blocks of code."""
    return [block[0] for block in _FENCED.finditer(markdown) if not _DIRECTIVE.match(block["info"])]


def assert_only_words_differ(before: str, after: str, fixes: int) -> None:
    """Whatever stands between the words stays, but for the blanks at a word that is left out."""
    old, new = _WORD.sub("w", before), _WORD.sub("w", after)
    # “use the use the”: two words and their blanks.
    assert len(old) - len(new) <= 4 * fixes
    assert re.sub(r"[\sw]+", "", old) == re.sub(r"[\sw]+", "", new)
    assert code_blocks(before) == code_blocks(after)


def assert_sound(change: Change) -> None:
    before, after = change.before, change.after
    suffix = Path(change.shown).suffix
    if suffix == ".ipynb":
        assert_only_sources_differ(before, after)
    elif suffix == ".py":
        ast.parse(after)
        assert tokens(before) == tokens(after)
    elif suffix in (".md", ".Rmd", ".qmd", ".mdx", ".rst"):
        assert_only_words_differ(before.decode(), after.decode(), change.fixes)
    # A word here and there: hardly a byte in a hundred fixes comes or goes.
    assert abs(len(after) - len(before)) <= 12 * change.fixes


def check(course: Path) -> int:
    """Fix a course without writing it; how many fixes there were."""
    workspace = Workspace(course)
    outcome = fixrounds.fix([course], workspace, OPTIONS, is_unsafe=False)
    for change in outcome.changes:
        assert_sound(change)
    fixed = replace(workspace, overlays={change.path: change.after for change in outcome.changes})
    assert fixrounds.fix([course], fixed, OPTIONS, is_unsafe=False).changes == ()
    return sum(change.fixes for change in outcome.changes)


def test_fixes_of_a_real_course_change_words_alone(shared):
    assert check(shared / "courses" / "deep-rl-class") > 5


@pytest.mark.slow
def test_fixes_of_all_real_courses_change_words_alone(shared):
    assert sum(check(course) for course in sorted((shared / "courses").iterdir())) > 50
