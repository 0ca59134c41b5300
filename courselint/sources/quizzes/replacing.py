"""Pieces of a text written in another way, such as values that are drawn when a question is shown."""

from __future__ import annotations

import re
from collections.abc import Callable

from courselint.model import Text, compose, placeholder
from courselint.sources.textbuilder import TextBuilder


def replaced(text: Text, pattern: re.Pattern[str], by: Callable[[re.Match[str], int], str]) -> Text:
    """The text with every match as `by` has it, given the match and how many came before."""
    if pattern.search(text.text) is None:
        return text
    builder = TextBuilder()
    position = 0
    for number, match in enumerate(pattern.finditer(text.text)):
        builder.copy(text.text, position, match.start())
        builder.unit(by(match, number), match.start(), match.end())
        position = match.end()
    builder.copy(text.text, position, len(text.text))
    found = builder.build(0)
    return Text(found.text, compose(found.runs, text.runs), text.source, text.kind)


def drawn(_match: re.Match[str], number: int) -> str:
    """A placeholder: what stands there is known only when the question is shown."""
    return placeholder(number)
