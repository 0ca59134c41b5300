"""The same word twice in a row, where English has no use for the second."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from operator import eq

from courselint.analysis.wording import AFTER, BEFORE, GAP, is_quoted, prose_of, word_set
from courselint.model import Edit, Fix, Hit, Span, Text

READS = Text

_WORD = r"[A-Za-z]++(?:['’][A-Za-z]++)*+"
# Going by words first is five times as fast as looking for doublings at once: few texts have one.
_WORDS = re.compile(_WORD)
_DOUBLED = re.compile(rf"{BEFORE}({_WORD})((?:{GAP}\1)++){AFTER}", re.IGNORECASE)
_DOUBLED_PAIR = re.compile(rf"{BEFORE}((?P<first>[A-Za-z]++){GAP}(?P<second>[a-z]++))(?P<again>{GAP}\1){AFTER}")
# A pair in the lower-case running text of a sentence: what stands right before and right after it.
_LEAD = re.compile(r"(?:[A-Za-z'’]{2,}[,;]?|\d|[\ue000-\uf8ff][,;])\s{1,3}\Z")
_TAIL = re.compile(r"\s{1,3}[A-Za-z]|\s?[\ue000-\uf8ff]|[,.;:)?!\"”’]*(?:\s|\Z)")

# Words that carry a sentence and no meaning of their own: written twice they are a slip wherever they stand.
_FUNCTION_WORDS = word_set(
    """a an the and or but nor if of to in for with by from at as into onto than then this these those which whose
    we you they them our your their its it he she us me my be been am is are was were has have can could will
    would shall should may might must not there here when where while what how because since although each every
    some any between about through under over after before during without within via also"""
)
# "period: seconds", "period (int)", "period -- in seconds", "saves = list()"
_FIELD = re.compile(r"\s?(?::|--|–|—|=|\(\w)")
_SENTENCE_ENDS = re.compile(r"(?:\A|[.?!:]\s{1,3})\Z")
# "using and and or": operators by their names.
_OPERATOR = re.compile(r"\s{1,3}(?:(?:[Ll]ogical|[Bb]oolean|bitwise)\s)?(?:and|or|not|xor|gates?|operators?)\b")
# "a lot of trouble to go to to find out"
_WAY_TO = re.compile(r"\bto\s[a-z]+\s+\Z")
# "What it is is …", "the state you are in in …", "turn it on on …": a clause may end on one and begin on the other.
_CLAUSE_ENDS = re.compile(
    r"(?:\b(?:it|that|this|there|he|she|they|we|you|one|what|who|which|where|problem|thing|point)(?:\s+(?:is|are|was|were))?|['’](?:s|re|m|ve))\s+\Z",
    re.IGNORECASE,
)
_CLOSING_WORDS = word_set("is are was were be do does did have has it in on to for at with by")
# "There are are" is a slip all the same, unless a question word opened that clause.
_BEING = word_set("is are was were")
_ASKING = re.compile(
    r"\b(?:what|who|whom|where|how|which|whatever|whichever|problem|thing|point|question|issue|all)"
    r"(?:\s+(?!if\b|when\b|because\b)[a-z’']+){0,4}\s+\Z|['’](?:s|re|m|ve)\s+\Z",
    re.IGNORECASE,
)
# "If you you later", but "it tells you you may"; "more more detail", "set up up a folder".
_OPENS_CLAUSE = re.compile(
    r"(?:\A|[.?!,;:]\s|\b(?:if|when|that|as|because|where|once|until|before|after|and|but|so|can)\s)\s?\Z",
    re.IGNORECASE,
)
_ARTICLE_FOLLOWS = re.compile(r"\s{1,3}(?:the|an?|our|your|this|these)\s")
# "Over and over and over", "line by line by line", "groups of groups of groups" repeat themselves on purpose.
_ARTICLES = word_set("the a an this these our your their its")
_LINKS = word_set("and or of after by to but nor x upon over against again")
# "That that" is English before a verb or a noun, not before a new clause.
_NEW_CLAUSE = re.compile(
    r"\s+(?:the|an?|(?:we|you|they|he|she|it|there)(?:['’][a-z]{1,2})?|these|those|our|your|their|its|each|every|all|if|when"
    r"|(?!\w*(?:th|k|r|str|spr|sw)ing\b)[a-z]{2,15}ing)\s"
)
# Emphasis, echoes, idioms, names of things, and doublings that grammar asks for.
_DOUBLES = word_set(
    """had that very so far much many really long big too quite super never ever again more less better way well
    now bye log ha haha he hee ho blah bla yada la na no yes yeah ok okay hey hi hello wow knock tick tock tut
    night there here boo woof meow moo quack beep ding zig chop hush hear tsk cha choo pom can-can tom aye win
    who her you one zero two three four five six seven eight nine ten hundred thousand million alpha beta gamma
    delta epsilon theta lambda sigma omega mu nu pi phi psi rho tau xi eta zeta kappa foo bar baz spam egg
    buffalo word token text string print cat dog apple banana true false none null left right up down heads
    tails red green blue black white yellow turn go stop wait ping fifty"""
)


def check(item: Text, *, exceptions: tuple[str, ...] = ()) -> Iterator[Hit]:
    """Yield `doubled` for each run of one word, over all of the run; its fix deletes all but the first.

    Words that may stand twice ("had had", emphasis, numbers, letters, names) and `exceptions` are passed over, and so
    is a run in a list of words, where nothing around it reads like a sentence.
    """
    if item.kind == "code":
        return
    prose = prose_of(item)
    words = _WORDS.findall(prose.lower())
    pairs = list(pairwise(words))
    if any(map(eq, words, words[1:])):
        yield from _doubled(item, prose, exceptions)
    if any(map(eq, pairs, pairs[2:])):
        yield from _doubled_pairs(item, prose)


def _doubled(item: Text, prose: str, exceptions: tuple[str, ...]) -> Iterator[Hit]:
    for match in _DOUBLED.finditer(prose):
        word = match[1]
        if word.lower() in exceptions or not _is_slip(prose, match) or is_quoted(prose, *match.span()):
            continue
        second = Span(match.end() - len(word), match.end())
        if _is_set_apart(item, second) or _is_next_field(prose, second) or _is_next_link(item, match.end(1), second):
            continue
        extra = Span(match.end(1), match.end())
        fix = Fix(f"write “{word}” once", (Edit(item, extra, ""),), "safe")
        yield Hit("doubled", item, Span(*match.span()), {"word": word}, fix=fix)


def _doubled_pairs(item: Text, prose: str) -> Iterator[Hit]:
    """Two words of which one at least carries no meaning, twice in a row: "in the in the"."""
    for match in _DOUBLED_PAIR.finditer(prose):
        first, second = match["first"].lower(), match["second"]
        if first == second or second in _LINKS or (first in _LINKS and second not in _ARTICLES):
            continue
        # "Reasoning about beliefs about beliefs"
        if first == "about" and second not in _FUNCTION_WORDS:
            continue
        if second not in _ARTICLES and (first not in _FUNCTION_WORDS or len(second) < 3 > len(first)):
            continue
        if is_quoted(prose, *match.span()) or _ASKING.search(prose[max(0, match.start() - 40) : match.start()]):
            continue
        pair = " ".join(match[1].split())
        extra = Span(match.start("again"), match.end())
        fix = Fix(f"write “{pair}” once", (Edit(item, extra, ""),), "safe")
        yield Hit("doubled", item, Span(*match.span()), {"word": pair}, fix=fix)


def _is_set_apart(item: Text, second: Span) -> bool:
    """Whether marks of emphasis, which the text doesn't show, open before the second word: it is a name."""
    marks = item.in_source(second).start - item.in_source(Span(second.start - 1, second.start)).end
    return 0 < marks < 4 and item.text[second.start - 1] != "\n"


