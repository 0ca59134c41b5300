"""Moodle's Cloze: answers that stand in the text, each blank read as a question of its own.

The format: https://docs.moodle.org/en/Embedded_Answers_(Cloze)_question_type
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from courselint.model import NumericKey, Option, Question, QuestionKind, Run, Span, Text

_BLANK = re.compile(
    r"(?<!\\)\{(?P<weight>\d{0,3}):(?P<type>[A-Z_]{2,20}):(?P<answers>(?:[^\\{}]|\\.)*+)\}",
    re.DOTALL,
)
_KINDS: dict[str, QuestionKind] = {
    "MULTICHOICE": "choice", "MC": "choice", "MULTIRESPONSE": "choice", "MR": "choice",
    "SHORTANSWER": "short-answer", "SA": "short-answer", "MW": "short-answer",
    "NUMERICAL": "numeric", "NM": "numeric",
}  # fmt: skip
_MARK = re.compile(r"\\.|~", re.DOTALL)
_WEIGHT = re.compile(r"\s*(?:(?P<right>=)|%(?P<weight>-?\d{1,3}(?:\.\d{0,5})?)%)\s*")
_HASH = re.compile(r"\\.|#", re.DOTALL)
_ESCAPE = re.compile(r"\\([~=#{}\\\"/:])")
_NUMBER = re.compile(
    r"(?P<value>[-+]?\d*\.?\d+(?:[eE][-+]?\d{1,3})?)\s*(?::\s*(?P<tolerance>\d*\.?\d+(?:[eE][-+]?\d{1,3})?))?"
)


def questions(stem: Text, title: str, group: str, feedback: tuple[Text, ...], form: str) -> Iterator[Question]:
    """A question for each blank, its stem the line up to it; without any blank, the text is a description."""
    blanks = list(_BLANK.finditer(stem.text))
    if not any(_kind(blank) for blank in blanks):
        yield Question("description", form, stem, title=title, group=group, feedback=feedback)
        return
    last = 0
    for blank in blanks:
        kind = _kind(blank)
        line = max(last, stem.text.rfind("\n", 0, blank.start()) + 1)
        last = blank.end()
        if kind is None:
            continue
        before = stem.part(Span(line, blank.start()))
        answers = list(_answers(stem, Span(*blank.span("answers"))))
        is_multiple = "MULTIRESPONSE" in blank["type"] or blank["type"].startswith("MR")
        yield Question(
            kind,
            form,
            before if before.text else _blank_at(stem, blank),
            () if kind == "numeric" else tuple(answers),
            tuple(_numbers(answers)) if kind == "numeric" else (),
            not is_multiple if kind == "choice" else None,
            # MCS and its like shuffle; without the S the order stands.
            blank["type"].rstrip("HV_C").endswith("S") if kind == "choice" else None,
            (),
            title,
            group,
        )


def _kind(blank: re.Match[str]) -> QuestionKind | None:
    written = blank["type"]
    while written:
        if written in _KINDS:
            return _KINDS[written]
        # A suffix says how it is laid out, shuffled, or that case matters.
        if written[-1] not in "SHVC_":
            return None
        written = written[:-1]
    return None


def _blank_at(stem: Text, blank: re.Match[str]) -> Text:
    where = stem.in_source(Span(*blank.span()))
    return Text("_____", (Run(0, 5, where.start, where.end - where.start),), stem.source, stem.kind)


def _answers(stem: Text, span: Span) -> Iterator[Option]:
    cuts = [match.start() for match in _MARK.finditer(stem.text, span.start, span.end) if match[0] == "~"]
    for start, end in pairwise((span.start - 1, *cuts, span.end)):
        if start + 1 >= end:
            continue
        match = _WEIGHT.match(stem.text, start + 1, end)
        begin = match.end() if match else start + 1
        weight = 100.0 if match and match["right"] else float(match["weight"]) if match else 0.0
        hashes = [m.start() for m in _HASH.finditer(stem.text, begin, end) if m[0] == "#"]
        text = _unescaped(stem, Span(begin, hashes[0] if hashes else end))
        feedback = _unescaped(stem, Span(hashes[0] + 1, end)) if hashes else None
        yield Option(
            replace(text, kind="option"), weight > 0, weight, replace(feedback, kind="feedback") if feedback else None
        )


def _unescaped(stem: Text, span: Span) -> Text:
    """A part of the text with its backslashes taken away."""
    part = stem.part(span)
    if "\\" not in part.text:
        return part
    pieces: list[str] = []
    runs: list[Run] = []
    length = position = 0
    for match in (*_ESCAPE.finditer(part.text), None):
        end = match.start() if match else len(part.text)
        kept = part.text[position:end]
        if kept:
            where = part.in_source(Span(position, end))
            runs.append(Run(length, len(kept), where.start, where.end - where.start))
            pieces.append(kept)
            length += len(kept)
        if match:
            where = part.in_source(Span(*match.span()))
            runs.append(Run(length, 1, where.start, where.end - where.start))
            pieces.append(match[1])
            length += 1
            position = match.end()
    return Text("".join(pieces), tuple(runs) or part.runs, part.source, part.kind)


def _numbers(answers: list[Option]) -> Iterator[NumericKey]:
    for answer in answers:
        match = _NUMBER.fullmatch(answer.text.text.strip())
        if match is None or not answer.is_key:
            continue
        value, width = float(match["value"]), float(match["tolerance"] or 0)
        text = answer.text.part(Span(*match.span("value")))
        yield NumericKey(text, value - width, value + width, width, answer.feedback)
