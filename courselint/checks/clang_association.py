"""A telling word of the stem that only the right answer repeats."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from courselint.analysis.questiontext import has_unknown, in_words, is_survey, quoted
from courselint.analysis.wordstems import COMMON, stem_of
from courselint.model import Document, Hit, Question, Related, Span

READS = Document

_WORD = re.compile(r"[^\W\d_]{3,}")
# In a quiz about streams, "stream" tells nothing.
MOST_STEMS = 0.1
FEWEST = 2


def check(item: Document, *, letters: int = 5) -> Iterator[Hit]:
    """One finding a question, on the first such word of the key.

    Words shorter than `letters` give nothing away, nor do those that many questions of the quiz ask about.
    """
    if not item.questions:
        return
    asked = Counter(stem for each in item.questions for stem in _stems(each, letters))
    most = max(FEWEST, MOST_STEMS * len(item.questions))
    subject = frozenset(stem for stem, count in asked.items() if count > most)
    for question in item.questions:
        yield from _judge(question, subject, letters)


def _judge(question: Question, subject: frozenset[str], letters: int) -> Iterator[Hit]:
    keys = [option.text for option in question.options if option.is_key]
    others = [option.text for option in question.options if option.is_key is False]
    if question.kind != "choice" or len(keys) != 1 or len(others) < 2 or is_survey(question):
        return
    if has_unknown(question.stem) or any(map(has_unknown, (*keys, *others))):
        return
    asked = {stem: span for stem, span in _telling(question.stem.text, letters) if stem not in subject}
    echoes = [{stem for stem, _ in _telling(text.text, letters)} & asked.keys() for text in (*keys, *others)]
    if 2 * sum(1 for each in echoes[1:] if each - echoes[0]) >= len(others):
        # "Does it strengthen the argument, weaken it, or …?" names the options.
        return
    elsewhere = {stem for text in others for stem, _ in _telling(text.text, 0)}
    for stem, span in _telling(keys[0].text, letters):
        if stem in asked and not _is_near(stem, elsewhere):
            place = asked[stem]
            asked = quoted(question.stem.text[place.start : place.end])
            values = {"word": keys[0].text[span.start : span.end], "asked": asked}
            yield Hit("only-key", keys[0], span, values, (Related(question.stem, place, "asked with the same word"),))
            return


def _stems(question: Question, letters: int) -> set[str]:
    texts = (question.stem, *(option.text for option in question.options))
    return {stem for text in texts for stem, _ in _telling(text.text, letters)}


def _telling(text: str, letters: int) -> Iterator[tuple[str, Span]]:
    for match in _WORD.finditer(in_words(text)):
        word = match[0].lower()
        # Of short words only acronyms stand out.
        is_long = len(word) >= letters or (len(word) >= 4 and match[0].isupper())
        if is_long and word not in COMMON:
            yield stem_of(word), Span(*match.span())


def _is_near(stem: str, words: set[str]) -> bool:
    return any(word.startswith(stem[:6]) or stem.startswith(word[:6]) for word in words)
