"""Whether an English word begins with a vowel sound, as far as its spelling tells for sure."""

from __future__ import annotations

import re

from courselint.analysis.wording import word_set

# Vowel letters read as consonants: a European, a ewe, a one-hot, a unit, a user, a utility, a ubiquitous, a uranium.
_GLIDES = re.compile(
    r"""eu(?!ler)|ew(?:e|er)s?\b|one(?:s|self|ness|timers?|time|way|shot|hot)?\b|once\b|ouija|oui\b
    |uni(?:[cflopqtv]|g(?!n)|x\b|ts?\b|a(?:x|t)|dir|dim|mod|sex|son|ses\b|sys|ramp)|unary\b|unanim|us[aeiu]|ut[eio]
    |ubiq|ur(?:a[nl]|e[at]|i[nc]|o[ln]|u)|(?:url|utf|uuid|udp|udf|uri)s?\b|ukul|ukrain|ufo\b|ui\b|usb\b|ug(?:anda)""",
    re.VERBOSE,
)
_SILENT_H = re.compile(r"hour|honou?r|honest|heirs?\b|heiress|heirloom")
# Some say "an" before these, some "a"; or the reading is not known.
_EITHER = re.compile(
    r"h(?:erb|omage|isto|yste|otel|abit|alluc|ered|ierarchi|ila|orrif|ypoth|eroi|exag|erm)|uber|sklearn"
)
# Single consonants before a vowel, and the clusters that an English word begins with.
_ONSET = re.compile(
    r"(?:[bcdfghjklmnprstvwz]|qu|b[lr]|c[hlr]|chr|d[rw]|f[lr]|g[hlnr]|k[n]|p[hlrs]|r[h]|s[cklmnpqtw]|s[ck]r|spr|spl|str|shr"
    r"|sch|sh|sph|t[hrw]|thr|w[hr])[aeiouy]|y[aeiou]|squ"
)
# Letters whose names begin with a vowel sound: an F-test, an n-sided die, an RNN.
_VOWEL_NAMES = frozenset("AEFILMNORSX")
_CONSONANT_NAMES = frozenset("BCDGJKPQTUVWYZ")
_ACRONYM = re.compile(r"[A-Z]{2,6}s?")
# Always read letter by letter, though they are short or hold a vowel: of 110 writers of courses 105 put "an" here.
_SPELLED = word_set("ML RL NP MIT MAE MSE RMSE MLE SSE LDA MRI FBI XOR XNOR")
_YOU_ACRONYMS = word_set("UAV UCB UCI UDF UDP UFO UI UK UML UN URI URL US USA USB UTC UTF UUID UV UX")
# Short lower-case words from F, L, M, N, R, S may be letters ("an mae", "an roc"); these are words.
_SHORT_WORDS = word_set(
    """far few fit fix fly for fun lab lag law leg let lie line log long lot low man map max may men met mid min
    mix more nan net new non not now nut rag ram ran raw ray red rod row rule run sad same sea see self set she
    shy sin six sky so some son sub such sum sun he"""
)
_LETTER_AND_MORE = re.compile(r"([A-Za-z])(?:[0-9]{1,2})?")
_NUMBER = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})*(?:th)?|[0-9]+(?:th|x[0-9]+)?")
_PLAIN = re.compile(r"[A-Z]?[a-z]{2,}(?:['’][a-z]+)?")


def begins_with_vowel_sound(word: str, *, is_compound: bool = False) -> bool | None:
    """Whether the word is said with a vowel first; None where that can't be told or people differ.

    `is_compound`: a hyphen or a noun follows, so that a single letter is read by its name ("n-sided", "R package").
    """
    if _PLAIN.fullmatch(word):
        # Udacity, Ubuntu, Uruguay: names with U are said in too many ways.
        is_name = word[0] == "U" and not word.startswith("Un")
        return None if is_name and not _GLIDES.match(word.lower()) else _plain(word.lower())
    if word[:1].isdigit():
        return _number(word)
    if _ACRONYM.fullmatch(word):
        return _acronym(word)
    letter = _LETTER_AND_MORE.fullmatch(word)
    if letter and (is_compound or len(word) > 1) and letter[1] not in "Hh":
        return letter[1].upper() in _VOWEL_NAMES
    return None


def _plain(word: str) -> bool | None:
    if _EITHER.match(word):
        return None
    if word[0] in "aeiou":
        return not _GLIDES.match(word)
    if _SILENT_H.match(word):
        return True
    if len(word) < 4 and word[0] in "fhlmnrs" and word not in _SHORT_WORDS:
        return None
    return False if _ONSET.match(word) else None


def _number(word: str) -> bool | None:
    """Eight, eleven and eighteen; 1100 and 1800 may be said in two ways, and 0.5 in three."""
    number = _NUMBER.fullmatch(word)
    if number is None or word[0] == "0":
        return None
    digits = re.split("[tx]", word.replace(",", ""))[0]
    if digits[0] == "8":
        return True
    if digits[:2] in ("11", "18"):
        return {2: True, 3: False, 4: None, 5: True}.get(len(digits))
    return False


def _acronym(word: str) -> bool | None:
    """Spelled out, or said as a word? Without vowels it is spelled; with them the two often agree."""
    singular = word.rstrip("s")
    if word[0] == "U":
        return False if singular in _YOU_ACRONYMS else None
    if word[0] in "AEIO":
        return None if _GLIDES.match(word.lower()) else True
    if word[0] in _CONSONANT_NAMES:
        return False
    # Two letters such as NN or RV are often read as the words they stand for; SQL, as "sequel".
    is_spelled = len(singular) > 2 and not re.search("[AEIOUY]", singular) and singular != "SQL"
    is_spelled = is_spelled or singular in _SPELLED
    return True if is_spelled and (word[0] in _VOWEL_NAMES or word[0] == "H") else None
