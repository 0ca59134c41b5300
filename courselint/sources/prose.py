"""Markdown's blocks: which lines are prose, and where; fences, maths, HTML and front matter are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from courselint.model import Comment, Run, Span, Text, TextKind, compose
from courselint.sources import inline

_FENCE = re.compile(r"[ \t]*+(?:[-*+][ \t]++|\d{1,9}[.)][ \t]++)?(?P<mark>`{3,}+|~{3,}+)(?P<info>[^`\n]*+)$")
_COLONS = re.compile(r"[ \t]*+:{3,}+(?P<info>.*+)$")
_QUOTE = re.compile(r"(?:[ \t]{0,3}>[ \t]?)+")
_HEADING = re.compile(r"[ \t]{0,3}#{1,6}(?:[ \t]++|$)")
_CLOSING = re.compile(r"[ \t]++#++[ \t]*+$")
_ITEM = re.compile(r"[ \t]*+(?:[-*+]|\d{1,9}[.)])(?:[ \t]++(?:\[[ xX]\][ \t]++)?|$)")
_RULE = re.compile(
    r"[ \t]*+(?:(?:-[ \t]*+){3,}|(?:\*[ \t]*+){3,}|(?:_[ \t]*+){3,}|=++[ \t]*+|-++[ \t]*+"
    r"|\|?[ \t]*+:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)*+\|?[ \t]*+)$"
)
_DEFINITION = re.compile(r"[ \t]{0,3}\[[^\]\n]++\]:[ \t]*+\S++(?:[ \t]++(?:\"[^\"\n]*+\"|'[^'\n]*+'))?[ \t]*+$")
_NOTE = re.compile(r"[ \t]{0,3}\[\^[^\]\n]++\]:[ \t]*+")
_OPTION = re.compile(r"[ \t]*+:[\w-]++:(?!`)(?:[ \t].*+)?$")
_RAW_HTML = re.compile(r"[ \t]*+<(script|style|pre|svg|textarea|table-of-contents|math)\b", re.IGNORECASE)
_COMPONENT = re.compile(r"[ \t]*+<[A-Z]\w*+(?:[ \t][^<>]*+)?$")
_BEGIN = re.compile(r"[ \t]*+\\begin\{([A-Za-z]++\*?)\}")
_MODULE = re.compile(r"(?:import|export)\s.*?(?:from\s|=|\{|['\"];?\s*$)")
_DIRECTIVE = re.compile(r"\{([\w:.-]++)[^}]*+\}(.*+)$")
# MyST directives whose body is Markdown; of every other one the body is taken as code or data.
_PROSE_DIRECTIVES = frozenset(
    [
        "admonition",
        "attention",
        "caution",
        "danger",
        "details",
        "dropdown",
        "epigraph",
        "error",
        "exercise-start",
        "exercise",
        "glossary",
        "grid",
        "grid-item-card",
        "card",
        "hint",
        "important",
        "margin",
        "note",
        "proof",
        "prf:theorem",
        "prf:definition",
        "prf:lemma",
        "prf:proof",
        "prf:example",
        "prf:remark",
        "prf:corollary",
        "question",
        "seealso",
        "sidebar",
        "solution",
        "solution-start",
        "tab-item",
        "tab-set",
        "tip",
        "topic",
        "versionadded",
        "warning",
    ]
)


@dataclass(frozen=True, slots=True)
class Fence:
    """A fenced code block: its info string, and the span of its lines' text in the source."""

    info: str
    body: Span


@dataclass(slots=True)
class Prose:
    """What one Markdown source holds. `snippets` are its code and maths, as written."""

    texts: list[Text] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    fences: list[Fence] = field(default_factory=list)
    snippets: list[str] = field(default_factory=list)


def read(text: str, source: int = 0, *, is_file: bool = False) -> Prose:
    """Read the Markdown of one source: a cell, or with `is_file` a whole file, which may have front matter."""
    reader = _Blocks(text, source)
    reader.read(is_file=is_file)
    return reader.prose


@dataclass(slots=True)
class _Open:
    """An open fence: a directive's body is prose, and its first lines may be options."""

    mark: str
    info: str
    body: int
    is_prose: bool


