"""Exercises of R/exams in Sweave (`.Rnw`): LaTeX environments, and `\\extype{…}`, mostly in comments."""

from __future__ import annotations

import re

from courselint.model import Fault, Question, Span, Text, TextKind, placeholder
from courselint.sources.quizzes import rexams
from courselint.sources.quizzes.rexams import Exercise
from courselint.sources.textbuilder import TextBuilder

_SIGN = re.compile(r"\\extype\s*\{")
_FIELD = re.compile(
    r"\\(?P<name>ex[a-z]{1,30})(?:\[[^\]\n]*\])?\{(?P<value>(?:[^{}\\\n]|\\.|\{(?:[^{}\n]|\{[^{}\n]*+\})*+\})*+)\}"
)
_ITEM = re.compile(r"\\item\b[ \t]*")
_PIECE = re.compile(
    r"(?P<chunk>^<<(?P<info>[^\n]*?)>>=(?:(?!^@)[^\n]*+\n)*+(?:^@[^\n]*+)?)"
    r"|(?P<drawn>\\Sexpr\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*+\})*+\})*+\})"
    r"|(?P<comment>(?<!\\)%[^\n]*+)|(?P<tie>~|\\\\(?:\[[^\]\n]{0,20}\])?)|(?P<quote>``|'')",
    re.MULTILINE,
)
_HIDDEN = re.compile(r"results?\s*=\s*[\"']?hide|include\s*=\s*F|eval\s*=\s*F")


def read(text: str) -> tuple[tuple[Question, ...], tuple[Fault, ...]] | None:
    """The exercise of a Sweave file; None if it holds none."""
    asked = _environment(text, "question", Span(0, len(text))) if _SIGN.search(text) else None
    if asked is None:
        return None
    solved = _environment(text, "solution", Span(0, len(text)))
    stem, answers = _parts(text, asked, "stem")
    solution, verdicts = _parts(text, solved, "feedback") if solved is not None else (None, None)
    fields: dict[str, Text] = {}
    at = len(text)
    for match in _FIELD.finditer(text):
        at = min(at, match.start())
        fields.setdefault(match["name"], _decoded(text, Span(*match.span("value")), "code"))
    if "extype" not in fields:
        return None
    return rexams.read(Exercise(stem, answers, solution, verdicts, fields, at))


def _environment(text: str, name: str, within: Span) -> Span | None:
    """What stands between `\\begin{name}` and `\\end{name}`."""
    # Papers about R/exams have it in the middle of a line.
    opening = re.compile(rf"^[ \t]*\\begin\{{{name}\}}", re.MULTILINE).search(text, within.start, within.end)
    end = text.find(f"\\end{{{name}}}", opening.end(), within.end) if opening else -1
    return Span(opening.end(), end) if opening and end >= 0 else None


def _parts(text: str, span: Span, kind: TextKind) -> tuple[Text, tuple[Text, ...] | None]:
    """The text before the answer list, and the list; None where R makes it."""
    listed = _environment(text, "answerlist", span)
    if listed is None:
        return _decoded(text, span, kind), None
    stem = _decoded(text, Span(span.start, text.rindex("\\begin", span.start, listed.start)), kind)
    if "<<" in text[listed.start : listed.end]:
        return stem, None
    items = list(_ITEM.finditer(text, listed.start, listed.end))
    if not items:
        return stem, None
    ends = [*(item.start() for item in items[1:]), listed.end]
    found = (_decoded(text, Span(item.end(), end), "option") for item, end in zip(items, ends, strict=True))
    return stem, tuple(found)


def _decoded(text: str, span: Span, kind: TextKind) -> Text:
    builder = TextBuilder()
    position = span.start
    for piece in _PIECE.finditer(text, span.start, span.end):
        builder.copy(text, position, piece.start())
        position = piece.end()
        if piece["drawn"] or (piece["chunk"] and not _HIDDEN.search(piece["info"])):
            builder.unit(placeholder(0), piece.start(), piece.end())
        elif piece["tie"]:
            builder.unit(" ", piece.start(), piece.end())
        elif piece["quote"]:
            builder.unit("“" if piece[0] == "``" else "”", piece.start(), piece.end())
    builder.copy(text, position, span.end)
    decoded = builder.build(span.start, 0, kind)
    return decoded.part(decoded.whole)
