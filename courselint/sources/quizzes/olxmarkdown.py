"""Problems of Open edX in Studio's Markdown: `(x)` and `[x]`, `= 5 +- 0.1`, `[[a, (b)]]`, labels, hints, explanations.

The format: https://docs.openedx.org/en/latest/educators/references/course_development/ under "Problem Markdown".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from courselint.model import NumericKey, Option, Question, Span, Text, TextKind
from courselint.sources import htmltext
from courselint.sources.finding import Finder
from courselint.sources.quizzes import olxanswers
from courselint.sources.textbuilder import TextBuilder

_ROUND = re.compile(r"[ \t]*+\((?P<mark>[ xX!@]{0,3})\)[ \t]*+")
_SQUARE = re.compile(r"[ \t]*+\[(?P<mark>[ xX]?)\][ \t]*+")
_TYPED = re.compile(r"(?P<kind>s?=|or=|not=)(?!=)[ \t]*+")
_HINT = re.compile(r"[ \t]*+\|\|(?P<hint>(?:[^|\n]|\|(?!\|))++)\|\|[ \t]*+$")
_UNDERLINE = re.compile(r"(?:={2,}+|-{3,}+)[ \t]*+$")
_EXPLANATION = re.compile(r"[ \t]*+\[/?(?P<name>explanation|solution)\][ \t]*+$", re.IGNORECASE)
_SELECTED = re.compile(r"(?<!\w)(?:s|selected):(?!:)(?P<hint>[^{}]*+)\}", re.IGNORECASE)
_LABEL_MARKS = re.compile(r">>|<<|\|\|")
_KEY_OF_LIST = re.compile(r"\((.*)\)", re.DOTALL)
_TOLERANCE = re.compile(r"\+-")


@dataclass(slots=True)
class _Reader:
    """Takes a problem line by line; what is not an answer belongs to the next question's stem."""

    text: Text
    form: str
    title: str
    questions: list[Question] = field(default_factory=list)
    stem: list[Span] = field(default_factory=list)
    early: list[Text] = field(default_factory=list)

    def read(self) -> None:
        lines = list(_lines(self.text.text))
        number = 0
        while number < len(lines):
            number = self._take(lines, number)
        if (rest := self._asked()).text:
            self.questions.append(Question("description", self.form, rest, title=self.title))

    def _take(self, lines: list[Span], number: int) -> int:
        """Take one line, or a group of answers that starts on it; return the number of the next."""
        written = self._written(lines[number])
        if _EXPLANATION.match(written):
            end = next((at for at in range(number + 1, len(lines)) if _EXPLANATION.match(self._written(lines[at]))), 0)
            last = end or len(lines)
            if number + 1 < last:
                self._tell(self._part(Span(lines[number + 1].start, lines[last - 1].end), "feedback"))
            return last + 1
        if hint := _HINT.match(written):
            self._tell(self._part(_moved(hint.span("hint"), lines[number].start), "feedback"))
            return number + 1
        for pattern in (_ROUND, _SQUARE):
            if pattern.match(written):
                return self._choices(lines, number, pattern)
        if written.lstrip().startswith("[["):
            return self._dropdown(lines, number)
        if (typed := _TYPED.match(written)) and typed["kind"] in ("=", "s="):
            return self._typed(lines, number)
        if not _UNDERLINE.match(written):
            self.stem.append(lines[number])
        return number + 1

    def _choices(self, lines: list[Span], number: int, pattern: re.Pattern[str]) -> int:
        options: list[Option] = []
        marks = ""
        notes: list[Text] = []
        while number < len(lines):
            written = self._written(lines[number])
            match = pattern.match(written)
            if match is not None:
                option = self._option(Span(lines[number].start + match.end(), lines[number].end))
                options.append(replace(option, is_key="x" in match["mark"].lower()))
                marks += match["mark"]
            elif pattern is _SQUARE and written.lstrip().startswith("{{"):
                notes.append(self._part(lines[number], "feedback"))
            elif written.strip():
                break
            number += 1
        is_single = pattern is _ROUND
        self._ask(
            Question(
                "choice", self.form, self._asked(), tuple(options), is_single=is_single, is_shuffled="!" in marks
            )
        )  # fmt: skip
        for note in notes:
            self._tell(note)
        return number

    def _dropdown(self, lines: list[Span], number: int) -> int:
        """Options in one line, parted by commas, or one a line; the right one stands in parentheses."""
        start = self.text.text.index("[[", lines[number].start) + 2
        end = self.text.text.find("]]", start)
        if end < 0:
            self.stem.append(lines[number])
            return number + 1
        inner = self.text.text[start:end]
        mark = "\n" if "\n" in inner else ","
        options: list[Option] = []
        position = start
        for piece in inner.split(mark):
            option = self._option(Span(position, position + len(piece)))
            position += len(piece) + 1
            key = _KEY_OF_LIST.fullmatch(option.text.text)
            if key:
                option = replace(option, text=option.text.part(Span(*key.span(1))))
            if option.text.text:
                options.append(replace(option, is_key=key is not None))
        self._ask(Question("choice", self.form, self._asked(), tuple(options), is_single=True, is_shuffled=False))
        while number < len(lines) and lines[number].start <= end:
            number += 1
        return number

    def _typed(self, lines: list[Span], number: int) -> int:
        """Numbers if all that is accepted are, else texts; `s=` says that they are texts, `|` a pattern."""
        options: list[Option] = []
        is_text = is_pattern = False
        first = number
        while number < len(lines):
            written = self._written(lines[number])
            match = _TYPED.match(written)
            if match is not None and (number == first or match["kind"] in ("or=", "not=")):
                is_text |= match["kind"] == "s="
                option = self._option(Span(lines[number].start + match.end(), lines[number].end))
                if number == first and option.text.text.startswith("|"):
                    is_pattern = True
                    option = replace(option, text=option.text.part(Span(1, len(option.text.text))))
                options.append(replace(option, is_key=match["kind"] != "not=", is_pattern=is_pattern))
            elif written.strip():
                break
            number += 1
        keys = [] if is_text or is_pattern else [_number(option) for option in options]
        numbers = tuple(key for key in keys if key is not None)
        if numbers and len(numbers) == len(options):
            self._ask(Question("numeric", self.form, self._asked(), numbers=numbers))
        else:
            self._ask(Question("short-answer", self.form, self._asked(), tuple(options)))
        return number

    def _option(self, span: Span) -> Option:
        """An option with the hint that stands behind it in braces."""
        text = self._part(span, "option")
        at, end = text.text.find("{{"), text.text.rfind("}}")
        if at < 0 or end < at:
            return Option(text, None)
        hint = Span(at + 2, end)
        if selected := _SELECTED.search(text.text, at + 1, end + 1):
            hint = Span(*selected.span("hint"))
        elif (label := text.text.find("::", at, end)) >= 0:
            hint = Span(label + 2, end)
        elif text.text[at:end].lstrip("{ \t")[:2].lower() in ("u:", "un"):
            return Option(text.part(Span(0, at)), None)
        feedback = replace(text.part(hint), kind="feedback")
        return Option(text.part(Span(0, at)), None, feedback=feedback if feedback.text else None)

    def _asked(self) -> Text:
        """The lines since the last answers, without the marks of a label."""
        builder = TextBuilder()
        for line in self.stem:
            position = line.start
            for mark in _LABEL_MARKS.finditer(self.text.text, line.start, line.end):
                builder.append(self._part(Span(position, mark.start()), "stem"))
                builder.joint("\n")
                position = mark.end()
            builder.append(self._part(Span(position, line.end), "stem"))
            builder.joint("\n")
        at = self.text.in_source(Span(self.stem[0].start, self.stem[0].start)).start if self.stem else 0
        self.stem.clear()
        found = builder.build(at, self.text.source, "stem")
        return found.part(found.whole)

    def _ask(self, question: Question) -> None:
        if not question.stem.text and self.questions:
            question = replace(question, stem=self.questions[-1].stem)
        self.questions.append(replace(question, title=self.title, feedback=tuple(self.early)))
        self.early.clear()

    def _tell(self, note: Text) -> None:
        if self.questions:
            last = self.questions[-1]
            self.questions[-1] = replace(last, feedback=(*last.feedback, note))
        else:
            self.early.append(note)

    def _written(self, line: Span) -> str:
        return self.text.text[line.start : line.end]

    def _part(self, span: Span, kind: TextKind) -> Text:
        """A piece of the problem, HTML read as words; Studio leaves it as it is."""
        return htmltext.read(replace(self.text.part(span), kind=kind))


def read(text: Text, form: str, title: str) -> tuple[Question, ...]:
    """The questions of a problem whose Markdown this is."""
    reader = _Reader(text, form, title)
    reader.read()
    return tuple(reader.questions)


def _number(option: Option) -> NumericKey | None:
    text, tolerance = option.text, ""
    if sign := _TOLERANCE.search(text.text):
        tolerance = text.text[sign.end() :]
        text = text.part(Span(0, sign.start()))
    return olxanswers.number_key(replace(option, text=text), tolerance) if option.is_key else None


def _moved(span: tuple[int, int], by: int) -> Span:
    return Span(span[0] + by, span[1] + by)


def _lines(text: str) -> Iterator[Span]:
    """The lines of a text; a hint in braces goes on to its end."""
    finder = Finder(text)
    start = 0
    while start < len(text):
        end = finder.find("\n", start)
        end = len(text) if end < 0 else end
        opening = text.rfind("{{", start, end)
        if opening >= 0 and text.find("}}", opening, end) < 0 and (closing := finder.find("}}", end)) >= 0:
            end = finder.find("\n", closing)
            end = len(text) if end < 0 else end
        yield Span(start, end - 1 if text[end - 1 : end] == "\r" else end)
        start = end + 1
