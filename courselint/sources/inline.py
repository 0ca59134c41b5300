"""Inline Markdown to plain words: code, maths, links and HTML become placeholders, and every word keeps its place."""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from dataclasses import dataclass, field

from courselint.model import Run, is_placeholder, placeholder

# Every alternative starts at a character that may open something; the code below decides whether it does.
_SPECIAL = re.compile(r"[\\`$<&!\[\]*_~:{|\ue000-\uf8ff]|(?:https?|ftp)://|www\.|\r\n|@(?=\w)")
_URL = re.compile(r"(?:[^\s<>()\[\]`\"]++|\([^\s<>()]*+\))+")
_TICKS = re.compile(r"`+")
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9:.-]*+)[^<>]*+>")
_AUTOLINK = re.compile(r"<(?:[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*+|[^\s<>@]++@[^\s<>]++)>")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_TARGET = re.compile(r"\]\(\s*+(?:<[^<>\n]*+>|(?:[^()\s\\]++|\\.|\([^()\s]*+\))*+)(?:\s++\"[^\"]*+\")?\s*+\)")
_REFERENCE = re.compile(r"\]\[[^\[\]]*+\]")
_FOOTNOTE = re.compile(r"\[(?:\^[^\s\[\]]++|@[^\[\]]++|\[[^\s\[\]]++\]|\d++)\]")
_COMMAND = re.compile(r"\\[A-Za-z]{2,}+\*?(?:\[[^\[\]\n]*+\])?(?:\{[^{}\n]*+\})*+")
_ROLE = re.compile(r"\{[A-Za-z][\w:+-]*+\}(?=`)|:[A-Za-z][\w-]*+(?::[\w-]++)?:(?=`)")
_SHORTCODE = re.compile(r":[A-Za-z0-9_+-]++:")
_BRACES = re.compile(r"\{\{[^{}\n]*+\}\}|\{%[^{}\n]*+%\}|\{[#.:%=][^{}\n]*+\}")
_KEY = re.compile(r"@\w[\w:.+/-]*+")
_SILENT_TAGS = frozenset(
    [
        "a",
        "abbr",
        "b",
        "big",
        "cite",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "mark",
        "q",
        "s",
        "small",
        "span",
        "strike",
        "strong",
        "u",
    ]
)
_CODE_TAGS = frozenset(["code", "kbd", "samp", "tt", "var", "script", "style", "pre", "svg", "math", "textarea"])
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


