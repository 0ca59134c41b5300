"""From a hit to the diagnostic that reports show."""

from __future__ import annotations

import hashlib

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
    edits = tuple(PlacedEdit(places.place(edit.text, edit.span), edit.content) for edit in fix.edits)
    # What lies in an archive is shown, not written.
    is_editable = all(_is_editable(edit) and document.sources[edit.text.source].member is None for edit in fix.edits)
    return PlacedFix(fix.applicability if is_editable else "display", fix.message, edits)


def _is_editable(edit: Edit) -> bool:
    """Whether nothing stands there but the characters that are to be replaced."""
    replaced = edit.text.text[edit.span.start : edit.span.end]
    return edit.text.is_contiguous(edit.span) and not any(map(is_placeholder, replaced))


def _fingerprint(rule: str, inside: str, text: str, excerpt: str) -> str:
    """Names the finding by what it says and where it is written, not by a line number; 16 hexadecimal digits."""
    content = "\0".join((rule, inside, text, " ".join(excerpt.split())))
    return hashlib.blake2b(content.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
