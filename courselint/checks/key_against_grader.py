"""Right answers that a file states twice, and not the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterator

from courselint.analysis.optionvalue import exact_value
from courselint.analysis.questiontext import has_unknown, quoted
from courselint.model import Hit, Question, Related, Span, Text

READS = Question

_CODE = re.compile(
    r"(?P<string>\"(?:[^\"\\]|\\.)*+\"|'(?:[^'\\]|\\.)*+'|`[^`]*+`)"
    r"|(?P<number>0[xX][\da-fA-F]++L?|(?:\d++(?:\.\d*+)?|\.\d++)(?:[eE][-+]?\d++)?L?)"
    r"|(?P<name>(?:[^\W\d]|\.)[\w.]*+(?:::+[\w.]++)?)(?P<named>\s*+=(?!=))?|(?P<sign><-|\S)",
    re.DOTALL,
)
_ESCAPED_SPACE = re.compile(r"(?:\\[nrt]|\s)+")
_TEMPLATE = re.compile(r"<[^<>]*+>")
_MARKS = re.compile(r"[01]+")
_VERDICT = re.compile(
    r"\W*(?P<said>(?P<right>true|richtig|wahr|verdadero|vrai|vero|juist)|false|falsch|falso|faux|onjuist)(?=\W*$|[.,:;!]|\s+[-–—(])",
    re.IGNORECASE,
)
# "False." under the key of "Which statement is wrong?" says what the statement is.
_ASKS_FOR_WRONG = re.compile(
    r"\b(?:not|except|incorrect(?:ly)?|wrong|false|untrue|invalid|falsch|nicht|keine?|falsas?|incorrecta|no)\b|n['’]t\b",
    re.IGNORECASE,
)


def check(question: Question) -> Iterator[Hit]:
    """One finding a question, at what is stated the second time."""
    if question.format == "r-exams":
        yield from _against_solution(question)
    if not question.graded or any(map(has_unknown, question.graded)):
        return
    keys = [option.text for option in question.options if option.is_key and not option.is_pattern]
    if _MARKS.fullmatch(question.graded[0].text) and question.options and not keys:
        yield from _against_count(question)
    elif question.numbers:
        yield from _differing(question, [question.numbers[0].text], _plain)
    elif keys and not any(map(has_unknown, keys)):
        yield from _differing(question, keys, _command if keys[0].kind == "code" else _plain)


def _against_count(question: Question) -> Iterator[Hit]:
    marks = question.graded[0]
    if len(marks.text) != len(question.options):
        yield Hit("count", marks, marks.whole, {"marks": str(len(marks.text)), "count": str(len(question.options))})


def _against_solution(question: Question) -> Iterator[Hit]:
    """A list of verdicts, one for each answer, that disagrees with the key."""
    if _ASKS_FOR_WRONG.search(question.stem.text):
        return
    for option in question.options:
        verdict = _VERDICT.match(option.feedback.text) if option.feedback is not None else None
        if verdict is not None and option.feedback is not None and option.is_key is (verdict["right"] is None):
            values = {"said": verdict["said"], "option": quoted(option.text.text)}
            related = (Related(option.text, option.text.whole, "the answer that it belongs to"),)
            yield Hit("verdict", option.feedback, Span(*verdict.span("said")), values, related)
            return


def _differing(question: Question, keys: list[Text], form: Callable[[str], Hashable]) -> Iterator[Hit]:
    stated = {form(key.text) for key in keys}
    if any(form(text.text) in stated for text in question.graded):
        return
    if any(";" in key.text or _TEMPLATE.fullmatch(key.text) for key in keys):
        # Several commands, of which the grader sees the first; or "<correct answer>", still to be filled in.
        return
    graded = question.graded[0]
    related = (Related(keys[0], keys[0].whole, "the other statement"),)
    yield Hit("differing", graded, graded.whole, {"graded": quoted(graded.text), "key": quoted(keys[0].text)}, related)


def _plain(text: str) -> Hashable:
    """The value that a text has, whatever its quotation marks, blanks and capitals."""
    bare = " ".join(text.split()).strip("'\"").strip().removesuffix(".")
    return exact_value(bare) or bare.casefold()


def _command(text: str) -> Hashable:
    """What a command of R is made of: not how it is spaced and quoted, and not the names that arguments may have."""
    parts: Counter[str] = Counter()
    for found in _CODE.finditer(text):
        if found["string"]:
            parts[_ESCAPED_SPACE.sub(" ", found["string"][1:-1]).strip()] += 1
        elif found["number"]:
            parts[_number(found["number"].removesuffix("L"))] += 1
        elif found["name"] and not found["named"]:
            name = found["name"].rpartition(":")[2]
            parts[{"T": "TRUE", "F": "FALSE"}.get(name, name)] += 1
        elif found["sign"] and found["sign"] not in "(){}":
            parts[found["sign"]] += 1
    # A last assignment may be written either way.
    if parts.pop("<-", 0):
        target = _CODE.match(text.lstrip())
        if target is not None and target["name"]:
            parts[target["name"]] -= 1
    return frozenset(parts.items())


def _number(written: str) -> str:
    if written[:2].lower() == "0x":
        return str(float(int(written, 16)))
    return str(float(written))
