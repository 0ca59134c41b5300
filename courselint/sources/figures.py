"""What questions show: pictures and other files, found in their Markdown, HTML or XML, each with its target's place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from urllib.parse import unquote

from courselint.model import Figure, Question, Span, Text
from courselint.sources.xmltree import Element

_TAG = re.compile(
    r"<(?:img|video|audio|source|embed|object)\b[^<>]*?\s(?:src|data)\s*=\s*"
    r"(?:\"(?P<double>[^\"<>]*)\"|'(?P<single>[^'<>]*)')",
    re.IGNORECASE,
)
_MARKDOWN = re.compile(r"!\[[^\[\]\n]*+\]\(\s*+<?(?P<target>[^()\s<>]++)>?(?:\s++\"[^\"\n]*+\")?\s*+\)")
# Code about pictures shows none.
_CODE = re.compile(r"```(?:[^`]|`(?!``))*+```|`[^`\n]++`")
# In XML a text may write of a tag that it doesn't hold, so these readers tell their figures themselves.
_TOLD = frozenset(("moodle-xml", "qti-1.2", "qti-2", "olx", "prairielearn", "runestone"))
_SHOWN = frozenset(("img", "video", "audio", "source", "embed", "object"))


def with_figures(questions: Iterable[Question]) -> tuple[Question, ...]:
    """The questions, each with the figures in its texts unless its reader tells them."""
    return tuple(
        each if each.figures or each.format in _TOLD else replace(each, figures=tuple(_in_question(each)))
        for each in questions
    )


def in_html(text: Text) -> Iterator[Figure]:
    """The figures of a text that is HTML as it stands."""
    for match in _TAG.finditer(text.text):
        group = "double" if match["double"] is not None else "single"
        yield _figure(text, Span(*match.span(group)))


def in_element(element: Element) -> Iterator[Figure]:
    """The figures of XML that has its markup as elements."""
    for each in element.walk():
        target = next((each.attributes[name] for name in ("src", "data") if each.value(name).strip()), None)
        if each.name in _SHOWN and target is not None:
            yield _figure(target, target.whole)


def held(figures: Iterable[Figure], names: frozenset[str]) -> tuple[Figure, ...]:
    """The figures, those told to be held whose files the question carries under these names."""
    return tuple(
        replace(each, is_held=True) if unquote(each.target).rpartition("/")[2] in names else each for each in figures
    )


def _in_question(question: Question) -> Iterator[Figure]:
    for text in question.texts:
        if "![" not in text.text and "<" not in text.text:
            continue
        code = [match.span() for match in _CODE.finditer(text.text)]
        for match in (*_MARKDOWN.finditer(text.text), *_TAG.finditer(text.text)):
            if not any(start <= match.start() < end for start, end in code):
                group = next(name for name, found in match.groupdict().items() if found is not None)
                yield _figure(text, Span(*match.span(group)))


def _figure(text: Text, span: Span) -> Figure:
    place = text.part(span)
    return Figure(place, place.text, place.text.startswith("data:"))
