"""How words are written into a file so that its reader sees just these: in XML, GIFT, JSON, YAML, strings of code."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import escape

from courselint import sources
from courselint.model import Document, Edit, Run, Source, Span, Text
from courselint.sources import quizfiles
from courselint.sources.editing import escaped_json, in_lines_of, replaced
from courselint.sources.pythonwriting import written_in_python

# Between characters that stand as they are, a few plain words do so in every format.
_PLAIN_WORDS = re.compile(r"(?:[A-Za-z0-9]++(?:[ -](?=[A-Za-z0-9]))?)*+")
_GIFT_MARK = re.compile(r"[~=#{}:\\]")
_JSON_FORMATS = frozenset(("jupyterquiz", "for-beginners", "json"))
_MARKUP_SUFFIXES = (".xml", ".qti", ".html", ".htm")


def written(document: Document, edit: Edit) -> str | None:
    """The edit's content as its source has to write it; None where no way is known to be exact.

    In a question each way that its format may have is tried, and the file read again with it: a way is exact if
    the question then says what it is to say, and all others say what they said.
    """
    source, content = document.sources[edit.text.source], edit.content
    if edit.is_written or _PLAIN_WORDS.fullmatch(content):
        return content
    where = edit.text.in_source(edit.span)
    if document.format in ("python", "ok") or (source.cell is not None and source.cell.type == "code"):
        return written_in_python(source.text, where, content)
    if edit.text.kind not in ("stem", "option", "feedback") or source.cell is not None:
        return content
    if source.member is not None:
        return None
    before = document if document.questions else _read(document, document.data)
    tried: set[str] = set()
    for way in _ways(document, source, where, content):
        if way not in tried and before is not None and _reads_as(before, document, edit, way):
            return way
        tried.add(way)
    return None


def _ways(document: Document, source: Source, where: Span, content: str) -> Iterator[str]:
    """How the format may write it, the most careful way first."""
    if document.format == "gift":
        yield _GIFT_MARK.sub(r"\\\g<0>", content).replace("\n", "\\n")
    elif document.format in _JSON_FORMATS:
        yield escaped_json(source.text, source.text[where.start : where.end], content)
    elif document.path.lower().endswith(_MARKUP_SUFFIXES):
        # HTML is often escaped once more inside XML; in CDATA it isn't, and quotes matter in attributes.
        for quote in (False, True):
            yield escape(escape(content, quote=quote), quote=quote)
            yield escape(content, quote=quote)
        yield content.replace("]]>", "]]]]><![CDATA[>")
    else:
        yield content
        # Strings between quotes: double or single, of JavaScript, R and YAML.
        yield json.dumps(content, ensure_ascii=False)[1:-1]
        yield json.dumps(content, ensure_ascii=False)[1:-1].replace('\\"', '"').replace("'", "\\'")
        yield content.replace("'", "''")


def _read(document: Document, data: bytes) -> Document | None:
    stated = document.format if document.format in quizfiles.FORMATS else None
    return sources.read(document.path, data, quiz=stated)


def _reads_as(before: Document, document: Document, edit: Edit, way: str) -> bool:
    """Whether the file, with the edit written this way, says what the edit asks for and nothing else changes."""
    where = edit.text.in_source(edit.span)
    text = document.data.decode("utf-8-sig")
    try:
        data = replaced(text, [(where, in_lines_of(text, way))]).encode("utf-8")
    except UnicodeEncodeError:
        return False
    after = _read(document, data)
    if after is None or len(after.faults) > len(before.faults):
        return False
    old, new = _texts(before), _texts(after)
    if len(old) != len(new) or _keys(before) != _keys(after):
        return False
    is_done = False
    for was, now in zip(old, new, strict=True):
        wanted = _with(was, edit.text.source, where, edit.content)
        if wanted is None or now.text != wanted:
            if now.text != was.text or (wanted is not None and where.start < where.end):
                return False
        else:
            is_done = True
    return is_done


def _texts(document: Document) -> list[Text]:
    return [text for question in document.questions for text in question.texts]


def _keys(document: Document) -> list[tuple[object, ...]]:
    return [(each.kind, *(option.is_key for option in each.options)) for each in document.questions]


def _with(text: Text, source: int, where: Span, content: str) -> str | None:
    """The text with what it has at `where` of the source replaced; None if it has nothing there."""
    if text.source != source:
        return None
    covered = [index for run in text.runs for index in _covered(run, where)]
    if not covered:
        return None
    start, end = covered[0], covered[-1] + (where.start < where.end)
    # As readers do with the text they read: no space is left round it.
    return (text.text[:start] + content + text.text[end:]).strip()


def _covered(run: Run, where: Span) -> range:
    """The characters of the run that stand in `where`, or the place in it where nothing stands yet."""
    if run.length != run.origin_length:
        inside = where.start < run.origin + run.origin_length and run.origin < where.end
        return range(run.start, run.start + run.length) if inside else range(0)
    first, last = max(where.start, run.origin), min(where.end, run.origin + run.length)
    if first > last or (first == last and where.start < where.end):
        return range(0)
    return range(first - run.origin + run.start, max(last, first + (first == last)) - run.origin + run.start)
