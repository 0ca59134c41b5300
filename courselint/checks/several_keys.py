"""More than one right answer where the learner can, or is told to, choose one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from courselint.analysis.questiontext import in_words, is_survey
from courselint.model import Hit, Question, Related

READS = Question

_ONE = re.compile(
    r"\b(?:what|which|who) (?:is|was) the (?!difference|differences|following)(?!\w+s\b(?<!ss)(?<!us)(?<!is))"
    r"|\bwhich (?:one )?of (?:the|these|those)(?: following)?(?: \w+){0,2} (?:is|was) (?:an?|the) "
    r"|\bwhich (?:\w+ ){0,2}(?:is|was) the (?:best|most|first|last|only|correct|right|main|largest|smallest) "
    r"|\bwhich one\b|\b(?:choose|select|pick) (?:the (?:one|best|correct|right) (?:answer|option)\b(?!s)|one\b)",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    r"\b(?:all|any|every(?:thing)?|each|multiple|several|two|three|four|five|both|one or more|at least one"
    r"|more than one|many)\b|\bcheck\b|\bapply\b|\b(?:choose|select|pick|mark|name)\W+(?:\w+\W+)?[2-9]\b"
    r"|\(s\)"
    r"|\banswers\b|\boptions\b|\bstatements\b|\bchoices\b|\bare\b|\bwere\b|\bexamples\b"
    r"|\bwhich of (?:these|those|the following) (?!(?:is|was|has|does)\b)\w+s\b",
    re.IGNORECASE,
)


def check(question: Question) -> Iterator[Hit]:
    keys = [option for option in question.options if option.is_key]
    if question.kind != "choice" or len(keys) < 2 or question.is_single is False or is_survey(question):
        return
    if question.is_drawn:
        return
    if question.format in ("gift", "jupyterquiz") and len(keys) == len(question.options):
        # Moodle gives full marks for each, jupyterquiz says "Correct": whatever is chosen is right.
        return
    related = (Related(keys[0].text, keys[0].text.whole, "the first answer marked as right"),)
    values = {"count": str(len(keys))}
    words = in_words(question.stem.text)
    if question.is_single:
        # jupyterquiz's widget lets learners choose as many as there are keys, whatever the type says, but doesn't tell.
        if question.format == "jupyterquiz":
            if not _SEVERAL.search(words):
                yield Hit("typed", keys[1].text, keys[1].text.whole, values, related)
        else:
            yield Hit("single", keys[1].text, keys[1].text.whole, values, related)
        return
    if (asked := _ONE.search(words)) and not _SEVERAL.search(words):
        yield Hit("asked", keys[1].text, keys[1].text.whole, values | {"asked": asked[0].strip()}, related)
