"""The replacement fields of f-strings: where they end, whatever stands in them."""

from __future__ import annotations

import re

# What matters inside a literal with this quote: the quote, escapes, line ends that change, braces.
MARKS = {quote: re.compile(rf"\\|\r\n?|[{{}}]|{re.escape(quote)}") for quote in ("'", '"', "'''", '"""')}


def field_end(source: str, position: int, stop: int) -> int:
    """Where the replacement field that opened just before `position` ends, after its `}`.

    Strings inside may use the outer quote (Python 3.12), and may be f-strings themselves; in a format
    specification quotes are plain characters, as in `{x:'>9}`.
    """
    # One entry an open thing: "{" field, ":" format specification, "(" bracket, or a string's prefix and quote.
    stack = ["{"]
    while stack:
        top = stack[-1]
        if top[-1] in "'\"":
            position = _string_piece(source, position, stop, stack)
            continue
        match = _FIELD_TOKEN.search(source, position, stop)
        if match is None:
            return stop
        token, position = match[0], match.end()
        if token == "}":
            # A dictionary's brace closes itself, a field's also ends its format specification.
            if stack.pop() == ":":
                stack.pop()
        elif token == "{":
            stack.append("{" if top == ":" else "(")
        elif top == ":":
            if token[0] == "#":
                position = match.start() + 1
        elif token in ("(", "["):
            stack.append("(")
        elif token in (")", "]"):
            if top == "(":
                stack.pop()
        elif token == ":" and top == "{":
            stack.append(":")
        elif token in ("'", '"'):
            quote = token * 3 if source.startswith(token * 2, position) else token
            position = match.start() + len(quote)
            before = source[max(0, match.start() - 2) : match.start()].lower()
            stack.append(("f" if before[-1:] in ("f", "t") or before in ("fr", "tr") else "s") + quote)
    return position


_FIELD_TOKEN = re.compile(r"[{}()\[\]:'\"]|\\.|#[^\r\n]*", re.DOTALL)


def _string_piece(source: str, position: int, stop: int, stack: list[str]) -> int:
    """Move through a string inside a field to its end, or to a field of its own."""
    quote, has_fields = stack[-1][1:], stack[-1][0] == "f"
    while match := MARKS[quote].search(source, position, stop):
        token, position = match[0], match.end()
        if token == quote:
            stack.pop()
            return position
        if token == "\\":
            position += 1
        elif token == "{" and has_fields:
            if not source.startswith("{", position):
                stack.append("{")
                return position
            position += 1
    stack.clear()
    return stop
