"""The checkable words of a piece of prose, and the parts of an identifier."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from courselint.model import Span, is_placeholder


class Word(NamedTuple):
    """A word as written, without a possessive `'s`, and its offset: a tuple, since a course has a million of them."""

    text: str
    start: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.start + len(self.text))


def words(text: str) -> Iterator[Word]:
    """The words of prose in order; no identifiers, addresses, paths, numbers or anything that touches a placeholder.

    The parts of a hyphenated compound come one by one. Words in capitals come too: who judges them decides.
    """
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        if kind is None:
            continue
        start, end = match.span(kind)
        if kind != "word":
            if end - start > 1 and not _is_rest(text, start):
                yield Word(match[kind], start)
            continue
        while text[end - 1] in "'’":
            end -= 1
        if end - start > 2 and text[end - 1] in "sS" and text[end - 2] in "'’":
            end -= 2
        if end - start > 1 and not _is_glued(text, start, match.end()):
            yield Word(text[start:end], start)


def identifier_parts(name: str) -> Iterator[str]:
    """The whole name and its parts at underscores, digits and camel humps, in lower case: `xTrain_set` gives 4."""
    parts = [part.lower() for part in _HUMP.findall(name)]
    yield name.lower().strip("_")
    if len(parts) > 1:
        yield from (part for part in parts if len(part) > 1)


def starts_sentence(text: str, at: int) -> bool:
    """Whether the word at this offset begins a sentence, a paragraph, a list item, a heading or a table cell.

    After a placeholder it does not: what the masked piece was nobody knows.
    """
    return _SENTENCE_START.search(text[max(0, at - _LOOK_BACK) : at]) is not None if at else True


def is_mentioned(text: str, span: Span) -> bool:
    """Whether the word stands alone in quotation marks: it is spoken of, or it is a name or a value."""
    before, after = text[span.start - 1 : span.start], text[span.end : span.end + 1]
    return before != "" and _QUOTES.get(before) == after


_LOOK_BACK = 40
# The end of a sentence ("S. Stoffer" is none) or the head of a block, then at most brackets, quotes and emphasis.
_MARK = r"(?:[-–*+•\#>]|\d{1,3}[.)]|[a-zA-Z]\))"
_SENTENCE_START = re.compile(
    rf"""
    (?: \A | (?: [!?:…|] | (?<! \b[A-Za-z] ) (?<! \bal | \bvs | \b[DM]r | \bcf ) \. ) [)"'”’*_]{{0,3}} \s
      | \n [ \t]* \n | \n (?= [ \t>]* {_MARK} )
    )
    [ \t\n>]* (?: \#{{0,6}} {_MARK} [ \t]+ )? (?: \[ [ xX] \] [ \t]+ )? ["'“‘(*_\[«]* \Z
    """,
    re.VERBOSE,
)
_QUOTES = {'"': '"', "'": "'", "“": "”", "‘": "’", "«": "»", "`": "`"}

# A letter may carry combining marks; soft hyphens and joiners inside a word are part of it.
_LETTER = r"(?:[^\W\d_][\u0300-\u036f\u00ad\u200c\u200d]*)"
# Every repetition that may have to be given up again is bounded, so that the scan stays linear.
_TOKEN = re.compile(
    rf"""
    (?<![^\s("]) (?P<plain> [A-Za-z]?[a-z]+ ) (?= [\s,;?!)] | [.:]\s | \.?\Z )   # most words, at once
  | (?: [A-Za-z][A-Za-z0-9+.-]{{0,15}}:// | www\. | mailto: | doi: | arxiv: ) \S*
  | (?<![\w.+%-]) [\w.+%-]{{1,64}} @ [\w-]{{1,64}} (?: \.[\w-]+ )*   # e-mail
  | \\? @ref\( [\w:.-]{{0,80}} \)                                  # bookdown's cross-references
  | [@\#$\\%&] [\w'-]+ ;?                                        # handles, hashtags, commands, entities
  | (?<!\S) --? [A-Za-z] [\w-]*                                  # command line options
  | \{{ [\w.:!,%-]{{0,40}} \}} | : [\w-]{{1,40}} : | <[^<>\s]{{0,80}}>
  | (?: \.{{1,2}} | ~ | (?<![\w/)\]]) (?=/) ) [/\\] [\w./\\-]*   # paths
  | (?<![\w.~-]) (?: [\w.~-]{{0,40}} [/\\] ){{2,}} [\w.-]*
  | [A-Za-z]: \\ \S*
  | [^\W_]\w{{0,40}} (?: \.[a-z0-9_]\w* )+ (?! \w )               # dotted names, files, e.g.
  | (?<! [\w.)\]"'’”] ) \.[a-z] \w*                               # endings of files: *.ini
  | [^\W_]\w{{0,40}} (?: \(\) | \((?!e?s\))[^\s()]{{0,40}}\) )      # calls
  | \w{{1,40}} = (?! = ) \S+
  | (?<! \w ) _ (?P<emphasised> [^\W\d_]{{1,40}} ) _ (?! \w )
  | [^\W\d_]* [\d_] [\w\u2070-\u209f]*                           # identifiers, numbers with units, ordinals
  | [^\W\d_]* (?: [a-z][A-Z] | [A-Z]{{2}}[a-z] ) \w*               # CamelCase, plural acronyms
  | (?P<word> {_LETTER}+ (?: ['’] {_LETTER}+ )* ['’]? )
    """,
    re.VERBOSE,
)
_HUMP = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[^\W\d_A-Z]+")


# A space of no width stands inside words, where they may break, as often as between them.
_NO_WIDTH = "\u200b\u2060\ufeff"
_GLUE_BEFORE, _GLUE_AFTER = ")]}*_~^=<>|" + _NO_WIDTH, "([{*~^=<>|" + _NO_WIDTH


def _is_glued(text: str, start: int, end: int) -> bool:
    """Whether the word is a piece of something larger: by a placeholder, inside brackets, half emphasised."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if (before and is_placeholder(before)) or (after and is_placeholder(after)):
        return True
    if before and before in _GLUE_BEFORE and _touches_letter(text, start - 1, -1):
        return True
    if _is_rest(text, start):
        return True
    return (
        bool(after)
        and after in _GLUE_AFTER
        and _touches_letter(text, end, 1)
        and text[end : end + 3] not in ("(s)", "(es")
    )


def _is_rest(text: str, start: int) -> bool:
    """Whether a quotation mark parts the word from letters before it: `"A"nnual`."""
    return start > 1 and text[start - 1] in "\"'”’" and text[start - 2].isalnum()


def _touches_letter(text: str, at: int, step: int) -> bool:
    """Whether up to three marks from `at` on, without space, lead to a letter, a digit or a placeholder."""
    for _ in range(3):
        if not 0 <= at < len(text):
            return False
        if text[at].isalnum() or is_placeholder(text[at]):
            return True
        if text[at].isspace():
            return False
        at += step
    return False
