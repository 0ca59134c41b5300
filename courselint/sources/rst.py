"""reStructuredText: paragraphs, headings and lists are prose; directives only where their body is."""

from __future__ import annotations

import re

from courselint.model import Comment, Document, Fault, Question, Source, Span, TextKind
from courselint.sources.masking import question_texts
from courselint.sources.paragraph import Fence, Prose, lines_of
from courselint.sources.quizzes import runestone

_DIRECTIVE = re.compile(
    r"[ \t]*+\.\.[ \t]++(?:\|[^|\n]++\|[ \t]++)?(?P<name>[\w.+-]++(?::[\w.+-]++)*+)::(?:[ \t]++(?P<rest>\S.*+))?$"
)
_EXPLICIT = re.compile(r"[ \t]*+\.\.(?:[ \t]|$)")
_ITEM = re.compile(r"[ \t]*+(?:[-*+•]|(?:\d{1,9}|[A-Za-z]|#)[.)]|\([\dA-Za-z]{1,3}\)|\|)[ \t]++")
_FIELD = re.compile(r"[ \t]*+:[^:\n`]++:(?:[ \t]|$)")
_RULER = re.compile(r"[ \t]*+([!-/:-@\[-`{-~])\1{2,}+[ \t]*+$")
_TABLE = re.compile(r"[ \t]*+(?:\+[-=+]++|={2,}[ \t]++=[= \t]++)$")
# Directives whose body is read by people; of every other one it is code, data or machinery.
_PROSE = frozenset(
    """admonition attention caution danger error hint important note tip warning seealso topic sidebar epigraph
    versionadded versionchanged deprecated rubric container figure exercise solution dropdown question definition
    theorem proof lemma example glossary reveal timed tabbed tab""".split()
)
_TITLED = frozenset("admonition topic sidebar rubric exercise question theorem definition example".split())


def read(path: str, data: bytes, text: str) -> Document:
    """Read one file."""
    blocks = _Blocks(text)
    found = blocks.read()
    return Document(
        path=path,
        format="rst",
        data=data,
        sources=(Source(text),),
        texts=(*found.texts, *question_texts(blocks.questions)),
        questions=tuple(blocks.questions),
        faults=tuple(blocks.faults),
        comments=tuple(found.comments),
        snippets=tuple(found.snippets),
    )


class _Blocks:
    """One pass over the lines."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = list(lines_of(text))
        self.prose = Prose()
        self.pending: list[Span] = []
        self.questions: list[Question] = []
        self.faults: list[Fault] = []

    def read(self) -> Prose:
        number = 0
        while number < len(self.lines):
            number = self._line(number)
        self._flush("prose")
        return self.prose

    def _line(self, number: int) -> int:
        """Take one line, or a block that starts on it; return the number of the next line."""
        content = self._content(number)
        if not content.strip():
            self._flush("prose")
            return number + 1
        if _TABLE.match(content):
            self._flush("prose")
            return self._after_table(number)
        if _RULER.match(content):
            # Under a line of its own length it makes that a heading.
            self._flush("heading")
            return number + 1
        if _EXPLICIT.match(content) and not self.pending:
            return self._explicit(number, content)
        if content.lstrip().startswith(">>>"):
            self._flush("prose")
            return self._after_paragraph(number)
        if _FIELD.match(content) and not self.pending:
            return number + 1
        self._prose_line(number, content)
        if content.rstrip().endswith("::"):
            self._flush("prose")
            return self._snippet(number, _indent(content))
        return number + 1

    def _prose_line(self, number: int, content: str) -> None:
        item = _ITEM.match(content)
        if item:
            self._flush("prose")
        start = self.lines[number].start
        lead = item.end() if item else len(content) - len(content.lstrip(" \t"))
        self.pending.append(Span(start + lead, start + len(content.rstrip())))

    def _explicit(self, number: int, content: str) -> int:
        """A directive, a target, a comment."""
        directive = _DIRECTIVE.match(content)
        if directive is None:
            end = self._after_body(number, _indent(content))
            span = Span(self.lines[number].start + _indent(content), self.lines[end - 1].end)
            inside = content.strip().removeprefix("..").strip()
            if not inside.startswith(("_", "[", "|")):
                self.prose.comments.append(Comment(inside, span))
            return end
        name, rest = directive["name"], directive["rest"] or ""
        if name in runestone.READERS:
            return self._questions(number, name, _indent(content))
        if name not in _PROSE:
            return self._snippet(number, _indent(content))
        if rest and (name in _TITLED or name not in ("figure", "container")):
            start = self.lines[number].start + directive.start("rest")
            self.prose.add(self.text, [Span(start, start + len(rest))], 0, "heading" if name in _TITLED else "prose")
        number += 1
        while number < len(self.lines) and _FIELD.match(self._content(number)):
            number += 1
        return number

    def _questions(self, number: int, name: str, indent: int) -> int:
        end = self._after_body(number, indent)
        line = self.lines[number]
        span = Span(line.start + indent, line.end)
        questions, faults = runestone.read(self.text, name, span, self.lines[number + 1 : end])
        self.questions += questions
        self.faults += faults
        return end

    def _snippet(self, number: int, indent: int) -> int:
        """Keep what is indented below this line aside, as code."""
        end = self._after_body(number, indent)
        if end > number + 1:
            body = Span(self.lines[number + 1].start, self.lines[end - 1].end)
            self.prose.fences.append(Fence("", body))
            self.prose.snippets.append(self.text[body.start : body.end])
        return end

    def _after_body(self, number: int, indent: int) -> int:
        """The line after all that is indented deeper than `indent` below this one."""
        end = number + 1
        while end < len(self.lines):
            content = self._content(end)
            if content.strip() and _indent(content) <= indent:
                break
            end += 1
        return end

    def _after_paragraph(self, number: int) -> int:
        while number < len(self.lines) and self._content(number).strip():
            number += 1
        return number

    def _after_table(self, number: int) -> int:
        """The line after a table: one of `=` ends at its third rule, a grid at a blank line."""
        is_grid = self._content(number).lstrip().startswith("+")
        rules = 0
        while number < len(self.lines):
            content = self._content(number)
            rules += bool(_TABLE.match(content))
            if (is_grid and not content.strip()) or (not is_grid and rules >= 2 and not content.strip()):
                break
            number += 1
        return number

    def _flush(self, kind: TextKind) -> None:
        if self.pending:
            self.prose.add(self.text, self.pending, 0, kind)
            self.pending = []

    def _content(self, number: int) -> str:
        line = self.lines[number]
        return self.text[line.start : line.end]


def _indent(content: str) -> int:
    return len(content) - len(content.lstrip(" \t"))
