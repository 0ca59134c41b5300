"""“Always”, “never” and the like in wrong answers only."""

from __future__ import annotations

import re
from collections.abc import Iterator

from courselint.analysis.questiontext import in_words, is_prose, is_survey, quoted, without_quotations
from courselint.analysis.truefalse import is_true_false
from courselint.model import Hit, Question, Span

READS = Question

# “All” and “every” mostly count things; these claim that there is no exception.
_ABSOLUTE = re.compile(
    r"\b(?:always|never|only|completely|entirely|exclusively|solely|absolutely|guarantee[sd]?|impossible|invariably"
    r"|under no circumstances|in (?:all|every|no) cases?|at all times|no matter (?:what|how|which)|without exception)\b"
    r"(?!-)(?! (?:for|if|when|once|after|one|two|\d))",
    re.IGNORECASE,
)
_ANY_ABSOLUTE = re.compile(
    r"\b(?:always|never|only|all|every|any|none|no|must|cannot|completely|entirely|exclusively|solely|guarantee[sd]?"
    r"|impossible|without exception)\b",
    re.IGNORECASE,
)

# Fewer words make a name, such as that of a menu's entry.
SHORTEST = 4

_FALSE = re.compile(r"\W*(?:false|no|incorrect)\W*", re.IGNORECASE)


def check(question: Question) -> Iterator[Hit]:
    """One finding a question, on the first absolute; silent where a key or the stem has one of any kind.

    Yields `statement` for a statement to be judged that is false and has an absolute.
    """
    if is_true_false(question):
        yield from _statement(question)
        return
    if question.kind != "choice" or len(question.options) < 3 or is_survey(question):
        return
    keys = [option.text.text for option in question.options if option.is_key]
    if not keys or any(_ANY_ABSOLUTE.search(in_words(text)) for text in keys):
        return
    if _ABSOLUTE.search(question.stem.text):
        return
    for option in question.options:
        words = without_quotations(in_words(option.text.text))
        found = _ABSOLUTE.search(words)
        if option.is_key is False and found and is_prose(words) and len(words.split()) >= SHORTEST:
            yield Hit(
                "absolute", option.text, Span(*found.span()), {"word": found[0], "option": quoted(option.text.text)}
            )
            return


def _statement(question: Question) -> Iterator[Hit]:
    found = _ABSOLUTE.search(without_quotations(in_words(question.stem.text)))
    is_false = any(option.is_key and _FALSE.fullmatch(option.text.text) for option in question.options)
    if found and is_false:
        yield Hit("statement", question.stem, Span(*found.span()), {"word": found[0]})
