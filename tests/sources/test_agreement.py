"""Our prose of real courses against markdown-it's, which reads CommonMark to the letter."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from courselint.sources import PROSE_SUFFIXES, prose

markdown_it = pytest.importorskip("markdown_it")

_WORD = re.compile(r"[^\W\d_]{2,}")
# What markdown-it takes for text and a course's own renderer does not.
_DIALECT = re.compile(
    r"\$\$(?:(?!\n\n).)*?\$\$|\$[^$\n]+\$|\\\\?\(.*?\\\\?\)|\\\\?\[.*?\\\\?\]|\\begin\{(\w+\*?)\}.*?\\end\{\1\}"
    r"|(?:https?://|www\.)[^\s)]+|:\w+:(?:`[^`\n]*`)?|^:{3,}[^\n]*$|\]\([^)\n]*\)\{[^}\n]*\}",
    re.DOTALL | re.MULTILINE,
)
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


def sources_of(shared: Path) -> Iterator[tuple[str, bool]]:
    """Every Markdown file (True) and cell (False) of the courses."""
    for path in sorted((shared / "courses").rglob("*")):
        if path.suffix.lower() in PROSE_SUFFIXES:
            yield path.read_text("utf-8-sig"), True
        elif path.suffix == ".ipynb":
            for cell in json.loads(path.read_text("utf-8-sig")).get("cells", []):
                if cell["cell_type"] == "markdown":
                    yield "".join(cell["source"]), False


def theirs(text: str) -> Counter[str]:
    parser = markdown_it.MarkdownIt("commonmark").enable(["table", "strikethrough"])
    words: Counter[str] = Counter()
    for token in parser.parse(_DIALECT.sub(" ", _FRONT_MATTER.sub("", text))):
        if token.type != "inline":
            continue
        kinds = {"text": lambda child: child.content, "softbreak": lambda _: "\n", "hardbreak": lambda _: "\n"}
        words.update(
            _WORD.findall("".join(kinds.get(child.type, lambda _: "\ue000")(child) for child in token.children))
        )
    return words


def test_words_of_real_courses_are_those_that_markdown_renders(shared: Path) -> None:
    both = only_theirs = only_ours = 0
    for text, is_file in sources_of(shared):
        ours: Counter[str] = Counter()
        for one in prose.read(text, is_file=is_file).texts:
            ours.update(_WORD.findall(one.text))
        expected = theirs(text)
        both += (ours & expected).total()
        only_theirs += (expected - ours).total()
        # Ours has the words of HTML blocks and of pictures' descriptions, too.
        only_ours += (ours - expected).total()
    assert both > 500_000
    assert only_theirs / both < 0.01
    assert only_ours / both < 0.02
