"""Long hostile input costs time in proportion to its length."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from courselint.rawjson import JSONFault, parse
from courselint.sources import inline, magics, markdown, prose, pythoncomments

LENGTH = 80_000
# A tenth of it is the rule on a free core; what is quadratic takes many times as long.
LIMIT = 5.0
PIECES = [
    "<!--",
    "x <!--\n",
    "-->",
    "$",
    "a $$ b\n\n",
    "$$\n",
    "\\$",
    "`",
    "`a",
    "``a`",
    "- ```\n",
    "> ```\n",
    "```{note}\n````a\n",
    "*",
    "a*",
    "a* *",
    "*a_",
    "_",
    "a_",
    "~~a",
    "[",
    "](",
    "![",
    "[^",
    "[a]: ",
    "[a]:\n",
    "[a][b]",
    "](<",
    '](a "',
    "[[",
    "&",
    "&#",
    "<",
    "<a",
    "<a b",
    "<A\n",
    "<A \n",
    "<code>",
    "<script>\n",
    "<details>\n",
    "|",
    "|\n",
    "-|-\n",
    ":",
    ":::\n",
    ":::{a}\n",
    ":::{note}\n```\n",
    ":a:",
    "{{",
    "{#",
    "{/*",
    "{a}`",
    "\\",
    "\\a{",
    "\\(",
    "\\[\n",
    "a \\[\n",
    "\\begin{a}\n",
    "\\begin{a}x\\end{b} ",
    "> ",
    "> > \n",
    "- ",
    "- a\n  ",
    "1. ",
    "* * ",
    "- [ ] ",
    "#",
    "# \n",
    "a\n---\n",
    "===\n",
    "a\n\n",
    "@a",
    "www.",
    "http://(",
    "http:",
    "%",
    "!",
    "?",
    "\t",
    "    ",
    "\n",
    "\r",
    "\r\n",
    "\ue000",
    "a",
    "\U0001f600",
    '"',
    "'",
    "'\\",
    '"""',
    'f"{',
    "# a(\n",
    "# a=(\n",
    "x = ...\n",
    "!ls \\\n",
    "%%\n",
]
READERS: list[Callable[[str], object]] = [
    inline.read,
    prose.read,
    lambda text: markdown.read("lesson.md", text.encode(), text),
    lambda text: prose.read("x\n\n" + text + " x"),
    pythoncomments.lex,
    magics.mask,
    magics.mask_blanks,
]


def seconds(act: Callable[[], object]) -> float:
    """The processor time it takes; the better of two tries where that is long."""
    tries: list[float] = []
    while len(tries) < 2 and (not tries or tries[0] > 0.4):
        started = time.process_time()
        act()
        tries.append(time.process_time() - started)
    return min(tries)


@pytest.mark.parametrize("piece", PIECES, ids=repr)
def test_eighty_thousand_characters_of_anything_take_a_moment(piece: str) -> None:
    text = piece * (LENGTH // len(piece))
    for reader in READERS:
        assert seconds(lambda reader=reader: reader(text)) < LIMIT


@pytest.mark.parametrize(
    "piece",
    ["[", "{", '"', "\\", '"\\', '{"a":', '{"a":[', "[[", "1", "-", "1.", "1e", ",", "null", "\ufeff"],
    ids=repr,
)
@pytest.mark.parametrize("before", ["", '{"cells": [', '{"outputs": ', '{"outputs": ["'])
def test_eighty_thousand_characters_of_broken_json_take_a_moment(piece: str, before: str) -> None:
    text = before + piece * (LENGTH // len(piece)) + "x"

    def fail() -> None:
        with pytest.raises(JSONFault):
            parse(text, skip=("outputs",))

    assert seconds(fail) < LIMIT


@pytest.mark.parametrize(
    "piece", ["<code>", "\\[", "\\(", "$$ ", "<!--", "x <code>\n", "x \\[\n", "$", "$\\$", "\\begin{a}"], ids=repr
)
@pytest.mark.parametrize("after", ["\n# x\n", "\n\n", " ", "\n```\n"])
def test_many_openings_before_one_far_end_take_a_moment(piece: str, after: str) -> None:
    text = piece * (LENGTH // len(piece)) + after + "</code> \\] \\) $$ --> $ \\end{a} x"
    assert seconds(lambda: prose.read(text)) < LIMIT
    assert seconds(lambda: inline.read(text)) < LIMIT


def test_many_names_of_environments_are_looked_for_once() -> None:
    text = " ".join(f"\\begin{{{'a' * (number % 300 + 1)}}} \\end{{b}}" for number in range(2000))
    assert seconds(lambda: prose.read(text)) < LIMIT