class _Blocks:
    def __init__(self, text: str, source: int) -> None:
        self.text = text
        self.source = source
        self.prose = Prose()
        self.pending: list[Span] = []
        self.kind: TextKind = "prose"
        self.in_list = 0
        self.after_blank = True
        self.fences: list[_Open] = []
        self.in_options = False

    def read(self, *, is_file: bool) -> None:
        lines = list(_lines(self.text))
        number = self._front_matter(lines) if is_file else 0
        while number < len(lines):
            number = self._line(lines, number)
        self._flush()

    def _front_matter(self, lines: list[Span]) -> int:
        text = self.text
        if not lines or text[lines[0].start : lines[0].end].rstrip() != "---":
            return 0
        for number, line in enumerate(lines[1:], 1):
            if text[line.start : line.end].rstrip() in ("---", "..."):
                return number + 1
        return 0

    def _line(self, lines: list[Span], number: int) -> int:
        """Take one line, or a block that starts on it; return the number of the next line."""
        line = lines[number]
        content = self.text[line.start : line.end]
        quote = _QUOTE.match(content)
        start = line.start + (quote.end() if quote else 0)
        content = content[quote.end() :] if quote else content
        if not content or content.isspace():
            self._flush()
            self.after_blank = True
            return number + 1
        fence = _FENCE.match(content)
        if fence and self._closes(fence):
            self.fences.pop()
            self._flush()
            return number + 1
        if fence:
            return self._fence(lines, number, fence)
        if self.in_options and (_OPTION.match(content) or content.strip() == "---"):
            return number + 1
        self.in_options = False
        block_end = self._opaque_block(lines, number, content)
        if block_end > number:
            self._flush()
            self.after_blank = True
            return block_end
        self._prose_line(Span(start, line.end), content)
        self.after_blank = False
        return number + 1

    def _closes(self, fence: re.Match[str]) -> bool:
        mark = self.fences[-1].mark if self.fences else ""
        return bool(mark) and not fence["info"].strip() and fence["mark"].startswith(mark)

    def _fence(self, lines: list[Span], number: int, fence: re.Match[str]) -> int:
        self._flush()
        info, mark = fence["info"].strip(), fence["mark"]
        directive = _DIRECTIVE.match(info)
        if directive and directive[1] in _PROSE_DIRECTIVES:
            title = directive[2].strip()
            if title:
                at = self.text.index(title, lines[number].start)
                self._emit([Span(at, at + len(title))], "heading")
            self.fences.append(_Open(mark, info, number, is_prose=True))
            self.in_options = True
            return number + 1
        end = number + 1
        while end < len(lines):
            stripped = self.text[lines[end].start : lines[end].end].lstrip("> \t").rstrip()
            if stripped.startswith(mark) and not stripped.strip(mark[0]):
                break
            end += 1
        if end > number + 1:
            body = Span(lines[number + 1].start, lines[end - 1].end)
            self.prose.fences.append(Fence(info, body))
            self.prose.snippets.append(self.text[body.start : body.end])
        self.after_blank = True
        return end + 1

    def _opaque_block(self, lines: list[Span], number: int, content: str) -> int:
        """The number of the line after a block that isn't prose and starts here; else `number`."""
        stripped = content.strip()
        if "<!--" in content and "-->" not in content[content.index("<!--") :]:
            return self._comment_block(lines, number, content)
        if stripped.startswith("$$") and stripped.count("$$") % 2:
            return self._until(lines, number, "$$", 2)
        if stripped.startswith("\\[") and "\\]" not in stripped:
            return self._until(lines, number, "\\]", 2)
        begin = _BEGIN.match(content)
        if begin:
            return self._until(lines, number, f"\\end{{{begin[1]}}}", 0)
        raw_html = _RAW_HTML.match(content)
        if raw_html:
            return self._until(lines, number, f"</{raw_html[1]}", 0)
        if _COMPONENT.match(content):
            return self._component(lines, number)
        if stripped.startswith("%") and stripped[1:2].isspace() and not self.pending:
            return number + 1  # a comment in MyST
        is_code = self.after_blank and _indent(content) >= 4 + self.in_list and not self.fences
        return number + 1 if is_code else number

    def _comment_block(self, lines: list[Span], number: int, content: str) -> int:
        opened = self.text.index("<!--", lines[number].start)
        closed = self.text.find("-->", opened)
        end = closed + 3 if closed >= 0 else len(self.text)
        if closed < 0 and not content.lstrip().startswith("<!--"):
            return number
        before = content[: content.index("<!--")]
        if before.strip():
            self._prose_line(Span(lines[number].start, opened), before)
        self.prose.comments.append(Comment(self.text[opened + 4 : end - 3].strip(), Span(opened, end), self.source))
        while number < len(lines) and lines[number].start < end:
            number += 1
        return number

    def _until(self, lines: list[Span], number: int, mark: str, skip: int) -> int:
        """The line after the one that holds `mark`; where there is none the block is this line alone."""
        start = lines[number].start
        first = self.text.find(mark[:1], start) + skip if skip else start
        found = self.text.find(mark, first)
        if found < 0:
            return number + 1
        self.prose.snippets.append(self.text[start : found + len(mark)])
        while number < len(lines) and lines[number].start <= found:
            number += 1
        return number

    def _component(self, lines: list[Span], number: int) -> int:
        for end in range(number, len(lines)):
            content = self.text[lines[end].start : lines[end].end].strip()
            if content.endswith("/>") or content == ">":
                return end + 1
        return number + 1

    def _prose_line(self, line: Span, content: str) -> None:
        start = line.start
        if _RULE.match(content):
            # Under a paragraph it makes that a heading; in a table it parts the head from the body.
            if self.pending and content.strip()[0] in "=-" and "|" not in content:
                self.kind = "heading"
            self._flush()
            return
        if _DEFINITION.match(content) or _COLONS.match(content) or _MODULE.match(content):
            self._flush()
            return
        heading = _HEADING.match(content)
        if heading:
            self._flush()
            closing = _CLOSING.search(content, heading.end())
            end = line.start + (closing.start() if closing else len(content))
            self._emit([Span(start + heading.end(), end)], "heading")
            return
        opening = _ITEM.match(content) or _NOTE.match(content)
        if opening and opening[0].strip():
            self._flush()
            self.in_list = min(_indent(content) + len(opening[0].lstrip()), 8)
            start += opening.end()
        elif self.after_blank and _indent(content) == 0:
            self.in_list = 0
        if content.lstrip().startswith("|"):
            self._flush()
            self._emit([Span(start, line.end)], "prose")
            return
        lead = len(self.text[start : line.end]) - len(self.text[start : line.end].lstrip(" \t"))
        self.pending.append(Span(start + lead, line.end))

    def _flush(self) -> None:
        if self.pending:
            self._emit(self.pending, self.kind)
            self.pending = []
        self.kind = "prose"

    def _emit(self, segments: list[Span], kind: TextKind) -> None:
        raw, lower = self._join(segments)
        found = inline.read(raw)
        origin = segments[0].start
        for start, end in found.comments:
            below = compose((Run(0, end - start, start, end - start),), lower) if lower else ()
            span = (
                Span(below[0].origin, below[-1].origin + below[-1].origin_length)
                if below
                else Span(origin + start, origin + end)
            )
            self.prose.comments.append(Comment(raw[start + 4 : end - 3].strip(), span, self.source))
        self.prose.snippets.extend(found.snippets)
        if found.text.strip():
            if lower:
                runs = compose(found.runs, lower)
            else:
                runs = tuple(Run(run.start, run.length, run.origin + origin, run.origin_length) for run in found.runs)
            self.prose.texts.append(Text(found.text, runs, self.source, kind))

    def _join(self, segments: list[Span]) -> tuple[str, tuple[Run, ...]]:
        """The paragraph's raw text; and its map, unless its lines follow each other with nothing left out."""
        text = self.text
        gaps = [text[before.end : after.start] for before, after in pairwise(segments)]
        if all(gap == "\n" for gap in gaps):
            return text[segments[0].start : segments[-1].end], ()
        pieces: list[str] = []
        runs: list[Run] = []
        length = 0
        for number, segment in enumerate(segments):
            pieces.append(text[segment.start : segment.end])
            runs.append(Run(length, segment.end - segment.start, segment.start, segment.end - segment.start))
            length += segment.end - segment.start
            if number < len(gaps):
                pieces.append("\n")
                runs.append(Run(length, 1, segment.end, len(gaps[number])))
                length += 1
        return "".join(pieces), tuple(runs)


def _indent(content: str) -> int:
    expanded = content.expandtabs(4)
    return len(expanded) - len(expanded.lstrip(" "))


def _lines(text: str) -> Iterator[Span]:
    """The lines' spans without their ends; `\\n` and `\\r\\n` end a line."""
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        if end < 0:
            yield Span(start, len(text))
            return
        yield Span(start, end - 1 if end > start and text[end - 1] == "\r" else end)
        start = end + 1
