"""What of reStructuredText is prose, and where it stands."""

import pytest

from courselint.model import Span, is_placeholder
from courselint.sources import rst


def texts(source: str) -> list[str]:
    document = rst.read("lesson.rst", source.encode(), source)
    return [
        "".join("▢" if is_placeholder(character) else character for character in text.text) for text in document.texts
    ]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Eigenvalues\n===========\n\nA matrix\nhas them.\n", ["Eigenvalues", "A matrix\nhas them."]),
        ("- the first\n- the second,\n  on two lines\n", ["the first", "the second,\non two lines"]),
        ("Write ``x = 1`` or :math:`x^2`, *not* **this**.\n", ["Write ▢ or ▢, not this."]),
        ("Run this::\n\n    teh code\n\nThen stop.\n", ["Run this::", "Then stop."]),
        (".. code-block:: python\n   :linenos:\n\n   teh = 1\n\nAfter.\n", ["After."]),
        (".. note:: Mind the gap.\n\n   It is wide.\n", ["Mind the gap.", "It is wide."]),
        (".. admonition:: Exercise 1\n   :class: tip\n\n   Add them.\n", ["Exercise 1", "Add them."]),
        (".. image:: teh.png\n   :alt: teh plot\n", []),
        (".. _target:\n\nText.\n", ["Text."]),
        (".. a comment, teh\n   second line\n\nText.\n", ["Text."]),
        (">>> teh\n1\n\nText.\n", ["Text."]),
        ("=====  =====\nA      B\n=====  =====\nteh    x\n=====  =====\n\nText.\n", ["Text."]),
        ("+---+---+\n| a | b |\n+---+---+\n\nText.\n", ["Text."]),
        ("   A quoted paragraph.\n", ["A quoted paragraph."]),
    ],
)
def test_prose_of_a_block(source, expected):
    assert texts(source) == expected


def test_every_character_stands_where_it_is_written():
    source = "Title 😀\r\n=====\r\n\r\n* the *first*\r\n  item\r\n\r\n.. note:: Look\r\n   here.\r\n"
    for text in rst.read("lesson.rst", source.encode(), source).texts:
        for at, character in enumerate(text.text):
            where = text.in_source(Span(at, at + 1))
            written = source[where.start : where.end]
            assert written == character or (character == "\n" and written.startswith("\r\n"))


def test_comment_is_kept_with_its_place():
    source = ".. courselint: ignore[SPL001]\n\nText.\n"
    (comment,) = rst.read("lesson.rst", source.encode(), source).comments
    assert source[comment.span.start : comment.span.end].strip() == ".. courselint: ignore[SPL001]"
