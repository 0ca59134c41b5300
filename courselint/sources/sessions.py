"""Interactive sessions (`>>>`) in strings: what is typed, and what must be printed, each character with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from courselint.model import Code, Example, Span, Suite, Text, compose
from courselint.sources.pythonprose import docstrings
from courselint.sources.pythontext import LineOffsets, string_text
from courselint.sources.textbuilder import TextBuilder

PROMPT = ">>>"
_TYPED = re.compile(r"[ \t]*+>>>(?: |$)")
_CONTINUED = re.compile(r"[ \t]*+\.\.\.(?: |$)")
_OPTIONS = re.compile(r"#[ \t]*+doctest:[ \t]*+([^\n'\"]*)$", re.MULTILINE)


def read_code(code: Code) -> Iterator[Suite]:
    """The sessions in the docstrings of one source."""
    if code.tree is None or PROMPT not in code.text:
        return
    lines = LineOffsets(code.text)
    for node in docstrings(code.tree):
        if isinstance(node.value, str) and PROMPT in node.value:
            found = tuple(examples(string_text(code.text, node, lines, code.source, "docstring")))
            if found:
                yield Suite("doctest", found)


def examples(text: Text) -> Iterator[Example]:
    """The examples in a text: a prompt, its continuations, and the lines up to a blank one or the next prompt."""
    lines = list(_lines(text.text))
    number = 0
    while number < len(lines):
        match = _TYPED.match(text.text, lines[number].start, lines[number].end)
        number += 1
        if match is None:
            continue
        typed = [Span(match.end(), lines[number - 1].end)]
        indent = len(match[0].rstrip()) - len(PROMPT)
        while number < len(lines) and (match := _CONTINUED.match(text.text, lines[number].start, lines[number].end)):
            typed.append(Span(match.end(), lines[number].end))
            number += 1
        wanted: list[Span] = []
        while number < len(lines) and not _ends_output(text.text, lines[number]):
            start = min(lines[number].start + indent, lines[number].end)
            wanted.append(Span(start, lines[number].end))
            number += 1
        code = _joined(text, typed)
        if not code.text.strip():
            continue
        yield Example(code, _joined(text, wanted or [Span(typed[-1].end, typed[-1].end)]), options(code.text))


def options(code: str) -> frozenset[str]:
    """The flags that a comment in the example turns on: `# doctest: +ELLIPSIS`."""
    if "doctest:" not in code:
        return frozenset()
    words = " ".join(match[1] for match in _OPTIONS.finditer(code)).replace(",", " ").split()
    return frozenset(word[1:] for word in words if word.startswith("+"))


def _ends_output(text: str, line: Span) -> bool:
    return not text[line.start : line.end].strip() or _TYPED.match(text, line.start, line.end) is not None


def _lines(text: str) -> Iterator[Span]:
    start = 0
    for line in text.split("\n"):
        yield Span(start, start + len(line))
        start += len(line) + 1


def _joined(text: Text, lines: list[Span]) -> Text:
    """These stretches of a text as lines of their own."""
    builder = TextBuilder()
    for number, line in enumerate(lines):
        if number:
            # The line's end stands in the string too, before the indent and the prompt that are left out.
            builder.unit("\n", lines[number - 1].end, lines[number - 1].end + 1)
        builder.copy(text.text, line.start, line.end)
    inner = builder.build(lines[0].start)
    return Text(inner.text, compose(inner.runs, text.runs), text.source, text.kind)
