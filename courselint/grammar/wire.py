"""What LanguageTool is sent: sentences of plain words, and where each of their characters stands in the prose."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise

from courselint.model import Run, Span, map_span

# What stands for a masked piece: read as a noun and a name of either number, which few rules take offence at.
STAND_IN = "X"
# LanguageTool takes every blank line for the end of a sentence.
SEPARATOR = "\n\n"
# In bytes of UTF-8.
MOST_IN_A_BATCH = 8000

_LONGEST_WORD = 60
# What runs on for longer without an end is a list or a table, and no sentence.
_LONGEST_SENTENCE = 1500
_WIDEST_GAP = 200

_END = re.compile(
    r"(?<![.!?…])(?P<point>[.!?…])[.!?…]*+[\"'”’)\]*_]{0,4}+(?=\s)(?!\s++[a-z])"
    r"|\r?\n(?=[ \t\r]*+\n)|\r?\n(?=[ \t>]{0,20}+(?:[-–*+•#>]|[0-9]{1,3}[.)]|[A-Za-z]\))\s)"
)
_ABBREVIATION = re.compile(
    r"(?:\A|[\s(\[\"'“‘])(?:[A-Za-z]|(?:[A-Za-z]\.)+[A-Za-z]|(?i:al|vs|cf|dr|mrs?|ms|prof|st|figs?|eqs?|eqns?|secs?|chs?|chap"
    r"|vols?|nos?|pp|pg|approx|ca|resp|refs?|thm|def|prop|cor|lem|ex|jr|sr|inc|ltd|co|corp|dept|est|max|min|viz|ibid"
    r"|eds?|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec))\Z"
)
_LETTER = re.compile("[^\\W\\d_]")
_BRACKET = re.compile(r"[(){}\[\]]")
_TOKEN = re.compile(r"\S++")
_OPENING = "([{\"'“‘«*"
_MOST_MARKS = 9
_CLOSING = ".,;:!?…)]}\"'”’»*"
# A masked piece, a blank to fill in, half a character, and long runs of marks, which take LanguageTool minutes.
_OPAQUE = re.compile("[\ue000-\uf8ff\ud800-\udfff\x00-\x1f\x7f-\x9f]|__|[^\\w\\s]{9}")


@dataclass(frozen=True, slots=True)
class Sentence:
    """`sent` is what the server gets; `runs` map it to the prose, except where something stands in for a piece."""

    sent: str
    runs: tuple[Run, ...]

    def span(self, offset: int, length: int) -> Span | None:
        """The place in the prose, in code points, of `length` UTF-16 units of `sent` from `offset`.

        None where that lies outside, cuts a character in two, or touches what stands in for a masked piece.
        """
        units = self.sent.encode("utf-16-le")
        if offset < 0 or length <= 0 or 2 * (offset + length) > len(units):
            return None
        try:
            start = len(units[: 2 * offset].decode("utf-16-le"))
            end = start + len(units[2 * offset : 2 * (offset + length)].decode("utf-16-le"))
        except UnicodeDecodeError:
            return None
        first = max(0, bisect_right(self.runs, start, key=lambda run: run.start) - 1)
        reached = start
        for run in self.runs[first:]:
            if not run.start <= reached < run.start + run.length:
                break
            reached = run.start + run.length
            if reached >= end:
                return map_span(self.runs, Span(start, end))
        return None


@dataclass(frozen=True, slots=True)
class Batch:
    """Sentences that go out in one request."""

    sentences: tuple[str, ...]

    @property
    def text(self) -> str:
        return SEPARATOR.join(self.sentences)

    def places(self, matches: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int] | None]:
        """For each offset and length in UTF-16 units of `text`: the number of its sentence, and its offset there.

        None where it does not lie within one sentence.
        """
        gap = len(SEPARATOR)
        starts = list(accumulate((_units(sentence) + gap for sentence in self.sentences), initial=0))
        for offset, length in matches:
            number = bisect_right(starts, offset) - 1
            is_inside = 0 <= number < len(self.sentences) and offset + length <= starts[number + 1] - gap
            yield (number, offset - starts[number]) if is_inside and length >= 0 else None


def sentences(prose: str) -> tuple[Sentence, ...]:
    """The sentences of a piece of prose, in order; none that is longer than sentences are.

    Where it is in doubt whether a sentence ends (at abbreviations, initials, before a small letter) it goes on.
    """
    made = (_sentence(prose, start, end) for start, end in pairwise((0, *_ends(prose), len(prose))))
    return tuple(sentence for sentence in made if sentence is not None)


def batches(sents: Iterable[str]) -> Iterator[Batch]:
    """The sentences in as few requests as hold them; each is of at most 8 kB, unless one sentence is longer."""
    waiting: list[str] = []
    size = 0
    for sent in sents:
        more = len(sent.encode()) + len(SEPARATOR)
        if waiting and size + more > MOST_IN_A_BATCH:
            yield Batch(tuple(waiting))
            waiting, size = [], 0
        waiting.append(sent)
        size += more
    if waiting:
        yield Batch(tuple(waiting))


def _ends(prose: str) -> Iterator[int]:
    for match in _END.finditer(prose):
        before = prose[max(0, match.start() - 12) : match.start()]
        if match["point"] != "." or not _ABBREVIATION.search(before):
            yield match.end()


def _sentence(prose: str, start: int, end: int) -> Sentence | None:
    if not _LETTER.search(prose, start, end):
        return None
    pieces: list[str] = []
    runs: list[Run] = []
    at, done, is_after_stand_in = 0, start, False
    for token in _TOKEN.finditer(prose, start, end):
        opening, core, closing = _parts(token[0])
        is_opaque = len(core) > _LONGEST_WORD or _OPAQUE.search(core) is not None
        # “⟦x⟧ ⟦y⟧” is one masked piece, not a word said twice.
        is_more = is_opaque and is_after_stand_in and not opening
        if pieces and not is_more:
            pieces.append(" ")
            if token.start() - done < _WIDEST_GAP:
                runs.append(Run(at, 1, done, token.start() - done))
            at += 1
        place = token.start()
        for part, is_verbatim in ((opening, True), (core, not is_opaque), (closing, True)):
            sent = part if is_verbatim else "" if is_more else STAND_IN
            if sent:
                pieces.append(sent)
                if is_verbatim:
                    runs.append(Run(at, len(part), place, len(part)))
                at += len(sent)
            place += len(part)
        done, is_after_stand_in = token.end(), is_opaque and not closing
        if at > _LONGEST_SENTENCE:
            return None
    return Sentence("".join(pieces), tuple(runs))


def _parts(token: str) -> tuple[str, str, str]:
    """The marks that open a token, what they are about, and the marks that close it."""
    rest = token.lstrip(_OPENING)
    core = rest.rstrip(_CLOSING)
    opening, closing = token[: len(token) - len(rest)], rest[len(core) :]
    # “(⟦x⟧)th” is one word, whose brackets close within it.
    is_plain = len(opening) + len(closing) < _MOST_MARKS and not (opening and _BRACKET.search(core))
    return (opening, core, closing) if is_plain else ("", token, "")


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
