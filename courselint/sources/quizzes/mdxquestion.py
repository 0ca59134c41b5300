"""Questions of MDX pages: `<Question choices={[{text, explain, correct}]} />` under a heading that asks."""

from __future__ import annotations

import re

from courselint.model import Fault, Option, Question, Span, Text, TextKind
from courselint.sources import htmltext
from courselint.sources.quizzes import jsliteral
from courselint.sources.quizzes.markdownlines import find_stem, split_lines
from courselint.sources.quizzes.quizliteral import Datum, Record, Scalar, Series, string_of

FORMAT = "mdx"

_BEGINS = re.compile(r"^[ \t]*<Question\s+choices=\{", re.MULTILINE)


def read(text: str, source: int = 0) -> tuple[tuple[Question, ...], tuple[Fault, ...]]:
    """The questions of a page, and those whose choices can't be read."""
    questions: list[Question] = []
    faults: list[Fault] = []
    lines = split_lines(text) if _BEGINS.search(text) else []
    floor = line = 0
    for match in _BEGINS.finditer(text):
        while line + 1 < len(lines) and lines[line + 1].start <= match.start():
            line += 1
        try:
            choices, _ = jsliteral.read(text, match.end(), source)
        except jsliteral.NotALiteralError as error:
            at = min(error.offset, len(text))
            faults.append(Fault("the choices of this question can't be read from here on", Span(at, at), source))
            continue
        stem = find_stem(text, lines, line, floor)
        floor = line + 1
        options = tuple(_options(choices))
        if stem is not None and options:
            asked = Text.plain(text[stem.span.start : stem.span.end], stem.span.start, source, "stem")
            # Every choice that is right has to be ticked: how many these are, the page doesn't say.
            questions.append(Question("choice", FORMAT, asked, options, is_single=None, is_shuffled=False))
    return tuple(questions), tuple(faults)


def _options(choices: Datum) -> list[Option]:
    options: list[Option] = []
    for choice in choices.items if isinstance(choices, Series) else ():
        if not isinstance(choice, Record):
            continue
        text, explained = _text(choice.fields.get("text"), "option"), _text(choice.fields.get("explain"), "feedback")
        correct = choice.fields.get("correct")
        if text is not None:
            options.append(Option(text, isinstance(correct, Scalar) and correct.truth is True, feedback=explained))
    return options


def _text(datum: Datum | None, kind: TextKind) -> Text | None:
    text = string_of(datum, kind)
    return None if text is None else htmltext.read(text)
