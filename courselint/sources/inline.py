"""Inline Markdown to plain words: code, maths, links and HTML become placeholders, and every word keeps its place."""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from dataclasses import dataclass, field
from html.entities import html5

from courselint.model import Run, is_placeholder, placeholder
from courselint.sources.dollars import formula_end
from courselint.sources.emphasis import Delimiter, pair
from courselint.sources.finding import Finder

# Every alternative starts at a character that may open something; the code below decides whether it does.
_SPECIAL = re.compile(r"[\\`$<&!\[\]*_~:{|\ue000-\uf8ff]|(?:https?|ftp)://|www\.|\r\n|@(?=\w)")
_URL = re.compile(r"(?:[^\s<>()\[\]`\"]++|\([^\s<>()]*+\))+")
_DELIMITERS = re.compile(r"\*++|_++|~++")
_TICKS = re.compile(r"`+")
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9:.-]*+)[^<>]*+>")
_AUTOLINK = re.compile(r"<(?:[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*+|[^\s<>@]++@[^\s<>]++)>")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_TARGET = re.compile(
    r"\]\(\s*+(?:<[^<>\n]*+>|(?:[^()\s\\]++|\\.|\((?:[^()\s]++|\([^()\s]*+\))*+\))*+)"
    r"(?:\s++(?:\"[^\"]*+\"|'[^']*+'))?\s*+\)"
)
_REFERENCE = re.compile(r"\]\[[^\[\]]*+\]")
_FOOTNOTE = re.compile(r"\[(?:\^[^\s\[\]]++|@[^\[\]]++|\[[^\s\[\]]++\]|\d++|![A-Za-z]++)\](?!\()")
_COMMAND = re.compile(r"\\[A-Za-z]{2,}+\*?(?:\[[^\[\]\n]*+\])?(?:\{[^{}\n]*+\})*+")
_BEGIN = re.compile(r"\\begin\{([A-Za-z]++\*?)\}")
_LABEL = re.compile(r"[ \t]*+\([\w:.-]++\)(?=[ \t]*+(?:\n|$))")
_ROLE = re.compile(r"\{[A-Za-z][\w:+-]*+\}(?=`)|:[A-Za-z][\w-]*+(?::[\w-]++)?:(?=`)")
_SHORTCODE = re.compile(r":[A-Za-z0-9_+-]++:")
_BRACES = re.compile(r"\{\{[^{}\n]*+\}\}|\{%[^{}\n]*+%\}|\{[#.:%=][^{}\n]*+\}")
_KEY = re.compile(r"@\w[\w:.+/-]*+")
_SILENT = "a abbr b big cite del dfn em font i ins mark q s small span strike strong u"
_CODE = "code kbd samp tt var script style pre svg math textarea"
_SILENT_TAGS, _CODE_TAGS = frozenset(_SILENT.split()), frozenset(_CODE.split())
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
# The content of a piece that is masked, and of one that stays as it is.
_MASK, _KEEP = "\ue000", None


@dataclass(slots=True)
class Inline:
    """Plain text of one paragraph and its map into the raw one; what was masked as code or maths is kept aside."""

    text: str = ""
    runs: tuple[Run, ...] = ()
    snippets: list[str] = field(default_factory=list)
    comments: list[tuple[int, int]] = field(default_factory=list)


def read(raw: str) -> Inline:
    """Read one paragraph's raw Markdown. Offsets in runs and comments are code points of `raw`."""
    special = _SPECIAL.search(raw)
    if special is None:
        return Inline(raw, (Run(0, len(raw), 0, len(raw)),) if raw else ())
    return _Reader(raw).read(special.start())