def _is_next_field(prose: str, second: Span) -> bool:
    """Whether the second word opens a line and is what the line describes: "the period\\n period: seconds"."""
    before = prose[prose.rfind("\n", 0, second.start) + 1 : second.start]
    return not before.strip() and "\n" in prose[: second.start] and _FIELD.match(prose, second.end) is not None


def _is_next_link(item: Text, end: int, second: Span) -> bool:
    """Whether a link ends with the first word, and the next one begins with the second."""
    if item.text[second.start - 1] != "\n" or not 0 < end < second.start:
        return False
    return item.in_source(Span(end, end + 1)).start - item.in_source(Span(end - 1, end)).end > 3


def _is_slip_after_all(word: str, lead: str, tail: str) -> bool:
    """Whether a word that may stand twice can't do so here."""
    if word == "you":
        return _OPENS_CLAUSE.search(lead) is not None and re.match(r"\s{1,3}[a-z]", tail) is not None
    if word == "there":
        return re.match(r"\s{1,3}(?:is|are|was|were|will)\s", tail) is not None
    if word == "up":
        return _ARTICLE_FOLLOWS.match(tail) is not None
    return word == "more" and re.match(r"\s{1,3}[a-z]{3,}", tail) is not None and "more" not in lead.split()[-3:]


def _is_slip(prose: str, match: re.Match[str]) -> bool:
    word, again = match[1], match[2].split()
    lower = word.lower()
    lead, tail = prose[max(0, match.start() - 40) : match.start()], prose[match.end() : match.end() + 40]
    if lower == "that":
        return again == ["that"] and _NEW_CLAUSE.match(tail) is not None
    if any(copy not in (lower, word) for copy in again):
        return False
    if lower in _DOUBLES:
        return len(again) == 1 and _is_slip_after_all(lower, lead, tail)
    if word != lower and (word[1:] != lower[1:] or lower not in _FUNCTION_WORDS or lower in ("will", "may")):
        return False
    if again[0] != lower and not (_SENTENCE_ENDS.search(lead) and re.match(r"\s{1,3}[a-z]{2,}", tail)):
        return False  # "The The" begins a sentence, or it is a name.
    if lower in ("and", "or", "not") and _OPERATOR.match(tail):
        return False
    if lower == "to" and _WAY_TO.search(lead):
        return False
    # Somebody who writes "because" three times means it; a quotation mark may hide the first.
    if (len(again) > 1 and len(lower) > 3) or lead.rstrip().lower().endswith(("'" + lower, "‘" + lower)):
        return False
    if lower in _CLOSING_WORDS and _CLAUSE_ENDS.search(lead):
        return lower in _BEING and not _ASKING.search(lead)
    if lower == "a" and word == "A" and not _SENTENCE_ENDS.search(lead):
        return False  # "Recommend player A a game"
    if lower == "a":
        return bool(_LEAD.search(lead) and re.match(r"\s{1,3}[A-Za-z]{2,}", tail))
    if lower in _FUNCTION_WORDS:
        return True
    # A word of meaning twice may be a list, an output or a name: only a sentence around it makes it a slip.
    is_within = len(again) == 1 and _LEAD.search(lead) is not None and _TAIL.match(tail) is not None
    return is_within and len(word) > 1 and f"{lower} {lower}" not in lead.lower() + "|" + tail.lower()
