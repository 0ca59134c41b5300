"""From a hit to the diagnostic that reports show."""

from __future__ import annotations

import hashlib
import re

from courselint.catalogue import Rule
from courselint.model import (
    Diagnostic,
    Document,
    Edit,
    Fix,
    Hit,
    Note,
    Place,
    PlacedEdit,
    PlacedFix,
    Span,
    is_placeholder,
)
from courselint.placing import Places
from courselint.sources.encoding import written


def diagnose(rule: Rule, hit: Hit, place: Place, document: Document, places: Places, *, inside: str) -> Diagnostic:
    """The diagnostic of a hit that stands at `place`; `inside` is the document's path in its course."""
    text, excerpt, marked = _excerpt(hit, document, places)
    message = rule.message(hit)
    return Diagnostic(
        rule=rule.id,
        name=rule.name,
        severity=hit.severity or rule.severity,
        confidence=hit.confidence or rule.confidence,
        message=message,
        place=place,
        text=text,
        excerpt=excerpt,
        marked=marked,
        related=tuple(Note(places.place(near.text, near.span), near.message) for near in hit.related),
        fix=_fix(hit.fix, document, places) if hit.fix else None,
        fingerprint=_fingerprint(rule.id, inside, text or message, excerpt),
    )


def _excerpt(hit: Hit, document: Document, places: Places) -> tuple[str, str, Span]:
    """What is flagged, as written; the line it starts on; and which part of that line it is."""
    if hit.text is None:
        return "", "", Span(0, 0)
    where = hit.text.in_source(hit.span)
    whole = document.sources[hit.text.source].text
    lines = places.lines(hit.text.source)
    line = lines.line(lines.position(where.start).line)
    marked = Span(where.start - line.start, max(where.start, min(where.end, line.end)) - line.start)
    return whole[where.start : where.end], whole[line.start : line.end], marked


def _fix(fix: Fix, document: Document, places: Places) -> PlacedFix:
    contents = [written(document, edit) if _is_editable(edit, document) else None for edit in fix.edits]
    edits = tuple(
        PlacedEdit(places.place(edit.text, edit.span), edit.content if content is None else content)
        for edit, content in zip(fix.edits, contents, strict=True)
    )
    return PlacedFix(fix.applicability if None not in contents else "display", fix.message, edits)


def _is_editable(edit: Edit, document: Document) -> bool:
    """Whether nothing stands there but the characters that are to be replaced.

    What lies in an archive is shown, not written.
    """
    source = document.sources[edit.text.source]
    where, seen = edit.text.in_source(edit.span), edit.text.text[edit.span.start : edit.span.end]
    found = source.text[where.start : where.end]
    # A line that ends in the file may be a space to its reader.
    is_same = len(found) == len(seen) and re.sub(r"\s", " ", found) == re.sub(r"\s", " ", seen)
    return is_same and source.member is None and not any(map(is_placeholder, seen))


def _fingerprint(rule: str, inside: str, text: str, excerpt: str) -> str:
    """Names the finding by what it says and where it is written, not by a line number; 16 hexadecimal digits."""
    content = "\0".join((rule, inside, text, " ".join(excerpt.split())))
    return hashlib.blake2b(content.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
