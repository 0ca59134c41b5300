"""Options that test a language itself: small words, or the forms of one word."""

from __future__ import annotations

import re
from collections.abc import Collection

from courselint.analysis.wording import word_set

_WORD = re.compile(r"['’]?[^\W\d_]+(?:['’][^\W\d_]+)?")
_FUNCTION = word_set(
    """a an the this that these those some any no each every much many few little less more most fewer several
    i you he she it we they me him her us them my your his its our their mine yours hers ours theirs myself yourself
    himself herself itself ourselves themselves who whom whose which what where when why how
    in on at by for from to of with without into onto over under between among through during before after since until
    till about against along around across above below behind beside besides near off out up down upon within towards
    and or but so because although though if unless whether while as than yet nor however therefore despite instead
    is are am was were be been being do does did done has have had having can could will would shall should may might
    must ought need not never ever always already still just only too also very there here
    such enough really quite rather 's 've 'd 'll 're 'm isn't aren't don't
    doesn't didn't won't wouldn't hasn't haven't hadn't can't couldn't shouldn't mustn't it's"""
)
SHORTEST_STEM = 3


def are_function_words(answers: Collection[str]) -> bool:
    """Whether every answer is made of prepositions, pronouns, articles and auxiliaries alone."""
    return all((words := _words(answer)) and len(words) <= 4 and _FUNCTION.issuperset(words) for answer in answers)


def are_forms_of_one_word(answers: Collection[str]) -> bool:
    """Whether the answers are forms of one word ("go", "goes", "is going"), auxiliaries aside."""
    bare = [[word for word in _words(answer) if word not in _FUNCTION] for answer in answers]
    if any(len(words) > 1 for words in bare) or sum(map(len, bare)) < 2:
        return False
    heads = {words[0] for words in bare if words}
    has_auxiliary = any(len(_words(answer)) > len(words) for answer, words in zip(answers, bare, strict=True))
    # "has run" and "ran" have only their first letter in common.
    length = 1 if has_auxiliary else SHORTEST_STEM
    return len({head[:length] for head in heads}) == 1


def _words(text: str) -> list[str]:
    return [word.lower().replace("’", "'") for word in _WORD.findall(text)]
