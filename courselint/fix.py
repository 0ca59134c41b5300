"""The fixes of one file: which go together, what the file is with them, and whether it is still sound."""

from __future__ import annotations

import ast
from bisect import bisect_right, insort
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from courselint.model import Applicability, Code, Diagnostic, Document, PlacedEdit, Span
from courselint.placing import Lines
from courselint.sources.editing import SourceEdit, Unwritable, edited, edited_sources

BOM = b"\xef\xbb\xbf"
_PROSE_FAMILIES = ("SPL", "GRM")


@dataclass(frozen=True, slots=True)
class Refusal:
    """A fix that was left out, and why."""

    diagnostic: Diagnostic
    reason: str


@dataclass(frozen=True, slots=True)
class Fixed:
    """A file with fixes: its bytes, the findings that they remove, and the fixes that were left out."""

    data: bytes
    taken: tuple[Diagnostic, ...] = ()
    refused: tuple[Refusal, ...] = ()


@dataclass(frozen=True, slots=True)
class _Repair:
    """One finding's fix, its edits in the sources' own offsets."""

    diagnostic: Diagnostic
    edits: tuple[SourceEdit, ...]

    @property
    def is_prose(self) -> bool:
        return self.diagnostic.rule.startswith(_PROSE_FAMILIES)


def is_wanted(diagnostic: Diagnostic, applicabilities: Collection[Applicability]) -> bool:
    """Whether the finding has a fix that may be applied."""
    return diagnostic.fix is not None and diagnostic.fix.applicability in applicabilities


Reader = Callable[[bytes], Document | None]


def fix_document(document: Document, diagnostics: Sequence[Diagnostic], read: Reader) -> Fixed:
    """Apply the fixes of these findings, first come by position; one that overlaps another waits for a further round.

    `read` reads bytes as this file. A fix with which the file would no longer be what it was, but for the text that the
    fix names, is left out.
    """
    lines = [Lines(source.text) for source in document.sources]
    repairs = [_repair(diagnostic, lines) for diagnostic in diagnostics]
    together = _without_overlap(sorted(repairs, key=lambda repair: _order(repair.edits[0])))
    return _Mending(document, read).grown(together)


def _repair(diagnostic: Diagnostic, lines: Sequence[Lines]) -> _Repair:
    fix = diagnostic.fix
    assert fix is not None
    return _Repair(diagnostic, tuple(sorted((_source_edit(edit, lines) for edit in fix.edits), key=_order)))


def _source_edit(edit: PlacedEdit, lines: Sequence[Lines]) -> SourceEdit:
    source = edit.place.cell.index - 1 if edit.place.cell else 0
    where = edit.place.range
    return SourceEdit(source, Span(lines[source].offset(where.start), lines[source].offset(where.end)), edit.content)


def _order(edit: SourceEdit) -> tuple[int, int, int]:
    return edit.source, edit.span.start, edit.span.end


def _without_overlap(repairs: Sequence[_Repair]) -> list[_Repair]:
    """Those that neither overlap nor touch an earlier one; several may ask for the same insertion, an import say."""
    kept: list[_Repair] = []
    taken: dict[int, list[SourceEdit]] = {}
    for repair in repairs:
        new = [edit for edit in repair.edits if not _is_insertion_there(edit, taken.get(edit.source, []))]
        if all(_is_free(edit, taken.get(edit.source, [])) for edit in new):
            kept.append(repair)
            for edit in new:
                insort(taken.setdefault(edit.source, []), edit, key=_start)
    return kept


def _is_free(edit: SourceEdit, taken: Sequence[SourceEdit]) -> bool:
    at = bisect_right(taken, edit.span.start, key=_start)
    return all(
        other.span.end < edit.span.start or edit.span.end < other.span.start for other in taken[max(at - 1, 0) : at + 1]
    )


