"""Words that no dictionary lists because anybody may build them: `rescalable`, `multirow`, `subtable`."""

from __future__ import annotations

from collections.abc import Callable

PREFIXES = frozenset(
    """anti auto bi bio co counter cross cyber de dis down eco electro endo exa extra femto fore geo giga hetero
    homo hydro hyper infra inter intra iso kilo macro mega meta micro mid mini mis mono multi nano neo neuro non
    off omni ortho out over para peta petro photo pico poly post pre proto pseudo psycho quasi re retro self
    semi socio stereo sub super techno tele tera thermo trans tri ultra un under uni up video""".split()
)
# Endings that may be put to any word; -ly, -ment and -ful are not among them: "truely", "arguement", "beautyful".
_ENDINGS = ("able", "ness", "wise", "less", "like", "free", "ish", "esque", "ward", "proof", "ship")
# Inflections of words that our own lists of terms give in one form only.
_INFLECTIONS = (("", "s"), ("e", "ed"), ("e", "ing"), ("e", "er"), ("e", "ers"), ("e", "able"), ("", "ed"), ("", "ing"),
                ("", "er"), ("", "ers"), ("", "ly"), ("", "ity"), ("y", "ies"), ("", "es"), ("", "ness"))  # fmt: skip


def is_built(word: str, is_word: Callable[[str], bool], is_term: Callable[[str], bool]) -> bool:
    """Whether affixes or two longer words make up `word` (lower case)."""
    for at in range(2, min(7, len(word) - 3)):
        if word[:at] in PREFIXES:
            rest = word[at:]
            if is_word(rest) or _is_inflected(rest, is_term):
                return True
    return _has_ending(word, is_word) or _is_inflected(word, is_term) or _is_compound(word, is_word)


def _has_ending(word: str, is_word: Callable[[str], bool]) -> bool:
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        # "happyness" and "loveable": the stem would have changed.
        if stem != word and len(stem) > 3 and stem[-1] not in "ye" and is_word(stem):
            return True
    stem = word.removesuffix("s")
    return stem != word and len(stem) > 4 and stem[-1] not in "szxy" and stem[-2:] not in ("sh", "ch") and is_word(stem)


def _is_inflected(word: str, is_term: Callable[[str], bool]) -> bool:
    for cut, ending in _INFLECTIONS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 3 and is_term(stem + cut):
            return True
    return False


def _is_compound(word: str, is_word: Callable[[str], bool]) -> bool:
    return any(is_word(word[:at]) and is_word(word[at:]) for at in range(4, len(word) - 3))
