"""Markdown's blocks: which lines are prose, and where; fences, maths, HTML and front matter are left out."""

from __future__ import annotations

import re

from courselint.model import Span, TextKind
from courselint.sources import directives
from courselint.sources.finding import Finder
from courselint.sources.paragraph import Fence, Prose, lines_of
from courselint.sources.spreading import last_line

_FENCE = re.compile(r"[ \t]*+(?:[-*+][ \t]++|\d{1,9}[.)][ \t]++)?(?P<mark>`{3,}+|~{3,}+)(?P<info>[^`\n]*+)$")
_COLONS = re.compile(r"[ \t]*+(?P<mark>:{3,}+)(?P<info>.*+)$")
_QUOTE = re.compile(r"(?:[ \t]{0,3}>[ \t]?)+")
_HEADING = re.compile(r"[ \t]{0,3}#{1,6}(?:[ \t]++|$)")
_CLOSING = re.compile(r"[ \t]++#++[ \t]*+$")
_ITEM = re.compile(r"[ \t]*+(?:[-*+]|\d{1,9}[.)])(?:[ \t]++(?:\[[ xX]\][ \t]++)?|$)")
# Of ordered lists only one that begins with 1 may interrupt a paragraph: a sentence may wrap before a year.
_INTERRUPTING = re.compile(r"[ \t]*+(?:[-*+][ \t]|1[.)][ \t]+\S)")
_RULE = re.compile(
    r"[ \t]*+(?:(?:-[ \t]*+){3,}|(?:\*[ \t]*+){3,}|(?:_[ \t]*+){3,}|=++[ \t]*+|-++[ \t]*+"
    r"|\|?[ \t]*+:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)*+\|?[ \t]*+)$"
)
_DEFINITION = re.compile(
    r"[ \t]{0,3}\[(?!\^)[^\]\n]++\]:[ \t]*+(?:<[^<>\n]*+>|\S++)"
    r"(?:[ \t]++(?:\"[^\"\n]*+\"|'[^'\n]*+'|\([^()\n]*+\)))?[ \t]*+$"
)
_TITLE = re.compile(r"[ \t]*+(?:\"[^\"\n]*+\"|'[^'\n]*+')[ \t]*+$")
_NOTE = re.compile(r"[ \t]{0,3}\[\^[^\]\n]++\]:[ \t]*+")
_MEANING = re.compile(r"[ \t]{0,3}:[ \t]++")
_OPTION = re.compile(r"[ \t]*+:[\w-]++:(?!`)(?:[ \t].*+)?$")
_RAW_HTML = re.compile(r"[ \t]*+<(script|style|pre|svg|textarea|table-of-contents|math)\b", re.IGNORECASE)
_COMPONENT = re.compile(r"[ \t]*+<[A-Z]\w*+(?:[ \t][^<>]*+)?$")
_COMPONENT_END = re.compile(r"^(?:[^\n]*/>|[ \t]*+>)[ \t]*+\r?$", re.MULTILINE)
# What stands for the machine: MDX modules, MyST targets and cell breaks, LaTeX macros.
_MACHINERY = re.compile(
    r"import[ \t]++(?:[^'\"\n]*\bfrom[ \t]*+)?['\"][^'\"\n]++['\"];?[ \t]*+$"
    r"|export[ \t]++(?:const|default|function|async|let|var|class|[{*])(?![\w])"
    r"|\([\w:. -]++\)=[ \t]*+$|\+{3}(?:[ \t]*+\{.*+)?$"
    r"|[ \t]*+\\(?:(?:re|provide)?newcommand|def|let|DeclareMathOperator|require|usepackage|setlength|setcounter)\b"
)
_DIRECTIVE = re.compile(r"\{([\w:.-]++)[^}]*+\}(.*+)$")


def read(text: str, source: int = 0, *, is_file: bool = False) -> Prose:
    """Read the Markdown of one source: a cell, or with `is_file` a whole file, which may have front matter."""
    reader = _Blocks(text, source)
    reader.read(is_file=is_file)
    return reader.prose


