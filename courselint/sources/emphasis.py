"""Which runs of `*`, `_` and `~~` are emphasis, by CommonMark's rules of flanking; the others are characters."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(slots=True)
class Delimiter:
    """A run of one delimiter at `[start, end)`; pairing cuts characters off either end of what is `kept`.

    `piece` is whatever number the caller knows it by.
    """

    start: int
    end: int
    piece: int
    mark: str
    can_open: bool
    can_close: bool
    kept: tuple[int, int]

    @classmethod
    def of(cls, raw: str, start: int, end: int, piece: int) -> Delimiter | None:
        """The run at `[start, end)` of `raw`; None if it can neither open nor close."""
        before, after = raw[start - 1 : start], raw[end : end + 1]
        is_left = _is_flanking(after, before)
        is_right = _is_flanking(before, after)
        can_open, can_close = is_left, is_right
        if raw[start] == "_":
            can_open = is_left and (not is_right or not before.isalnum())
            can_close = is_right and (not is_left or not after.isalnum())
        if not (can_open or can_close):
            return None
        return cls(start, end, piece, raw[start], can_open, can_close, (start, end))


def pair(delimiters: Collection[Delimiter]) -> Collection[Delimiter]:
    """Pair each closing run with the nearest open ones of its kind. Linear: each step uses up a run or a character."""
    open_runs: dict[str, list[Delimiter]] = {}
    for delimiter in delimiters:
        waiting = open_runs.setdefault(delimiter.mark, [])
        while delimiter.can_close and waiting and _width(delimiter):
            opener = waiting[-1]
            used = min(_width(opener), _width(delimiter))
            opener.kept = (opener.kept[0], opener.kept[1] - used)
            delimiter.kept = (delimiter.kept[0] + used, delimiter.kept[1])
            if not _width(opener):
                waiting.pop()
        if delimiter.can_open and _width(delimiter):
            waiting.append(delimiter)
    return delimiters


def _width(delimiter: Delimiter) -> int:
    return delimiter.kept[1] - delimiter.kept[0]


def _is_flanking(inner: str, outer: str) -> bool:
    """Whether a run next to `inner` holds on to it, with `outer` on its other side ("" at the text's ends)."""
    if not inner or inner.isspace():
        return False
    return _is_wordy(inner) or not outer or not _is_wordy(outer)


def _is_wordy(character: str) -> bool:
    return character.isalnum() or character == "_"
