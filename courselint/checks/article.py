"""“a” before a vowel sound, “an” before a consonant sound."""

from __future__ import annotations

import re
from collections.abc import Iterator

from courselint.analysis.sounds import begins_with_vowel_sound
from courselint.analysis.wording import GAP, is_quoted, prose_of, word_set
from courselint.model import Edit, Fix, Hit, Span, Text

READS = Text

_ARTICLE = re.compile(
    rf"(?<![\w'’./\\@#$&=^_+*<>|~\ue000-\uf8ff-])(?P<article>[Aa]n?){GAP}"
    r"[\"“‘]?(?P<word>[A-Za-z0-9]++(?:[,][0-9]{3}(?!\w))*+)(?P<after>(?:['’][a-z]++)?)(?=(?P<next>[^\w]?\w?))"
)
# After these words “a” is a letter or a variable: point a, option A, matrix A.
_NAMED = word_set(
    """point points option options letter letters variable variables parameter parameters case side type class
    vector vectors matrix matrices constant constants coefficient coefficients number scalar scalars step part
    item answer group node state action event set sets row column key line array list string value values let
    vitamin hepatitis plan team user figure table appendix section chapter theorem exercise grade level series"""
)
# “a is”, “a and b”, “a equals”: what follows is no noun phrase.
_NO_NOUN = word_set(
    """a is are and or as at in on if of into onto also equals am an was always either only under over after again
    alone upon until unless else instead equal inside outside above against along among around it its us already
    has implies union intersection intersect inverse acts our out off up"""
)
# Two determiners collide: that is another rule's matter, and another remedy.
# "A R package", "a N × N board": a capital that qualifies a noun; A, E, H and I are too often something else.
_LETTER = re.compile(r"[FLMNRSX]")
_NOUN_FOLLOWS = re.compile(r"\s(?P<noun>[a-z]{3,})\b|\s?×")
# "An" before a pronoun was meant for "and".
_DETERMINERS = word_set("i we you they he she another the this that these those our your their its each every any")
_FOREIGN = word_set("priori posteriori fortiori la sich der die das ein aus und")


def check(item: Text) -> Iterator[Hit]:
    """Yield `vowel` (for “a”) or `consonant` (for “an”) on the article alone, with `article`, `right` and `word`.

    Only plain words, numbers and what is surely spelled out by letters are judged, never code, maths or what may be
    a variable named a. The fix replaces the article.
    """
    if item.kind == "code":
        return
    prose = prose_of(item)
    for match in _ARTICLE.finditer(prose):
        article, word = match["article"], match["word"]
        right = _right_article(match, prose)
        if right is None or right == article.lower() or _is_letter(prose, match):
            continue
        span = Span(*match.span("article"))
        right = right.capitalize() if article[0] == "A" else right
        fix = Fix(f"write “{right}”", (Edit(item, span, right),), "safe")
        values = {"article": article, "right": right, "word": word}
        yield Hit("consonant" if len(article) > 1 else "vowel", item, span, values, fix=fix)


def _right_article(match: re.Match[str], prose: str) -> str | None:
    word, following = match["word"], match["next"]
    is_compound = following[:1] in ("-", "‑", "‐", "×") and len(following) > 1
    if _LETTER.fullmatch(word) and match["article"] == "a":
        after = _NOUN_FOLLOWS.match(prose, match.end())
        is_compound = is_compound or (after is not None and after["noun"] not in _NO_NOUN)
    if following[:1] in ("(", "/", "_", "\\", "=", "[", "*", "^") or (
        following[:1] in (".", ":") and len(following) > 1
    ):
        return None
    if word[0].isdigit() and not is_compound and not following[:1].isspace() and following[:1] != "%":
        return None
    if following[:1] and "\ue000" <= following[0] <= "\uf8ff":
        return None
    sound = begins_with_vowel_sound(word, is_compound=is_compound)
    return None if sound is None else "an" if sound else "a"


def _is_letter(prose: str, match: re.Match[str]) -> bool:
    """Whether the “article” may be a letter, a variable or a word of another language."""
    article, word = match["article"], match["word"].lower()
    before = prose[max(0, match.start() - 40) : match.start()].split()[-1:]
    if word in _DETERMINERS:
        return True
    if word in _FOREIGN or is_quoted(prose, *match.span("article")):
        return True
    if len(article) > 1:
        return False
    if word in _NO_NOUN or (word.endswith("s") and not word.endswith(("ss", "us", "is", "as"))):
        return True
    if before and (before[0].lower() in _NAMED or (len(before[0]) == 1 and before[0] != "I")):
        return True
    # A capital within a sentence is a name (matrix A); one that begins it may be, before what could be a verb.
    if article == "A":
        starts = not before or before[0][-1:] in ".?!:"
        return not starts or word.endswith("ed")
    return False
