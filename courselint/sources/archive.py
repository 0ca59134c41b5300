"""Exports in a zip or tar.gz: each quiz file inside read in memory, under caps, and nothing ever extracted."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from courselint.model import Comment, Document, Fault, Question, Source, Span, Text
from courselint.sources import masking
from courselint.sources.quizzes import canvasexport

# A course's export holds some thousand files; its quizzes are small. What is larger, or shrinks more, is no quiz.
MOST_MEMBERS = 20_000
LARGEST_MEMBER = 16 * 2**20
LARGEST_TOTAL = 128 * 2**20
# All of a tar.gz has to be unpacked to find what is in it.
LARGEST_TAR = 256 * 2**20
MOST_RATIO = 200
QUIZ_MEMBERS = (".xml", ".qti", ".gift")

Reader = Callable[[str, bytes], Document | None]


def read(path: str, data: bytes, read_member: Reader) -> Document:
    """All questions of an archive; what stands in a member has its places there.

    `read_member` reads a member, given its name, and gives None for what is no quiz.
    """
    document = Document(path, "archive", data)
    kind, members_of = ("tar.gz", _tar_members) if data.startswith(_GZIP) else ("zip", _zip_members)
    allowance = _Allowance()
    shuffles: dict[str, bool] = {}
    try:
        for name, found in members_of(data, allowance):
            if isinstance(found, bytes) and PurePosixPath(name).name == canvasexport.SETTINGS:
                is_shuffled = canvasexport.shuffled(found)
                shuffles |= {} if is_shuffled is None else {canvasexport.quiz_of(name): is_shuffled}
            document = _with(document, (name, found), read_member)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, tarfile.TarError, *_DAMAGE) as error:
        document = _faulty(document, f"not a readable {kind} archive: {error}")
    except _TooLargeError as error:
        document = _faulty(document, str(error))
    questions = canvasexport.settled(document.questions, document.sources, shuffles)
    texts, members = tuple(masking.question_texts(questions)), frozenset(allowance.names)
    return replace(document, questions=questions, texts=texts, members=members)


_GZIP = b"\x1f\x8b"
_DAMAGE = (zlib.error, EOFError, OSError)


class _TooLargeError(Exception):
    pass


def _faulty(document: Document, message: str) -> Document:
    return replace(document, faults=(*document.faults, Fault(message)))


def _zip_members(data: bytes, allowance: _Allowance) -> Iterator[tuple[str, bytes | str]]:
    """Names with what they hold, or with why that can't be read."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos = archive.infolist()
        if len(infos) > MOST_MEMBERS:
            raise _TooLargeError(f"more than {MOST_MEMBERS:,} files in this archive: it is not read")
        for info in infos:
            name = info.filename
            if info.is_dir() or not allowance.is_wanted(name):
                continue
            if info.flag_bits & 0x1:
                yield name, "encrypted: export it without a password"
            elif info.file_size > LARGEST_MEMBER or info.file_size > MOST_RATIO * max(info.compress_size, 1024):
                yield name, _TOO_LARGE
            else:
                try:
                    # Never more than the size that the archive states; if that is a lie, the checksum tells.
                    found = archive.read(info)
                except (zipfile.BadZipFile, NotImplementedError, RuntimeError, *_DAMAGE) as error:
                    yield name, f"damaged: {error}"
                    continue
                yield name, allowance.take(found)


def _tar_members(data: bytes, allowance: _Allowance) -> Iterator[tuple[str, bytes | str]]:
    """The same of a tar.gz, unpacked as it is read."""
    with tarfile.TarFile(fileobj=_Counted(fileobj=io.BytesIO(data))) as archive:
        for number, info in enumerate(archive):
            if number >= MOST_MEMBERS:
                raise _TooLargeError(f"more than {MOST_MEMBERS:,} files in this archive: the rest is not read")
            if info.isreg() and allowance.is_wanted(info.name):
                if info.size > LARGEST_MEMBER:
                    yield info.name, _TOO_LARGE
                elif (file := archive.extractfile(info)) is not None:
                    yield info.name, allowance.take(file.read())
            # What is passed over has to be unpacked, too.
            if info.offset_data + info.size > LARGEST_TAR:
                raise _TooLargeError(_TAR_TOO_LARGE)


_TOO_LARGE = "too large, or packed too densely, for a quiz: it is not read"


_TAR_TOO_LARGE = f"more than {LARGEST_TAR // 2**20} MiB in this archive: the rest is not read"


class _Counted(gzip.GzipFile):
    """An unpacked stream of which only so much is read, whatever its headers say."""

    _taken = 0

    def read(self, size: int | None = -1) -> bytes:
        found = super().read(LARGEST_MEMBER + 1 if size is None or size < 0 else min(size, LARGEST_MEMBER + 1))
        self._taken += len(found)
        if self._taken > LARGEST_TAR or len(found) > LARGEST_MEMBER:
            raise _TooLargeError(_TAR_TOO_LARGE)
        return found


class _Allowance:
    """Which members are still read, and how much of them in all; `names` are those that have come by."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        self._left = LARGEST_TOTAL

    def is_wanted(self, name: str) -> bool:
        is_new = name not in self.names
        self.names.add(name)
        return is_new and name.lower().endswith(QUIZ_MEMBERS)

    def take(self, data: bytes) -> bytes:
        self._left -= len(data)
        if self._left < 0:
            raise _TooLargeError(
                f"more than {LARGEST_TOTAL // 2**20} MiB of quizzes in this archive: the rest is not read"
            )
        return data


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
            replace(each, text=replace(each.text, source=source), feedback=_note(each.feedback, source))
            for each in question.options
        ),
        numbers=tuple(
            replace(each, text=replace(each.text, source=source), feedback=_note(each.feedback, source))
            for each in question.numbers
        ),
        feedback=tuple(replace(each, source=source) for each in question.feedback),
        graded=tuple(replace(each, source=source) for each in question.graded),
        figures=tuple(replace(each, text=replace(each.text, source=source)) for each in question.figures),
    )


def _note(text: Text | None, source: int) -> Text | None:
    return None if text is None else replace(text, source=source)
