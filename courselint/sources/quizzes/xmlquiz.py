"""Quizzes in XML: which format a file has, and its questions."""

from __future__ import annotations

import re

from courselint.model import Fault, Question
from courselint.sources import xmltree
from courselint.sources.quizzes import moodlexml, olx, pretext, qti1, qti2

_QTI_1 = re.compile(r"<(?:\w+:)?questestinterop[\s>]")
_QTI_2 = re.compile(r"<(?:\w+:)?(?:assessmentItem|qti-assessment-item)[\s>]")
# A root element stands early in its file.
_HEAD = 20_000


def format_of(text: str) -> str | None:
    """The name of the quiz format, None if this XML is none that we read."""
    if moodlexml.is_moodle(text):
        return moodlexml.FORMAT
    if _QTI_1.search(text, 0, _HEAD):
        return qti1.FORMAT
    if _QTI_2.search(text, 0, _HEAD):
        return qti2.FORMAT
    if pretext.is_pretext(text):
        return pretext.FORMAT
    return olx.FORMAT if olx.is_olx(text) else None


def read(text: str, form: str) -> tuple[tuple[Question, ...], tuple[Fault, ...]]:
    """The questions of a file in this format, and what can't be read."""
    if form == moodlexml.FORMAT:
        return moodlexml.read(text)
    if form == pretext.FORMAT:
        return pretext.read(text)
    if form == olx.FORMAT:
        return olx.read(text)
    root, faults = xmltree.parse(text)
    return tuple(qti1.read(root) if form == qti1.FORMAT else qti2.read(root)), faults
