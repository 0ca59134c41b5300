"""What the lines of a reStructuredText directive say: text with code fenced, roles as marks, and margins taken away."""

from __future__ import annotations

import re
from collections.abc import Sequence

from courselint.model import Figure, Span, Text, TextKind, placeholder
from courselint.sources.quizzes.rstfields import FIELD, Line
from courselint.sources.textbuilder import TextBuilder

_DIRECTIVE = re.compile(r"\.\.[ \t]++(?P<name>[\w.+-]++)::(?:[ \t]++(?P<rest>\S.*+))?$")
_EXPLICIT = re.compile(r"\.\.(?:[ \t]|$)")
_INLINE = re.compile(r":(?P<role>[\w.+-]{1,40}+(?::[\w.+-]{1,40}+){0,2}+):`(?P<body>[^`\n]++)`|\|blank\|")
_CODE = frozenset(
    "code code-block sourcecode parsed-literal highlight literalinclude activecode codelens jupyter-execute".split()
)
_FIGURES = frozenset(("image", "figure"))
_DEEPEST = 8


def read(text: str, lines: Sequence[Line], at: int, kind: TextKind) -> tuple[Text, tuple[Figure, ...]]:
    """What these lines say, and the figures among them; `at` is where an empty text stands."""
    body = _Body(text, lines, kind)
    body.read()
    return body.builder.build(at, kind=kind), tuple(body.figures)


class _Body:
    """One pass over the lines of a body."""

    def __init__(self, text: str, lines: Sequence[Line], kind: TextKind) -> None:
        self.text = text
        self.lines = lines
        self.kind = kind
        # What stands behind a bullet or a field name has a margin of its own.
        self.margin = min((line.column for line in lines[1:] if not line.is_blank), default=0)
        self.builder = TextBuilder()
        self.figures: list[Figure] = []
        self.is_empty = True
        self.has_gap = False

    def read(self) -> None:
        number = 0
        while number < len(self.lines):
            line = self.lines[number]
            if line.is_blank:
                self.has_gap = True
                number += 1
            elif _EXPLICIT.match(self.text, line.start, line.end):
                number = self._explicit(number)
            else:
                if line.end - line.start != 2 or not self.text.startswith("::", line.start):
                    self._break()
                    self._prose(line)
                number += 1
                if self.text.endswith("::", line.start, line.end):
                    number = self._code(number, line.column, "```", "```")

    def _explicit(self, number: int) -> int:
        """A directive, of which code, formulas and figures are kept, or a comment."""
        line = self.lines[number]
        directive = _DIRECTIVE.match(self.text, line.start, line.end)
        number += 1
        if directive is None:
            return self._after(number, line.column)
        if directive["name"] in _CODE:
            return self._code(number, line.column, "```", "```")
        if directive["name"] == "math":
            return self._code(number, line.column, "$$", "$$")
        if directive["name"] == "raw":
            return self._code(number, line.column, "", "")
        self._break()
        if directive["name"] in _FIGURES and directive["rest"]:
            self._figure(Span(*directive.span("rest")))
        else:
            # A table, a note, a video: something stands here that isn't read.
            self.builder.unit(placeholder(0), line.start, line.end)
        return self._after(number, line.column)

    def _figure(self, target: Span) -> None:
        written = self.text[target.start : target.end]
        self.figures.append(Figure(Text.plain(written, target.start, kind=self.kind), written))
        self.builder.joint("![](")
        self.builder.copy(self.text, target.start, target.end)
        self.builder.joint(")")

    def _code(self, number: int, margin: int, opening: str, closing: str) -> int:
        end = self._after(number, margin)
        first = number
        while first < end and FIELD.match(self.text, self.lines[first].start, self.lines[first].end):
            first += 1
        inside = [line for line in self.lines[first:end] if not line.is_blank]
        if inside:
            self._break()
            self.builder.joint(f"{opening}\n" if opening else "")
            left = min(line.column for line in inside)
            for line in inside:
                self.builder.joint(" " * min(line.column - left, 80))
                self.builder.copy(self.text, line.start, line.end)
                self.builder.joint("\n")
            self.builder.joint(closing)
            self.has_gap = True
        return end

    def _prose(self, line: Line) -> None:
        if line is not self.lines[0]:
            self.builder.joint(" " * min(max(0, line.column - self.margin), _DEEPEST))
        position = line.start
        for match in _INLINE.finditer(self.text, line.start, line.end):
            self.builder.copy(self.text, position, match.start())
            if match["body"]:
                mark = "$" if match["role"] == "math" else "`"
                self.builder.unit(mark, match.start(), match.start("body"))
                self.builder.copy(self.text, *match.span("body"))
                self.builder.unit(mark, match.end("body"), match.end())
            else:
                self.builder.unit("_____", *match.span())
            position = match.end()
        self.builder.copy(self.text, position, line.end)

    def _break(self) -> None:
        if not self.is_empty:
            self.builder.joint("\n\n" if self.has_gap else "\n")
        self.is_empty = self.has_gap = False

    def _after(self, number: int, margin: int) -> int:
        """The number of the line after all that is indented deeper than `margin`."""
        while number < len(self.lines) and (self.lines[number].is_blank or self.lines[number].column > margin):
            number += 1
        return number
