"""How words are written into Python: as they are in code and comments, escaped in strings."""

from __future__ import annotations

import io
import re
import tokenize

from courselint.model import Span
from courselint.sources import magics

_OPENING = re.compile(r"(?P<prefix>[A-Za-z]{0,2})(?P<quote>\"\"\"|'''|\"|')")
# Before Python 3.12 an f-string is one token, whose fields nobody tells from its text.
_FORMATTED = tuple(getattr(tokenize, name, -1) for name in ("FSTRING_START", "FSTRING_MIDDLE", "FSTRING_END"))
_LINE_END = re.compile("\n")
_SPECIAL = re.compile(r"[\\\"'{}\r\n\t]")


def written_in_python(text: str, where: Span, content: str) -> str | None:
    """The content as it stands at `where` of a module's or a cell's text; None where that can't be told."""
    if _SPECIAL.search(content) is None:
        return content
    try:
        around = _token_at(text, where)
    except (tokenize.TokenError, SyntaxError, ValueError):
        return None
    if around is None:
        return content
    return _in_string(around.string, content) if around.type == tokenize.STRING else None


def _token_at(text: str, where: Span) -> tokenize.TokenInfo | None:
    """The string that the span stands in, between its quotes; nothing behind it is read."""
    starts = [0, *(match.end() for match in _LINE_END.finditer(text))]
    for token in tokenize.generate_tokens(io.StringIO(magics.mask(text)).readline):
        start, end = (starts[min(line, len(starts)) - 1] + column for line, column in (token.start, token.end))
        if token.type == tokenize.STRING and start < where.start and where.end < end:
            return token
        if token.type in _FORMATTED and start <= where.start and where.end <= end:
            return token
        if start >= where.end:
            return None
    return None


def _in_string(token: str, content: str) -> str | None:
    opening = _OPENING.match(token)
    if opening is None or "f" in opening["prefix"].lower() or "b" in opening["prefix"].lower():
        return None
    quote = opening["quote"]
    if "r" in opening["prefix"].lower():
        return content if quote[0] not in content and "\\" not in content and "\n" not in content else None
    content = content.replace("\\", "\\\\")
    if len(quote) == 3:
        return content.replace(quote[0], "\\" + quote[0]) if quote in content or content.endswith(quote[0]) else content
    return content.replace(quote, "\\" + quote).replace("\r", "\\r").replace("\n", "\\n")
