"""The exercises of PreTeXt books: choices, true or false, blanks, and answers to write.

The format: https://pretextbook.org/doc/guide/html/topic-interactive-exercises.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from courselint.model import Fault, Figure, NumericKey, Option, Question, Text, TextKind
from courselint.sources import xmltree, xmlwords
from courselint.sources.quizzes.numbers import number
from courselint.sources.xmltree import Element

FORMAT = "pretext"

_MATHS = frozenset(("m", "me", "men", "md", "mdn"))
_CODE = frozenset(("c", "cd", "pf", "tag", "attr", "tage"))
_LISTINGS = frozenset(("program", "pre", "console", "sage", "cline"))
_LINES = frozenset(("p", "li", "ul", "ol", "dl", "row", "cell", "figure", "table", "sidebyside", "line"))
_BLANKS = frozenset(("var", "fillin"))
_DRAWN = frozenset(("xref", "eval", "image", "video", "interactive"))
# Entries of the index and footnotes stand in the middle of what is asked.
_ASIDE = frozenset(("idx", "fn", "notation", "title"))
_SAID = ("feedback", "hint", "answer", "solution")
_ANYTHING = frozenset((".*", ".+"))
_STATEMENT = re.compile(r"<statement[\s>]")
_SIGNS = re.compile(r"<choices[\s>]|<statement\s+correct=|<fillin\b|<var\b|<response\b")
_HOLDER = re.compile(r"<(?:exercise|task|checkpoint|activity|project|question)[\s>]")


def is_pretext(text: str) -> bool:
    """Whether this XML holds exercises that ask for an answer."""
    return all(sign.search(text) for sign in (_HOLDER, _STATEMENT, _SIGNS))


def read(text: str) -> tuple[tuple[Question, ...], tuple[Fault, ...]]:
    """The questions of a file, and what can't be read."""
    root, faults = xmltree.parse(text)
    return tuple(question for element in root.walk() for question in _read(element)), faults


def _read(holder: Element) -> Iterator[Question]:
    statement = next(iter(holder.named("statement")), None)
    if statement is None or holder.name == "choice":
        return
    stem = _words(statement, "stem")
    feedback = tuple(_words(each, "feedback") for each in holder.named(*_SAID))
    figures = tuple(_figures(statement))
    choices = next(iter(holder.named("choices")), None)
    blanks = [
        var for place in holder.named("setup", "evaluation") for var in place.walk() if var.name in ("var", "evaluate")
    ]
    if choices is not None:
        options = tuple(_option(choice) for choice in choices.named("choice"))
        keys = sum(option.is_key is True for option in options)
        is_single = choices.value("multiple-correct") != "yes" and keys <= 1
        is_shuffled = choices.value("randomize") == "yes"
        yield Question("choice", FORMAT, stem, options, is_single=is_single, is_shuffled=is_shuffled,
                       feedback=feedback, figures=figures)  # fmt: skip
    elif written := statement.value("correct"):
        key = Option(Text.plain(written, statement.attributes["correct"].runs[0].origin, kind="code"), True)
        yield Question("true-false", FORMAT, stem, (key,), feedback=feedback, figures=figures)
    elif blanks:
        for blank in blanks:
            yield _blank(blank, stem, feedback, figures)
    elif holder.named("response"):
        yield Question("essay", FORMAT, stem, feedback=feedback, figures=figures)


def _option(choice: Element) -> Option:
    statement = next(iter(choice.named("statement")), choice)
    said = next(iter(choice.named("feedback")), None)
    feedback = _words(said, "feedback") if said is not None else None
    # Without a statement of its own a choice holds its text itself.
    text = _words(statement, "option") if statement is not choice else xmlwords.words(choice, "option", ("feedback",))
    return Option(text, choice.value("correct") == "yes", feedback=feedback if feedback and feedback.text else None)


def _blank(blank: Element, stem: Text, feedback: tuple[Text, ...], figures: tuple[Figure, ...]) -> Question:
    """A blank; of its conditions the first is right."""
    said = list(feedback)
    for place, condition in enumerate(blank.named("condition")):
        note = next((_words(each, "feedback") for each in condition.named("feedback")), None)
        exact, pattern = condition.attributes.get("number"), condition.attributes.get("string")
        value = number(exact.text) if exact is not None else None
        if place == 0 and exact is not None and value is not None:
            width = abs(number(condition.value("tolerance")) or 0.0)
            key = NumericKey(exact, value - width, value + width, width, note)
            return Question("numeric", FORMAT, stem, numbers=(key,),
                            feedback=feedback, figures=figures)  # fmt: skip
        if place == 0 and pattern is not None:
            if pattern.text in _ANYTHING:
                return Question("essay", FORMAT, stem, feedback=feedback, figures=figures)
            right = Option(replace(pattern, kind="code"), True, feedback=note, is_pattern=True)
            return Question("short-answer", FORMAT, stem, (right,), feedback=feedback, figures=figures)
        said += [note] if note is not None else []
    return Question("short-answer", FORMAT, stem, feedback=tuple(said), figures=figures)


def _words(element: Element, kind: TextKind) -> Text:
    return xmlwords.join(
        list(_pieces(element)), element.tag.end, kind, blank=_BLANKS, drawn=_DRAWN | xmlwords.DRAWN
    )  # fmt: skip


def _pieces(element: Element) -> Iterator[Element | Text | str]:
    """What stands in it, formulas and code in their marks, blocks on lines of their own."""
    pending: list[Element | Text | str] = list(reversed(element.pieces))
    while pending:
        piece = pending.pop()
        if isinstance(piece, Element) and piece.name == "image" and (source := piece.value("source")):
            yield f'<img src="{source}">'
            continue
        if not isinstance(piece, Element) or piece.name in _BLANKS | _DRAWN:
            yield piece
            continue
        if piece.name in _ASIDE:
            continue
        mark = "$" if piece.name in _MATHS else "`" if piece.name in _CODE else ""
        before, after = (mark, mark) if mark else ("", "")
        if piece.name in _LISTINGS:
            before, after = "\n```\n", "\n```\n"
        elif piece.name in _LINES:
            before, after = "\n", "\n"
        pending += [after, *reversed(piece.pieces), before]


def _figures(element: Element) -> Iterator[Figure]:
    for image in element.walk():
        source = image.attributes.get("source") if image.name == "image" else None
        if source is not None:
            yield Figure(source, source.text)
