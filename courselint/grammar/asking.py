"""What checks ask of LanguageTool: collected over a whole course first, answered afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from courselint.grammar.matches import Match


class Unanswered(LookupError):
    """LanguageTool gave no answer; the message says why."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which of LanguageTool's rules shall judge a sentence; what is not asked for costs no time.

    With `is_only` just the rules and categories that are named run, and LanguageTool takes no others to leave out;
    otherwise these run besides the usual ones.
    """

    rules: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    without_rules: tuple[str, ...] = ()
    without_categories: tuple[str, ...] = ()
    is_only: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A sentence as it goes over the wire, and the rules that shall judge it."""

    sent: str
    asked: Asked


class Grammar(Protocol):
    """The service that checks get as `grammar`."""

    def matches(self, sent: str, asked: Asked) -> tuple[Match, ...]:
        """LanguageTool's matches in one sentence; their offsets count UTF-16 units of it. Raises Unanswered."""


class Client(Protocol):
    """Who has the questions of a whole course answered."""

    def answer(self, questions: Iterable[Question], language: str) -> Answers:
        """The answers, as far as they can be had."""


class Collecting:
    """Notes what is asked and finds nothing: so a check that asks is run once before there are answers."""

    def __init__(self) -> None:
        self.questions: dict[Question, None] = {}

    def matches(self, sent: str, asked: Asked) -> tuple[Match, ...]:
        self.questions[Question(sent, asked)] = None
        return ()


@dataclass(frozen=True, slots=True)
class Answers:
    """What is known of the questions of a course; `reason` says why not more."""

    known: Mapping[Question, tuple[Match, ...]]
    reason: str = ""

    def matches(self, sent: str, asked: Asked) -> tuple[Match, ...]:
        found = self.known.get(Question(sent, asked))
        if found is None:
            raise Unanswered(self.reason or "this sentence was not asked for before")
        return found
