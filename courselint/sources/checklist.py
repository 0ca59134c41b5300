"""Questions written in plain Markdown: checklists, and lists of options followed by their answer."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from courselint.model import Option, Question, Text
from courselint.sources import optionmarks
from courselint.sources.markdownanswer import find_keys
from courselint.sources.markdownlines import Line, Stem, find_stem, sections_of, split_lines
from courselint.sources.optionmarks import Marked


def read(text: str, source: int) -> tuple[Question, ...]:
    """The questions of a Markdown cell or file; task lists are not questions."""
    is_marked = optionmarks.may_mark(text) and _QUIZ.search(text) is not None
    if not is_marked and not _SIGN.search(text):
        return ()
    lines = split_lines(text)
    sections = sections_of(lines)
    questions: list[Question] = []
    unmarked: list[Question] = []
    signed: list[Question] = []
    plain = floor = 0
    for group in _groups(lines):
        stem = find_stem(text, lines, group.items[0].line, floor)
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
        elif is_marked and asks and (stem.asks or (stem.is_numbered and _QUIZ.search(headings))):
            if marks := optionmarks.find_signs(options):
                signed.append(_marked(text, source, stem, group, marks))
            else:
                plain += 1
    # Among checklists that have their answers ticked, one with none (or all) ticked is a question, too; where many have
    # none, they are still to be answered.
    if len(questions) >= 2 * max(1, len(unmarked)):
        questions += unmarked
    # Bold items and green ticks are common in lists of all kinds: they tell the answer only where most lists have them.
    if len(signed) >= LEAST_SIGNED and len(signed) >= 2 * plain:
        questions += signed
    return tuple(sorted(questions, key=lambda question: question.stem.runs[0].origin))


LEAST_SIGNED = 3

_SIGN = re.compile(r"\[[xX]\]|\banswers?\b|\bans\b|\bsolution\b|\bkey\b", re.IGNORECASE)
_TICK = re.compile(r"(?P<indent>[ \t>]*+)(?:-[ \t]*+|[*+][ \t]+|\d{1,3}[.)][ \t]+)\[(?P<mark>[ xX]?)\][ \t]+(?=\S)")
_LABEL = re.compile(
    r"(?P<indent>[ \t>]*+)(?:[-*+][ \t]+)?(?:\*\*|__)?\(?(?P<label>[A-Ha-h])[).:](?:\*\*|__)?[ \t]+(?=\S)"
)
_BULLET = re.compile(r"(?P<indent>[ \t>]*+)[-*+][ \t]+(?=\S)")
_ENDS = re.compile(
    r"[ \t>]*(?:#{1,6}[ \t]|[-*+](?:[ \t]|\[[ xX]?\])|\d{1,3}[.)][ \t]|</?[a-zA-Z]|\|)|[ \t]{0,3}(?:[-*_][ \t]*){3,}$"
)
_BOX = re.compile(r"\[[xX]\]")
_FIGURE = re.compile(r"[ \t]*(?:!\[.*|<img\b.*)$")
_ANSWER = re.compile(r"[ \t>*_#]*(?:the )?(?:correct )?(?:answers?|ans|solution|key|explanation)\b", re.IGNORECASE)
_QUIZ = re.compile(
    r"\b(?:quiz(?:zes)?|questions?|mcqs?|multiple[ -]choice|assessment|exam|check your|knowledge check|self.?test)\b",
    re.IGNORECASE,
)
_TASKS = re.compile(
    r"\b(?:to-?do|tasks?|road ?map|progress|check ?list|done|requirements?|features?|milestones?|status|acceptance"
    r"|prerequisites?|deliverables?|goals?|plan|next steps?|pull request|clarifications?|supported|implemented)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Item:
    """One option as written: its line, its label ("a", or the mark of its box), and where its text stands."""

    line: int
    indent: int
    label: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Group:
    """Neighbouring options of one form; `end` is the line after the last."""

    items: tuple[_Item, ...]
    is_checklist: bool
    end: int


def _groups(lines: list[Line]) -> list[_Group]:
    groups: list[_Group] = []
    number = 0
    while number < len(lines):
        group = _group_at(lines, number)
        if group is None:
            number += 1
        else:
            groups.append(group)
            number = group.end
    return groups


def _group_at(lines: list[Line], number: int) -> _Group | None:
    for pattern in (_TICK, _LABEL, _BULLET):
        item = _item_at(lines, number, pattern)
        if item is not None:
            if pattern is _LABEL and item.label != "a":
                continue
            break
    else:
        return None
    items: list[_Item] = []
    following = number
    while item is not None:
        end, following = _item_end(lines, number, pattern)
        items.append(replace(item, end=end))
        number = following
        item = _item_at(lines, following, pattern)
        if item is not None and not _continues(items, item, pattern):
            item = None
    return _Group(tuple(items), pattern is _TICK, following)


def _continues(items: list[_Item], item: _Item, pattern: re.Pattern[str]) -> bool:
    if pattern is _LABEL:
        return ord(item.label) == ord(items[-1].label) + 1
    return abs(item.indent - items[0].indent) <= 1


def _item_at(lines: list[Line], number: int, pattern: re.Pattern[str]) -> _Item | None:
    if number >= len(lines) or lines[number].is_code:
        return None
    match = pattern.match(lines[number].text)
    if match is None:
        return None
    label = match.groupdict().get("mark") or match.groupdict().get("label") or ""
    return _Item(number, len(match["indent"].expandtabs(4)), label.lower(), lines[number].start + match.end(), 0)


def _item_end(lines: list[Line], number: int, pattern: re.Pattern[str]) -> tuple[int, int]:
    """Where the item's text ends, and the line that the search for the next item goes on from."""
    last, following = number, number + 1
    while following < len(lines) and _goes_on(lines[following]):
        last, following = following, following + 1
    # Code or a figure that stands between two options belongs to the one above it.
    target = _skip(lines, following)
    if target > following and _item_at(lines, target, pattern) is not None:
        shown = target - 1
        while lines[shown].is_blank and shown > last:
            shown -= 1
        last, following = shown, target
    return lines[last].start + len(lines[last].text.rstrip()), following


