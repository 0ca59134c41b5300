"""Suppressions: comments and cell tags; what they silence, and which of them silence nothing."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from courselint.catalogue import Catalogue, Rule
from courselint.model import Comment, Document, Hit, Span, Text
from courselint.placing import Lines

UNUSED = "NBK007"
_DIRECTIVE = re.compile(r"courselint:\s*(?P<what>ignore-file|ignore)\b(?:\[(?P<rules>[^\]\n]*+)\])?")
_RULE = re.compile(r"[^\s,]+")
_TAG = "courselint-ignore="
_SKIP = "courselint-skip"
# How many lines below a comment are looked at for the one that it is about.
_FURTHEST = 8


@dataclass(frozen=True, slots=True)
class Suppression:
    """One rule (by id or name), family or ALL that one place silences.

    `lines` are 1-based lines of `source`; None is all of it. `source` None means the whole file. `text` and `span`
    are where the suppression itself stands.
    """

    selector: str
    text: Text | None
    span: Span
    source: int | None
    lines: range | None

    def names(self, rule: Rule) -> bool:
        # ALL would silence the word that it silences nothing.
        return rule.is_named_by(self.selector) and not (rule.id == UNUSED and self.selector.upper() == "ALL")


class Suppressions:
    """All suppressions of one document, and which of them were of use."""

    def __init__(self, document: Document) -> None:
        self._all = (*_in_comments(document), *_in_tags(document))
        self._used: set[int] = set()
        self._wide: list[int] = []
        self._by_line: dict[tuple[int, int], list[int]] = {}
        for number, one in enumerate(self._all):
            if one.source is None or one.lines is None:
                self._wide.append(number)
            else:
                for line in one.lines:
                    self._by_line.setdefault((one.source, line), []).append(number)

    def silence(self, rule: Rule, source: int | None, first: int, last: int) -> bool:
        """Whether a finding of this rule on these lines of this source is silenced; what silences it is of use."""
        near = {*self._by_line.get((source, first), ()), *self._by_line.get((source, last), ())} if self._all else ()
        silencing = [number for number in near if self._all[number].names(rule)]
        silencing += (
            number
            for number in self._wide
            if self._all[number].source in (None, source) and self._all[number].names(rule)
        )
        self._used.update(silencing)
        return bool(silencing)

    def unused(self, known: Catalogue, ran: Collection[str]) -> Iterator[Hit]:
        """Hits for those that silenced nothing. Of one whose rules did not all run (`ran`: ids) that can't be told.

        Rules that are off by default, or need more than most runs have, are missed by nobody.
        """
        for number, one in enumerate(self._all):
            if number in self._used:
                continue
            values = {"selector": one.selector}
            named = [rule for rule in known if one.names(rule)]
            if not named:
                near = " or ".join(known.nearest(one.selector))
                values["hint"] = f"did you mean {near}?" if near else "`courselint rules` lists them"
                yield Hit("unknown", one.text, one.span, values)
            elif all(rule.id in ran or not rule.default or rule.needs for rule in named) and any(
                rule.id in ran and rule.id != UNUSED for rule in named
            ):
                yield Hit("unused", one.text, one.span, values)


def _in_comments(document: Document) -> Iterator[Suppression]:
    lines: dict[int, Lines] = {}
    for comment in document.comments:
        text = document.sources[comment.source].text
        place = Text.plain(text, source=comment.source)
        for directive in _DIRECTIVE.finditer(text, comment.span.start, comment.span.end):
            is_file = directive["what"] == "ignore-file"
            if comment.source not in lines:
                lines[comment.source] = Lines(text)
            source = None if is_file else comment.source
            where = None if is_file else _lines(text, lines[comment.source], comment, directive.start())
            rules = list(_RULE.finditer(text, *directive.span("rules"))) if directive["rules"] else []
            for rule in rules:
                yield Suppression(rule[0], place, Span(*rule.span()), source, where)
            if not rules:
                yield Suppression("ALL", place, Span(*directive.span()), source, where)


def _lines(text: str, lines: Lines, comment: Comment, directive: int) -> range:
    """The comment's own line; and, if nothing else stands beside it, the next that is neither blank nor one more.

    Formatters put a blank line beneath an HTML comment.
    """
    first, last = lines.position(comment.span.start).line, lines.position(comment.span.end).line
    before = text[lines.line(first).start : directive]
    after = text[comment.span.end : lines.line(last).end]
    if before.strip(" \t\r\n>#/<!-") or after.strip():
        return range(first, last + 1) if last - first < _FURTHEST else range(first, first + 1)
    for number in range(last + 1, min(last + 1 + _FURTHEST, lines.count + 1)):
        following = lines.line(number)
        if not _is_passed_over(text[following.start : following.end]):
            return range(last, number + 1)
    return range(last, last + 1)


def _is_passed_over(line: str) -> bool:
    return not line.strip() or _DIRECTIVE.search(line) is not None


def _in_tags(document: Document) -> Iterator[Suppression]:
    for number, source in enumerate(document.sources):
        for tag in source.cell.tags if source.cell else ():
            place = Text.plain(source.text, source=number)
            if tag == _SKIP:
                yield Suppression("ALL", place, Span(0, 0), number, None)
            elif tag.startswith(_TAG):
                for selector in _RULE.findall(tag.removeprefix(_TAG)):
                    yield Suppression(selector, place, Span(0, 0), number, None)
