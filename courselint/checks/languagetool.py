"""What LanguageTool says of a sentence, as far as measuring found it worth a teacher's time."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import lru_cache

from courselint.analysis.wording import AFTER, BEFORE, compile_phrases, is_quoted, prose_of
from courselint.grammar.asking import Asked, Grammar
from courselint.grammar.matches import Match
from courselint.grammar.wire import STAND_IN, Sentence, sentences
from courselint.model import Edit, Fix, Hit, Span, Text
from courselint.spelling.wordclasses import NOUN, PLURAL, classes, singulars
from courselint.spelling.words import starts_sentence

READS = Text

_BEFORE = re.compile(BEFORE)
_AFTER = re.compile(AFTER)
_WORD = re.compile(r"[^\W\d_]++(?:['’][^\W\d_]++)*+")
# Digits, operators and single letters are the signs of formulas and code that nobody marked up.
_FORMULA = re.compile(r"[^\w\s'’,.-]|[\d_]|(?<![\w'’])(?![AaI]\b)[A-Za-z](?!\w)|\sA(?!\w)")
_OPERAND = re.compile(r"[=+*/<>|]\s*+\Z")
_NEXT_WORD = re.compile(r"[ \t]++([A-Za-z]{2,30}+)(?![\w'’])")
_I = ("I'", "I’")
_FEWEST_WORDS = 3
_LONGEST_JARGON = 20
_LONGEST_EXCEPTION = 60


def check(
    item: Text,
    grammar: Grammar,
    *,
    categories: tuple[str, ...],
    measured: tuple[str, ...] = (),
    unasked: tuple[str, ...] = (),
    besides: tuple[str, ...] = (),
    without: tuple[str, ...] = (),
    exceptions: tuple[str, ...] = (),
    jargon: tuple[str, ...] = (),
) -> Iterator[Hit]:
    """On what LanguageTool marks, with `rule` (its id), `advice` (its message) and `text`.

    Kept are its rules of `categories` and those of `besides`, but none of `without`: ids, or patterns with `*`;
    where some are named as `measured`, no others.
    Categories that are `unasked` are not even run. Nothing is flagged that touches a phrase of `exceptions`, or that
    holds or follows a word of `jargon`.
    """
    if item.kind == "code":
        return
    prose = prose_of(item)
    asked = _asked(unasked, besides, without)
    for sentence in sentences(prose):
        if not _is_prose(sentence):
            continue
        found: list[tuple[Span, Match]] = []
        for match in grammar.matches(sentence.sent, asked):
            if match.category not in categories and match.rule not in besides:
                continue
            if measured and match.rule not in measured:
                continue
            span = sentence.span(match.offset, match.length)
            if span is None or _is_denied(match.rule, without) or not _is_plain(prose, span, match, jargon):
                continue
            if not _is_excepted(prose, span, exceptions) and not _is_set_apart(item, span):
                found.append((span, match))
        for span, match in _unrepeated(found):
            yield _hit(item, span, match)


def _unrepeated(found: list[tuple[Span, Match]]) -> list[tuple[Span, Match]]:
    """Of matches side by side, which mean one slip, that with the plainer remedy."""
    kept: list[tuple[Span, Match]] = []
    for span, match in sorted(found, key=lambda each: (each[0].start, -each[0].end)):
        if kept and span.start <= kept[-1][0].end + 1:
            if len(match.replacements) == 1 != len(kept[-1][1].replacements):
                kept[-1] = (span, match)
            continue
        kept.append((span, match))
    return kept


def _hit(item: Text, span: Span, match: Match) -> Hit:
    text = item.text[span.start : span.end]
    fix = None
    if len(match.replacements) == 1:
        right = match.replacements[0]
        fix = Fix(f"write “{right}”", (Edit(item, span, right),), "unsafe")
    return Hit("found", item, span, {"text": text, "rule": match.rule, "advice": match.message}, fix=fix)


@lru_cache(maxsize=16)
def _asked(unasked: tuple[str, ...], besides: tuple[str, ...], without: tuple[str, ...]) -> Asked:
    denied = tuple(rule for rule in without if "*" not in rule)
    return Asked(rules=besides, without_rules=denied, without_categories=unasked)


def _is_prose(sentence: Sentence) -> bool:
    """Whether there are words enough for a sentence, and more of them than masked pieces."""
    words = _WORD.findall(sentence.sent)
    hidden = words.count(STAND_IN)
    return len(words) - hidden >= max(_FEWEST_WORDS, hidden)


@lru_cache(maxsize=4096)
def _is_denied(rule: str, without: tuple[str, ...]) -> bool:
    return any(fnmatchcase(rule, pattern) for pattern in without)


def _is_plain(prose: str, span: Span, match: Match, jargon: tuple[str, ...]) -> bool:
    """Whether the match is about whole words of running text, and about more than a hyphen or an accent."""
    text = prose[span.start : span.end]
    # “it's”: LanguageTool may mean what the apostrophe begins.
    starts = _BEFORE.match(prose, span.start) or (text[0] in "'’" and prose[span.start - 1 : span.start].isalpha())
    if not starts or not _AFTER.match(prose, span.end):
        return False
    if _FORMULA.search(text) or _OPERAND.search(prose[max(0, span.start - 3) : span.start]):
        return False
    if _names_something(prose, span, starts=match.offset == 0):
        return False
    if is_quoted(prose, span.start, span.end) or (text.isupper() and len(text) > 1):
        return False
    if match.replacements and _is_same_word(text, match.replacements[0]):
        return False
    if _is_in_compound(prose, span, match.replacements):
        return False
    around = prose[max(0, span.start - _LONGEST_JARGON) : span.start].split()[-1:] + _WORD.findall(text)
    return not any(word.lower() in jargon for word in around)


def _names_something(prose: str, span: Span, *, starts: bool) -> bool:
    """Whether there is a capital within a sentence: “call A the event”, “a Fundamentals”, “the Got It button”."""
    words = _WORD.finditer(prose, span.start, span.end)
    capitals = [word.start() for word in words if word[0][0].isupper() and word[0] != "I" and word[0][:2] not in _I]
    return any(not (at == span.start and (starts or starts_sentence(prose, at))) for at in capitals)


def _is_set_apart(item: Text, span: Span) -> bool:
    """Whether marks that the text doesn't show, such as emphasis, stand on both sides: it is a name or a value."""
    if not 0 < span.start < span.end < len(item.text):
        return False
    place = item.in_source(span)
    before, after = (item.in_source(Span(at, at + 1)) for at in (span.start - 1, span.end))
    return before.end < place.start and place.end < after.start