def _skip(lines: list[Line], number: int) -> int:
    while number < len(lines) and (
        lines[number].is_blank or lines[number].is_code or _FIGURE.match(lines[number].text)
    ):
        number += 1
    return number


def _goes_on(line: Line) -> bool:
    if line.is_blank or line.is_code or _ANSWER.match(line.text):
        return False
    return not (_ENDS.match(line.text) or _LABEL.match(line.text))


def _asks(text: str, stem: Stem, headings: str) -> bool:
    """Whether the stem over a list asks something, so that its items are options."""
    said = text[stem.span.start : stem.span.end]
    if "?" in said:
        return True
    is_task = _TASKS.search(said) or _TASKS.search(headings)
    return not is_task and (stem.asks or stem.is_numbered or _QUIZ.search(headings) is not None)


def _is_cut(text: str, lines: list[Line], group: _Group) -> bool:
    """Whether an option with a broken box stands in or under the list, so that nobody knows which of all are ticked."""
    if group.end < len(lines) and not lines[group.end].is_code and _BULLET.match(lines[group.end].text):
        return True
    return any(_BOX.search(option) for option in _texts(text, group))


def _texts(text: str, group: _Group) -> list[str]:
    return [text[item.start : item.end] for item in group.items]


def _question(text: str, source: int, stem: Stem, group: _Group, keys: list[bool]) -> Question:
    return Question(
        "choice",
        "checklist" if group.is_checklist else "options-answer",
        Text.plain(text[stem.span.start : stem.span.end], stem.span.start, source, "stem"),
        tuple(
            Option(Text.plain(text[item.start : item.end], item.start, source, "option"), is_key)
            for item, is_key in zip(group.items, keys, strict=True)
        ),
        is_shuffled=False,
    )


def _marked(text: str, source: int, stem: Stem, group: _Group, marks: list[Marked]) -> Question:
    """The question whose options bear their marks, which are no part of their wording."""
    items = tuple(
        replace(
            item, start=item.start + mark.start, end=item.start + len(text[item.start : item.start + mark.end].rstrip())
        )
        for item, mark in zip(group.items, marks, strict=True)
    )
    return _question(text, source, stem, replace(group, items=items), [mark.is_key for mark in marks])
