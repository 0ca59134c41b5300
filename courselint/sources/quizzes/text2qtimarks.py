"""The marks that begin a line of a text2qti quiz."""

from __future__ import annotations

import re

from courselint.model import Fault, Span

# The grammar is that of text2qti 0.7 (https://github.com/gpoore/text2qti#file-format).
_WITH_TEXT = (
    r"(?P<question>\d{1,6}\.)|(?P<right>\*[a-zA-Z]\))|(?P<wrong>[a-zA-Z]\))|(?P<ticked>\[\*\])|(?P<unticked>\[ ?\])"
    r"|(?P<short>\*)|(?P<feedback>\.\.\.)|(?P<praise>\+)|(?P<refusal>-)|(?P<solution>!)|(?P<number>=)"
    r"|(?P<title>[Tt]itle:)|(?P<region>[Tt]ext:)|(?P<about>[Qq]uiz description:)|(?P<shuffle>[Ss]huffle answers:)"
    r"|(?P<setting>[Pp]oints:|[Pp]ick:|[Tt]ext [Tt]itle:|[Qq]uiz [Tt]itle:|[Ss]olutions pick:|[Pp]oints per question:"
    r"|[Ss]how correct answers:|[Oo]ne question at a time:|[Cc]an['’]t go back:|[Ff]eedback is solution:"
    r"|[Ss]olutions (?:sample|randomize) groups:)"
)
BEGINS = re.compile(rf"(?:{_WITH_TEXT})(?P<gap>[ \t]*+)")
ALONE = re.compile(r"(?:(?P<essay>_{3,})|(?P<upload>\^{3,})|(?P<group>GROUP)|(?P<ungroup>END_GROUP))[ \t]*$")
FENCE = re.compile(r"(?P<mark>`{3,}+)(?P<info>[^`]*+)$")
RUN = re.compile(r"\s*\{\s*\.[a-zA-Z][\w.-]*\s+\.run\b[^}]*\}\s*$")
# These take what stands on their own line alone.
SHORT = frozenset(("number", "short", "shuffle", "setting", "title"))
LABELS = frozenset(("title", "region", "about", "shuffle", "setting"))


def begins_piece(line: str, start: int, faults: list[Fault]) -> re.Match[str] | None:
    """What this line begins; text that lacks its blank or its content is a fault where it is surely meant."""
    begins = BEGINS.match(line)
    if begins is None:
        return None
    kind, has_text = kind_of(begins), begins.end() < len(line)
    if begins["gap"] and has_text:
        return begins
    mark = Span(start, start + begins.start("gap"))
    if has_text and kind in ("right", "wrong", "ticked", "unticked", "question", "feedback", "number"):
        # `3.5` and `f(x)` begin no question and no option.
        if kind == "question" and line[begins.end()].isdigit():
            return None
        faults.append(Fault(f"no blank after `{line[: begins.start('gap')]}`", mark, 0))
        return begins
    if not has_text and kind not in ("refusal", "short"):
        faults.append(Fault(f"nothing after `{line[: begins.start('gap')]}`", mark, 0))
        return begins
    return None


def kind_of(begins: re.Match[str]) -> str:
    return next(name for name, value in begins.groupdict().items() if value is not None and name != "gap")


def is_loose(line: str) -> bool:
    """Whether a line without indent begins nothing of its own, so that it was meant to go on with the one above."""
    return not (BEGINS.match(line) or ALONE.match(line) or FENCE.match(line) or is_comment(line))


def is_comment(line: str) -> bool:
    return line.startswith("%") or line.rstrip() == "COMMENT"
