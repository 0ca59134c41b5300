"""Options that are marked as right where they stand: "(correct)", a green tick, bold among plain ones."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SAID = re.compile(
    r"[ \t]*(?:[*_]*[(\[](?:the )?(?:correct|right)(?: (?:answer|option|choice))?[)\]]|\{[ \t]*data-correct[ \t]*\}"
    r"|(?:<-+|←)[ \t]*[*_]*(?:the )?(?:correct|right)(?: (?:answer|option|choice))?)[*_!. \t]*$",
    re.IGNORECASE,
)
_RIGHT = re.compile(r"[✅✔☑]\ufe0f?[ \t]*|[ \t]*[✅✔☑]\ufe0f?[*_]{0,3}[ \t]*$")
_WRONG = re.compile(r"[❌✗✘✖⭘◯]\ufe0f?[ \t]*|[ \t]*[❌✗✘✖]\ufe0f?[ \t]*$")
_BOLD = re.compile(r"(?P<mark>\*\*|__)(?=[^\s*_])(?:(?!(?P=mark)).)++(?P=mark)[.!]?$", re.DOTALL)


_LETTERS = re.compile(
    r"^[ \t>]*(?:[-*+][ \t]+)?(?:\*\*\(?[a-hA-H][).][^\n*]+\*\*[ \t]*$|\(?[a-hA-H][).][ \t]+(?:\*\*|[✅✔☑])"
    r"|\(?[a-hA-H][).][^\n]*[✅✔☑]\ufe0f?[ \t]*$)",
    re.MULTILINE,
)
_MAY = re.compile(
    r"[✅✔☑]|\{[ \t]*data-correct|[(\[←-][ \t]*(?:the )?(?:correct|right)\b"
    r"|^[ \t>]*(?:[-*+][ \t]+)?(?:\*\*\(?[a-hA-H][).]|[a-hA-H][).][ \t]+\*\*)|^[ \t>]*[-*+][ \t]+(?:\*\*|__)",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Marked:
    """One option: whether it is marked, and where in its text its wording begins and ends."""

    is_key: bool
    start: int
    end: int


def may_mark(text: str) -> bool:
    """Whether such a mark stands anywhere in a text."""
    return _MAY.search(text) is not None


def may_mark_letters(text: str) -> bool:
    """Whether options with letters bear such marks, which hardly any other list has."""
    return _LETTERS.search(text) is not None


def find_words(options: list[str]) -> list[Marked] | None:
    """The options of which some say that they are right; None if none does, or all do."""
    return _some([_said(option) for option in options])


def find_signs(options: list[str]) -> list[Marked] | None:
    """The options of which some bear a tick, or are set in bold; None if none does, or all do."""
    return _some([_ticked(option) for option in options]) or _some([_bold(option) for option in options])


def _some(marked: list[Marked]) -> list[Marked] | None:
    return marked if len({option.is_key for option in marked}) == 2 else None


def _said(option: str) -> Marked:
    said = _SAID.search(option)
    return Marked(said is not None, 0, said.start() if said else len(option))


def _ticked(option: str) -> Marked:
    for pattern, is_key in ((_RIGHT, True), (_WRONG, False)):
        if sign := pattern.match(option):
            return Marked(is_key, sign.end(), len(option))
        if (sign := pattern.search(option)) and sign.end() == len(option):
            return Marked(is_key, 0, sign.start())
    return Marked(False, 0, len(option))


def _bold(option: str) -> Marked:
    if bold := _BOLD.match(option):
        length = len(bold["mark"])
        return Marked(True, length, option.rindex(bold["mark"]))
    if option.endswith("**") and option.count("**") == 1:
        # The bold begins with the label: `**B) variance**`.
        return Marked(True, 0, len(option) - 2)
    return Marked(False, 0, len(option))
