"""Completions whose blank stands before the rest of the sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from courselint.analysis.blanks import blanks_of, rest_of_sentence
from courselint.analysis.closedwords import are_forms_of_one_word, are_function_words
from courselint.analysis.optionvalue import exact_value
from courselint.analysis.questiontext import has_unknown, is_survey, quoted
from courselint.model import Hit, Question

READS = Question

_REMARK = re.compile(r"\([^()]*\)")
_WORD = re.compile(r"[^\W\d_]{2,}")


def check(question: Question, *, words: int = 2) -> Iterator[Hit]:
    """Flags the first blank that at least `words` words follow in its sentence; a unit or a remark may follow."""
    if question.kind != "choice" or len(question.options) < 3 or has_unknown(question.stem) or is_survey(question):
        return
    answers = [option.text.text for option in question.options]
    # In a language test, the word's place in the sentence is the question.
    if are_forms_of_one_word(answers) or are_function_words(answers):
        return
    if any(exact_value(answer) is not None for answer in answers):
        words += 2
    for blank in blanks_of(question.stem.text):
        # A missing word: the format itself puts the answers into the sentence.
        if not question.stem.is_contiguous(blank):
            return
        rest = _REMARK.sub(" ", rest_of_sentence(question.stem.text, blank))
        if len(_WORD.findall(rest)) >= words:
            yield Hit("inner", question.stem, blank, {"rest": quoted(rest.replace("*", ""))})
            return
