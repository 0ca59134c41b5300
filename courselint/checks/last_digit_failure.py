"""Saved outputs in which a test failed although expected and got differ in the last digits only."""

from __future__ import annotations

import re
from collections.abc import Iterator

from courselint.model import Document, Hit, Output, Span, Text

READS = Document

LONGEST_OUTPUT = 100_000
MOST_NUMBERS = 2000


def check(document: Document, *, within: float = 1e-9) -> Iterator[Hit]:
    """One finding a cell, on its first source line; `within` is the relative difference that counts as rounding."""
    seen: set[int] = set()
    for output in document.outputs:
        if output.source in seen:
            continue
        pair = _last_digits(output, within)
        if pair is None:
            continue
        seen.add(output.source)
        source = document.sources[output.source].text
        first = source.partition("\n")[0]
        text = Text.plain(source, 0, output.source, "code")
        yield Hit("differs", text, Span(0, len(first.rstrip("\r"))), {"expected": pair[0], "got": pair[1]})


_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_NUMBER = re.compile(
    r"(?<![\w.])[-+]?\d+(?:\.\d*)?(?:[eE][-+]?\d+)?(?![\w.])|(?<![\w.])[-+]?\.\d+(?:[eE][-+]?\d+)?(?!\w)"
)
_SHORT = r"[^\n]{1,4000}"
_LINES = r"(?:[^\n]{0,1000}\n){1,40}?"
# Each names what was got and what was expected, in either order: doctest, ok and otter, numpy.testing, unittest,
# pytest, fastcore, and the words that hand-written graders use.
_REPORTS = (
    re.compile(
        rf"^[ \t]*Expected:\n(?P<a>{_LINES})[ \t]*Got:\n(?P<b>(?:[ \t]+[^\n]{{1,1000}}\n?){{1,40}})", re.MULTILINE
    ),
    re.compile(
        rf"^# Error: expected\n(?P<a>{_LINES})# but got\n(?P<b>(?:#[ ]{{2,}}[^\n]{{1,1000}}\n?){{1,40}})", re.MULTILINE
    ),
    re.compile(
        rf"^[ \t]*ACTUAL:(?P<b>{_SHORT}(?:\n(?![ \t]*DESIRED)[^\n]*){{0,40}}?)\n[ \t]*DESIRED:(?P<a>{_SHORT})",
        re.MULTILINE,
    ),
    re.compile(
        r"^AssertionError: (?P<b>[^\n]{1,2000}?) != (?P<a>[^\n]{1,2000}?)(?: : [^\n]*| within [^\n]*)?$", re.MULTILINE
    ),
    re.compile(r"^First differing element [^\n]{1,40}:\n(?P<b>[^\n]{1,500})\n(?P<a>[^\n]{1,500})$", re.MULTILINE),
    re.compile(r"^(?:E[ \t]+|AssertionError: )assert (?P<b>[^\n=]{1,500}) == (?P<a>[^\n=]{1,500})$", re.MULTILINE),
    re.compile(r"^AssertionError: ==:\n(?P<b>[^\n]{1,2000})\n(?P<a>[^\n]{1,2000})", re.MULTILINE),
    re.compile(
        r"(?i)\bexpected(?: value| output| result| answer)?(?: is| was| to be)?[ :=`'\"]{1,4}"
        r"(?P<a>[-+\d.e\[(][^\n]{0,500}?)[`'\"]?[,;.]?\s{1,4}(?:but )?"
        r"(?:got|actual|found|received|returned|your|instead got)(?: value| output| result| answer)?(?: is| was)?"
        r"[ :=`'\"]{1,4}(?P<b>[-+\d.e\[(][^\n]{0,500})"
    ),
    re.compile(
        r"(?i)\bgot[ :=`'\"]{1,4}(?P<b>[-+\d.e\[(][^\n]{0,500}?)[`'\"]?[,;]?\s{1,4}"
        r"(?:but |instead of )?expected[ :=`'\"]{1,4}(?P<a>[-+\d.e\[(][^\n]{0,500})"
    ),
)
_TRIGGER = re.compile(r"(?i)expected|DESIRED|AssertionError|First differing|assert ")


def _last_digits(output: Output, within: float) -> tuple[str, str] | None:
    """The first pair of numbers, expected and got, by whose last digits alone the test failed."""
    text = output.text[:LONGEST_OUTPUT]
    if not _TRIGGER.search(text):
        return None
    text = _ANSI.sub("", text).replace("\r\n", "\n")
    for report in _REPORTS:
        for match in report.finditer(text):
            pair = _differing(match["a"], match["b"], within)
            if pair is not None:
                return pair
    return None


def _differing(expected: str, got: str, within: float) -> tuple[str, str] | None:
    """None unless the two texts are the same but for numbers, and these nearly equal."""
    wanted, found = _NUMBER.findall(expected), _NUMBER.findall(got)
    if not wanted or len(wanted) != len(found) or len(wanted) > MOST_NUMBERS:
        return None
    if _without_numbers(expected) != _without_numbers(got):
        return None
    first: tuple[str, str] | None = None
    for one, other in zip(wanted, found, strict=True):
        a, b = float(one), float(other)
        if a == b:
            continue
        if abs(a - b) > within * max(abs(a), abs(b)) or not _is_float(one, other):
            return None
        first = first or (one, other)
    return first


def _is_float(one: str, other: str) -> bool:
    return any(mark in text for text in (one, other) for mark in ".eE")


def _without_numbers(text: str) -> str:
    return "".join(character for character in _NUMBER.sub("0", text) if character not in " \t\n#`'\".,;")
