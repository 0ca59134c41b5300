"""Problems of Open edX (OLX): each response with its answers is a question, its stem what stands before it.

The format: https://docs.openedx.org/en/latest/educators/olx/index.html ; scripts in a problem are never run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from courselint.model import Fault, Question, Text
from courselint.sources.quizzes import asking, olxanswers, olxmarkdown, xmlparts
from courselint.sources.quizzes.asking import Asked, Piece
from courselint.sources.quizzes.replacing import drawn, replaced
from courselint.sources.xmltree import Element
from courselint.sources.xmlwords import words

FORMAT = "olx"

_PROBLEM = re.compile(r"<problem[\s>]")
_CONTENT = re.compile(
    r"<(?:multiplechoice|choice|option|numerical|string|formula|custom|truefalse|symbolic|choicetext|coderesponse|image"
    r"|annotation|external|schematic)response[\s>]|\smarkdown=[\"'](?!null[\"'])."
)
# An answer that Studio's Markdown marks as right.
_MARKED = re.compile(r"^[ \t]*+(?:\([xX]\)|\[[xX]\]|s?=[ \t]*+\w)", re.MULTILINE)
# So far a file is searched for its first problem and the first sign of what is in it.
REACH = 2_000_000

# In these one answers; what stands in them is no part of the text.
_INPUTS = frozenset(
    "choicegroup checkboxgroup radiogroup radiotextgroup checkboxtextgroup annotationinput imageinput jsinput"
    " schematic drag_and_drop_input designprotein2dinput editageneinput chemicalequationinput vsepr_input"
    " crystallography jsme filesubmission matlabinput".split()
)
_BLANKS = frozenset("textline formulaequationinput optioninput textbox codeinput".split())
_HINTS = frozenset("choicehint correcthint compoundhint optionhint booleanhint".split())
_NOTES = frozenset(("solution", "demandhint", "targetedfeedbackset"))
_HIDDEN = (
    _HINTS | _INPUTS
    | frozenset(
        "script style hintgroup hintpart numericalhint stringhint formulahint stringequalhint regexphint"
        " additional_answer responseparam answer grader codeparam startouttext endouttext".split()
    )
)  # fmt: skip
_MATHJAX = re.compile(r"\[(?P<end>/?)mathjax(?P<inline>inline)?\]")


def is_olx(text: str) -> bool:
    """Whether this XML holds problems of Open edX, by themselves or in a unit."""
    if _PROBLEM.search(text, 0, REACH) is None:
        return False
    return _CONTENT.search(text, 0, REACH) is not None or _MARKED.search(text, 0, REACH) is not None


def read(text: str) -> tuple[tuple[Question, ...], tuple[Fault, ...]]:
    """The questions of all problems, and what can't be read; after a fault reading goes on with the next problem."""
    questions: list[Question] = []
    faults: list[Fault] = []
    for part in xmlparts.read(text, "problem", faults):
        if any(each.name == "problem" for each in islice(part.element.walk(), 1, None)):
            # One that was never closed holds those that follow it.
            continue
        # In the problem that a fault stands in, what is closed before it was read.
        end = part.broken.span.start if part.broken is not None else None
        questions += _Problem(part.element, faults).questions(text, end)
    return tuple(questions), tuple(sorted(faults, key=lambda fault: fault.span.start))


class _Problem:
    """One problem; `draws` are the names that its script may give a value."""

    def __init__(self, element: Element, faults: list[Fault]) -> None:
        self.element = element
        self.faults = faults
        self.title = element.value("display_name")
        script = " ".join(each.text.text for each in element.walk() if each.name == "script")
        # `$5` is money unless a script names it.
        self.draws = frozenset(re.findall(r"[A-Za-z_]\w*", script))

    def questions(self, text: str, end: int | None) -> Iterator[Question]:
        reading = asking.Reading(_inside, _HIDDEN, _NOTES, _BLANKS)
        asked, rest = asking.read(self.element, reading)
        # What is graded is the XML; where there is none, Studio's Markdown will become it.
        if not asked and end is None and (source := self._markdown()) is not None:
            yield from olxmarkdown.read(source, FORMAT, self.title)
            return
        for each in asked:
            if end is None or text.find(f"</{each.response.name}", each.response.tag.end, end) >= 0:
                yield self._question(each)
        if rest.text and end is None:
            yield Question("description", FORMAT, self._shown(rest), title=self.title)

    def _markdown(self) -> Text | None:
        stated = self.element.attributes.get("markdown")
        if stated is not None and stated.text.strip() not in ("", "null"):
            return stated
        text = self.element.text
        return text if not self.element.children and _MARKED.search(text.text) else None

    def _question(self, asked: Asked) -> Question:
        response = asked.response
        stem = asked.stem if asked.stem.text else _label(response) or asked.stem
        found = olxanswers.read(response, self.faults)
        notes = [*(each for each in response.walk() if each.name in _NOTES | {"compoundhint"}), *asked.notes]
        return Question(
            found.kind,
            FORMAT,
            self._shown(stem),
            tuple(
                replace(
                    each,
                    text=self._shown(each.text),
                    feedback=None if each.feedback is None else self._shown(each.feedback),
                )
                for each in found.options
            ),
            tuple(
                replace(each, feedback=None if each.feedback is None else self._shown(each.feedback))
                for each in found.numbers
            ),
            found.is_single,
            found.is_shuffled,
            tuple(self._shown(note) for each in notes if (note := words(each, "feedback", without=("script",))).text),
            self.title,
            figures=asked.figures,
            is_drawn=found.is_drawn,
        )

    def _shown(self, text: Text) -> Text:
        """The text with maths in its usual marks, and what a script computes as placeholders."""
        text = replaced(text, _MATHJAX, _maths)
        if not self.draws or "$" not in text.text:
            return text
        draws = self.draws
        return replaced(text, _VARIABLE, lambda match, at: drawn(match, at) if match[1] in draws else match[0])


_VARIABLE = re.compile(r"\$\{?([A-Za-z_]\w*)\}?")


def _maths(match: re.Match[str], _number: int) -> str:
    return "\\" + (")" if match["end"] else "(") if match["inline"] else "\\" + ("]" if match["end"] else "[")


def _inside(element: Element) -> Sequence[Piece] | None:
    """What stands in a response; None if it is none."""
    if not element.name.endswith("response") or element.name == "response":
        return None
    trailing = next((each for each in element.walk() if each.value("trailing_text")), None)
    if trailing is None:
        return element.pieces
    return (*element.pieces, " ", trailing.attributes["trailing_text"])


def _label(response: Element) -> Text | None:
    """The words by which a screen reader calls the input, where the problem has no others."""
    found = next((each.attributes["label"] for each in response.walk() if each.value("label").strip()), None)
    return None if found is None else replace(found.part(found.whole), kind="stem")
