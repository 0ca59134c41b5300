"""Words against which there is evidence: near a likelier word, or a known slip."""

from __future__ import annotations

import re
from collections.abc import Iterator

from courselint.model import Course, Edit, Fix, Hit, Span, Text
from courselint.spelling.foreign import is_foreign_stretch
from courselint.spelling.lexicon import is_english
from courselint.spelling.speller import Speller
from courselint.spelling.words import Word, is_mentioned, starts_sentence, words

READS = Text

# Beside code, short words are often what the code is about.
_BY_CODE = ("comment", "docstring", "message")


def check(text: Text, course: Course, speller: Speller) -> Iterator[Hit]:
    """On the word; code is never spell-checked, nor is a word in quotation marks of its own."""
    if text.kind == "code" or not speller.may_hold_suspects(text.text, course):
        return
    prose = text.text
    found_words = list(words(prose))
    is_foreign: bool | None = None
    for at, word in enumerate(found_words):
        if speller.is_listed(word.text):
            continue
        found = speller.judge(word.text, course, starts_sentence=True)
        if found is None:
            continue
        # Its surroundings can only acquit it: looked at last, since most unknown words are no suspects.
        starts = not word.text[0].isupper() or starts_sentence(prose, word.start)
        is_stranger = _is_among_strangers(found_words, at, speller) or _is_set_apart(text, word.span)
        if not starts or is_stranger:
            found = speller.judge(word.text, course, starts_sentence=starts, among_strangers=is_stranger)
        if found is None or is_mentioned(prose, word.span) or _is_snippet(prose, word, speller):
            continue
        if is_english(speller.language) and is_foreign_stretch(
            prose[max(0, word.start - _AROUND) : word.span.end + _AROUND]
        ):
            continue
        if not speller.is_known_slip(word.text) and (
            _is_name(text, word, speller) or _is_in_foreign_phrase(found_words, at, speller)
        ):
            continue
        if text.kind in _BY_CODE and _is_parameter(prose, word.span, course):
            continue
        # Where characters between the letters were dropped, such as brackets, the word is our own making.
        if not text.is_contiguous(word.span) or (text.kind in _BY_CODE and len(word.text) < 5 and not found.is_clear):
            continue
        if is_foreign is None:
            is_foreign = speller.is_foreign_paragraph(one.text for one in found_words)
        if is_foreign:
            return
        best = found.suggestions[0]
        yield Hit(
            "misspelt",
            text,
            word.span,
            {"word": word.text, "suggestion": best},
            fix=Fix(f"write “{best}”", (Edit(text, word.span, best),), "safe" if found.is_clear else "unsafe"),
            confidence=None if found.is_clear else "medium",
        )


def _is_among_strangers(found: list[Word], at: int, speller: Speller) -> bool:
    """Whether two of the three words before and the three after are unknown: a list of names, another language."""
    start = found[at].start
    near = (word for word in found[max(0, at - 3) : at + 4] if abs(word.start - start) < _NEAR)
    return sum(not speller.knows(word.text) for word in near) > 2


def _is_in_foreign_phrase(found: list[Word], at: int, speller: Speller) -> bool:
    """Whether most of what surrounds the word is unknown: “Operatori di confronto” in a docstring."""
    near = [word.text for word in (*found[max(0, at - 4) : at], *found[at + 1 : at + 5])]
    strangers = sum(not speller.knows(word) for word in near)
    return strangers * 2 > len(near) and (strangers > 1 or len(found) < 4)


def _is_name(text: Text, word: Word, speller: Speller) -> bool:
    """Whether what stands next to the word tells that it names something: a person, a species, a variable."""
    prose, end = text.text, word.span.end
    if _ASSIGNED.match(prose, end) or _is_label(prose, word.span) or _is_entry(prose, word.span):
        return True
    if word.text[0].islower() and _GENUS.search(prose[max(0, word.start - 3) : word.start]):
        return True
    return word.text[0].isupper() and (
        _is_foreign_name(prose, word) or _is_organisation(text, word) or _is_person(text, word, speller)
    )


def _is_label(prose: str, span: Span) -> bool:
    """“[[boid-figure]]”, “[parse-section]”: brackets around words that hyphens join."""
    before, after = (
        _LABEL_HEAD.search(prose, max(0, span.start - _AROUND), span.start),
        _LABEL_TAIL.match(prose, span.end),
    )
    return before is not None and after is not None and "-" in before[0] + after[0]


def _is_entry(prose: str, span: Span) -> bool:
    """“* screenw - width of the screen”: what a list of variables begins with."""
    if span.end - span.start >= _LONG_NAME or not prose[span.start].islower():
        return False
    before = prose[prose.rfind("\n", 0, span.start) + 1 : span.start]
    return before.strip() in ("", "*", "-", "+") and _EXPLAINED.match(prose, span.end) is not None


def _is_person(text: Text, word: Word, speller: Speller) -> bool:
    """“Shor's algorithm”, “Bitner and Reingold”, “Deepa Chidambaran”: of somebody, or beside an unknown name."""
    after = text.text[word.span.end :][:_AROUND]
    if len(word.text) < _LONG_NAME and _CITED.match(after):
        return True
    if after[:1] in "'’" and after[1:2] == "s" and len(word.text) < _LONG_NAME:
        return True
    match = _NAME_FOLLOWS.match(after)
    return match is not None and not speller.knows(match[1])


