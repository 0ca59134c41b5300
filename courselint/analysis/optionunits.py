"""Where an option stands in its file as a whole, with its mark, weight and feedback, so that it can be moved."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from courselint.model import Question, Span

_BOX = re.compile(r"\[[ xX]\][ \t]+\Z")
_XML_OPEN = re.compile(r"<(?P<name>answer|response_label|simpleChoice|qti-simple-choice|choice)\b[^<>]*+>")
_LETTERED = re.compile(
    r"\b(?:options?|answers?|choices?)\s+\(?[A-Ha-h1-8]\b|\b[A-H]\)"
    r"|\b(?:first|second|third|last) (?:option|answer|choice)",
    re.IGNORECASE,
)


def units(question: Question, source: str) -> tuple[Span, ...]:
    """The span of each option in its source's text, all that belongs to it included; () where that isn't certain.

    Exchanging the characters of two such spans exchanges the options and changes nothing else.
    """
    find = _FINDERS.get(question.format)
    if find is None or question.graded or _speaks_of_places(question):
        return ()
    places = [_covered(question, number) for number in range(len(question.options))]
    if any(before.end > after.start for before, after in pairwise(places)):
        return ()
    floors, ceilings = (0, *(place.end for place in places)), (*(place.start for place in places[1:]), len(source))
    rooms = [Span(floor, ceiling) for floor, ceiling in zip(floors, ceilings, strict=False)]
    found = [find(source, place, room) for place, room in zip(places, rooms, strict=True)]
    spans = tuple(span for span in found if span is not None)
    if len(spans) < len(places) or any(before.end > after.start for before, after in pairwise(spans)):
        return ()
    return spans


def _covered(question: Question, number: int) -> Span:
    option = question.options[number]
    texts = (option.text, option.feedback) if option.feedback is not None else (option.text,)
    spans = [text.in_source(text.whole) for text in texts]
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def _speaks_of_places(question: Question) -> bool:
    """Whether something in it names an option by its letter or number."""
    return any(_LETTERED.search(text.text) for text in question.texts)


def _ticked(source: str, place: Span, room: Span) -> Span | None:
    box = _BOX.search(source, max(room.start, place.start - 12), place.start)
    return Span(box.start(), place.end) if box else None


def _element(source: str, place: Span, room: Span) -> Span | None:
    """XML: from the start tag to the end tag, nothing else between this option and its neighbours cut."""
    # From the option before it, or far above the first one, to where its text begins.
    opens = list(_XML_OPEN.finditer(source, max(room.start, place.start - 2000), place.start))
    if not opens or source.rfind("<!--", 0, opens[-1].start()) > source.rfind("-->", 0, opens[-1].start()):
        return None
    name = opens[-1]["name"]
    closing = source.find(f"</{name}>", place.end, min(room.end, place.end + 20_000))
    inner = source[opens[-1].start() : closing]
    if closing < 0 or inner.count(f"<{name}") != 1 or "<!--" in inner:
        return None
    return Span(opens[-1].start(), closing + len(name) + 3)


def _record(source: str, place: Span, room: Span) -> Span | None:
    """JSON and JavaScript: the braces round it, without any other brace in them."""
    start, end = (
        source.rfind("{", room.start, place.start),
        source.find("}", place.end, min(room.end, place.end + 2000)),
    )
    if start < 0 or end < 0:
        return None
    inner = source[start + 1 : end]
    return None if "{" in inner or "}" in inner or "//" in inner or "/*" in inner else Span(start, end + 1)


_FINDERS: dict[str, Callable[[str, Span, Span], Span | None]] = {
    "checklist": _ticked,
    "moodle-xml": _element,
    "qti-1.2": _element,
    "qti-2": _element,
    "olx": _element,
    "for-beginners": _record,
    "mdx": _record,
}
