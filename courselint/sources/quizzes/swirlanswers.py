"""What a swirl unit's `AnswerTests` accept, as far as that can be read off them: they are R, and never run.

See https://swirlstats.com/swirlify/writing.html, and `omnitest` in the documentation of the package swirl.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from courselint.model import Run, Span, Text, compose
from courselint.sources.quizzes import rcalls
from courselint.sources.quizzes.quizliteral import Scalar

# The tests of the first courses: `word=mean`, `exact=19`, `range=7-13`.
_OLD = re.compile(r"\s*(?P<name>word|exact|range)\s*=\s*(?P<value>[^;]*?)\s*\Z")
_RANGE = re.compile(r"(?P<low>-?[\d.]+)\s*-\s*(?P<high>-?[\d.]+)")
# Tests are short; longer code is another thing.
LONGEST = 4000
_ANY = frozenset(("any_of_exprs", "ANY_of_exprs"))


@dataclass(frozen=True, slots=True)
class Accepted:
    """`values` are right answers as texts, `expressions` right commands, `patterns` what an answer has to match.

    `tolerance` is relative; all are empty where the tests are more than one, or not known.
    """

    values: tuple[Text, ...] = ()
    expressions: tuple[Text, ...] = ()
    patterns: tuple[Text, ...] = ()
    tolerance: float = 0.0
    low: float | None = None
    high: float | None = None


def read(tests: Text) -> Accepted:
    """What one test accepts."""
    if len(tests.text) > LONGEST:
        return Accepted()
    if old := _OLD.match(tests.text):
        return _read_old(tests, old)
    call = rcalls.value_of(tests.text, tests.whole)
    if not isinstance(call, rcalls.Call):
        return Accepted()
    if call.name in _ANY:
        texts = [_text(value, tests) for value in call.positional]
        known = tuple(text for text in texts if text is not None)
        return Accepted(expressions=known if len(known) == len(call.arguments) else ())
    if call.name == "val_matches" and len(call.arguments) == 1:
        pattern = _text(call.arguments[0].value, tests)
        return Accepted(patterns=(pattern,) if pattern else ())
    if call.name != "omnitest" or len(call.arguments) != 1:
        # A command and its value: another command that gives the value will do.
        return Accepted()
    (argument,) = call.arguments
    stated = _text(argument.value, tests)
    if stated is None:
        return Accepted()
    return Accepted(values=(stated,)) if argument.name == "correctVal" else Accepted(expressions=(stated,))


def _read_old(tests: Text, old: re.Match[str]) -> Accepted:
    value = tests.part(Span(*old.span("value")))
    if old["name"] == "range" and (between := _RANGE.fullmatch(value.text)):
        try:
            return Accepted((value,), low=float(between["low"]), high=float(between["high"]))
        except ValueError:
            return Accepted()
    return Accepted((value,), tolerance=0.01 if old["name"] == "exact" else 0.0) if value.text else Accepted()


def _text(value: rcalls.Call | Scalar, tests: Text) -> Text | None:
    """A string or number of the tests, placed in the file."""
    if not isinstance(value, Scalar) or not (value.is_string or value.number is not None or value.truth is not None):
        return None
    runs: tuple[Run, ...] = compose(value.text.runs, tests.runs)
    return Text(value.text.text, runs, tests.source, "code")
