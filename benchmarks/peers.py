"""The tools that courselint is measured beside, each as a function from a course's paragraphs to its flags.

codespell, typos and harper-py come with the extra `dev`; cspell is taken from the path (`npm install cspell`), and
LanguageTool, with all of its rules, is a server that somebody started. What is masked goes to each as U+E000, or as a
name where a tool stumbles over that.
"""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
import urllib.parse
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import spelling

from courselint.model import Span

if TYPE_CHECKING:
    from harper import Lint

_CSPELL = re.compile(r".*?:(\d+):(\d+) - Unknown word \(([^)]+)\)(?: fix: \(([^)]*)\))?")
_MASKED = re.compile("⟦[^⟧]*⟧|[\ue000-\uf8ff]")
_MOST = 18_000
_SECONDS = 300


@dataclass(frozen=True, slots=True)
class Mark:
    """What a tool marks in a paragraph, the fixes it offers, best first, and the rule that speaks."""

    span: Span
    fixes: tuple[str, ...]
    rule: str
    is_spelling: bool


# Paragraphs of one course to the marks of each.
Tool = Callable[[str, list[str]], list[list[Mark]]]


def mask(text: str) -> str:
    """The text with one sign for each masked character, so that places stay."""
    return _MASKED.sub(lambda match: "\ue000" * len(match[0]), text)


def available(server: str | None) -> dict[str, Callable[[], Tool]]:
    """The peers that are installed here, ready to be started."""
    tools: dict[str, Callable[[], Tool]] = {}
    for name, tool in (("codespell", spelling.codespell), ("typos", spelling.typos)):
        if spelling._program(name):
            tools[name] = lambda name=name, tool=tool: _of_words(name, tool)
    if spelling._program("cspell"):
        tools["cspell"] = lambda: cspell
    try:
        import harper  # noqa: F401
    except ModuleNotFoundError:
        pass
    else:
        tools["harper"] = harper_tool
    if server is not None:
        tools["languagetool"] = lambda: languagetool(server)
    return tools


def _of_words(name: str, tool: spelling.Tool) -> Tool:
    def run(repo: str, texts: list[str]) -> list[list[Mark]]:
        return [[Mark(flag.span, flag.fixes, name, True) for flag in flags] for flags in tool(repo, texts)]

    return run


def cspell(repo: str, texts: list[str]) -> list[list[Mark]]:
    """cspell with its own settings for Markdown."""
    lines = [re.sub(r"\s", " ", text) for text in texts]
    flags: list[list[Mark]] = [[] for _ in texts]
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "prose.md").write_text("\n".join(lines), encoding="utf-8")
        command = [spelling._program("cspell"), "--no-color", "--no-progress", "--no-summary", "prose.md"]
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=folder, check=False)
    for match in filter(None, map(_CSPELL.match, done.stdout.splitlines())):
        number, start = int(match[1]) - 1, int(match[2]) - 1
        fixes = tuple(match[4].split(", ")) if match[4] else ()
        flags[number].append(Mark(Span(start, start + len(match[3])), fixes, "cspell", True))
    return flags


def harper_tool() -> Tool:
    """Harper with the rules that it has on by default."""
    from harper import Language, Linter

    linter = Linter()

    def run(repo: str, texts: list[str]) -> list[list[Mark]]:
        return [[_of_harper(lint) for lint in linter.lint(text, language=Language.PLAINTEXT)] for text in texts]

    return run


def _of_harper(lint: Lint) -> Mark:
    fixes = tuple(each.replacement_text for each in lint.suggestions)
    return Mark(Span(lint.span.start, lint.span.end), fixes, lint.lint_kind, lint.lint_kind == "Spelling")


def languagetool(server: str) -> Tool:
    """LanguageTool with all of its rules, several paragraphs a request."""

    def run(repo: str, texts: list[str]) -> list[list[Mark]]:
        flags: list[list[Mark]] = [[] for _ in texts]
        batch: list[int] = []
        for number, text in enumerate(texts):
            if batch and sum(len(texts[each]) + 2 for each in batch) + len(text) > _MOST:
                _ask(server, texts, batch, flags)
                batch = []
            batch.append(number)
        if batch:
            _ask(server, texts, batch, flags)
        return flags

    return run


def _ask(server: str, texts: list[str], batch: list[int], flags: list[list[Mark]]) -> None:
    # A sign beyond the plane counts twice in the server's UTF-16: one letter stands for each, and for what is masked.
    sent = "\n\n".join(re.sub("[\U00010000-\U0010ffff\ue000-\uf8ff]", "X", texts[each]) for each in batch)
    data = urllib.parse.urlencode({"language": "en-US", "text": sent}).encode()
    with urllib.request.urlopen(server.rstrip("/") + "/v2/check", data, timeout=_SECONDS) as answer:
        found = json.load(answer)["matches"]
    starts: list[int] = []
    at = 0
    for each in batch:
        starts.append(at)
        at += len(texts[each]) + 2
    for match in found:
        place = max(number for number, start in enumerate(starts) if start <= match["offset"])
        start = match["offset"] - starts[place]
        fixes = tuple(each["value"] for each in match["replacements"][:5])
        rule = match["rule"]["id"]
        span = Span(start, start + match["length"])
        flags[batch[place]].append(Mark(span, fixes, rule, rule.startswith("MORFOLOGIK")))
