"""Stems that neither ask nor leave a blank: a half sentence or a topic with options beneath."""

from __future__ import annotations

import re
from collections.abc import Iterator

from courselint.analysis.questiontext import asking_clause, has_unknown, in_words, is_survey, quoted, without_quotations
from courselint.model import Hit, Question

READS = Question

# A colon, dots, a dash or a blank at the end says that the options go on.
_GOES_ON = re.compile(r"(?::|\.{2,}|…|[-–—]|,|_{2,})[\s*_)\"”.]*\Z")
_ASKS = re.compile(
    r"\?|\b(?:select|choose|pick|mark|tick|check|identify|find|calculate|compute|determine|evaluate|simplify|solve|match|name|list"
    r"|give|state|write|estimate|indicate|complete|fill|order|rank|arrange|sort|convert|round|classify|label|drag|click|consider"
    r"|decide|predict|suppose|assume|let|true or false|which|what|how|why|where|when|who)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.!?:)\]\"”*]\s*\Z")
# An order given before holds for what follows: "Select the right end. A matrix of rank one has".
_ORDERS = re.compile(
    r"(?:^|[.!?:,]\s+)\W*(?:select|choose|pick|mark|tick|check|identify|find|complete|fill|match|indicate|decide|classify|label"
    r"|which|what|how|why|where|when|who)\b",
    re.IGNORECASE,
)


def check(question: Question) -> Iterator[Hit]:
    """Only where options are offered; a statement to be judged true or false needs no question."""
    if question.kind != "choice" or is_survey(question) or has_unknown(question.stem):
        return
    stem = question.stem.text.strip()
    words = without_quotations(in_words(stem)).rstrip("\ue000 \n")
    if len(question.options) < 3 or not any(map(str.isalpha, words)) or _GOES_ON.search(words) or "_" in stem:
        return
    # "Consider a ball. If up is positive, its velocity": what stands before the half sentence asks nothing.
    last = asking_clause(words)
    is_broken_off = (
        last.start > 0 and not _ENDS.search(words) and "?" not in words and not _ASKS.search(words, last.start)
    )
    if _ASKS.search(words) and not (
        is_broken_off and stem[0].isalnum() and "|" not in stem and not _ORDERS.search(words)
    ):
        return
    yield Hit("nothing-asked", question.stem, question.stem.whole, {"stem": quoted(stem, 160)})
