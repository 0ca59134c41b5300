"""Phrases that a rule page spells out: patterns over words, found in linear time in a text's prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from courselint.analysis.openers import openers
from courselint.model import Text

# White space within a paragraph, over a soft line break but never over a blank line.
GAP = r"(?:[ \t\xa0]++(?:\n[ \t\xa0]*+)?|\n[ \t\xa0]*+)"
# What a phrase may not touch: a longer word, a hyphenated one, a file name, a call, a masked piece.
BEFORE = r"(?<![\w'’./\\@#$&=\ue000-\uf8ff-])"
AFTER = r"(?![\w(/\\=\ue000-\uf8ff]|['’.][A-Za-z]|[-‐‑]\w)"

# Where a sentence may begin: after no word, comma, masked piece or second blank.
START = r"(?<![\w,;:)\s\ue000-\uf8ff]\s)"

_WORD = re.compile(BEFORE + r"[A-Za-z]++(?:['’][A-Za-z]++)*+")
_CLASS = re.compile(r"(?<!\(\?)(?<!\(\?P)<([a-z_]+)>")
_PLACEHOLDER = re.compile("[\ue000-\uf8ff]")
_MARKED_UP = re.compile(r"[`$<\\{]")
_MARKUP = re.compile(
    r"(?P<ticks>`++)(?:(?!(?P=ticks)).){0,2000}?(?P=ticks)|\$\$?[^$\n]{1,500}+\$|\\\([^\n]{0,500}?\\\)|\\[A-Za-z]++"
    r"|</?[A-Za-z][^<>\n]{0,300}+>|\{[^{}\n]{0,200}+\}",
    re.DOTALL,
)
# A paragraph with more findings of one rule than these is no prose.
_MOST = 100
_QUOTES = "\"'“”‘’«»`"


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase found: `[start, end)` is the part to flag, `context` the whole match, `right` what belongs there."""

    start: int
    end: int
    context: str
    right: str | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """One pattern, compiled when a text has the words it begins with: most never are."""

    source: str
    flags: re.RegexFlag
    right: str | None

    @property
    def compiled(self) -> re.Pattern[str]:
        return _compile(self.source, self.flags)


@dataclass(frozen=True, slots=True)
class Phrases:
    """Compiled patterns, by the one or two words that they begin with; `other` begin in some other way."""

    by_opener: dict[str, tuple[Phrase, ...]]
    other: tuple[Phrase, ...]
    exceptions: Phrases | None = None

    def matches(self, prose: str) -> Iterator[tuple[re.Match[str], str | None]]:
        for words, starts in word_places(prose, len(_openers)).items():
            for phrase in self.by_opener.get(words, ()):
                for start in starts:
                    match = phrase.compiled.match(prose, start)
                    if match:
                        yield match, phrase.right
        for phrase in self.other:
            for match in phrase.compiled.finditer(prose):
                yield match, phrase.right


@lru_cache(maxsize=128)
def compile_phrases(
    patterns: tuple[str, ...],
    exceptions: tuple[str, ...] = (),
    words: tuple[str, ...] = (),
    *,
    ignore_case: bool = True,
) -> Phrases:
    r"""Compile patterns, each with the right wording after ` => ` if it has one.

    A pattern is a regular expression over words: a blank stands for any white space within a paragraph, `'` for both
    apostrophes, `<name>` for any word of that class, a leading `^` for where a sentence begins, and the group
    `(?P<at>…)` for the part to flag, if that is not the whole. `words` are the classes: `name = word word …`.
    The right wording may take groups over (`\1`).
    Raises re.error, KeyError for a class that isn't there, ValueError for one without `=`.
    """
    classes = {
        name.strip(): "(?:" + "|".join(map(re.escape, members.split())) + ")"
        for name, members in (each.split("=", 1) for each in words)
    }
    by_opener: dict[str, list[Phrase]] = {}
    other: list[Phrase] = []
    for line in patterns:
        source, _, right = line.partition(" => ")
        spelled = _CLASS.sub(lambda match: classes[match[1]], source)
        body = spelled.replace(" ", GAP).replace("'", "['’]")
        body = START + body[1:] if body.startswith("^") else body
        beginnings = openers(spelled.removeprefix("^"))
        flags = re.IGNORECASE if ignore_case else re.NOFLAG
        phrase = Phrase((f"(?:{body})" if beginnings else f"{BEFORE}(?:{body})") + AFTER, flags, right or None)
        for opener in beginnings:
            by_opener.setdefault(opener, []).append(phrase)
        if not beginnings:
            other.append(phrase)
    _openers.update(by_opener)
    silenced = compile_phrases(exceptions, (), words) if exceptions else None
    return Phrases({word: tuple(found) for word, found in by_opener.items()}, tuple(other), silenced)


