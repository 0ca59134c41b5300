"""Words that no dictionary lists because anybody may build them: `rescalable`, `multirow`, `subtable`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

_AFFIXED = """anti auto bi bio co counter cross cyber de dis down eco electro endo exa extra femto fore geo giga hetero
    homo hydro hyper infra inter intra iso kilo macro mega meta micro mid mini mis mono multi nano neo neuro non off
    omni ortho out over para peta petro photo pico poly post pre proto pseudo psycho quasi re retro self semi socio
    stereo sub super techno tele tera thermo trans tri ultra un under uni up video"""
PREFIXES = frozenset(_AFFIXED.split())
# Endings that may be put to any word; -ly, -ment and -ful are not among them: "truely", "arguement", "beautyful".
_ENDINGS = ("able", "ness", "wise", "less", "like", "free", "ish", "esque", "ward", "proof", "ship")
# "distributedly": after these -ly is regular.
_ADVERBIAL = ("ed", "ing", "al", "ous", "ful", "less", "ish", "ive")
# "commoditised": the British spelling of an American word that is listed.
_BRITISH = re.compile(r"is(e[drs]?|ers|ing|able|ations?)\Z")
# Inflections of words that our own lists of terms give in one form only: what ends the stem, what the word.
_INFLECTIONS = (
    *(("", ending) for ending in ("s", "ed", "ing", "er", "ers", "ly", "ity", "ness", "able")),
    *(("e", ending) for ending in ("ed", "ing", "er", "ers", "able", "ation")),
    ("y", "ies"),
    ("y", "ied"),
    ("fy", "fication"),
)
# No second half of a compound: "horizon" + "ally" is "horizontally".
_NOT_HALVES = (
    "ally ably able ible ling ting ning ding ring sing tion sion ions ness ment ence ance ever self ward ants ents"
)
_NO_HALF = frozenset(_NOT_HALVES.split())
# Short words that end compounds: "chipset", "toolbox", "bytemap".
_SHORT_HALVES = frozenset(
    ("bar", "bit", "bot", "box", "hub", "kit", "lab", "log", "map", "net", "out", "row", "set", "tag", "way")
)


def is_built(
    word: str, *, is_listed: Callable[[str], bool], is_word: Callable[[str], bool], is_term: Callable[[str], bool]
) -> bool:
    """Whether affixes or two longer words make up `word` (lower case).

    `is_listed` knows every word, `is_word` the common ones, `is_term` those whose inflections are not listed.
    """
    for at in range(2, min(8, len(word) - 3)):
        if word[:at] in PREFIXES:
            rest = word[at:]
            # "neurophysiologists": after a long prefix anything goes; a short one may be chance.
            long = 4 if at > 3 else _CERTAIN
            if is_word(rest) or (len(rest) > long and is_listed(rest)) or _is_inflected(rest, is_term):
                return True
    return (
        _has_ending(word, is_word)
        or _is_agent(word, is_word)
        or _is_inflected(word, is_term)
        or _is_compound(word, is_word)
    )


def is_form(word: str, is_listed: Callable[[str], bool]) -> bool:
    """Whether the word is the plural of a listed one, or the plain form of a listed past: `periodograms`, `debias`."""
    stem = word.removesuffix("s")
    if stem != word and len(stem) > 4 and stem[-1] not in "suzxy" and stem[-2:] not in ("sh", "ch") and is_listed(stem):
        return True
    # "pharmacokinetic", of which only the science is listed.
    if word.endswith("ic") and is_listed(word + "s"):
        return True
    stem = word.removesuffix("ly")
    if stem != word and stem.endswith(_ADVERBIAL) and is_listed(stem):
        return True
    stem = word.removesuffix("s").removesuffix("or")
    if stem.endswith("at") and stem + "or" in (word, word[:-1]) and is_listed(stem + "e"):
        return True
    # "unsmoothed": any participle may be denied.
    stem = word.removeprefix("un")
    if stem != word and len(stem) > 5 and stem.endswith("ed") and is_listed(stem):
        return True
    if _BRITISH.search(word) and is_listed(_BRITISH.sub(r"iz\1", word)):
        return True
    if len(word) > 6 and any(is_listed(american) for american in _american(word)):
        return True
    # "operationalized", "transducing": only the plain verb is listed.
    if len(word) > 8 and (
        (word.endswith("ed") and is_listed(word[:-1])) or (word.endswith("ing") and is_listed(word[:-3] + "e"))
    ):
        return True
    return len(word) > 7 and word[-1] == "e" and is_listed(word + "d")


def _american(word: str) -> Iterator[str]:
    """What American spelling makes of "coeliac" and "versicolour"."""
    for british, american in (("ae", "e"), ("oe", "e"), ("our", "or")):
        if british in word:
            yield word.replace(british, american)


def stems(word: str) -> Iterator[str]:
    """What `word` may be the plural or a regular verb form of: `phugoids`, `deparsing`, `slidified`."""
    for ending, restored in (("s", ""), ("ed", ""), ("d", ""), ("ing", ""), ("ing", "e"), ("ied", "y"), ("ies", "y")):
        if word.endswith(ending) and len(word) - len(ending) > 2:
            yield word[: -len(ending)] + restored


def _has_ending(word: str, is_word: Callable[[str], bool]) -> bool:
    # "unrenderable", "unservable"
    if word.startswith("un") and word.endswith("able") and len(word) > 9:
        return is_word(word[2:-4]) or is_word(word[2:-4] + "e")
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        # "happyness" and "loveable": the stem would have changed.
        if stem != word and len(stem) > 3 and stem[-1] not in "ye" and is_word(stem):
            return True
    stem = word.removesuffix("ability")
    return stem != word and len(stem) > 3 and (is_word(stem) or is_word(stem + "e"))


def _is_inflected(word: str, is_term: Callable[[str], bool]) -> bool:
    for cut, ending in _INFLECTIONS:
        stem = word.removesuffix(ending)
        # "normalizeed": the stem would have lost its e.
        is_regular = stem != word and (ending[0] in "sln" or stem[-1:] != "e")
        if is_regular and len(stem) > 3 and is_term(stem + cut):
            return True
    return False


def _is_agent(word: str, is_word: Callable[[str], bool]) -> bool:
    """`towners`, `blobbed` not: only where the last letter of the stem is not doubled anyway."""
    for ending in ("er", "ers", "ing", "ed"):
        stem = word.removesuffix(ending)
        if (
            stem != word
            and len(stem) > 3
            and not {stem[-1], stem[-2]} & _VOWELS
            and stem[-1] != stem[-2]
            and is_word(stem)
        ):
            return True
    return False


def _is_compound(word: str, is_word: Callable[[str], bool]) -> bool:
    if word[-3:] in _SHORT_HALVES and len(word) > 6 and is_word(word[:-3]):
        return True
    return any(
        word[at:] not in _NO_HALF and is_word(word[:at]) and is_word(word[at:]) for at in range(4, len(word) - 3)
    )


_VOWELS = frozenset("aeiouy")
# A listed word of more letters than this isn't there by chance: "codirectional".
_CERTAIN = 8
