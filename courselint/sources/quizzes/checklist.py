"""Questions written in plain Markdown: checklists, lists with an answer under them, options that bear marks."""

from __future__ import annotations

import re
from dataclasses import replace

from courselint.model import Option, Question, Text
from courselint.sources.quizzes import answerkey, optionmarks
from courselint.sources.quizzes.markdownanswer import find_keys
from courselint.sources.quizzes.markdownlines import Line, Stem, find_stem, sections_of, split_lines
from courselint.sources.quizzes.optionlists import BULLET, Group, groups_of
from courselint.sources.quizzes.optionmarks import Marked


def read(text: str, source: int) -> tuple[Question, ...]:
    """The questions of a Markdown cell or file; task lists are not questions."""
    has_marks = optionmarks.may_mark(text)
    is_marked = has_marks and (_QUIZ.search(text) is not None or optionmarks.may_mark_letters(text))
    if not is_marked and not _SIGN.search(text):
        return ()
    lines = split_lines(text)
    sections = sections_of(lines)
    questions: list[Question] = []
    unmarked: list[Question] = []
    signed: list[Question] = []
    numbered: dict[int, list[tuple[Stem, Group]]] = {}
    plain = floor = lone = 0
    for group in groups_of(lines):
        label = "" if group.is_checklist else group.items[0].label
        # A bullet alone may ask what the letters under it answer.
        stem = find_stem(text, lines, group.items[0].line, lone if label else floor)
        lone = floor if len(group.items) == 1 and not group.is_checklist and not label else group.end
        floor = group.end
        if stem is None or len(group.items) < 2:
            continue
        headings = sections[group.items[0].line]
        asks = _asks(text, stem, headings)
        if group.is_checklist:
            if asks:
                question = _question(text, source, stem, group, [item.label == "x" for item in group.items])
                if len({option.is_key for option in question.options}) == 2:
                    questions.append(question)
                elif not _is_cut(text, lines, group):
                    unmarked.append(question)
            continue
        options = _texts(text, group)
        keys = find_keys(lines, group.end, [item.label for item in group.items], options)
        if keys is not None:
            questions.append(_question(text, source, stem, group, keys))
        elif is_marked and asks and (marks := optionmarks.find_words(options)):
            questions.append(_marked(text, source, stem, group, marks))
        elif asks and (stem.asks or (stem.is_numbered and _QUIZ.search(headings))):
            marks = optionmarks.find_signs(options) if is_marked else None
            if marks is not None:
                signed.append(_marked(text, source, stem, group, marks))
            else:
                plain += 1
                if stem.is_numbered and group.items[0].label:
                    numbered.setdefault(_number(text, stem), []).append((stem, group))
    # Among checklists that have their answers ticked, one with none (or all) ticked is a question, too; where many have
    # none, they are still to be answered.
    if len(questions) >= 2 * max(1, len(unmarked)):
        questions += unmarked
    # Bold items and green ticks are common in lists of all kinds: they tell the answer only where most lists have them.
    if len(signed) >= LEAST_SIGNED and len(signed) >= 2 * plain:
        questions += signed
    elif len(numbered) >= answerkey.LEAST and (key := answerkey.find(lines)) is not None:
        questions += _keyed(text, source, numbered, key)
    return tuple(sorted(questions, key=lambda question: question.stem.runs[0].origin))


def _number(text: str, stem: Stem) -> int:
    """The number that stands before the stem on its line."""
    digits = _DIGITS.findall(text, text.rfind("\n", 0, stem.span.start) + 1, stem.span.start)
    return int(digits[-1]) if digits else 0


def _keyed(text: str, source: int, numbered: dict[int, list[tuple[Stem, Group]]], key: answerkey.Key) -> list[Question]:
    """The questions whose answers stand in a key at the end, if it is their key: most numbers and letters fit."""
    found: list[Question] = []
    fitting = 0
    for asked, letter in key.letters.items():
        # Of two questions with one number nobody knows which is meant.
        for stem, group in numbered.get(asked, ()) if len(numbered.get(asked, ())) == 1 else ():
            if group.items[0].line < key.line:
                labels = [item.label for item in group.items]
                fitting += letter in labels
                found.append(_question(text, source, stem, group, [label == letter for label in labels]))
    return found if fitting >= answerkey.LEAST and 5 * fitting >= 4 * len(key.letters) else []


LEAST_SIGNED = 3

_DIGITS = re.compile(r"\d{1,3}")

_SIGN = re.compile(r"\[[xX]\]|\banswers?\b|\bans\b|\bsolutions?\b|\bkey\b", re.IGNORECASE)
_BOX = re.compile(r"\[[xX]\]")
_QUIZ = re.compile(
    r"\b(?:quiz(?:zes)?|questions?|mcqs?|multiple[ -]choice|assessment|exam|check your|knowledge check|self.?test)\b",
    re.IGNORECASE,
)
_TASKS = re.compile(
    r"\b(?:to-?do|tasks?|road ?map|progress|check ?list|done|requirements?|features?|milestones?|status|acceptance"
    r"|prerequisites?|deliverables?|goals?|plan|next steps?|pull request|clarifications?|supported|implemented)\b",
    re.IGNORECASE,
)


def _asks(text: str, stem: Stem, headings: str) -> bool:
    """Whether the stem over a list asks something, so that its items are options."""
    said = text[stem.span.start : stem.span.end]
    if "?" in said:
        return True
    is_task = _TASKS.search(said) or _TASKS.search(headings)
    return not is_task and (stem.asks or stem.is_numbered or _QUIZ.search(headings) is not None)


def _is_cut(text: str, lines: list[Line], group: Group) -> bool:
    """Whether an option with a broken box stands in or under the list, so that nobody knows which of all are ticked."""
    if group.end < len(lines) and not lines[group.end].is_code and BULLET.match(lines[group.end].text):
        return True
    return any(_BOX.search(option) for option in _texts(text, group))


def _texts(text: str, group: Group) -> list[str]:
    return [text[item.start : item.end] for item in group.items]


def _question(text: str, source: int, stem: Stem, group: Group, keys: list[bool]) -> Question:
    asked = Text.plain(text[stem.span.start : stem.span.end], stem.span.start, source, "stem")
    return Question(
        "choice",
        "checklist" if group.is_checklist else "options-answer",
        asked.part(asked.whole),
        tuple(
            Option(Text.plain(text[item.start : item.end], item.start, source, "option"), is_key)
            for item, is_key in zip(group.items, keys, strict=True)
        ),
        is_shuffled=False,
    )


def _marked(text: str, source: int, stem: Stem, group: Group, marks: list[Marked]) -> Question:
    """The question whose options bear their marks, which are no part of their wording."""
    items = tuple(
        replace(
            item, start=item.start + mark.start, end=item.start + len(text[item.start : item.start + mark.end].rstrip())
        )
        for item, mark in zip(group.items, marks, strict=True)
    )
    return _question(text, source, stem, replace(group, items=items), [mark.is_key for mark in marks])
