"""The questions of Runestone books: directives of reStructuredText, such as `mchoice` and `fillintheblank`.

The format: https://runestone.academy/ns/books/published/overview/Assessments/assessments.html
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from courselint.model import (
    Fault,
    Figure,
    Option,
    Question,
    Run,
    Span,
    Text,
    TextKind,
    placeholder,
)
from courselint.sources.quizzes import rstbody, rstfields, runestoneblank
from courselint.sources.quizzes.rstfields import Field, Line
from courselint.sources.quizzes.runestoneblank import Answer

FORMAT = "runestone"

_ANSWER = re.compile(r"answer_(?P<letter>[a-z])")
_CUT = re.compile(r"-{5,}[ \t]*$")


@dataclass(frozen=True, slots=True)
class Directive:
    """A directive as it is written: its options by name, the lines of its content, and where it stands."""

    name: str
    options: dict[str, Field]
    content: tuple[Line, ...]
    span: Span


def read(text: str, name: str, span: Span, lines: Sequence[Span]) -> tuple[tuple[Question, ...], tuple[Fault, ...]]:
    """The questions of the directive `name`, whose first line is at `span`; `lines` are those below it."""
    options, content = rstfields.split_options(text, [rstfields.line_at(text, line) for line in lines])
    named = {text[field.name.start : field.name.end].strip(): field for field in options}
    faults: list[Fault] = []
    questions = READERS[name](text, Directive(name, named, content, span), faults)
    return tuple(questions), tuple(faults)


def _multiple_choice(text: str, found: Directive, faults: list[Fault]) -> Iterator[Question]:
    letters = {match["letter"]: each for name, each in found.options.items() if (match := _ANSWER.fullmatch(name))}
    content, correct = found.content, _said(text, found.options.get("correct"), "option")
    options: list[Option] = []
    if letters or correct:
        keys = {key.strip().lower() for key in correct.text.split(",")} if correct else set()
        for letter, answer in letters.items():
            said = _said(text, found.options.get(f"feedback_{letter}"), "feedback")
            options.append(Option(_text(text, answer, "option"), letter in keys, feedback=said))
    else:
        first, items = rstfields.last_list(text, content)
        content = content[:first]
        options = [option for item in items if (option := _listed(text, item, faults)) is not None]
    stem, figures = _stem(text, found, content)
    is_multiple = "multiple_answers" in found.options or sum(option.is_key is True for option in options) > 1
    yield Question(
        "choice",
        FORMAT,
        stem,
        tuple(options),
        is_single=not is_multiple,
        is_shuffled="random" in found.options,
        figures=figures,
    )


def _listed(text: str, item: Sequence[Line], faults: list[Fault]) -> Option | None:
    """An answer of a list, with the list of one item under it, whose bullet says whether it is right."""
    inner = [n for n, line in enumerate(item) if n and rstfields.bullet_of(text, line)]
    if not inner:
        faults.append(Fault("an answer without a list under it: `+` and feedback if right, else `-`", _whole(item), 0))
        return None
    margin = min(item[n].column for n in inner)
    last = max(n for n in inner if item[n].column == margin)
    below = rstfields.behind_bullet(text, item[last])
    answer, _ = rstbody.read(text, item[:last], item[0].start, "option")
    said, _ = rstbody.read(text, (below, *item[last + 1 :]), below.start, "feedback")
    return Option(answer, text[item[last].start] == "+", feedback=said if said.text else None)


def _fill_in(text: str, found: Directive, faults: list[Fault]) -> Iterator[Question]:
    first, items = rstfields.last_list(text, found.content)
    blanks = [tuple(rstfields.fields(text, item)) for item in items]
    if not blanks or not all(blanks):
        stem, figures = _stem(text, found, found.content)
        # Of old each blank was a directive of its own; some books give code with blanks in it.
        if "correct" not in found.options and ".. blank::" not in text[found.span.start : _end(found)]:
            faults.append(Fault("a blank without `- :answer: feedback` at the end of the directive", found.span, 0))
        yield Question("short-answer", FORMAT, stem, figures=figures)
        return
    stem, figures = _stem(text, found, found.content[:first])
    for blank in blanks:
        yield runestoneblank.read(FORMAT, stem, figures, [_answer(text, field) for field in blank])


def _answer(text: str, field: Field) -> Answer:
    pattern = Text.plain(text[field.name.start : field.name.end], field.name.start, kind="code")
    return Answer(pattern, _said(text, field, "feedback"))


def _matching(text: str, found: Directive, faults: list[Fault]) -> Iterator[Question]:
    options: list[Option] = []
    for name, each in found.options.items():
        if name.startswith("match_"):
            pair = _text(text, each, "option")
            cut = pair.text.find("|||")
            if cut < 0:
                faults.append(Fault("a pair without `|||` between its halves", each.name, 0))
                continue
            halves = (pair.part(Span(0, cut)), pair.part(Span(cut + 3, len(pair.text))))
            options += [Option(half, None) for half in halves]
    stem, figures = _stem(text, found, found.content)
    said = _said(text, found.options.get("feedback"), "feedback")
    yield Question(
        "matching", FORMAT, stem, tuple(options), is_shuffled=True, feedback=(said,) if said else (), figures=figures
    )


def _poll(text: str, found: Directive, faults: list[Fault]) -> Iterator[Question]:
    named = [each for name, each in found.options.items() if name.startswith("option_")]
    stem, figures = _stem(text, found, found.content)
    yield Question("survey", FORMAT, stem, tuple(Option(_text(text, each, "option"), None) for each in named),
                   figures=figures)  # fmt: skip


def _essay(text: str, found: Directive, faults: list[Fault]) -> Iterator[Question]:
    stem, figures = _stem(text, found, found.content)
    yield Question("essay", FORMAT, stem, figures=figures)


def _ordering(text: str, found: Directive, faults: list[Fault]) -> Iterator[Question]:
    """A Parsons problem; its blocks of code are left out."""
    lines = found.content
    cut = next((n for n, line in enumerate(lines) if _CUT.match(text, line.start, line.end)), len(lines))
    stem, figures = _stem(text, found, lines[:cut])
    yield Question("ordering", FORMAT, stem, is_shuffled=True, figures=figures)


def _stem(text: str, found: Directive, lines: Sequence[Line]) -> tuple[Text, tuple[Figure, ...]]:
    stem, figures = rstbody.read(text, lines, found.span.end, "stem")
    if not stem.text:
        # The lesson round the directive asks, then.
        stem = Text(placeholder(0), (Run(0, 1, found.span.start, found.span.end - found.span.start),), kind="stem")
    return stem, figures


def _said(text: str, field: Field | None, kind: TextKind) -> Text | None:
    said = _text(text, field, kind) if field is not None else None
    return said if said is not None and said.text else None


def _text(text: str, field: Field, kind: TextKind) -> Text:
    return rstbody.read(text, field.value, field.value[0].start, kind)[0]


def _whole(lines: Sequence[Line]) -> Span:
    return Span(lines[0].start, lines[0].end)


def _end(found: Directive) -> int:
    return found.content[-1].end if found.content else found.span.end


READERS: dict[str, Callable[[str, Directive, list[Fault]], Iterator[Question]]] = {
    "mchoice": _multiple_choice,
    "mchoicemf": _multiple_choice,
    "mchoicema": _multiple_choice,
    "fillintheblank": _fill_in,
    "dragndrop": _matching,
    "poll": _poll,
    "shortanswer": _essay,
    "parsonsprob": _ordering,
}
