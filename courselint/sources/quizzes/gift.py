"""Moodle's GIFT: questions with weights, tolerances, pairs and feedback, each text with its place.

Reads what Moodle's importer reads (https://docs.moodle.org/en/GIFT_format): blank lines separate questions,
`//` begins a comment line anywhere, a backslash escapes `~ = # { } :` and itself, `\\n` is a line break.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from courselint.model import Comment, Fault, Question, Span, Text
from courselint.sources.quizzes.giftanswers import read_answers
from courselint.sources.quizzes.gifttext import LINE, decode, decode_into, set_comments_aside, trim, without_format
from courselint.sources.textbuilder import TextBuilder

# Who makes so many didn't mean to write GIFT.
MOST_FAULTS = 100


def read(text: str) -> tuple[tuple[Question, ...], tuple[Fault, ...], tuple[Comment, ...]]:
    """All questions of the file, what can't be read, and the comment lines.

    The options of a matching question alternate: a prompt, then what belongs to it. A true/false question has
    one option, the answer that is right as the file writes it. Wrong numbers keep only their feedback.
    """
    comments, live = set_comments_aside(text)
    questions: list[Question] = []
    faults: list[Fault] = []
    group = ""
    for block in _blocks(live, faults):
        while category := _CATEGORY.match(live, block.start, block.end):
            group = category["path"].strip()
            block = trim(live, Span(category.end(), block.end))
            if block.start < block.end:
                message = "no blank line after this category: Moodle takes what follows for a part of its name"
                faults.append(Fault(message, trim(live, Span(*category.span())), 0))
        block = trim(live, block)
        if block.start < block.end:
            question = _read_question(live, block, faults)
            questions.append(replace(question, group=group) if group else question)
        if len(faults) > MOST_FAULTS:
            faults.append(Fault(f"more than {MOST_FAULTS} faults: the rest is not read", Span(block.end, block.end), 0))
            break
    return tuple(questions), tuple(sorted(faults, key=lambda fault: fault.span.start)), comments


_CATEGORY = re.compile(r"\s*\$CATEGORY:(?P<path>[^\r\n]*)")
_BRACE = re.compile(r"\\[~=#{}:\\n]|[{}]")
_BEGINS = re.compile(r"[ \t]*(?P<mark>::|\$CATEGORY:)")
_CLOZE = re.compile(
    r"(?<!\\)\{\d{0,3}:(?:MC|MULTI|SA|MW|NM|SHORTANSWER|NUMERICAL|MULTICHOICE|MULTIRESPONSE)[A-Z_]{0,4}:"
)
_COLONS = re.compile(r"\\[~=#{}:\\n]|::")


def _blocks(live: str, faults: list[Fault]) -> Iterator[Span]:
    """The spans between blank lines; blocks that a blank line inside braces cut in two come as one."""
    pending: _Open | None = None
    for block in _paragraphs(live, faults):
        braces = _braces(live, block)
        if pending is not None:
            if braces and live[braces[0]] == "}":
                yield Span(pending.block.start, block.end)
                pending = None
                continue
            if not braces:
                pending.followers.append(block)
                continue
            yield from (pending.block, *pending.followers)
            pending = None
        if braces and live[braces[-1]] == "{":
            pending = _Open(block, [])
            faults.append(
                Fault(
                    "the answers that open here are not closed before the blank line",
                    Span(braces[-1], braces[-1] + 1),
                    0,
                )
            )
        else:
            yield block
    if pending is not None:
        yield from (pending.block, *pending.followers)


@dataclass(frozen=True, slots=True)
class _Open:
    """A block whose braces are still open, and the brace-free blocks after it."""

    block: Span
    followers: list[Span]


def _paragraphs(live: str, faults: list[Fault]) -> Iterator[Span]:
    """The spans between blank lines; a title or a category under finished answers begins one of its own, too."""
    start: int | None = None
    end = depth = 0
    is_answered = False
    for match in LINE.finditer(live):
        if match[0].strip():
            if start is not None and is_answered and depth == 0 and (begins := _BEGINS.match(live, match.start())):
                message = "no blank line before this: Moodle takes it for a part of the question above"
                faults.append(Fault(message, Span(begins.start("mark"), begins.end("mark")), 0))
                yield Span(start, end)
                start = None
            if start is None:
                start, depth, is_answered = match.start(), 0, False
            for at in _braces(live, Span(match.start(), match.end())):
                depth = max(0, depth + (1 if live[at] == "{" else -1))
                is_answered = True
            end = match.end()
        elif start is not None:
            yield Span(start, end)
            start = None
    if start is not None:
        yield Span(start, end)


def _braces(live: str, span: Span) -> list[int]:
    """Where the braces stand that no backslash escapes."""
    return [match.start() for match in _BRACE.finditer(live, span.start, span.end) if len(match[0]) == 1]


def _read_question(live: str, block: Span, faults: list[Fault]) -> Question:
    title, body = _split_title(live, block)
    if cloze := _CLOZE.search(live, body.start, body.end):
        message = "a Cloze blank, which GIFT doesn't have: Moodle imports this as another question, or not at all"
        faults.append(Fault(message, Span(*cloze.span()), 0))
        return Question("description", "gift", decode(live, body, "stem"), title=title)
    opening, closing = _answer_block(live, body, faults)
    if opening is None:
        return Question("description", "gift", decode(live, body, "stem"), title=title)
    stem = _stem(live, Span(body.start, opening), Span(opening, closing + 1), Span(closing + 1, body.end))
    kind, answers = read_answers(live, Span(opening + 1, closing), faults)
    return Question(
        kind,
        "gift",
        stem,
        answers.options,
        answers.numbers,
        is_single=answers.is_single,
        # Moodle shuffles the options of a choice and of a matching question unless told otherwise.
        is_shuffled=True if kind in ("choice", "matching") else None,
        feedback=answers.feedback,
        title=title,
    )


def _split_title(live: str, block: Span) -> tuple[str, Span]:
    if not live.startswith("::", block.start):
        return "", block
    for match in _COLONS.finditer(live, block.start + 2, block.end):
        if match[0] == "::":
            title = decode(live, Span(block.start + 2, match.start()), "stem")
            return title.text, trim(live, Span(match.end(), block.end))
    return "", block


def _answer_block(live: str, body: Span, faults: list[Fault]) -> tuple[int | None, int]:
    """Where the answers open and close; an unescaped brace besides the two is a fault, reported once."""
    opening: int | None = None
    closing: int | None = None
    depth = 0
    stray: int | None = None
    for at in _braces(live, body):
        if live[at] == "{":
            if opening is None:
                opening = at
            elif stray is None:
                stray = at
            depth += 1
        elif depth > 0:
            depth -= 1
            if depth == 0 and closing is None:
                closing = at
        elif stray is None:
            stray = at
    if stray is not None:
        mark = live[stray]
        message = (
            f"an unescaped `{mark}` besides the answers' braces: a question has one pair; as text, write `\\{mark}`"
        )
        faults.append(Fault(message, Span(stray, stray + 1), 0))
    if opening is not None and closing is None:
        closing = body.end
        if not faults or faults[-1].span.start < opening:
            faults.append(Fault("the answers that open here are never closed", Span(opening, opening + 1), 0))
    return opening, closing if closing is not None else body.end


def _stem(live: str, before: Span, answers: Span, after: Span) -> Text:
    after = trim(live, after)
    if after.start >= after.end:
        return decode(live, before, "stem")
    # The missing word: what stands after the answers goes on with the sentence.
    before = without_format(live, before)
    builder = TextBuilder()
    decode_into(builder, live, Span(before.start, before.end))
    decode_into(builder, live, Span(before.end, answers.start))
    builder.unit("_____", answers.start, min(answers.end, after.start))
    decode_into(builder, live, Span(min(answers.end, after.start), after.end))
    return builder.build(before.start, kind="stem")