class _Reader:
    """One pass from left to right; each search for a closing mark is remembered, so the whole stays linear.

    It cuts the paragraph into pieces; what stands between them stays as it is. Emphasis and brackets are decided when
    their partners are known, so their pieces may change until the text is built.
    """

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.pieces: list[tuple[int, int, str | None]] = []
        self.delimiters: list[Delimiter] = []
        self.brackets: list[int] = []
        self.found = Inline()
        self.ticks: dict[int, list[int]] | None = None
        self.finder = Finder(raw)

    def read(self, position: int) -> Inline:
        raw = self.raw
        while position < len(raw):
            done = self._piece(position)
            following = _SPECIAL.search(raw, max(done, position + 1))
            position = following.start() if following else len(raw)
        for delimiter in pair(self.delimiters):
            start, end = delimiter.kept
            self.pieces[delimiter.piece] = (delimiter.start, start, "")
            self.pieces[delimiter.piece + 1] = (end, delimiter.end, "")
        self._build()
        return self.found

    def _build(self) -> None:
        raw = self.raw
        out: list[str] = []
        runs: list[Run] = []
        length = masked = kept = 0
        for start, end, content in [*self.pieces, (len(raw), len(raw), "")]:
            if content is _KEEP or (start == end < len(raw)):
                continue
            if start > kept:
                out.append(raw[kept:start])
                runs.append(Run(length, start - kept, kept, start - kept))
                length += start - kept
            kept = end
            if content:
                if content == _MASK:
                    content = placeholder(masked)
                    masked += 1
                out.append(content)
                runs.append(Run(length, len(content), start, end - start))
                length += len(content)
        self.found.text, self.found.runs = "".join(out), tuple(runs)

    def _replace(self, start: int, end: int, content: str) -> int:
        self.pieces.append((start, end, content))
        return end

    def _mask(self, start: int, end: int, *, snippet: bool = False) -> int:
        if snippet:
            self.found.snippets.append(self.raw[start:end])
        return self._replace(start, end, _MASK)

    def _piece(self, at: int) -> int:
        """Deal with what opens at `at`; return where it ends, or `at` if it is plain text after all."""
        raw = self.raw
        match raw[at]:
            case "\\":
                return self._backslash(at)
            case "`":
                return self._code(at, at)
            case "$":
                return self._dollar(at)
            case "<":
                return self._angle(at)
            case "&":
                return self._entity(at)
            case "!":
                return self._open(at, 2) if raw.startswith("![", at) else at
            case "[":
                note = _FOOTNOTE.match(raw, at)
                return self._mask(at, note.end()) if note else self._open(at, 1)
            case "]":
                return self._close(at)
            case "*" | "_" | "~":
                return self._emphasis(at)
            case ":" | "{":
                return self._braces(at)
            case "@":
                key = _KEY.match(raw, at)
                return self._mask(at, key.end()) if key and not raw[at - 1 : at].isalnum() else at
            case "\r":
                return self._replace(at, at + 2, "\n")
            case "|":
                return self._mask(at, at + 1)
        if is_placeholder(raw[at]):
            return self._mask(at, at + 1)
        url = _URL.match(raw, at)
        if url is None or raw[at - 1 : at].isalnum():
            return at
        return self._mask(at, at + len(url[0].rstrip(".,;:!?'*_")))

    def _backslash(self, at: int) -> int:
        raw = self.raw
        following = raw[at + 1 : at + 2]
        if following.isalpha():
            return self._command(at)
        # In Markdown files the backslash itself is often escaped.
        width = 3 if raw[at + 1 : at + 3] in ("\\(", "\\[") else 2
        bracket = raw[at + width - 1 : at + width]
        if bracket in ("(", "["):
            closing = raw[at : at + width - 1] + (")" if bracket == "(" else "]")
            end = self.finder.find(closing, at + width)
            if end >= 0:
                return self._mask(at, end + width, snippet=True)
        if following == "\n":
            return self._replace(at, at + 2, "\n")
        if following and following in _PUNCTUATION:
            return self._replace(at, at + 2, following)
        return at

    def _command(self, at: int) -> int:
        """LaTeX outside of dollars: a whole environment, or one command with what belongs to it."""
        raw = self.raw
        begin = _BEGIN.match(raw, at)
        if begin:
            end = self.finder.end_of(begin[1], begin.end())
            if end >= 0:
                return self._mask(at, end + len(f"\\end{{{begin[1]}}}"), snippet=True)
        command = _COMMAND.match(raw, at)
        return self._mask(at, command.end(), snippet=True) if command else at

    def _entity(self, at: int) -> int:
        entity = _ENTITY.match(self.raw, at)
        # `html.unescape` would also take the beginning of `&nothing;`, for the sake of old pages.
        is_known = entity is not None and (entity[0][1] == "#" or entity[0][1:] in html5)
        if entity is None or not is_known:
            return at
        meaning = html.unescape(entity[0])
        return self._replace(at, entity.end(), meaning.replace("\xa0", " "))

    def _code(self, at: int, start: int) -> int:
        """A code span that opens at `at`; what is masked starts at `start` (a role's name stands before it)."""
        raw = self.raw
        if self.ticks is None:
            self.ticks = {}
            for run in _TICKS.finditer(raw):
                self.ticks.setdefault(run.end() - run.start(), []).append(run.start())
        opening = _TICKS.match(raw, at)
        width = opening.end() - at if opening else 0
        places = self.ticks.get(width, [])
        after = bisect_left(places, at + width)
        if after < len(places):
            return self._mask(start, places[after] + width, snippet=True)
        return self._mask(start, at + width)

    def _dollar(self, at: int) -> int:
        raw = self.raw
        if raw.startswith("$$", at):
            end = self.finder.find("$$", at + 2)
            if end < 0:
                return self._mask(at, at + 2)
            label = _LABEL.match(raw, end + 2)
            return self._mask(at, label.end() if label else end + 2, snippet=True)
        end = formula_end(raw, at)
        return self._mask(at, end, snippet=True) if end >= 0 else at

    def _angle(self, at: int) -> int:
        raw = self.raw
        if raw.startswith("<!--", at):
            end = self.finder.find("-->", at + 2)
            if end < 0 and at > len(raw) - len(raw.lstrip()):
                return at
            # One that begins a paragraph and never ends hides the rest, as in a browser.
            end = end + 3 if end >= 0 else len(raw)
            self.found.comments.append((at, end))
            return self._mask(at, end)
        link = _AUTOLINK.match(raw, at)
        if link:
            return self._mask(at, link.end())
        tag = _TAG.match(raw, at)
        if tag is None:
            return at
        name = tag[1].lower()
        if name in _CODE_TAGS and raw[at + 1] != "/":
            end = self.finder.find(f"</{tag[1]}", tag.end())
            close = self.finder.find(">", end) if end >= 0 else -1
            if close >= 0:
                return self._mask(at, close + 1, snippet=True)
        if name == "br":
            return self._replace(at, tag.end(), "\n")
        return self._replace(at, tag.end(), "" if name in _SILENT_TAGS else _MASK)

    def _open(self, at: int, width: int) -> int:
        """A bracket that may open a link (or, of width 2, an image, which leaves a placeholder)."""
        self.brackets.append(len(self.pieces))
        return self._replace(at, at + width, _MASK if width == 2 else _KEEP)

    def _close(self, at: int) -> int:
        """A closing bracket: with a target after it both marks go; `array[index]` stays as it is written."""
        raw = self.raw
        if not self.brackets:
            return at + 1
        opening = self.brackets.pop()
        start, end, content = self.pieces[opening]
        target = _TARGET.match(raw, at)
        if target is None:
            is_glued = content is _KEEP and start > 0 and (raw[start - 1].isalnum() or raw[start - 1] == "]")
            reference = None if is_glued else _REFERENCE.match(raw, at)
            if reference is None and (is_glued or raw[at + 1 : at + 2].isalnum()):
                return at + 1
            target = reference
        if content is _KEEP:
            self.pieces[opening] = (start, end, "")
        return self._replace(at, target.end() if target else at + 1, "")

    def _emphasis(self, at: int) -> int:
        raw = self.raw
        delimiters = _DELIMITERS.match(raw, at)
        end = delimiters.end() if delimiters else at + 1
        before, after = raw[at - 1 : at], raw[end : end + 1]
        if raw[at] == "~" and end - at == 1:
            return at
        if (not before or before.isspace()) and (not after or after.isspace()):
            return self._mask(at, end)  # an operator
        delimiter = Delimiter.of(raw, at, end, len(self.pieces))
        if delimiter is not None:
            # Two pieces, for what will be cut off at either end.
            self.pieces += ((at, end, _KEEP), (at, end, _KEEP))
            self.delimiters.append(delimiter)
        return end

    def _braces(self, at: int) -> int:
        role = _ROLE.match(self.raw, at)
        if role:
            return self._code(role.end(), at)
        if self.raw.startswith("{/*", at):
            end = self.finder.find("*/}", at)
            return self._mask(at, end + 3) if end >= 0 else at
        pattern = _SHORTCODE if self.raw[at] == ":" else _BRACES
        braces = pattern.match(self.raw, at)
        return self._mask(at, braces.end()) if braces else at
