"""HTML inside a text, as quiz formats carry it: what a reader sees of it, and where that stands."""

from __future__ import annotations

import re
from html import unescape

from courselint.model import Text, compose
from courselint.sources import mathml
from courselint.sources.textbuilder import TextBuilder

_MARKUP = re.compile(
    r"<!--(?:[^-]|-(?!->))*+-->|<(?P<close>/?)(?P<name>[A-Za-z][\w:-]{0,30})(?=[\s/>])[^<>]*+>"
    r"|&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z]\w{1,31});"
)
LINES = frozenset("br p div li tr ul ol table h1 h2 h3 h4 h5 h6 pre blockquote hr dd dt section article".split())
SHOWN = frozenset(("img", "video", "audio", "object", "iframe", "svg"))
SCRIPTS = {"sup": "^", "sub": "_"}
# What stands in these is for the browser.
_UNREAD = frozenset(("style", "script"))
_UNREAD_ENDS = re.compile(r"</(?:style|script)\s*>", re.IGNORECASE)
CODE = frozenset(("code", "pre", "kbd", "samp", "tt"))
# Not the raised letters of "1st" and of trade marks.
_RAISED = re.compile(r"\s*[-+−\dA-Za-z(](?![A-Za-z])")
_BEGINS = re.compile(r"\s*<(?:p|div|span|table|ol|ul|h[1-6]|pre|br|img|math|strong|em|b|i)(?=[\s/>])", re.IGNORECASE)


def is_html(text: str) -> bool:
    """Whether a text begins with a tag, whatever its format is said to be."""
    return _BEGINS.match(text) is not None


def read(text: Text) -> Text:
    """The text without tags and with entities decoded; blocks begin lines, code stands in backticks, maths in dollars.

    The tags of images and other things to look at stay: what a question shows there is not told in words.
    """
    if "<" not in text.text and "&" not in text.text:
        return text.part(text.whole)
    builder = TextBuilder()
    position = 0
    may_end = True
    for match in _MARKUP.finditer(text.text):
        if match.start() < position:
            continue
        builder.copy(text.text, position, match.start())
        position = match.end()
        if match[0][0] == "&":
            builder.unit(unescape(match[0]), match.start(), match.end())
            continue
        name = (match["name"] or "").lower()
        if name in _UNREAD and may_end and not match["close"]:
            end = _UNREAD_ENDS.search(text.text, position)
            # One that is never closed hides nothing, and the rest isn't searched again.
            may_end, position = end is not None, end.end() if end is not None else position
        elif name in CODE:
            builder.unit("`", match.start(), match.end())
        elif name in LINES:
            builder.unit("\n", match.start(), match.end())
        elif name == "math":
            builder.unit("$", match.start(), match.end())
        elif mark := (mathml.CLOSING if match["close"] else mathml.OPENING).get(name):
            builder.unit(mark, match.start(), match.end())
        elif name in SCRIPTS and not match["close"] and _RAISED.match(text.text, match.end()):
            builder.unit(SCRIPTS[name], match.start(), match.end())
        elif name in SHOWN:
            builder.copy(text.text, match.start(), match.end())
    builder.copy(text.text, position, len(text.text))
    found = builder.build(0)
    whole = Text(found.text, compose(found.runs, text.runs), text.source, text.kind)
    return whole.part(whole.whole)
