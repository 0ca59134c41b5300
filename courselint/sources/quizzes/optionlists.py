"""Lists of options in Markdown: neighbouring items of one form, with boxes, letters or bullets."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from courselint.sources.quizzes.markdownlines import Line

_TICK = re.compile(r"(?P<indent>[ \t>]*+)(?:-[ \t]*+|[*+][ \t]+|\d{1,3}[.)][ \t]+)\[(?P<mark>[ xX]?)\][ \t]+(?=\S)")
_LABEL = re.compile(
    r"(?P<indent>[ \t>]*+)(?:[-*+][ \t]+)?(?:\*\*|__)?\(?(?P<label>[A-Ha-h])[).:](?:\*\*|__)?[ \t]+(?=\S)"
)
_NUMBER = re.compile(r"(?P<indent>[ \t>]*+)(?P<label>\d{1,2})[.)][ \t]+(?=\S)")
# Numbered lists are everywhere: only this line over one says that its items are to choose from.
_CAPTION = re.compile(r"[ \t>]*+[*_#]*+[ \t]*+(?:options|choices)[*_]*+[ \t]*+:?[*_]*+[ \t]*+$", re.IGNORECASE)
BULLET = re.compile(r"(?P<indent>[ \t>]*+)[-*+][ \t]+(?=\S)")
_ENDS = re.compile(
    r"[ \t>]*(?:#{1,6}[ \t]|[-*+](?:[ \t]|\[[ xX]?\])|\d{1,3}[.)][ \t]|</?[a-zA-Z]|\|)|[ \t]{0,3}(?:[-*_][ \t]*){3,}$"
)
_FIGURE = re.compile(r"[ \t]*(?:!\[.*|<img\b.*)$")
_ANSWER = re.compile(r"[ \t>*_#]*(?:the )?(?:correct )?(?:answers?|ans|solution|key|explanation)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Item:
    """One option as written: its line, its label ("a", or the mark of its box), and where its text stands."""

    line: int
    indent: int
    label: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Group:
    """Neighbouring options of one form; `end` is the line after the last."""

    items: tuple[Item, ...]
    is_checklist: bool
    end: int


def groups_of(lines: list[Line]) -> list[Group]:
    groups: list[Group] = []
    number = 0
    while number < len(lines):
        group = _group_at(lines, number)
        if group is None:
            number += 1
        else:
            groups.append(group)
            number = group.end
    return groups


def _group_at(lines: list[Line], number: int) -> Group | None:
    for pattern in (_TICK, _LABEL, BULLET, _NUMBER):
        item = _item_at(lines, number, pattern)
        if item is not None:
            if pattern is _LABEL and item.label != "a":
                continue
            if pattern is _NUMBER and not (item.label == "1" and _is_captioned(lines, number)):
                continue
            break
    else:
        return None
    items: list[Item] = []
    following = number
    while item is not None:
        end, following = _item_end(lines, number, pattern)
        items.append(replace(item, end=end))
        number = following
        item = _item_at(lines, following, pattern)
        if item is not None and not _continues(items, item, pattern):
            item = None
    return Group(tuple(items), pattern is _TICK, following)


def _continues(items: list[Item], item: Item, pattern: re.Pattern[str]) -> bool:
    if pattern is _LABEL:
        return ord(item.label) == ord(items[-1].label) + 1
    if pattern is _NUMBER:
        return int(item.label) == int(items[-1].label) + 1
    return abs(item.indent - items[0].indent) <= 1


def _is_captioned(lines: list[Line], number: int) -> bool:
    above = number - 1
    while above >= 0 and lines[above].is_blank:
        above -= 1
    return above >= 0 and not lines[above].is_code and _CAPTION.match(lines[above].text) is not None


def _item_at(lines: list[Line], number: int, pattern: re.Pattern[str]) -> Item | None:
    if number >= len(lines) or lines[number].is_code:
        return None
    match = pattern.match(lines[number].text)
    if match is None:
        return None
    label = match.groupdict().get("mark") or match.groupdict().get("label") or ""
    return Item(number, len(match["indent"].expandtabs(4)), label.lower(), lines[number].start + match.end(), 0)


def _item_end(lines: list[Line], number: int, pattern: re.Pattern[str]) -> tuple[int, int]:
    """Where the item's text ends, and the line that the search for the next item goes on from."""
    last, following = number, number + 1
    is_quoted = lines[number].text.lstrip().startswith(">")
    while following < len(lines) and _goes_on(lines[following]):
        # A quote under an option explains it: its text has ended.
        if is_quoted or not lines[following].text.lstrip().startswith(">"):
            last = following
        following += 1
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
