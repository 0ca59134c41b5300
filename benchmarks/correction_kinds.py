"""What kind of error an author's small edit mended, told by dictionaries that are independent of our rules.

An edit that changes content, names, terms, style or the variety of English is no correction and has no kind.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from rapidfuzz.distance import OSA

# Words that carry grammar; a slip in one of them is seldom a change of content.
FUNCTION_WORDS = frozenset(
    "a an the this that these those it its their they them there he she his her we our us you your i my me who whom "
    "whose which what is are was were be been being am has have had having do does did done doing can could will "
    "would shall should may might must to of in on at by for from with as into onto than then and or nor but so if "
    "no not any some all both each every other another such more most much many few one about".split()
)
# Put in or left out without a trace of an error: style.
_OPTIONAL = frozenset(
    "that the also just very then so now only all both such here there really some any which and or but".split()
)
_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)*\Z")
_ARTICLES = ("a", "an")
_VARIETIES = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<=[iy])[sz](?=e|ing|ation|able)",
        r"(?<=[a-z][a-z])(?:our|or)",
        r"ogue|og",
        r"ll?(?=ed|ing|er)",
        r"re\b|er\b",
        r"nce|nse",
        r"ae|oe|e",
        r"wards?\b",
        r"ise\b|ice\b",
        r"tre|tere?",
        r"grey|gray",
        r"any ?more",
    )
)
# Writing a contraction out is style.
_CONTRACTIONS = re.compile(r"(?:n't|'(?:re|ve|ll|d|m))\Z")

Knows = Callable[[str], bool]


def dictionary(folders: Sequence[Path]) -> Knows:
    """Whether a word stands in one of the Hunspell dictionaries (folders with index.aff and index.dic)."""
    from spylls.hunspell import Dictionary

    books = [Dictionary.from_files(str(folder / "index")) for folder in folders]

    @cache
    def knows(word: str) -> bool:
        word = word.replace("’", "'").removesuffix("'s")
        return any(book.lookup(word) for book in books)

    return knows


def frequency(word: str) -> float:
    """Zipf frequency: 3 is once in a million words, 0 never seen."""
    from wordfreq import zipf_frequency

    return zipf_frequency(word.lower(), "en")


def kind_of(wrong: Sequence[str], right: Sequence[str], before: str, after: str, knows: Knows) -> str | None:
    """The kind of one edit between the words `before` and `after`; None where it mends nothing for certain."""
    words = (*wrong, *right)
    if not all(_WORD.match(word) for word in words) or not words:
        return None
    if not right:
        return _left_out(wrong, before, after)
    if not wrong:
        return _put_in(right, before, after)
    if len(wrong) != len(right):
        return _split(wrong, right, knows)
    if len(wrong) == 1:
        return _replaced(wrong[0], right[0], knows)
    return None


def _left_out(wrong: Sequence[str], before: str, after: str) -> str | None:
    word = wrong[0].lower()
    if len(wrong) > 1:
        return None
    if word in (before.lower(), after.lower()):
        return "doubled"
    return "extra-word" if word in FUNCTION_WORDS - _OPTIONAL else None


def _put_in(right: Sequence[str], before: str, after: str) -> str | None:
    word = right[0].lower()
    if len(right) > 1 or word in (before.lower(), after.lower()):
        return None
    return "missing-word" if word in FUNCTION_WORDS - _OPTIONAL | {"the"} else None


def _split(wrong: Sequence[str], right: Sequence[str], knows: Knows) -> str | None:
    if "".join(wrong).lower() != "".join(right).lower():
        return None
    if len(wrong) == 1:
        return (
            None
            if knows(wrong[0]) and frequency(wrong[0]) > 3.5 and wrong[0] not in ("alot",)
            else _run_on(wrong[0], knows)
        )
    return "split/join" if knows(right[0]) and frequency(right[0]) > 2.5 else None


def _run_on(word: str, knows: Knows) -> str:
    return "split/join" if knows(word) else "non-word-run-on"


def _replaced(wrong: str, right: str, knows: Knows) -> str | None:
    low, mended = wrong.lower().replace("’", "'"), right.lower().replace("’", "'")
    if low == mended or {low, mended} == {"a", "the"} or {low, mended} == {"an", "the"}:
        return None
    if low in _ARTICLES and mended in _ARTICLES:
        return "a/an"
    if _CONTRACTIONS.search(low) and not _CONTRACTIONS.search(mended) and "n't" not in low:
        return None
    if low.replace("'", "") == mended.replace("'", ""):
        return "apostrophe" if knows(mended) else None
    if is_variety(low, mended):
        return None
    distance = OSA.distance(low, mended)
    far = distance > max(1, min(3, len(mended) // 3))
    if not knows(wrong) and not knows(wrong.lower()) and not knows(wrong.capitalize()):
        known = knows(right) or knows(right.lower()) or frequency(right) >= 2.5
        rare = frequency(low) + 0.7 < frequency(mended) and frequency(low) < 3.2
        # A name that is mended, or a term that another replaces, says nothing about English.
        is_name = right[0].isupper() and not knows(mended)
        if low.rstrip("s") == mended.rstrip("s") or {low[-2:], mended[-2:]} & {"'s"}:
            return None
        return "non-word" if known and rare and not far and not is_name else None
    if not knows(mended) or right[:1].isupper() != wrong[:1].isupper():
        return None
    return _real(low, mended, distance)


def _real(low: str, mended: str, distance: int) -> str | None:
    if {"'s", "s'"} & {low[-2:], mended[-2:]}:
        return (
            "apostrophe"
            if distance <= 2 and low.split("'")[0].rstrip("s") == mended.split("'")[0].rstrip("s")
            else None
        )
    if low in FUNCTION_WORDS and mended in FUNCTION_WORDS:
        return _function_word(low, mended, distance)
    stem, other = _stems(low), _stems(mended)
    if stem & other:
        is_number = {low, mended} <= {next(iter(sorted(stem & other, key=len))) + end for end in ("", "s", "es")}
        return "agreement" if is_number or {low[-1], mended[-1]} == {"s", "y"} else "inflection"
    # Few letters from each other, and the wrong one not much likelier: a slip of the fingers or the ear.
    return "real-word" if distance <= (1 if len(mended) < 5 else 2) else None


_VERBS = frozenset("is are was were be been being has have had having do does did".split())
_POINTERS = frozenset("this that these those".split())


def _function_word(low: str, mended: str, distance: int) -> str | None:
    pair = {low, mended}
    if pair <= {"is", "are"} or pair <= {"was", "were"} or pair <= {"has", "have"} or pair <= {"do", "does"}:
        return "agreement"
    if pair <= _POINTERS:
        return "agreement" if pair not in ({"this", "that"}, {"these", "those"}) else None
    if pair <= _VERBS:
        return "inflection"
    homes = (
        {"it", "its"},
        {"then", "than"},
        {"there", "their"},
        {"they", "the"},
        {"to", "the"},
        {"your", "you"},
        {"of", "or"},
        {"form", "from"},
        {"on", "one"},
        {"an", "and"},
        {"no", "not"},
        {"by", "my"},
        {"as", "is"},
    )
    if pair in homes or (distance == 1 and min(len(low), len(mended)) > 2 and pair != {"this", "thus"}):
        return "real-word"
    both = {"in", "on", "at", "of", "to", "for", "from", "by", "with", "as", "into", "about"}
    return "function-word" if (pair <= both and distance > 0) or distance == 1 else None


def _stems(word: str) -> set[str]:
    """The bases that the word may be an inflected form of, by its ending alone."""
    stems = {word}
    for end, bases in (
        ("ies", ("y",)),
        ("ied", ("y",)),
        ("es", ("", "e")),
        ("s", ("",)),
        ("ed", ("", "e")),
        ("ing", ("", "e")),
        ("d", ("",)),
        ("n", ("", "e")),
        ("en", ("", "e")),
        ("ly", ("",)),
        ("er", ("", "e")),
        ("est", ("", "e")),
        ("ices", ("ix", "ex")),
        ("t", ("",)),
    ):
        if word.endswith(end) and len(word) - len(end) >= 3:
            base = word[: -len(end)]
            stems |= {base + letters for letters in bases}
            if len(base) > 3 and base[-1] == base[-2]:
                stems.add(base[:-1])
    return stems | _IRREGULAR.get(word, set())


_IRREGULAR = {
    form: {group.split()[0]}
    for group in (
        "write wrote written",
        "take took taken",
        "give gave given",
        "see saw seen",
        "know knew known",
        "go went gone",
        "make made",
        "build built",
        "find found",
        "get got gotten",
        "run ran",
        "choose chose chosen",
        "mean meant",
        "draw drew drawn",
        "begin began begun",
        "come came",
        "become became",
        "think thought",
        "lead led",
        "send sent",
        "keep kept",
        "leave left",
        "hold held",
        "tell told",
        "say said",
        "have has had",
        "be is are was were been",
        "do does did done",
        "show shown",
        "feed fed",
        "fit fitted",
        "lose lost",
        "understand understood",
        "grow grew grown",
        "speak spoke spoken",
        "break broke broken",
        "analysis analyses",
        "hypothesis hypotheses",
        "basis bases",
        "criterion criteria",
        "phenomenon phenomena",
        "datum data",
        "matrix matrices",
        "index indices",
        "vertex vertices",
    )
    for form in group.split()
}


def is_variety(low: str, mended: str) -> bool:
    """Whether the two differ as British and American spellings do."""
    for variety in _VARIETIES:
        first, second = variety.sub("*", low), variety.sub("*", mended)
        if first == second:
            return True
    return False


_SAID_WITH_Y_OR_W = re.compile(r"uni(?!n|m)|us[eu]|eu|one\b|once|ut[ei]|ub|ufo", re.IGNORECASE)
_SILENT_H = re.compile(r"hour|hono|heir|hones", re.IGNORECASE)
_LETTERS_SAID_WITH_VOWEL = frozenset("AEFHILMNORSX")


def is_sound(kind: str, wrong: str, right: str, after: str) -> bool:
    """Whether the author's edit mends: articles as the next word sounds, apostrophes without another change."""
    if kind == "apostrophe":
        return re.sub("['’]", "", wrong).lower() == re.sub("['’]", "", right).lower()
    if kind != "a/an":
        return True
    word = re.match(r"\s*[\"“(*]*([A-Za-z]+)", after)
    if word is None:
        return False
    name = word[1]
    if name.isupper():
        return (right.lower() == "an") == (name[0] in _LETTERS_SAID_WITH_VOWEL)
    is_vowel = (name[0].lower() in "aeiou" and not _SAID_WITH_Y_OR_W.match(name)) or bool(_SILENT_H.match(name))
    return (right.lower() == "an") == is_vowel
