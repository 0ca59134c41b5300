"""One question of an Aiken file: its lines, its options, and the letter of the one that is right."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from courselint.model import Fault, Option, Question, Span, Text

FORMAT = "aiken"
OPTION = re.compile(r"(?P<letter>[A-Za-z])[).](?:[ \t]++|(?=\S))(?P<text>.*)")
ANSWER = re.compile(r"(?P<mark>(?i:answer)[ \t]*:)[ \t]*(?P<letter>\w*)(?P<more>(?:[ \t]*(?:,|&|and\b)[ \t]*[A-Z]\b)*)")

_NUMBER = re.compile(r"(?:Q(?:uestion)?[ .]?)?\d{1,4}[.):][ \t]+")


@dataclass(frozen=True, slots=True)
class Line:
    """One line that isn't blank, trimmed; `is_apart` where a blank one stands above it."""

    span: Span
    text: str
    is_apart: bool


@dataclass(slots=True)
class Draft:
    """The question that is being read: the lines of its stem, and its options with their letters."""

    stem: list[Line] = field(default_factory=list)
    options: list[tuple[str, Span]] = field(default_factory=list)

    @property
    def next_letter(self) -> str:
        return chr(ord(self.options[-1][0]) + 1) if self.options else "A"

    @property
    def asked(self) -> Span:
        """Where its stem stands."""
        return Span(self.stem[0].span.start, self.stem[-1].span.end)

    def add_option(self, line: Line, faults: list[Fault]) -> None:
        letter = Span(line.span.start, line.span.start + 1)
        if not self.stem and not self.options:
            faults.append(Fault("an option without a question above it", line.span, 0))
        elif line.text[0].islower():
            message = "the letter of an option is a capital: Moodle takes this line for another question"
            faults.append(Fault(message, letter, 0))
        elif line.text[0] != self.next_letter:
            message = (
                f"option {line.text[0]} stands where {self.next_letter} is next: Moodle counts, whatever the letters"
            )
            faults.append(Fault(message, letter, 0))
        match = OPTION.match(line.text)
        start = line.span.start + (match.start("text") if match else 0)
        self.options.append((line.text[0].upper(), Span(start, line.span.end)))


def finished(text: str, draft: Draft, line: Line, answer: re.Match[str], faults: list[Fault]) -> Question:
    """The question whose answer is this line."""
    at = line.span.start
    if answer["mark"] != "ANSWER:":
        message = "the answer begins with `ANSWER:` in capitals: Moodle takes this line for another question"
        faults.append(Fault(message, Span(at, at + answer.end("mark")), 0))
    letters = [letter for letter, _ in draft.options]
    named = answer["letter"].upper()
    where = Span(at + answer.start("letter"), at + answer.end("more"))
    if len(letters) < 2:
        faults.append(Fault("a question with fewer than two options", draft.asked, 0))
    elif not named:
        faults.append(Fault("an answer without a letter", line.span, 0))
    elif named not in letters:
        faults.append(Fault(f"the answer {answer['letter']} is none of the options {', '.join(letters)}", where, 0))
    elif answer["more"]:
        faults.append(Fault("more than one answer: Moodle takes the first letter alone", where, 0))
    elif len(set(letters)) == len(letters):
        return _question(text, draft, named)
    return _question(text, draft, "")


def unanswered(text: str, draft: Draft, faults: list[Fault]) -> Question:
    """The question that ends without an answer."""
    faults.append(Fault("a question without its `ANSWER:`: Moodle refuses it", draft.asked, 0))
    return _question(text, draft, "")


def _question(text: str, draft: Draft, key: str) -> Question:
    whole = draft.asked
    number = _NUMBER.match(text, whole.start, whole.end)
    start = number.end() if number and number.end() < whole.end else whole.start
    options = tuple(
        Option(Text.plain(text[span.start : span.end], span.start, 0, "option"), letter == key if key else None)
        for letter, span in draft.options
    )
    stem = Text.plain(text[start : whole.end], start, 0, "stem")
    # Moodle shuffles the options of a choice unless told otherwise.
    return Question("choice", FORMAT, stem, options, is_single=True, is_shuffled=True)
