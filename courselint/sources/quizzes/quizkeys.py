"""Which options the keys of records name: by text, by letter, or by a number counted from 0 or 1."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from courselint.model import Option, Question
from courselint.sources.quizzes.quizliteral import Scalar
from courselint.sources.quizzes.quizrecord import Candidate, Choice

FORMAT = "record"
# A key that is no option tells of a mistake only where nearly all others of its name are one.
LEAST_OTHERS = 4
LEAST_SHARE = 0.8

_LABEL = re.compile(r"\s*\(?(?P<label>[A-Ha-h])[).:]\s*")
_LETTER = re.compile(r"\(?(?P<letter>[A-Ha-h])[).:]?")
_NUMERAL = re.compile(r"\s*[-+]?\d{1,20}(?:\.\d{0,20})?\s*")
_SAME = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "$": "", "`": "", "\\": "", "\u00a0": " "})


@dataclass(slots=True)
class _Habit:
    """How the keys of one name are written in one file."""

    total: int = 0
    found: int = 0
    zeros: int = 0
    lasts: int = 0
    beyond: int = 0

    @property
    def base(self) -> int | None:
        """What numbers count from, if some show it and none speaks against it."""
        if self.zeros and not self.lasts:
            return 0
        return 1 if self.lasts and not self.zeros and not self.beyond else None

    @property
    def is_reliable(self) -> bool:
        return self.total - 1 >= LEAST_OTHERS and self.found >= LEAST_SHARE * (self.total - 1)


def questions(candidates: Iterable[Candidate], *, has_proof: bool = False) -> tuple[Question, ...]:
    """The questions among these; none if no key of them names an option.

    `has_proof`: something else says that these are questions.
    """
    found = list(candidates)
    habits: dict[str, _Habit] = {}
    named = [_named(each) for each in found]
    for each, keys in zip(found, named, strict=True):
        habit = habits.setdefault(each.key_name, _Habit())
        habit.total += 1
        habit.found += bool(keys)
        for index in (int(key.number or 0) for key in each.keys if _is_index(key)):
            habit.zeros += index == 0
            habit.lasts += index == len(each.choices)
            habit.beyond += index > len(each.choices)
    read = [_question(each, keys, habits[each.key_name]) for each, keys in zip(found, named, strict=True)]
    if not has_proof and not any(option.is_key for question in read for option in question.options):
        return ()
    return tuple(read)


def _named(candidate: Candidate) -> frozenset[int] | None:
    """The options that the keys name by text or letter; None if one of them names none, or is a number."""
    if candidate.is_split:
        return frozenset(range(len(candidate.keys)))
    if any(choice.mark is not None for choice in candidate.choices):
        return frozenset(number for number, choice in enumerate(candidate.choices) if choice.mark)
    if not candidate.keys:
        return None
    keys = [_place(key, candidate.choices) for key in candidate.keys]
    return frozenset(key for key in keys if key is not None) if None not in keys else None


def _place(key: Scalar, choices: tuple[Choice, ...]) -> int | None:
    written = plain(key.text.text)
    labels = [choice.label or _label(choice.text.text) for choice in choices]
    for number, label in enumerate(labels):
        if label and written == label.casefold():
            return number
    if not key.is_string:
        return None
    texts = [plain(choice.text.text) for choice in choices]
    places = [number for number, text in enumerate(texts) if text == written]
    if not places:
        bare = [plain(_LABEL.sub("", choice.text.text, count=1)) for choice in choices]
        places = [number for number, text in enumerate(bare) if text == plain(_LABEL.sub("", key.text.text, count=1))]
    if places:
        return places[0]
    letter = _LETTER.fullmatch(key.text.text.strip())
    if letter is None:
        return None
    number = ord(letter["letter"].lower()) - ord("a")
    if any(labels):
        return next((n for n, label in enumerate(labels) if label.casefold() == letter["letter"].lower()), None)
    return number if number < len(choices) else None


def _question(candidate: Candidate, named: frozenset[int] | None, habit: _Habit) -> Question:
    choices = candidate.choices
    if candidate.is_split:
        own = tuple(Choice(replace(key.text, kind="option")) for key in candidate.keys)
        choices = (*own, *choices)
    keys = named
    if keys is None and candidate.keys:
        if all(map(_is_index, candidate.keys)):
            keys = _counted(candidate, habit)
        elif habit.is_reliable and all(key.is_string for key in candidate.keys):
            keys = frozenset()
    # A grader that compares texts takes the same text anywhere; one that compares places doesn't.
    right = {plain(choice.text.text) for number, choice in enumerate(choices) if number in (keys or ())}
    options = tuple(
        Option(choice.text, _mark(number, choice, keys, right), weight=choice.weight, feedback=choice.feedback)
        for number, choice in enumerate(choices)
    )
    is_multiple = candidate.is_list or len(candidate.keys) > 1
    marked = any(choice.mark is not None for choice in choices)
    return Question(
        "choice",
        FORMAT,
        candidate.stem,
        options,
        is_single=candidate.is_single if marked else not is_multiple,
        is_shuffled=True if candidate.is_split else candidate.is_shuffled,
        feedback=candidate.feedback,
    )


def _mark(number: int, choice: Choice, keys: frozenset[int] | None, right: set[str]) -> bool | None:
    if keys is None:
        return None
    if number in keys:
        return True
    return None if choice.mark is None and plain(choice.text.text) in right else False


def _counted(candidate: Candidate, habit: _Habit) -> frozenset[int] | None:
    base = habit.base
    is_ambiguous = "ind" not in candidate.key_name and "idx" not in candidate.key_name
    if base is None or (is_ambiguous and any(_NUMERAL.fullmatch(each.text.text) for each in candidate.choices)):
        return None
    places = [int(key.number) - base for key in candidate.keys if key.number is not None]
    return frozenset(places) if all(0 <= place < len(candidate.choices) for place in places) else None


def _is_index(key: Scalar) -> bool:
    return key.number is not None and not key.is_string and key.number == int(key.number) and 0 <= key.number <= 50


def plain(text: str) -> str:
    """The text without case, spacing, quotes' shapes, marks of code and formulas, and final stop."""
    return " ".join(text.translate(_SAME).casefold().split()).removesuffix(".").strip()


def _label(text: str) -> str:
    match = _LABEL.match(text)
    return match["label"] if match and match.end() < len(text) else ""