@dataclass(slots=True)
class Inline:
    """Plain text of one paragraph and its map into the raw paragraph; what was masked as code or maths is kept aside."""

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
    """One pass from left to right; each search for a closing mark is remembered, so the whole stays linear."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.out: list[str] = []
        self.runs: list[Run] = []
        self.length = 0
        self.masked = 0
        self.kept_to = -1
        self.found = Inline()
        self.ticks: dict[int, list[int]] | None = None
        self.missing: set[str] = set()

    def read(self, position: int) -> Inline:
        raw, done = self.raw, 0
        while True:
            if position > done:
                self._keep(done, position)
            if position >= len(raw):
                break
            done = self._piece(position)
            if done == position:
                self._keep(position, position + 1)
                done += 1
            following = _SPECIAL.search(raw, done)
            position = following.start() if following else len(raw)
        self.found.text, self.found.runs = "".join(self.out), tuple(self.runs)
        return self.found

    def _keep(self, start: int, end: int) -> None:
        self.out.append(self.raw[start:end])
        if self.kept_to == start:
            last = self.runs[-1]
            self.runs[-1] = Run(last.start, last.length + end - start, last.origin, last.length + end - start)
        else:
            self.runs.append(Run(self.length, end - start, start, end - start))
        self.length += end - start
        self.kept_to = end

    def _replace(self, start: int, end: int, content: str) -> int:
        self.out.append(content)
        self.runs.append(Run(self.length, len(content), start, end - start))
        self.length += len(content)
        self.kept_to = -1
        return end

    def _mask(self, start: int, end: int, *, snippet: bool = False) -> int:
        if snippet:
            self.found.snippets.append(self.raw[start:end])
        self.masked += 1
        return self._replace(start, end, placeholder(self.masked - 1))

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
                entity = _ENTITY.match(raw, at)
                meaning = html.unescape(entity[0]) if entity else ""
                is_one = entity is not None and meaning != entity[0]
                return self._replace(at, entity.end(), meaning.replace("\xa0", " ")) if entity and is_one else at
            case "!":
                return self._mask(at, at + 2) if raw.startswith("![", at) else at
            case "[":
                note = _FOOTNOTE.match(raw, at)
                return self._mask(at, note.end()) if note else at + 1
            case "]":
                target = _TARGET.match(raw, at) or _REFERENCE.match(raw, at)
                return target.end() if target else at + 1
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
        for opening, closing in (("\\(", "\\)"), ("\\[", "\\]"), ("\\\\(", "\\\\)"), ("\\\\[", "\\\\]")):
            if raw.startswith(opening, at):
                end = self._find(closing, at + len(opening))
                if end >= 0:
                    return self._mask(at, end + len(closing), snippet=True)
        command = _COMMAND.match(raw, at)
        if command:
            return self._mask(at, command.end(), snippet=True)
        if raw[at + 1 : at + 2] in _PUNCTUATION and raw[at + 1 : at + 2]:
            return self._replace(at, at + 2, raw[at + 1])
        return at

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
            end = self._find("$$", at + 2)
            return self._mask(at, end + 2, snippet=True) if end >= 0 else self._mask(at, at + 2)
        end = raw.find("$", at + 1)
        while end > 0 and raw[end - 1] == "\\":
            end = raw.find("$", end + 1)
        # Pandoc's rule: "$5 and $10" is money.
        is_math = end > at + 1 and not raw[at + 1].isspace() and not raw[end - 1].isspace()
        if is_math and not raw[end + 1 : end + 2].isdigit():
            return self._mask(at, end + 1, snippet=True)
        return at

    def _angle(self, at: int) -> int:
        raw = self.raw
        if raw.startswith("<!--", at):
            end = self._find("-->", at + 4)
            if end >= 0:
                self.found.comments.append((at, end + 3))
                return self._mask(at, end + 3)
            return at
        link = _AUTOLINK.match(raw, at)
        if link:
            return self._mask(at, link.end())
        tag = _TAG.match(raw, at)
        if tag is None:
            return at
        name = tag[1].lower()
        if name in _CODE_TAGS and raw[at + 1] != "/":
            end = self._find(f"</{tag[1]}", tag.end())
            close = raw.find(">", end) if end >= 0 else -1
            if close >= 0:
                return self._mask(at, close + 1, snippet=True)
        if name == "br":
            return self._replace(at, tag.end(), "\n")
        return tag.end() if name in _SILENT_TAGS else self._mask(at, tag.end())

    def _emphasis(self, at: int) -> int:
        raw, end = self.raw, at
        while raw[end : end + 1] == raw[at]:
            end += 1
        before, after = raw[at - 1 : at], raw[end : end + 1]
        if raw[at] == "_" and before.isalnum() and after.isalnum():
            self._keep(at, end)
            return end
        if raw[at] == "~" and end - at == 1:
            return at
        is_operator = (not before or before.isspace()) and (not after or after.isspace())
        return self._mask(at, end) if is_operator else end

    def _braces(self, at: int) -> int:
        role = _ROLE.match(self.raw, at)
        if role:
            return self._code(role.end(), at)
        pattern = _SHORTCODE if self.raw[at] == ":" else _BRACES
        braces = pattern.match(self.raw, at)
        return self._mask(at, braces.end()) if braces else at

    def _find(self, mark: str, start: int) -> int:
        if mark in self.missing:
            return -1
        found = self.raw.find(mark, start)
        if found < 0:
            self.missing.add(mark)
        return found
