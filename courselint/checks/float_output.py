"""Doctests and ok tests that expect a computed float to the last digit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from courselint.analysis.longfloats import is_constant, is_dyadic, is_rounded_once, is_third, long_floats
from courselint.analysis.noise import without_noise
from courselint.analysis.onestep import are_made_of
from courselint.model import Answer, Hit, Related, Span

READS = Answer

# With one of these the digits are compared with a tolerance, or not at all; the last are those of other runners.
_LENIENT = frozenset(("SKIP", "NUMBER", "FLOAT_CMP"))
_SAID_LENIENT = re.compile(r"#.*\b(?:tol|tolerance|random|may vary|rel|abs|doctest-skip)\b")
_ROUNDS = re.compile(
    r"(?i)\b(?:round|around|round_|quantize|trunc\w*|to_?fixed|set_?printoptions)\b|%[-+ 0#]*\d*\.\d+[efg]"
    r"|:[^{}'\"\s]{0,8}\.\d+[efg%]?\}|(?<!\.)\bformat\("
)


def check(answer: Answer) -> Iterator[Hit]:
    """One finding an example: on its code, the digits beside it."""
    example = answer.example
    if answer.is_demonstration or example.options & _LENIENT or answer.is_rounded:
        return
    code, want = example.code, example.want
    if _ROUNDS.search(code.text) or _SAID_LENIENT.search(code.text) or want.text.lstrip().startswith("Traceback"):
        return
    brittle = [(written, span) for written, span in long_floats(want.text) if _is_brittle(float(written), answer)]
    if not brittle:
        return
    meant = [(written, without_noise(written)) for written, _ in brittle]
    noise = next(((written, short) for written, short in meant if short is not None), None)
    values = {
        "code": _short(code.text),
        "digits": noise[0] if noise else brittle[0][0],
        "meant": (noise or ("", ""))[1],
    }
    related = tuple(Related(want, span, "the expected digits") for _, span in brittle[:3])
    end = len(code.text.rstrip())
    yield Hit("noise" if noise else "printed", code, Span(0, end), values, related)


def _is_brittle(value: float, answer: Answer) -> bool:
    """Whether the last digit may change with the order of steps."""
    if value in answer.written or is_constant(value) or is_dyadic(value) or is_third(value):
        return False
    given = answer.given
    # Beside a number without decimals any smaller one vanishes.
    if given and value < 2**53 and are_made_of(frozenset((value,)), given, answer.literals):
        return False
    # A division of counts, or a root: unless decimals went in, or the function is seen to round more than once.
    has_decimals = any(literal > 0 for literal in answer.literals)
    return answer.is_rounding or has_decimals or not is_rounded_once(value)


def _short(code: str) -> str:
    written = " ".join(code.split())
    return written if len(written) <= 60 else f"{written[:59]}…"