def _is_insertion_there(edit: SourceEdit, taken: Sequence[SourceEdit]) -> bool:
    at = bisect_right(taken, edit.span.start, key=_start)
    return edit.span.start == edit.span.end and at > 0 and taken[at - 1] == edit


def _start(edit: SourceEdit) -> int:
    return edit.span.start


class _Mending:
    """Tries fixes together, and by halves where they don't get on."""

    def __init__(self, document: Document, read: Reader) -> None:
        self._document = document
        self._read = read
        self._bom = BOM if document.data.startswith(BOM) else b""
        self._text = document.data.decode("utf-8-sig")
        self._refused: list[Refusal] = []

    def grown(self, repairs: Sequence[_Repair]) -> Fixed:
        kept = self._grown([], repairs) if repairs else []
        data = self._with(kept) if kept else self._document.data
        return Fixed(data, tuple(repair.diagnostic for repair in kept), tuple(self._refused))

    def _grown(self, kept: list[_Repair], repairs: Sequence[_Repair]) -> list[_Repair]:
        """`kept` and all of these that leave the file sound; how many tries that takes grows with the bad ones."""
        fault = self._fault([*kept, *repairs])
        if not fault:
            return [*kept, *repairs]
        if len(repairs) == 1:
            self._refused.append(Refusal(repairs[0].diagnostic, fault))
            return kept
        half = len(repairs) // 2
        return self._grown(self._grown(kept, repairs[:half]), repairs[half:])

    def _with(self, repairs: Sequence[_Repair]) -> bytes:
        return self._bom + edited(self._document, self._text, _edits(repairs)).encode("utf-8")

    def _fault(self, repairs: Sequence[_Repair]) -> str:
        """Why these fixes must not be written together; "" if they may."""
        before = self._document
        try:
            data = self._with(repairs)
            after = self._read(data)
        except Unwritable as error:
            return str(error)
        except (UnicodeEncodeError, ValueError):
            return "the text can't be written in this file"
        if after is None or len(after.faults) > len(before.faults):
            return "the file could no longer be read"
        if tuple(source.text for source in after.sources) != edited_sources(before, _edits(repairs)):
            return "the file would hold another text than the fix names"
        if any(old.tree is not None and new.tree is None for old, new in zip(before.code, after.code, strict=False)):
            return "the code would no longer parse"
        if all(repair.is_prose for repair in repairs):
            return "" if _has_same_code(before, after) else "code would change with the prose"
        if not any(repair.is_prose for repair in repairs) and _keys(before) != _keys(after):
            return "the key of a question would change"
        return ""


def _edits(repairs: Sequence[_Repair]) -> list[SourceEdit]:
    # What several fixes ask for, such as an import, is done once.
    return list(dict.fromkeys(edit for repair in repairs for edit in repair.edits))


def _has_same_code(before: Document, after: Document) -> bool:
    """Whether two versions of a file hold the same code, maths and questions, whatever their prose."""
    if before.snippets != after.snippets or len(before.code) != len(after.code):
        return False
    keys = [
        [(question.kind, *(option.is_key for option in question.options)) for question in document.questions]
        for document in (before, after)
    ]
    changed = [
        (old, new) for old, new in zip(before.code, after.code, strict=True) if old.text != new.text and old.tree
    ]
    return keys[0] == keys[1] and all(_shape(old) == _shape(new) for old, new in changed)


def _keys(document: Document) -> list[Counter[tuple[str, bool | None]]]:
    """What each question says is right and wrong, in whatever order."""
    return [Counter((option.text.text, option.is_key) for option in each.options) for each in document.questions]


class _Wordless(ast.NodeTransformer):
    def visit_Constant(self, node: ast.Constant) -> ast.Constant:
        return ast.Constant("") if isinstance(node.value, str) else node


def _shape(code: Code) -> str:
    """The code without what its texts say; docstrings and messages are prose."""
    try:
        return ast.dump(_Wordless().visit(code.tree)) if code.tree is not None else ""
    except RecursionError:
        return code.text
