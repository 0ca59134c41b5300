"""A flagged expression, parsed once more, so that a fix can edit its parts and leave the rest as it is written."""

from __future__ import annotations

import ast
import re
import warnings

from courselint.model import Edit, Span, Text
from courselint.sources.pythontext import LineOffsets

LONGEST = 20_000
_COMMA = re.compile(r"[\s)]*,\s*")


class Expression:
    """An expression at `span` of a text; `node` is None where it can't be read by itself."""

    __slots__ = ("_lines", "_text", "node", "span")

    def __init__(self, text: Text, span: Span) -> None:
        self._text = text
        self.span = span
        self.node: ast.expr | None = None
        # Brackets round it let it run over several lines.
        whole = f"({text.text[span.start : span.end]}\n)"
        self._lines = LineOffsets(whole)
        if span.end - span.start <= LONGEST:
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    self.node = ast.parse(whole, mode="eval").body
            except (SyntaxError, ValueError, RecursionError, MemoryError):
                self.node = None

    def where(self, node: ast.expr | ast.keyword) -> Span:
        """Where a part of it stands in the text."""
        found = self._lines.span(node)
        before = self.span.start - 1
        return Span(found.start + before, found.end + before)

    def between(self, start: int, end: int) -> str:
        """The text between two offsets."""
        return self._text.text[start:end]

    def put(self, start: int, end: int, content: str) -> Edit:
        """The edit that exchanges what stands there."""
        return Edit(self._text, Span(start, end), content)

    def called(self, call: ast.Call, name: str) -> Edit:
        """Another name for the called function, beside the same module or object."""
        where = self.where(call.func)
        own = call.func.attr if isinstance(call.func, ast.Attribute) else self.between(where.start, where.end)
        return self.put(where.end - len(own), where.end, name)

    def instead(self, call: ast.Call, function: str) -> Edit:
        """Another function altogether."""
        where = self.where(call.func)
        return self.put(where.start, where.end, function)

    def named(self, call: ast.Call, position: int, name: str) -> Edit | None:
        """The positional argument at `position`, from 1 on, given by name."""
        before, argument = self.where(call.args[position - 1]).end, self.where(call.args[position]).start
        gap = _COMMA.match(self.between(before, argument))
        return self.put(before + gap.end(), before + gap.end(), f"{name}=") if gap is not None else None

    def appended(self, call: ast.Call, argument: str) -> Edit:
        """One more argument, after the last."""
        end = self.where(call).end - 1
        inside = self.between(self.span.start, end)
        at = self.span.start + len(inside.rstrip())
        if "#" in inside[inside.rfind("\n") + 1 :] or "#" in inside.rstrip()[inside.rstrip().rfind("\n") + 1 :]:
            # A comment runs to the end of its line.
            at = end
        if inside.rstrip().endswith(","):
            return self.put(at, at, f" {argument}," if at < end else f" {argument}")
        return self.put(at, at, f", {argument}")
