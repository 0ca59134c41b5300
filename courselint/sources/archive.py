"""Exports in a zip: each quiz file inside read in memory, under caps, and nothing ever extracted."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace

from courselint.model import Comment, Document, Fault, NumericKey, Option, Question, Source, Span, Text
from courselint.sources import masking

# A course's export holds some thousand files; its quizzes are small. What is larger, or shrinks more, is no quiz.
MOST_MEMBERS = 20_000
LARGEST_MEMBER = 16 * 2**20
LARGEST_TOTAL = 128 * 2**20
MOST_RATIO = 200
QUIZ_MEMBERS = (".xml", ".qti", ".gift")

Reader = Callable[[str, bytes], Document | None]


def read(path: str, data: bytes, read_member: Reader) -> Document:
    """All questions of an archive; what stands in a member has its places there.

    `read_member` reads a member, given its name, and gives None for what is no quiz.
    """
    document = Document(path, "archive", data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in _members(archive):
                document = _with(document, member, read_member)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError) as error:
        document = _faulty(document, f"not a readable zip archive: {error}")
    except _TooLargeError as error:
        document = _faulty(document, str(error))
    return replace(document, texts=tuple(masking.question_texts(document.questions)))


class _TooLargeError(Exception):
    pass


def _faulty(document: Document, message: str) -> Document:
    return replace(document, faults=(*document.faults, Fault(message)))


def _members(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes | str]]:
    """Names with what they hold, or with why that can't be read."""
    infos = archive.infolist()
    if len(infos) > MOST_MEMBERS:
        raise _TooLargeError(f"more than {MOST_MEMBERS:,} files in this archive: it is not read")
    total = 0
    seen: set[str] = set()
    for info in infos:
        name = info.filename
        if info.is_dir() or not name.lower().endswith(QUIZ_MEMBERS) or name in seen:
            continue
        seen.add(name)
        if info.flag_bits & 0x1:
            yield name, "encrypted: export it without a password"
            continue
        if info.file_size > LARGEST_MEMBER or info.file_size > MOST_RATIO * max(info.compress_size, 1024):
            yield name, "too large, or packed too densely, for a quiz: it is not read"
            continue
        try:
            # Never more than the size that the archive states; if that is a lie, the checksum tells.
            data = archive.read(info)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
            yield name, f"damaged: {error}"
            continue
        total += len(data)
        if total > LARGEST_TOTAL:
            raise _TooLargeError(
                f"more than {LARGEST_TOTAL // 2**20} MiB of quizzes in this archive: the rest is not read"
            )
        yield name, data


def _with(document: Document, member: tuple[str, bytes | str], read_member: Reader) -> Document:
    """The document with what one member holds."""
    name, data = member
    if isinstance(data, str):
        return _faulty(document, f"{name}: {data}")
    found = read_member(name, data)
    if found is None:
        return document
    source = len(document.sources)
    text = found.sources[0].text if found.sources else ""
    return replace(
        document,
        sources=(*document.sources, Source(text, member=name)),
        questions=(*document.questions, *(_moved(question, source) for question in found.questions)),
        faults=(*document.faults, *(_moved_fault(fault, source, text) for fault in found.faults)),
        comments=(*document.comments, *(Comment(each.text, each.span, source) for each in found.comments)),
    )


def _moved_fault(fault: Fault, source: int, text: str) -> Fault:
    end = min(fault.span.end, len(text))
    return Fault(fault.message, Span(min(fault.span.start, end), end), source)


def _moved(question: Question, source: int) -> Question:
    """The question as one of this source."""
    return replace(
        question,
        stem=replace(question.stem, source=source),
        options=tuple(
            Option(replace(each.text, source=source), each.is_key, each.weight, _note(each.feedback, source))
            for each in question.options
        ),
        numbers=tuple(
            NumericKey(
                replace(each.text, source=source), each.low, each.high, each.tolerance, _note(each.feedback, source)
            )
            for each in question.numbers
        ),
        feedback=tuple(replace(each, source=source) for each in question.feedback),
    )


def _note(text: Text | None, source: int) -> Text | None:
    return None if text is None else replace(text, source=source)
