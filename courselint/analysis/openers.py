"""The words that a pattern can begin with, read off the pattern, so that it is tried only where they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass

# More beginnings than these are not worth listing: the first words alone will do.
_MOST = 3000
_LOOK = re.compile(r"\(\?<?[!=](?:\[[^\]]++\]|\\.|[^()\[\]\\])*+\)")
_GROUP = re.compile(r"\((?:\?:|\?[Pp]<\w+>)?")
_WORD = re.compile(r"[a-z]++(?:'[a-z]++)*+")

# Something other than letters that can't be listed, such as [a-z]+.
_UNKNOWN = "\0"


@dataclass(frozen=True, slots=True)
class _Choice:
    """A group, or a single character: the sequences that may stand here."""

    sequences: tuple[tuple[_Choice | str, ...], ...]


def openers(pattern: str) -> frozenset[str]:
    """The keys that a pattern can begin with: two words parted by a blank, or one; empty if they can't be listed.

    Two where both are plain, a blank parts them and there are not too many; lower-case, with straight apostrophes.
    """
    sequence, _ = _alternatives(pattern.lower(), 0)
    beginnings = _expand((_Choice(sequence),), words=2)
    if beginnings is None:
        beginnings = _expand((_Choice(sequence),), words=1)
    keys = {_key(beginning) for beginning in beginnings or ("",)}
    return frozenset() if "" in keys else frozenset(keys)


def _key(beginning: str) -> str:
    """The first words of a beginning that are known whole."""
    first = _WORD.match(beginning)
    if first is None or beginning[first.end() : first.end() + 1] == _UNKNOWN:
        return ""
    second = _WORD.match(beginning, first.end() + 1) if beginning[first.end() : first.end() + 1] == " " else None
    if second is None or beginning[second.end() : second.end() + 1] == _UNKNOWN:
        return first[0]
    return f"{first[0]} {second[0]}"


def _alternatives(pattern: str, at: int) -> tuple[tuple[tuple[_Choice | str, ...], ...], int]:
    """The sequences between here and the closing bracket or the end, and where that is."""
    sequences: list[tuple[_Choice | str, ...]] = []
    sequence: list[_Choice | str] = []
    while at < len(pattern) and pattern[at] != ")":
        if pattern[at] == "|":
            sequences.append(tuple(sequence))
            sequence = []
            at += 1
            continue
        look = _LOOK.match(pattern, at)
        if look:
            at = look.end()
            continue
        item, at = _item(pattern, at)
        if pattern[at : at + 1] == "?":
            item = _Choice(((item,), ()))
            at += 1
        elif pattern[at : at + 1] in ("*", "+", "{"):
            item = _UNKNOWN
            at = pattern.index("}", at) + 1 if pattern[at] == "{" else at + 1
            at += pattern[at : at + 1] in ("?", "+")
        sequence.append(item)
    sequences.append(tuple(sequence))
    return tuple(sequences), at


def _item(pattern: str, at: int) -> tuple[_Choice | str, int]:
    group = _GROUP.match(pattern, at)
    if group:
        inner, end = _alternatives(pattern, group.end())
        return _Choice(inner), end + 1
    if pattern[at] == "[":
        return _UNKNOWN, pattern.index("]", at + 2) + 1
    if pattern[at] == "\\":
        return _UNKNOWN, at + 2
    return (_UNKNOWN if pattern[at] == "." else pattern[at]), at + 1


def _expand(sequence: tuple[_Choice | str, ...], words: int) -> set[str] | None:
    """Every beginning of a sequence, up to the blank after so many words; None if there are too many."""
    beginnings = {""}
    for item in sequence:
        choices: set[str] | None = set()
        if isinstance(item, str):
            choices = {item}
        else:
            for each in item.sequences:
                inner = _expand(each, words)
                if inner is None:
                    return None
                choices |= inner
        open_ones = {each for each in beginnings if each.count(" ") < words and _UNKNOWN not in each}
        beginnings = (beginnings - open_ones) | {each + choice for each in open_ones for choice in choices}
        if len(beginnings) > _MOST:
            return None
        if not open_ones:
            break
    return beginnings
