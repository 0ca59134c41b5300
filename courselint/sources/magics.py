"""IPython's additions to Python, masked at equal length so that the rest parses and offsets stay."""

from __future__ import annotations

import re

# Cell magics whose body is Python run in this kernel; every other body is some other language, or a file.
_PYTHON_MAGICS = frozenset(
    [
        "capture",
        "prun",
        "time",
        "timeit",
        "debug",
        "memit",
        "mprun",
        "heat",
        "wandb",
        "skip",
        "python3",
        "python",
        "pypy",
    ]
)
_CELL_MAGIC = re.compile(r"(?:\s*+%%(?P<name>\w*+)[^\n]*+)++")
_LINE = re.compile(
    r"""^(?P<keep>[ \t]*+(?:[\w.\[\],'" \t]+=[ \t]*+(?=[!%]))?)      # an indent, or the left side of `files = !ls`
        (?P<magic>[!%?;][^\n]*+|[\w.\[\]()*]++\?{1,2}[ \t]*+(?:\#[^\n]*+)?)$""",
    re.VERBOSE | re.MULTILINE,
)
_BLANK = re.compile(r"\.{3,}|…|(?<!_)_{2,}+\?|\?{3,}|<[A-Z][A-Z _]++>|\[[A-Z]+(?:[ _][A-Z]+)+\]")


def has_other_language(text: str) -> bool:
    """Whether a cell magic hands the whole cell to something other than Python."""
    magic = _CELL_MAGIC.match(text)
    return magic is not None and magic["name"] not in _PYTHON_MAGICS


def mask(text: str) -> str:
    """The cell with magics, shell lines and help marks replaced by an expression of equal length."""
    magic = _CELL_MAGIC.match(text)
    if magic:
        text = " " * magic.end() + text[magic.end() :]
    pieces: list[str] = []
    position = 0
    for line in _LINE.finditer(text):
        if line.start() < position:
            continue
        start, end = line.start("magic"), _continued(text, line.end())
        pieces += [text[position:start], "0", re.sub(r"[^\r\n]", " ", text[start + 1 : end])]
        position = end
    return "".join([*pieces, text[position:]])


def mask_blanks(text: str) -> str:
    """Blanks that a learner is to fill in, such as `...` and `<YOUR CODE>`, replaced by names of equal length."""
    return _BLANK.sub(lambda blank: "_" * len(blank[0]), text)


def _continued(text: str, end: int) -> int:
    """Where a shell line ends that a backslash carries on."""
    while end < len(text) and text[end - 1 : end] == "\\":
        following = text.find("\n", end + 1)
        end = following if following >= 0 else len(text)
    return end
