"""What of Python code is prose: docstrings, comments and messages, and never code that was switched off."""

from __future__ import annotations

import pytest

from courselint.model import Document, Span, is_placeholder
from courselint.sources import python


def read(text: str, path: str = "test_vectors.py") -> Document:
    return python.read(path, text.encode(), text)


def plain(text: str, path: str = "test_vectors.py") -> list[str]:
    """The prose of a module, by default one that holds tests, with what is masked shown as ▢."""
    return [
        "".join("▢" if is_placeholder(character) else character for character in one.text)
        for one in read(text, path).texts
    ]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("# A comment\n# over lines\nx = 1", ["A comment\nover lines"]),
        ("# One\n\n# Two", ["One", "Two"]),
        ("x = 1  # beside code\ny = 2  # and again", ["beside code", "and again"]),
        ("if x:\n    # Inner\n# Outer", ["Inner", "Outer"]),
        ("#: Documented\n#! Loudly\n## Twice ##", ["Documented", "Twice ##"]),
        ("#!/usr/bin/env python\n# -*- coding: utf-8 -*-\n# Words", ["Words"]),
        ("x = 1  # noqa: E501\ny = 2  # type: ignore\n# pylint: disable=all\n# %% A cell\n#| echo: false", []),
        ("# courselint: ignore[SPL001]\n# Words", ["Words"]),
        ('s = \'# no comment\'\nt = """\n# nor this\n"""\n# Words', ["Words"]),
        ("# x = 1\n# y = f(x)\n# plt.plot(x, y)", []),
        ("# Plot it:\n# plt.plot(x[i],\n#          y[i])\n# and look", ["Plot it:", "and look"]),
        ("# for row in rows:\n#     print(row)", []),
        ("# try:\n#     import cupy\n# except ImportError:  # none\n#     pass\n# else:\n#     x = 1", []),
        ("# return w\n# del w\n# assert w == 1\n# import numpy as np", []),
        ("# w.T @ x\n# x[0]\n# {'a': 1}", []),
        ("# Returns: the weights", ["Returns: the weights"]),
        ("# Note: this is slow", ["Note: this is slow"]),
        ("# fit(X, y) is called to train it", ["fit(X, y) is called to train it"]),
        ("# Item(s) that are left", ["Item(s) that are left"]),
        ("# Return the weights", ["Return the weights"]),
        ("# 1. First, add them", ["1. First, add them"]),
        ("# see https://x.y/z or `w`", ["see ▢ or ▢"]),
        ("# weights, biases", ["weights, biases"]),
        ("# ----------------\n# ================", []),
        ("def f(:\n    # Words of a broken cell\n    x = 'never closed", ["Words of a broken cell"]),
    ],
)
def test_comments_are_prose_and_code_is_not(code: str, expected: list[str]) -> None:
    assert plain(code) == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("assert w == 1, 'The weight is off'", ["The weight is off"]),
        ("assert w == 1, f'The {w:.2f} is {\"off\"}'", ["The ▢ is ▢"]),
        ("assert w == 1, ('The weight '\n  'is off')", ["The weight is off"]),
        ("assert w == 1, 'Off by %d in %s' % (w, x)", ["Off by ▢▢ in ▢▢"]),
        ("assert w == 1, 'Off by {} or {w}'.format(w)", ["Off by ▢▢ or ▢▢▢"]),
        ("assert w == 1, 'Off by ' + str(w) + ' grams'", ["Off by ", "grams"]),
        ("raise ValueError('Must be positive: %(w)s' % x)", ["Must be positive: ▢▢▢▢▢"]),
        ("raise ValueError(f'Must be {{positive}}') from None", ["Must be ▢▢▢▢▢▢▢▢▢▢"]),
        ("print('Your weight is', w, 'grams')", ["Your weight is", "grams"]),
        ("name = input('Your name: ')", ["Your name: "]),
        ("print('50% of them')", ["50% of them"]),
        ("print('a\\tb', end='\\n')", ["a\tb"]),
        ("self.assertEqual(w, 'data', 'The weight is off')", ["The weight is off"]),
        ("self.assertTrue(w, 'The weight is off')", ["The weight is off"]),
        ("self.assertIn('data', 'more data')", []),
        ("self.assertRaises(ValueError, f, 'data')", []),
        ("self.fail('It should raise')", ["It should raise"]),
        ("np.testing.assert_allclose(w, 1, err_msg='The weight is off')", ["The weight is off"]),
        ("x = 'data'\nf('data')\nd = {'key': 'value'}", []),
        ("print(r'\\d+ words', b'bytes')", ["\\d+ words"]),
        ("print('first paragraph\\n\\nsecond one')", ["first paragraph", "second one"]),
    ],
)
def test_messages_are_prose_and_data_is_not(code: str, expected: list[str]) -> None:
    assert plain(code) == expected


DOCSTRING = '''
def area(w, h):
    """Gives the area of a box.

    It is *al*ways positive; see `abs`.

    Parameters
    ----------
    w : float
        The width of it,
        in metres.
    h : float, optional
        The height.

    >>> area(1, 2)
    2

    Examples::

        area(1, words)

        more code

    After it.

    ```python
    code = 1

    more(code)
    ```

    Args:
        w (int): The width.

    :param h: the height
    :returns: :class:`float` words
    """
'''


def test_docstrings_are_read_without_their_code() -> None:
    assert plain(DOCSTRING, "vectors.py") == [
        "Gives the area of a box.",
        "It is always positive; see ▢.",
        "Parameters",
        "w : float",
        "The width of it,\n        in metres.",
        "h : float, optional",
        "The height.",
        "Examples::",
        "After it.",
        "Args:",
        "w (int): The width.",
        ":param h: the height\n    ▢ ▢ words",
    ]


def test_library_modules_have_only_docstrings() -> None:
    code = "# A comment\nclass A:\n    'Says.'\n    async def f(self):\n        'And this.'\n        print('words')"
    assert plain(code, "vectors.py") == ["Says.", "And this."]
    assert plain(code, "tests/vectors.py") == ["A comment", "Says.", "And this.", "words"]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_characters_stand_where_they_are_written(end: str) -> None:
    code = (
        "# é😀 A comment\n#    goes on\n"
        "assert 'é' == w, 'It is \\u00e9 \\\n' \"off\" f' by {w} µ'\n"
        'def f():\n    """Gives a 😀 box.\n\n    With words."""\n'
    ).replace("\n", end)
    document = read(code)
    assert len(document.texts) == 4
    for text in document.texts:
        for position, character in enumerate(text.text):
            where = text.in_source(Span(position, position + 1))
            written = code[where.start : where.end]
            is_escaped = (character, written) == ("é", "\\u00e9")
            is_break = character == "\n" and written.strip(" #") in ("\n", "\r\n", "\r")
            assert character == written or is_escaped or is_break or is_placeholder(character)


def test_a_long_chain_of_a_message_is_no_crash() -> None:
    assert plain("print(" + " + ".join(["'a'"] * 500) + ")") == ["a"] * 500


def test_what_speaks_to_courselint_is_no_prose() -> None:
    assert plain("w = 1  # the weight  # courselint: ignore[SPL001]\n") == ["the weight"]
