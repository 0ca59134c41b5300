"""Code that Python can't parse, once magics and blanks to be filled in are masked."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterator

from courselint.model import Code, Document, Hit, Span, Text

READS = Document

# A cell that a learner has yet to finish doesn't parse, and isn't meant to.
_UNFINISHED = re.compile(
    r"your (?:code|answer|solution|work|turn)|code here|\btodo\b|\bfixme\b|fill (?:in|this)|\bcomplete\b|implement"
    r"|replace|insert|write (?:your|the|a)|start code|\bblank|_{3,}|\.{3}|\?\?|…"
    # Blanks: `fit(###, ###)`, `model = <your model>`, `<>`.
    r"|[(,=.:\s]#{3,}[ \t]*+[(),:]|(?:^|[=(,])[ \t]*+<(?:[A-Za-z][^<>\n]{0,200})?>|=[ \t]*+pass\b",
    re.IGNORECASE | re.MULTILINE,
)
# IPython takes these for magics without their per cent sign.
_AUTOMAGIC = re.compile(
    r"(?:pip|conda|mamba|cd|ls|ll|cat|cp|mv|rm|mkdir|rmdir|man|less|more|run|time|timeit|load|load_ext|matplotlib|pylab"
    r"|who|whos|reset|env|history|pdoc|pfile|pinfo|psource|writefile|prun)[ \t]+[\w.~/\"'{$*-]"
)
_MAGIC = re.compile(r"^[%!]\w", re.MULTILINE)
# `%timeit f(x,` goes on over lines in IPython.
_OPEN_MAGIC = re.compile(r"^[ \t]*+%\w+ [^\n]{0,500}[(\[{,][ \t]*$", re.MULTILINE)
# Lessons on syntax errors show some.
_ANNOUNCED = re.compile(
    r"syntax ?error|\bsyntax\b|\berrors?\b|\bbugs?\b|\bdebug|\bstrict rules|\bmistakes?\b|\bwon't (?:run|work)"
    r"|\binvalid|\bnot (?:valid|allowed|legal)|\bcomplain|\bwrong\b|\bfix\b",
    re.IGNORECASE,
)
_ON_ERRORS = re.compile(r"^#{1,6} [^\n]{0,200}\b(?:bugs?|debug\w*|errors?)\b", re.MULTILINE | re.IGNORECASE)
_PYTHON_2 = (
    "Missing parentheses in call to",
    "Function parameters cannot be parenthesized",
    "Lambda expression parameters cannot be parenthesized",
    "multiple exception types must be parenthesized",
)
_PRINT = re.compile(r"\s*+print +[\"'\w]")
# Notebooks of this age couldn't say which Python they were for; nor can modules.
_OLD_FORMAT = re.compile(rb'"nbformat":\s*[23]\b')
# A file shown in a cell: `config.yaml:` or YAML itself.
_LISTING = re.compile(r"\s*+[\w./-]+:[ \t]*$", re.MULTILINE)
# What stands alone in a cell may be there to be seen failing: `3 = x`, `2nd = 1`, `class = 3`, 'isn't'. Or to be
# completed by the tab key: `math.`
_DEMONSTRATION = re.compile(r"(?:[^\n=]{1,40}=[ \t]*+)?[\w'\"+ !?.-]{1,40}|[^\n]{1,40}\.")
_COMPLETED = re.compile(r"[\w.\[\]'\"()]*+(?<=[\w\])]\.)")
_DEMONSTRATED = ("cannot assign to", "invalid decimal literal", "leading zeros", "unterminated string literal")
# Where so many cells of a notebook don't parse, its metadata name the wrong language.
_FOREIGN_CELLS, _FOREIGN_SHARE = 5, 1 / 8
_KEYWORDS = frozenset(keyword.kwlist)
_EMPTY_RIGHT_SIDE = re.compile(r"^[ \t]*+[\w.\[\], \t]++=[ \t]*+(?:#.*+)?$", re.MULTILINE)


def check(document: Document) -> Iterator[Hit]:
    """A hit for each cell, or module, that raises a SyntaxError, on the line where it does."""
    if document.language != "python" or _is_in_another_language(document):
        return
    meant = {
        output.source for output in document.outputs if output.error in ("SyntaxError", "IndentationError", "TabError")
    }
    is_python_2_told = document.format != "notebook" or _OLD_FORMAT.search(document.data) is not None
    for code in document.code:
        if code.tree is not None or code.source in meant or _is_meant(document, code):
            continue
        if code.fault.startswith(_PYTHON_2) or _PRINT.match(_line(code, document)):
            # A notebook in Python 2 fails in every cell: one finding says so.
            if is_python_2_told:
                continue
            is_python_2_told = True
        yield _hit(document.sources[code.source].text, code)


def _is_meant(document: Document, code: Code) -> bool:
    """Whether it is to fail, to be finished by the learner (`mean =`), or Python to others than this interpreter."""
    cell, text = document.sources[code.source].cell, document.sources[code.source].text
    # A body of comments alone is the learner's to write; f-strings may hold their own quotes since Python 3.12.
    if code.fault.startswith(("expected an indented block", "f-string")):
        return True
    # A script of cells that an editor runs in IPython.
    if cell is None and _MAGIC.search(text):
        return True
    if _UNFINISHED.search(text) or _EMPTY_RIGHT_SIDE.search(text):
        return True
    return cell is not None and (
        "raises-exception" in cell.tags
        or _AUTOMAGIC.match(_line(code, document)) is not None
        or _OPEN_MAGIC.search(text) is not None
        or _COMPLETED.fullmatch(_line(code, document).strip()) is not None
        or _is_demonstration(text.strip(), code.fault)
        or _LISTING.match(text) is not None
        or _is_outline(text)
        or _is_announced(document, code.source)
    )


def _is_demonstration(text: str, fault: str) -> bool:
    """Whether the one line of a cell is there for the sake of its error, or to be completed."""
    if "\n" in text or not _DEMONSTRATION.fullmatch(text):
        return False
    words = set(re.findall(r"[A-Za-z]+", text))
    return fault.startswith(_DEMONSTRATED) or text.endswith(".") or (len(words) <= 2 and bool(words & _KEYWORDS))


def _is_in_another_language(document: Document) -> bool:
    failing = sum(code.tree is None for code in document.code)
    return failing > max(_FOREIGN_CELLS, len(document.code) * _FOREIGN_SHARE)


def _is_announced(document: Document, source: int) -> bool:
    """Whether the Markdown beside the cell, or a heading above it, speaks of errors."""
    for at, near in enumerate(document.sources[: source + 2]):
        told = _ANNOUNCED if at >= source - 1 else _ON_ERRORS
        if near.cell and near.cell.type == "markdown" and told.search(near.text):
            return True
    return False


def _is_outline(text: str) -> bool:
    """Whether comments, which tell the learner what to write, are as many as lines of code."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    comments = sum(line.startswith("#") for line in lines)
    return comments > 2 and comments * 2 >= len(lines)


def _line(code: Code, document: Document) -> str:
    """The line of the fault."""
    text, at = document.sources[code.source].text, code.fault_at
    return text[text.rfind("\n", 0, at) + 1 :].split("\n", 1)[0]


def _hit(text: str, code: Code) -> Hit:
    start = text.rfind("\n", 0, code.fault_at) + 1
    if not text[start:].strip():
        # Python points behind the last line when something is left open: the last words are the place to look.
        start = text.rfind("\n", 0, len(text.rstrip())) + 1
    end = text.find("\n", start)
    line = text[start : end if end >= 0 else len(text)]
    flagged = Span(start + len(line) - len(line.lstrip()), start + len(line.rstrip()))
    return Hit("unparsable", Text.plain(text, source=code.source, kind="code"), flagged, {"reason": code.fault})