# What the phrases compiled so far begin with. Only a filter: which findings there are doesn't depend on it.
_openers: set[str] = set()
_compile = lru_cache(maxsize=4096)(re.compile)


def find(prose: str, phrases: Phrases) -> Iterator[Match]:
    """The phrases in a text, in order and without overlaps; quoted ones and those within an exception are left out."""
    found = [_located(match, right) for match, right in phrases.matches(prose)]
    if not found:
        return
    silenced = [match.span() for match, _ in phrases.exceptions.matches(prose)] if phrases.exceptions else []
    silenced.sort()
    count, done, covered, next_exception = 0, 0, 0, 0
    for match in sorted(found, key=lambda each: (each.start, -each.end, each.context, each.right or "")):
        while next_exception < len(silenced) and silenced[next_exception][0] <= match.start:
            covered = max(covered, silenced[next_exception][1])
            next_exception += 1
        if match.start < done or match.end <= covered or _PLACEHOLDER.search(match.context):
            continue
        done = match.end
        if not is_quoted(prose, match.start, match.end):
            yield match
            count += 1
            if count == _MOST:
                return


# A quiz bank is thousands of texts, and each page goes through all of a file before the next one does.
@lru_cache(maxsize=16_384)
def word_places(prose: str, known: int) -> dict[str, list[int]]:
    """Where the words and pairs of words stand that a phrase begins with; many pages ask this of one text.

    Keys are lower-case with straight apostrophes; only white space parts a pair. `known` is how many openers are
    known by now: a page that is compiled later brings more, and asks anew.
    """
    places: dict[str, list[int]] = {}
    before, end, started = "", -1, 0
    for match in _WORD.finditer(prose):
        start = match.start()
        word = match[0].lower().replace("’", "'")
        if word in _openers:
            places.setdefault(word, []).append(start)
        if before and (pair := f"{before} {word}") in _openers and prose[end:start].isspace():
            places.setdefault(pair, []).append(started)
        before, end, started = word, match.end(), start
    return places


def word_set(members: str) -> frozenset[str]:
    """The words of a list that only blanks part."""
    return frozenset(members.split())


def prose_of(text: Text) -> str:
    """The text with left-over Markdown code, maths and HTML blanked by placeholders of the same length."""
    prose = text.text
    if text.kind in ("prose", "heading") or not _MARKED_UP.search(prose):
        return prose
    return _MARKUP.sub(lambda match: "\ue000" * len(match[0]), prose)


def is_quoted(prose: str, start: int, end: int) -> bool:
    """Whether quotation marks stand directly around the span: the words are then mentioned, not used."""
    return prose[start - 1 : start] in _QUOTES and prose[end : end + 1] in _QUOTES and start > 0 and end < len(prose)


def _located(match: re.Match[str], right: str | None) -> Match:
    group: int | str = "at" if match.re.groupindex.get("at") and match["at"] is not None else 0
    wording = None if right is None else like(match[group], match.expand(right))
    return Match(match.start(group), match.end(group), match[0], wording)


def like(wrong: str, right: str) -> str:
    """The right wording with the first letter's case of the wrong one."""
    return right[:1].upper() + right[1:] if wrong[:1].isupper() else right
