"""Sessions in strings are found, parted as doctest parts them, and stand on their own characters in the file."""

import ast
import doctest
import json

import pytest

from courselint.model import Document, Span, Text, map_span
from courselint.sources import read, runs_into_file

SESSION = r'''
def wage(hours, rate):
    {prefix}"""Pay before tax, in € 🎲.

    >>> wage(38.5, 21.3)  # doctest: +ELLIPSIS
    820.0{dots}
    >>> [wage(h, 1)
    ...  for h in (1, 2)]
    [1,
     2]
    >>> print('é 🎲{escape}"', "\\n" + 'tab{tab}')  # {line}
    é 🎲
    """
'''


def sessions(end: str = "\n", prefix: str = "", *, has_escapes: bool = True) -> str:
    text = SESSION.replace("{prefix}", prefix).replace("{dots}", "...")
    escapes = ("\\x41\\u00e9\\N{BULLET}\\101", "\\t", "\\'") if has_escapes else ("A", " ", "'")
    for name, written in zip(("{escape}", "{tab}", "{line}"), escapes, strict=True):
        text = text.replace(name, written)
    return text.replace("\n", end)


def document(text: str, path: str) -> Document:
    if path.endswith(".py"):
        found = read(path, text.encode())
    else:
        cell = {"cell_type": "code", "source": text.splitlines(keepends=True), "outputs": [], "metadata": {}}
        cells = [{"cell_type": "markdown", "source": "🎲", "metadata": {}}, {**cell, "execution_count": None}]
        metadata = {"kernelspec": {"name": "python3", "language": "python"}}
        notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": cells}
        found = read(path, json.dumps(notebook).encode())
    assert found is not None
    return found


def texts(found: Document) -> list[Text]:
    return [text for suite in found.suites for example in suite.examples for text in (example.code, example.want)]


@pytest.mark.parametrize("path", ["pay.py", "pay.ipynb"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("prefix", ["", "r"])
def test_every_character_of_an_example_stands_where_its_map_says(path, end, prefix):
    found = document(sessions(end, prefix), path)
    file = found.data.decode()
    runs = runs_into_file(found, file)
    assert len(texts(found)) == 6
    for text in texts(found):
        last = 0
        for index, character in enumerate(text.text):
            where = text.in_source(Span(index, index + 1))
            written = found.sources[text.source].text[where.start : where.end]
            assert decoded(written, is_raw=bool(prefix)) == character
            assert where.start >= last
            last = where.end
            if runs is not None:
                on_disk = map_span(runs[text.source], where)
                assert json.loads(f'"{file[on_disk.start : on_disk.end]}"') == written


def decoded(written: str, *, is_raw: bool) -> str:
    if written in ("\n", "\r\n"):
        return "\n"
    return written if is_raw else ast.literal_eval(f'"{written}"' if written != '"' else "'\"'")


@pytest.mark.parametrize(
    "docstring",
    [
        ">>> 1 + 1\n2",
        "Text.\n\n    >>> f(1)\n    2\n    >>> g(\n    ...     1,\n    ... )\n    3\n\n    More text.\n",
        "    >>> for i in range(2):\n    ...     print(i)\n    ...\n    0\n    1\n",
        "    >>> f(0)\n    Traceback (most recent call last):\n        ...\n    ValueError: no\n    >>> f(1)\n",
        "    >>> lines()\n      indented\n    back\n\n    not this\n",
        "no prompt >>> 3\n4",
        ">>>\n>>> 2\n2",
        "",
    ],
)
def test_examples_are_parted_as_doctest_does(docstring):
    found = document(f'def f():\n    """{docstring}"""\n', "f.py")
    theirs = doctest.DocTestParser().get_examples(docstring)
    assert [(code.text.rstrip("\n"), want.text) for code, want in pairs(found)] == [
        (each.source.rstrip("\n"), each.want.removesuffix("\n")) for each in theirs if each.source.strip()
    ]


def pairs(found: Document) -> list[tuple[Text, Text]]:
    return [(example.code, example.want) for suite in found.suites for example in suite.examples]


def test_flags_of_an_example_are_known():
    found = document(sessions(), "pay.py")
    [suite] = found.suites
    assert [example.options for example in suite.examples] == [{"ELLIPSIS"}, set(), set()]


OK_TEST = """
test = {
  'name': 'q1',
  'suites': [
    {
      'cases': [
        {'code': r\"\"\"
         >>> share
         0.25
         \"\"\", 'hidden': False},
        {'code': '>>> # all of them\\n>>> sum(shares) == 1\\nTrue\\n'},
      ],
      'setup': '>>> import numpy as np',
      'type': 'doctest',
    },
    {'cases': [{'code': '>>> total\\n3'}]},
  ],
}
"""


@pytest.mark.parametrize("path", ["q1.py", "q1.ok"])
def test_ok_test_gives_a_suite_of_examples_for_each_of_its_suites(path):
    found = document(OK_TEST, path) if path.endswith(".py") else read(path, OK_TEST.encode())
    assert found.is_test
    assert [suite.kind for suite in found.suites] == ["ok", "ok"]
    assert [[example.code.text for example in suite.examples] for suite in found.suites] == [
        ["import numpy as np", "share", "# all of them", "sum(shares) == 1"],
        ["total"],
    ]


@pytest.mark.parametrize(
    "text",
    [
        '{"name": "hw01", "endpoint": "cal/cs61a", "src": ["hw01.py"], "tests": {"hw*.py": "doctest"}}',
        "test = {'suites': suites, **more, 'name': 1}",
        "test = {'suites': [{'cases': [{'code': 3}, *cases, None]}, 4]}",
        "test = {",
        "",
    ],
)
def test_what_is_no_ok_test_holds_no_examples(text):
    found = read("hw01.ok", text.encode())
    assert found is not None
    assert found.suites == ()


def test_settings_of_the_ok_client_are_passed_over_in_a_walk():
    assert read("hw01.ok", b'{"name": "hw01"}', is_named=False) is None
