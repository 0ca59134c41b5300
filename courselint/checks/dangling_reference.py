"""A stem that points at something to look at which the question doesn't hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from courselint.analysis.questiontext import has_unknown, quoted
from courselint.model import Document, Hit, Question, Span

READS = Document

# Here a question is all that a learner sees; in a page or a notebook the figure may stand anywhere round it.
_ALONE = frozenset(("gift", "moodle-xml", "qti-1.2", "jupyterquiz", "for-beginners", "aiken"))
_THING = (
    r"(?:figure|image|picture|diagram|plot|chart|graph|histogram|scatter ?plot|table|code|snippet|screenshot|listing)"
)
_POINTS = re.compile(
    rf"\bthe (?:\w+ )?{_THING} (?:shown )?(?:below|above)\b|\bthe (?:below|above) (?:\w+ )?{_THING}\b"
    rf"|\b(?:see|from|in|to) (?:the )?question (?:no\. ?|number |#)?\d{{1,3}}\b",
    re.IGNORECASE,
)
_SHOWS = re.compile(
    r"<(?:img|table|svg|video|object|iframe|pre|code)\b|!\[|`|\$|\\\(|\\\[|\|.*\||\n.*\n|\n {2,}\S|[;{}=]", re.DOTALL
)


def check(document: Document) -> Iterator[Hit]:
    is_introduced = False
    for question in document.questions:
        # A text between the questions may show it for those that follow.
        is_introduced = is_introduced or question.kind == "description"
        if question.format not in _ALONE or is_introduced or _shows(question):
            continue
        if found := _POINTS.search(question.stem.text):
            yield Hit("dangling", question.stem, Span(*found.span()), {"said": quoted(found[0])})


def _shows(question: Question) -> bool:
    texts = question.texts
    return bool(question.figures) or any(has_unknown(text) or _SHOWS.search(text.text) for text in texts)
