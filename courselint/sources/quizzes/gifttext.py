"""The text layer of GIFT: comment lines, escapes, format marks."""

from __future__ import annotations

import re

from courselint.model import Comment, Span, Text, TextKind
from courselint.sources.textbuilder import TextBuilder

# A comment inside a question is blanked with this, so that offsets stay and its text goes.
BLANK = "\x00"
# To look for a mark that is not escaped: match escapes too, and pass them over.
ESCAPE = r"\\[~=#{}:\\n]"
LINE = re.compile(r"[^\r\n]*+(?:\r\n|\r|\n|\Z)")

_FORMAT = re.compile(r"\[(?:html|markdown|moodle|plain)\]")
_ENCODED = re.compile(rf"{ESCAPE}|\r\n?|\x00+(?:\r\n|\r|\n)?")


def set_comments_aside(text: str) -> tuple[tuple[Comment, ...], str]:
    """The `//` lines, and the text with each of them blanked at equal length."""
    comments: list[Comment] = []
    parts: list[str] = []
    for match in LINE.finditer(text):
        line = match[0].rstrip("\r\n")
        if line.lstrip().startswith("//"):
            start = match.start() + len(line) - len(line.lstrip())
            comments.append(Comment(line.strip()[2:].strip(), Span(start, match.start() + len(line.rstrip()))))
            parts.append(BLANK * len(line) + match[0][len(line) :])
        else:
            parts.append(match[0])
    return tuple(comments), "".join(parts)


def trim(live: str, span: Span) -> Span:
    """The span without the blanks and comments around it."""
    start, end = span.start, span.end
    while start < end and (live[start].isspace() or live[start] == BLANK):
        start += 1
    while start < end and (live[end - 1].isspace() or live[end - 1] == BLANK):
        end -= 1
    return Span(start, end)


def without_format(live: str, span: Span) -> Span:
    """The trimmed span after its `[html]`, `[markdown]`, `[moodle]` or `[plain]`."""
    span = trim(live, span)
    if mark := _FORMAT.match(live, span.start, span.end):
        return trim(live, Span(mark.end(), span.end))
    return span


def decode(live: str, span: Span, kind: TextKind) -> Text:
    """The text of a span, trimmed, without its format mark, escapes resolved."""
    span = without_format(live, span)
    builder = TextBuilder()
    decode_into(builder, live, span)
    return builder.build(span.start, kind=kind)


def decode_into(builder: TextBuilder, live: str, span: Span) -> None:
    """Add the decoded characters of the span, blanks around it and all."""
    position = span.start
    for match in _ENCODED.finditer(live, span.start, span.end):
        builder.copy(live, position, match.start())
        position = match.end()
        written = match[0]
        if written[0] == "\\":
            builder.unit("\n" if written[1] == "n" else written[1], match.start(), match.end())
        elif written[0] == "\r":
            builder.unit("\n", match.start(), match.end())
    builder.copy(live, position, span.end)
