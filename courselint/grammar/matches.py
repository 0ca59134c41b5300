"""What a LanguageTool server answers, decoded strictly: a match that can't be right is an error with a name."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

# A remedy is one of a few; LanguageTool sometimes lists hundreds.
_MOST_REPLACEMENTS = 5


class BadAnswer(ValueError):
    """A server's answer can't be used: what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Match:
    """One of LanguageTool's findings; `offset` and `length` count UTF-16 units of the text that was sent."""

    rule: str
    category: str
    message: str
    offset: int
    length: int
    replacements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """All matches of one request, in order, and the version of the LanguageTool that gave them."""

    version: str
    matches: tuple[Match, ...]


class _Replacement(msgspec.Struct):
    value: str


class _Category(msgspec.Struct):
    id: str


class _Rule(msgspec.Struct):
    id: str
    category: _Category


class _Match(msgspec.Struct):
    message: str
    offset: int
    length: int
    rule: _Rule
    replacements: list[_Replacement]


class _Software(msgspec.Struct):
    version: str


class _Warnings(msgspec.Struct, rename="camel"):
    incomplete_results: bool = False


class _Answer(msgspec.Struct):
    software: _Software
    matches: list[_Match]
    warnings: _Warnings = msgspec.field(default_factory=_Warnings)


def utf16_length(text: str) -> int:
    """How many UTF-16 units a text has."""
    return len(text) + sum(1 for letter in text if letter > "\uffff")


def decode(data: bytes, length: int) -> Answer:
    """Read the answer to a text of `length` UTF-16 units. Raises BadAnswer."""
    try:
        answer = msgspec.json.decode(data, type=_Answer)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadAnswer(f"the answer is malformed: {error}") from error
    if answer.warnings.incomplete_results:
        raise BadAnswer("the results are incomplete")
    matches: list[Match] = []
    for found in answer.matches:
        if found.offset < 0 or found.length < 0 or found.offset + found.length > length:
            raise BadAnswer(
                f"{found.rule.id} stands at {found.offset}, {found.length} long, in a text of {length} units"
            )
        values = tuple(replacement.value for replacement in found.replacements[:_MOST_REPLACEMENTS])
        matches.append(Match(found.rule.id, found.rule.category.id, found.message, found.offset, found.length, values))
    return Answer(answer.software.version, tuple(sorted(matches, key=lambda match: (match.offset, match.length))))
