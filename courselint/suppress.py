"""Suppressions: comments, cell tags and per-file ignores; and which of them suppress nothing."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from courselint.model import Comment, Document, Hit, Span, Text

_DIRECTIVE = re.compile(r"courselint:\s*(?P<what>ignore-file|ignore)\b(?:\[(?P<rules>[^\]\n]*+)\])?")
_RULE = re.compile(r"[^\s,]+")
_TAG = "courselint-ignore="
_SKIP = "courselint-skip"


@dataclass(frozen=True, slots=True)
class Suppression:
    """One rule, family or ALL that one place silences. `lines` are 1-based lines of `source`; None is all of it.

    `source` None means the whole file. `text` and `span` are where the suppression itself stands.
    """

    selector: str
    text: Text | None
    span: Span
    source: int | None
    lines: range | None

    def covers(self, rule: str, source: int | None, first: int, last: int) -> bool:
        """Whether a finding of this rule on these lines of this source is silenced."""
        if self.selector not in (rule, rule[:3], "ALL"):
            return False
        if self.source is None:
            return True
        return self.source == source and (self.lines is None or first in self.lines or last in self.lines)


def read(document: Document) -> tuple[Suppression, ...]:
    """Every suppression that stands in the file."""
    return (*_in_comments(document), *_in_tags(document))


def unused(suppressions: Collection[Suppression], used: Collection[Suppression]) -> Iterator[Hit]:
    """Hits for those that silenced nothing."""
    for suppression in suppressions:
        if suppression not in used:
            yield Hit("unused", suppression.text, suppression.span, {"selector": suppression.selector})


def _in_comments(document: Document) -> Iterator[Suppression]:
    for comment in document.comments:
        text = document.sources[comment.source].text
        for directive in _DIRECTIVE.finditer(text, comment.span.start, comment.span.end):
            lines = _lines(text, comment)
            where = None if directive["what"] == "ignore-file" else comment.source
            place = Text.plain(text, source=comment.source)
            rules = list(_RULE.finditer(text, *directive.span("rules"))) if directive["rules"] else []
            for rule in rules:
                yield Suppression(rule[0].upper(), place, Span(*rule.span()), where, lines)
            if not rules:
                yield Suppression("ALL", place, Span(*directive.span()), where, lines)


def _lines(text: str, comment: Comment) -> range:
    """The comment's own lines; and the next one, if nothing else stands beside it."""
    first = text.count("\n", 0, comment.span.start) + 1
    last = text.count("\n", 0, comment.span.end) + 1
    before = text[text.rfind("\n", 0, comment.span.start) + 1 : comment.span.start]
    line_end = text.find("\n", comment.span.end)
    after = text[comment.span.end : line_end if line_end >= 0 else len(text)]
    stands_alone = not before.strip(" \t>#/") and not after.strip()
    return range(first, last + 2 if stands_alone else last + 1)


def _in_tags(document: Document) -> Iterator[Suppression]:
    for number, source in enumerate(document.sources):
        for tag in source.cell.tags if source.cell else ():
            place = Text.plain(source.text, source=number)
            if tag == _SKIP:
                yield Suppression("ALL", place, Span(0, 0), number, None)
            elif tag.startswith(_TAG):
                for selector in _RULE.findall(tag.removeprefix(_TAG)):
                    yield Suppression(selector.upper(), place, Span(0, 0), number, None)
