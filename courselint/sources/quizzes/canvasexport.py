"""What a Canvas export says of a quiz outside its questions: whether answers are shuffled, and which copy counts.

A course's export holds each quiz twice, for other systems in `X/assessment_qti.xml` and for Canvas itself in
`non_cc_assessments/X.xml.qti`; its settings stand in `X/assessment_meta.xml`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePosixPath

from courselint.model import Question, Source

SETTINGS = "assessment_meta.xml"

_SHUFFLED = re.compile(r"<shuffle_answers>\s*(?P<is>true|false)\s*</shuffle_answers>")
_COMMON = "assessment_qti.xml"
_OWN = "non_cc_assessments"


def shuffled(settings: bytes) -> bool | None:
    """Whether the settings of a quiz say that its answers are shuffled."""
    match = _SHUFFLED.search(settings.decode("utf-8", errors="replace"))
    return match["is"] == "true" if match else None


def quiz_of(member: str) -> str:
    """What the file is named after the quiz that it belongs to: its folder, or its own name in Canvas' folder."""
    path = PurePosixPath(member)
    return path.name.partition(".")[0] if path.parent.name == _OWN else path.parent.name


def settled(
    questions: tuple[Question, ...], sources: tuple[Source, ...], shuffles: dict[str, bool]
) -> tuple[Question, ...]:
    """The questions, each once, with what the settings say of their order."""
    members = [PurePosixPath(source.member or "") for source in sources]
    own = {quiz_of(str(member)) for member in members if member.parent.name == _OWN}
    copies = {n for n, member in enumerate(members) if member.name == _COMMON and quiz_of(str(member)) in own}
    orders = {n: shuffles[quiz] for n, member in enumerate(members) if (quiz := quiz_of(str(member))) in shuffles}
    return tuple(
        replace(question, is_shuffled=orders[question.stem.source])
        if question.kind == "choice" and question.is_shuffled is None and question.stem.source in orders
        else question
        for question in questions
        if question.stem.source not in copies
    )
