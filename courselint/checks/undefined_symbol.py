"""Symbols in options that nothing before them defines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from courselint.analysis.questiontext import code_in, has_unknown, quoted
from courselint.model import Document, Hit, Question

READS = Document

# A letter by itself: neither in a word, nor the name of a command, nor called.
_LETTER = re.compile(r"(?<![\w\\])[A-Za-z](?![A-Za-z\d])(?!\s*\()")
# Commands keep nothing to define; what text holds is words.
_COMMAND = re.compile(r"\\(?:text|mathrm|operatorname|mathbb|mathcal|begin|end)\s*\{[^{}]*+\}|\\[A-Za-z]++")
_MATHS = ("$", "\\")
# Constants, and what is bound where it stands: variables of functions, sums and integrals; O of a bound.
KNOWN = frozenset("eidxynkjtpOCPE")


def check(document: Document) -> Iterator[Hit]:
    """One finding a question; a symbol of the file's prose, or of an earlier question, counts as defined."""
    if not any(question.options for question in document.questions):
        return
    of_questions = {text.text for question in document.questions for text in question.texts}
    around = (text.text for text in document.texts if text.text not in of_questions)
    # The snippets of a page are those of its options, too.
    offered = {_bare(piece) for each in document.questions for option in each.options for piece in code_in(option.text)}
    snippets = (snippet for snippet in document.snippets if _bare(snippet) not in offered)
    defined = {symbol for text in (*around, *snippets) for symbol in _LETTER.findall(text)} | KNOWN
    for question in document.questions:
        defined.update(_LETTER.findall(question.stem.text))
        if question.kind == "choice" and not question.figures and not has_unknown(question.stem):
            yield from _undefined(question, defined)
        defined.update(symbol for option in question.options for symbol in _symbols(option.text.text))


def _undefined(question: Question, defined: set[str]) -> Iterator[Hit]:
    for option in question.options:
        if has_unknown(option.text):
            return
        maths = " ".join(piece for piece in code_in(option.text) if piece.startswith(_MATHS))
        for symbol in _symbols(maths):
            if symbol not in defined:
                values = {"symbol": symbol, "option": quoted(option.text.text)}
                yield Hit("undefined", option.text, option.text.whole, values)
                return


def _symbols(maths: str) -> list[str]:
    return _LETTER.findall(_COMMAND.sub(" ", maths))


def _bare(piece: str) -> str:
    return piece.strip("`$\\()[] ")
