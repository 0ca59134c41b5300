"""Questions whose answer stands in the stem of another question of the quiz."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from courselint.analysis.questiontext import has_unknown, in_words, is_survey, quoted, words_of
from courselint.analysis.wordstems import COMMON, SHORTEST, stem_of
from courselint.model import FIRST_PLACEHOLDER, Document, Hit, Question, Related

READS = Document

# A stem that shows a whole page is a text to work with, not a question.
LONGEST_STEM = 1500
LONGEST_KEY = 80
# One word is a term if it is this long.
SHORTEST_TERM = 6
FEWEST_SHARED = 2
# More stems than this with one word: it is what the quiz is about.
MOST_STEMS = 12


@dataclass(frozen=True, slots=True)
class _Stem:
    """A stem in common forms of its words: all of them in order, and those that carry its meaning."""

    question: Question
    said: str
    content: frozenset[str]


def check(document: Document) -> Iterator[Hit]:
    for stems in _quizzes(document):
        places: dict[str, list[int]] = defaultdict(list)
        for number, stem in enumerate(stems):
            for word in stem.content:
                if len(places[word]) <= MOST_STEMS:
                    places[word].append(number)
        # Rare is what one stem in ten holds, or three in a short quiz.
        rare = {word for word, found in places.items() if len(found) <= min(MOST_STEMS, max(3, len(stems) // 10))}
        for number, stem in enumerate(stems):
            yield from _hits(number, stem, stems, places, rare)


def _quizzes(document: Document) -> Iterator[list[_Stem]]:
    """The stems of one quiz at a time: of a file, or of a member of an archive, and of one group in it."""
    quizzes: dict[tuple[int, str], list[_Stem]] = defaultdict(list)
    # The steps of a lesson build on each other, and so do the parts of one question.
    for question in () if document.format in ("swirl", "prairielearn") else document.questions:
        stem = question.stem
        if question.kind in ("description", "survey") or len(stem.text) > LONGEST_STEM or has_unknown(stem):
            continue
        words = words_of(stem.text)
        quiz = (stem.source if document.members else 0, question.group)
        quizzes[quiz].append(_Stem(question, _said(words), _content(words)))
    return iter(quizzes.values())


def _hits(
    number: int, stem: _Stem, stems: list[_Stem], places: dict[str, list[int]], rare: set[str]
) -> Iterator[Hit]:  # fmt: skip
    key = _key(stem.question)
    words = words_of(key)
    content, said = _content(words), _said(words)
    is_term = len(content) >= 2 or (len(content) == len(words) == 1 and len(words[0]) >= SHORTEST_TERM)
    if not is_term or said in stem.said or content <= stem.content or is_survey(stem.question):
        return
    others = [_said(words_of(each.text.text)) for each in stem.question.options if not each.is_key]
    if any(said in other for other in others):
        return
    for other in places.get(min(content, key=lambda word: (len(places.get(word, ())), word)), ()):
        told = stems[other]
        shared = (stem.content & told.content & rare) - content
        if other == number or said not in told.said or len(shared) < max(FEWEST_SHARED, len(stem.content) / 4):
            continue
        # A stem that names other options, too, leaves the choice.
        if any(len(each) > 2 and each in told.said for each in others):
            continue
        related = (Related(told.question.stem, told.question.stem.whole, "this stem says it"),)
        text = stem.question.stem
        values = {"key": quoted(key), "stem": quoted(told.question.stem.text, 80)}
        yield Hit("told", text, text.whole, values, related)
        return


def _key(question: Question) -> str:
    """The one right answer in words; "" if there are more, or if it isn't words alone."""
    keys = [option for option in question.options if option.is_key and not option.is_pattern]
    if question.kind not in ("choice", "short-answer") or len(keys) != 1:
        return ""
    text = keys[0].text.text.strip()
    is_plain = len(text) <= LONGEST_KEY and FIRST_PLACEHOLDER not in in_words(text.replace("`", ""))
    return text.replace("`", "") if is_plain and not any(map(str.isdigit, text)) else ""


def _said(words: list[str]) -> str:
    return f" {' '.join(map(stem_of, words))} "


def _content(words: list[str]) -> frozenset[str]:
    return frozenset(stem_of(word) for word in words if len(word) >= SHORTEST and word.lower() not in COMMON)
