"""Blanks to be filled in: where a stem has them, and what of its sentence follows."""

from __future__ import annotations

import re

from courselint.analysis.questiontext import in_words
from courselint.model import Span

# A run of underscores, escaped or torn by emphasis (`**\_\_**`) as formatters of Markdown do; `__init__` has none.
_RUN = re.compile(r"(?<![\w\\_*.(])[\\_*]{2,}+(?![\w(])|\[(?:blank|_+)\]", re.IGNORECASE)
_BLANK = re.compile(r"_[\\*]*_|\\_|\[")
_SENTENCE_END = re.compile(r"[.!?:;][\"'”’)*_]*(?:\s|$)|\n\s*\n")


def blanks_of(stem: str) -> tuple[Span, ...]:
    """The blanks of a stem, outside code and formulas."""
    return tuple(Span(*match.span()) for match in _RUN.finditer(in_words(stem)) if _BLANK.search(match[0]))


def rest_of_sentence(stem: str, blank: Span) -> str:
    """What follows a blank in its own sentence."""
    words = in_words(stem)
    end = _SENTENCE_END.search(words, blank.end)
    return words[blank.end : end.start() if end else len(words)]