def _is_foreign_name(prose: str, word: Word) -> bool:
    """“Departament de Matemàtiques”, “Temps Universel Coordonné”; “Heil, Matthias (2007)” in a list of sources."""
    before, after = prose[max(0, word.start - 40) : word.start].split()[-2:], prose[word.span.end :][:40]
    around = (*before, *after.split()[:2])
    is_foreign = not _LINKING_WORDS.isdisjoint(around) or any(_ACCENTED.search(near) for near in around)
    return is_foreign or _REFERENCE.match(after) is not None


def _is_organisation(text: Text, word: Word) -> bool:
    """“Dashew Center”, “Riak, Redis and Memcached”: a short capitalised word before others with a capital."""
    if text.kind == "heading" or len(word.text) >= _LONG_NAME:
        return False
    return _CAPITAL_FOLLOWS.match(text.text, word.span.end) is not None


def _is_set_apart(text: Text, span: Span) -> bool:
    """Whether marks that the text doesn't show, such as emphasis, stand on both sides: “**huxtable**” is a name."""
    if not 0 < span.start < span.end < len(text.text):
        return False
    place = text.in_source(span)
    before, after = text.in_source(Span(span.start - 1, span.start)), text.in_source(Span(span.end, span.end + 1))
    return before.end < place.start and place.end < after.start


def _is_snippet(prose: str, word: Word, speller: Speller) -> bool:
    """Whether the word is a short or built part of a hyphenated one: “k-mers”, “20-year-olds”, “two-parter”."""
    end = word.span.end
    before, after = prose[max(0, word.start - 1) : word.start], prose[end : end + 1]
    shortest = _LONG_TAIL if before == "-" else _LONG_HEAD
    if "-" not in before + after:
        return False
    # "pre-empting", "criss-crossing": listed without the hyphen.
    head, tail = _HYPHEN_BEFORE.search(prose, max(0, word.start - _AROUND), word.start), _HYPHEN_AFTER.match(prose, end)
    whole = (head[1] if head else "") + word.text + (tail[1] if tail else "")
    return len(word.text) < shortest or speller.knows(word.text) or speller.is_listed(whole)


def _is_parameter(prose: str, span: Span, course: Course) -> bool:
    """Whether a docstring names a parameter of the course's code here: to change it would tell of another one."""
    before = prose[prose.rfind("\n", 0, span.start) + 1 : span.start]
    if _FIELD.fullmatch(before):
        return True
    is_name = prose[span.start : span.end].lower() in course.identifiers
    return is_name and _NAMES_BEFORE.fullmatch(before) is not None and _TYPE.match(prose, span.end) is not None


_NEAR = 50
# “:param float rate”; “rate : float”, “rate (float): how fast”.
_FIELD = re.compile(r"\s*[:@](?:param|parameter|type|arg|argument|key|keyword|ivar|cvar|var|attr)\s(?:[\w.\[\], ]*\s)?")
_NAMES_BEFORE = re.compile(r"[\s*]*(?:\*{0,2}\w+,\s?)*+\*{0,2}")
_TYPE = re.compile(r"(?:,\s?\*{0,2}\w+)*+\s?(?:\([^()\n]*+\)\s?)?:")
_LINKING_WORDS = frozenset("de del della di do dos du des der und von el la las le les los y et".split())
_ACCENTED = re.compile("[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]")
_LONG_NAME = 8
_LONG_HEAD, _LONG_TAIL = 4, 5
# “E. coli”
_GENUS = re.compile(r"\b[A-Z]\.\s?\Z")
_AROUND = 60
# `fdiv = O(1)`, `anana$`
_ASSIGNED = re.compile(r"\$| ?[-+*/:]?=(?![=>])")
_LABEL_HEAD = re.compile(r"\[(?:[\w:.]+-)*\Z")
_LABEL_TAIL = re.compile(r"(?:-[\w:.]+)*\]")
_HYPHEN_BEFORE, _HYPHEN_AFTER = re.compile(r"(?<![\w-])([A-Za-z]{1,20})-\Z"), re.compile(r"-([A-Za-z]{1,20})(?![\w-])")
_EXPLAINED = re.compile(r"\s[-–—]\s[A-Za-z]")
# “Innes (2018)”, “Cucker & Smale”, “Meyn et al.”
_CITED = re.compile(r"\s(?:\([12][0-9]{3}[a-z]?\)|et\sal\b|&\s[A-Z][a-z])")
_NAME_FOLLOWS = re.compile(r"\s(?:(?:and|&)\s)?([A-Z][a-z]{2,30})\b")
_CAPITAL_FOLLOWS = re.compile(r",?\s[A-Z][a-z]{2}")
_REFERENCE = re.compile(r"\s\[-?@|,\s(?:[A-Z]\.|[A-Z][a-z]+\s(?:[A-Z]\.|\([12][0-9]{3}))")