class _Blocks:
    def __init__(self, text: str, source: int) -> None:
        self.text = text
        self.source = source
        self.prose = Prose()
        self.finder = Finder(text)
        self.pending: list[Span] = []
        self.kind: TextKind = "prose"
        self.depth = 0
        self.in_list = 0
        self.after_blank = True
        # The marks of the open directives, whose bodies are prose; their first lines may be options.
        self.directives: list[str] = []
        self.in_options = False
        self.after_definition = False
        # The shortest fence of each character that is known not to be closed from here on.
        self.unclosed: dict[str, int] = {}

    def read(self, *, is_file: bool) -> None:
        lines = list(lines_of(self.text))
        number = self._front_matter(lines) if is_file else 0
        while number < len(lines):
            number = self._line(lines, number)
        self._flush()

    def _front_matter(self, lines: list[Span]) -> int:
        text = self.text
        mark = text[lines[0].start : lines[0].end].rstrip() if lines else ""
        if mark not in ("---", "+++"):
            return 0
        for number, line in enumerate(lines[1:], 1):
            if text[line.start : line.end].rstrip() in (mark, "..." if mark == "---" else mark):
                return number + 1
        return 0

    def _line(self, lines: list[Span], number: int) -> int:
        """Take one line, or a block that starts on it; return the number of the next line."""
        line = lines[number]
        start = line.start + self._quote(line)
        content = self.text[start : line.end]
        first = content.lstrip()[:1]
        if not first:
            self._flush()
            self.after_blank = True
            return number + 1
        if first in "`~:-*+0123456789":
            following = self._fenced(lines, number, content)
            if following > number:
                return following
        if self.in_options and (_OPTION.match(content) or content.strip() == "---"):
            return number + 1
        self.in_options = False
        following = self._opaque_block(lines, number, content, first)
        if following > number:
            self._flush()
            self.after_blank = True
            return following
        last = last_line(self.text, self.finder, lines, number, start)
        if last > number:
            content = self.text[start : lines[last].end]
        self._prose_line(Span(start, lines[last].end), content, first)
        return last + 1

    def _quote(self, line: Span) -> int:
        """How long the line's block quote marks are. A deeper quote ends the paragraph before it."""
        quote = _QUOTE.match(self.text, line.start, line.end)
        depth = quote[0].count(">") if quote else 0
        if depth > self.depth:
            self._flush()
        if depth > self.depth or not self.pending:
            self.in_list = self.in_list if depth == self.depth else 0
            self.depth = depth
        return len(quote[0]) if quote else 0

    def _fenced(self, lines: list[Span], number: int, content: str) -> int:
        fence = _FENCE.match(content) or _COLONS.match(content)
        if fence is None:
            return number
        self._flush()
        mark, info = fence["mark"], fence["info"].strip()
        self.after_blank = True
        if not info and self._close(mark):
            return number + 1
        directive = _DIRECTIVE.match(info)
        name = directive[1] if directive else ""
        if mark[0] == ":" and not directives.has_code(name):
            if directive:
                self._open(lines[number], mark, name, info[directive.start(2) :])
            return number + 1
        if directives.has_prose(name) and directive:
            self._open(lines[number], mark, name, info[directive.start(2) :])
            return number + 1
        return self._code(lines, number, mark, info)

    def _open(self, line: Span, mark: str, name: str, argument: str) -> None:
        """Open a directive whose body is prose."""
        title = argument.strip()
        if title and directives.has_title(name):
            at = self.text.rindex(title, line.start, line.end)
            self._add([Span(at, at + len(title))], "heading")
        self.directives.append(mark)
        self.in_options = True

    def _close(self, mark: str) -> bool:
        """Close the innermost directive that this mark can close, and what was left open in it."""
        # Deeper than this nobody nests, and a hostile file may not make the search long.
        for depth in range(len(self.directives), max(0, len(self.directives) - 8), -1):
            if mark.startswith(self.directives[depth - 1]):
                del self.directives[depth - 1 :]
                return True
        return False

    def _code(self, lines: list[Span], number: int, mark: str, info: str) -> int:
        """A fenced block that isn't prose, to its closing fence or the end of what it stands in."""
        text = self.text
        end, is_closed = number + 1, False
        if len(mark) < self.unclosed.get(mark[0], len(mark) + 1) or self.depth:
            while end < len(lines):
                quote = _QUOTE.match(text, lines[end].start, lines[end].end) if self.depth else None
                if self.depth and quote is None:
                    break
                stripped = text[quote.end() if quote else lines[end].start : lines[end].end].strip()
                if stripped.startswith(mark) and not stripped.strip(mark[0]):
                    is_closed = True
                    break
                end += 1
        if not is_closed and not self.depth:
            self.unclosed[mark[0]] = min(len(mark), self.unclosed.get(mark[0], len(mark)))
            end = self._unclosed_end(lines, number)
        if end > number + 1:
            body = Span(lines[number + 1].start, lines[end - 1].end)
            self.prose.fences.append(Fence(info, body))
            self.prose.snippets.append(text[body.start : body.end])
        return end + 1 if is_closed else end

    def _unclosed_end(self, lines: list[Span], number: int) -> int:
        """Where a fence without an end ends: with its list item, else with the text."""
        content = self.text[lines[number].start : lines[number].end]
        item = _ITEM.match(content)
        indent = len(item[0].expandtabs(4)) if item else _indent(content)
        for end in range(number + 1, len(lines)):
            content = self.text[lines[end].start : lines[end].end]
            if content.strip() and _indent(content) < indent:
                return end
        return len(lines)

    def _opaque_block(self, lines: list[Span], number: int, content: str, first: str) -> int:
        """The number of the line after a block that isn't prose and starts here; else `number`."""
        if self.after_blank and content[0] in " \t" and _indent(content) >= 4 + self.in_list and not self.directives:
            return number + 1  # indented code
        if self.after_definition and _TITLE.match(content):
            return number + 1
        self.after_definition = first == "[" and not self.pending and bool(_DEFINITION.match(content))
        if self.after_definition or (first in "ie(+\\" and _MACHINERY.match(content)):
            return number + 1
        if first == "<":
            raw_html = _RAW_HTML.match(content)
            if raw_html:
                return self._until(lines, number, f"</{raw_html[1]}")
            if _COMPONENT.match(content):
                return self._component(lines, number)
        # A comment in MyST.
        is_comment = first == "%" and content.lstrip()[1:2].isspace() and not self.pending
        return number + 1 if is_comment else number

    def _until(self, lines: list[Span], number: int, mark: str) -> int:
        """The line after the one that holds `mark`; where there is none the block is this line alone."""
        start = lines[number].start
        found = self.finder.find(mark, start)
        if found < 0:
            return number + 1
        self.prose.snippets.append(self.text[start : found + len(mark)])
        while number < len(lines) and lines[number].start <= found:
            number += 1
        return number

    def _component(self, lines: list[Span], number: int) -> int:
        """The line after an MDX component's opening tag, which may be long."""
        if "/>" in self.unclosed:
            return number + 1
        end = _COMPONENT_END.search(self.text, lines[number].start)
        if end is None:
            self.unclosed["/>"] = 0
            return number + 1
        while number < len(lines) and lines[number].start <= end.start():
            number += 1
        return number

    def _prose_line(self, line: Span, content: str, first: str) -> None:
        was_blank, self.after_blank = self.after_blank, False
        if first in "-=*_|:" and _RULE.match(content):
            # Under a paragraph it makes that a heading; in a table it parts the head from the body.
            if self.pending and content.strip()[0] in "=-" and "|" not in content:
                self.kind = "heading"
            self._flush()
            return
        position = 0
        if first in "-*+0123456789[:":
            position = self._markers(content, is_free=was_blank or not self.pending)
        if position:
            self._flush()
        elif was_blank and content[0] not in " \t":
            self.in_list = 0
        heading = _HEADING.match(content, position) if first == "#" or position else None
        if heading:
            self._flush()
            closing = _CLOSING.search(content, max(position, heading.end() - 1))
            end = closing.start() if closing else len(content)
            self._add([Span(line.start + heading.end(), max(line.start + heading.end(), line.start + end))], "heading")
            self.after_blank = not position
            return
        lead = len(content) - len(content[position:].lstrip(" \t"))
        if content.startswith("|", lead):
            self._flush()
            self._add([Span(line.start + lead, line.end)], "prose")
            return
        if lead < len(content):
            self.pending.append(Span(line.start + lead, line.end))

    def _markers(self, content: str, *, is_free: bool) -> int:
        """How long the marks of list items, notes and definitions are that the line begins with."""
        position = 0
        # More marks than this on one line are no list.
        for _ in range(4):
            opening = _ITEM.match(content, position)
            if opening is None or (not is_free and not self.in_list and not _INTERRUPTING.match(content, position)):
                break
            position = opening.end()
            quote = _QUOTE.match(content, position)
            position = quote.end() if quote else position
        if position:
            self.in_list = min(len(content[:position].expandtabs(4)), 8)
            return position
        opening = _NOTE.match(content) or _MEANING.match(content)
        if opening:
            self.in_list = 4
        return opening.end() if opening else 0

    def _add(self, segments: list[Span], kind: TextKind) -> None:
        self.prose.add(self.text, segments, self.source, kind)

    def _flush(self) -> None:
        if self.pending:
            self._add(self.pending, self.kind)
            self.pending = []
        self.kind = "prose"


def _indent(content: str) -> int:
    expanded = content.expandtabs(4)
    return len(expanded) - len(expanded.lstrip(" "))
