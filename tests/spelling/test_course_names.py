"""Which names a course teaches the speller: its code's, its tables' columns and the sites it links to."""

from __future__ import annotations

import pytest

from courselint.analysis.facts import facts
from courselint.model import Document, Source


def named(text: str) -> frozenset[str]:
    return facts(Document("lesson.md", "markdown", sources=(Source(text),))).identifiers


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("df['totalwt'].mean()", "totalwt"),
        ('x = df["thal"]', "thal"),
        ("[pyrk](https://github.com/pyrk/pyrk) repo", "pyrk"),
        ("[Thinkful](http://www.thinkful.com/courses/python)", "thinkful"),
    ],
)
def test_columns_and_parts_of_addresses_are_names(text: str, name: str) -> None:
    assert name in named(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("see https://example.org/the-probablity-post.html#formating", "probablity"),
        ("see https://example.org/the-probablity-post.html#formating", "formating"),
    ],
)
def test_titles_and_anchors_in_addresses_are_none(text: str, name: str) -> None:
    assert name not in named(text)
