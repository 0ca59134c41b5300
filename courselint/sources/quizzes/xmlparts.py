"""The parts of an XML file that stand for themselves, such as its questions, read even where others are broken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from courselint.model import Fault, Span
from courselint.sources import xmltree
from courselint.sources.xmltree import Element

# Who makes so many didn't mean to write XML.
MOST_FAULTS = 100


@dataclass(frozen=True, slots=True)
class Part:
    """One part; `broken` is the fault that stands in it, so that only what comes before is there."""

    element: Element
    broken: Fault | None = None


def read(text: str, name: str, faults: list[Fault]) -> Iterator[Part]:
    """All parts of this name in their order; after a fault, which is noted, reading goes on with the next part."""
    begins = re.compile(rf"<{name}(?=[\s>])")
    start = 0
    while True:
        tree, broken = xmltree.parse(text, start)
        faults += broken
        fault = broken[0] if broken else None
        for element in tree.walk():
            if element.name == name:
                is_whole = fault is None or text.find(f"</{name}", element.tag.end, fault.span.start) >= 0
                yield Part(element, None if is_whole else fault)
        following = begins.search(text, fault.span.end) if fault is not None and fault.span.start > start else None
        if following is None:
            return
        if len(faults) > MOST_FAULTS:
            faults.append(Fault(f"more than {MOST_FAULTS} faults: the rest is not read", Span(*following.span()), 0))
            return
        start = following.start()