def _is_excepted(prose: str, span: Span, exceptions: tuple[str, ...]) -> bool:
    start, end = max(0, span.start - _LONGEST_EXCEPTION), span.end + _LONGEST_EXCEPTION
    found = (match.span() for match, _ in compile_phrases(exceptions).matches(prose[start:end]))
    return any(start + first < span.end and span.start < start + last for first, last in found)


def _is_in_compound(prose: str, span: Span, remedies: tuple[str, ...]) -> bool:
    """Whether the number of a noun is in question that describes the next one: “many database writes”."""
    follows = _NEXT_WORD.match(prose, span.end)
    if not follows or not classes().get(follows[1].lower(), 0) & NOUN:
        return False
    words = prose[span.start : span.end].lower().split()
    if words[0] in ("a", "an"):
        return True
    asked = remedies[0].lower().split()[-1:] if remedies else []
    return any(classes().get(word, 0) & PLURAL and words[-1] != word and words[-1] in singulars(word) for word in asked)


def _is_same_word(text: str, right: str) -> bool:
    """Whether the two differ by hyphens, accents or capitals at most."""
    return _bare(text, " ") == _bare(right, " ") or ("-" in text and _bare(text, "") == _bare(right, ""))


def _bare(text: str, hyphen: str) -> str:
    plain = "".join(mark for mark in unicodedata.normalize("NFD", text) if not unicodedata.combining(mark))
    return " ".join(plain.replace("-", hyphen).lower().split())
