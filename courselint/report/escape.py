"""What makes text from a course file harmless in a report."""

from __future__ import annotations

import re

# Controls, bidi and other format characters, line separators, lone surrogates, private use, tags.
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff0-\ufffb\ud800-\udfff\ue000-\uf8ff\U000e0000-\U000e0fff]"
)
_COMMAND = re.compile(r"\A(\s*):(?=:)")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#+!|~$&@:])")


def visible(text: str) -> str:
    """The text on one line, with every character that could hide, reorder or command written as an escape."""
    # The runner of GitHub's actions takes this for a command wherever it stands.
    return _UNSEEN.sub(_escape, text).replace("##[", "##\\x5b")


def leading(text: str) -> str:
    """The same for text that a line begins with: it can't be taken for a command of GitHub's actions."""
    return _COMMAND.sub(r"\1\\x3a", visible(text))


def markdown(text: str) -> str:
    """The text as Markdown that shows just these characters, in a table cell too."""
    return _MARKDOWN.sub(r"\\\1", visible(text)).replace("\\<", "&lt;").replace("\\>", "&gt;").replace("\\&", "&amp;")


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    if match[0] == "\t":
        return " "
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
