"""A page's examples are its tests: what is marked `bad` gives its finding, what is marked `good` gives none."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from courselint import sources
from courselint.catalogue import ENGINE_CHECK, PageError, Rule, bundled
from courselint.coursefiles import NamedFiles
from courselint.examination import Answering, Plan, check_documents, ready
from courselint.model import Result
from courselint.sources import prose
from courselint.spelling.speller import Speller

_FILES = {
    "python": "test_example.py", "py": "test_example.py", "markdown": "lesson.md", "md": "lesson.md",
    "text": "lesson.md", "gift": "quiz.gift", "json": "quiz.json", "ipynb": "lab.ipynb", "rst": "lesson.rst",
}  # fmt: skip
_PERCENT = re.compile(r"^# %%(?P<head>[^\n]*)\n?", re.MULTILINE)
_COUNT = re.compile(r"[1-9]?")
_TAGS = re.compile(r"tags=(\[[^\]]*\])")


@dataclass(frozen=True, slots=True)
class Example:
    """One small course of a page: its files, and what its rule says of it."""

    number: int
    files: Mapping[str, bytes]
    count: int
    pins: tuple[str, ...]

    def __str__(self) -> str:
        return f"{'bad' if self.count else 'good'} example {self.number}"


def examples(rule: Rule) -> tuple[Example, ...]:
    """The page's examples. A block with `file=` that is neither bad nor good belongs to the next one that is.

    Raises PageError for a block whose info string can't be read.
    """
    found: list[Example] = []
    files: dict[str, bytes] = {}
    outputs: dict[int, list[object]] = {}
    for fence in prose.read(rule.body, is_file=False).fences:
        words = _info(rule, fence.info)
        marks = dict(word.partition("=")[::2] for word in words[1:])
        content = rule.body[fence.body.start : fence.body.end] + "\n"
        if "outputs" in marks:
            try:
                outputs[int(marks["outputs"])] = json.loads(content)
            except ValueError as error:
                raise PageError(f"{rule.path}: block `{fence.info}`: {error}") from error
            continue
        verdict = "bad" if "bad" in marks else "good" if "good" in marks else ""
        if not verdict and "file" not in marks:
            continue
        name = marks.get("file") or _FILES.get(words[0], "")
        if not name:
            raise PageError(
                f'{rule.path}: no file name for a "{words[0]}" block; known: {", ".join(_FILES)}, or file=NAME'
            )
        files[name] = notebook(content, outputs) if words[0] == "ipynb" else content.encode()
        if verdict:
            pins = tuple(word.removeprefix("at=").replace("\\n", "\n") for word in words if word.startswith("at="))
            if not _COUNT.fullmatch(marks.get("bad", "")):
                raise PageError(f"{rule.path}: block `{fence.info}`: how many findings is bad={marks['bad']}?")
            count = int(marks["bad"] or max(1, len(pins))) if verdict == "bad" else 0
            found.append(Example(len(found) + 1, files, count, pins))
            files, outputs = {}, {}
    return tuple(found)


def problems(rule: Rule, speller: Speller, answer: Answering | None = None) -> Iterator[str]:
    """What the page promises and doesn't keep, one line each; a page that needs grammar needs someone to `answer`."""
    # What the engine reports of itself is about the other rules.
    plan = Plan(ready(bundled() if rule.check == ENGINE_CHECK else [rule]), speller, answer=answer)
    every = examples(rule)
    for verdict, count in (
        ("bad", sum(1 for one in every if one.count)),
        ("good", sum(1 for one in every if not one.count)),
    ):
        if count < 2:
            yield f"{rule.path}: {count} {verdict} examples; a page has at least two"
    for example in every:
        result = run(example, plan)
        texts = [found.text for found in result.diagnostics if found.rule == rule.id]
        if len(texts) != example.count:
            yield f"{rule.path}: {example} gives {len(texts)} findings {texts}, not {example.count}"
        for pin in example.pins:
            if pin not in texts:
                yield f"{rule.path}: {example} pins {pin!r}; found {texts}"


def run(example: Example, plan: Plan) -> Result:
    """Check an example's files as one course."""
    documents = [sources.read(name, data) for name, data in example.files.items()]
    named = replace(plan, files=NamedFiles(frozenset(example.files)))
    return check_documents([document for document in documents if document is not None], named)


def notebook(text: str, outputs: Mapping[int, list[object]] | None = None) -> bytes:
    """A notebook from percent format; `outputs` are saved outputs by 1-based cell number."""
    import nbformat

    made = nbformat.v4.new_notebook()
    marks = list(_PERCENT.finditer(text)) or [None]
    for number, mark in enumerate(marks):
        following = marks[number + 1] if number + 1 < len(marks) else None
        source = text[mark.end() if mark else 0 : following.start() if following else len(text)].strip("\n")
        head = mark["head"] if mark else ""
        tags = _TAGS.search(head)
        metadata = {"tags": json.loads(tags[1])} if tags else {}
        if "[markdown]" in head:
            # As jupytext has it, Markdown may stand behind comment marks.
            lines = source.split("\n")
            if all(line.startswith("#") for line in lines if line):
                source = "\n".join(re.sub(r"^# ?", "", line) for line in lines)
            made.cells.append(nbformat.v4.new_markdown_cell(source, metadata=metadata))
        else:
            cell = nbformat.v4.new_code_cell(source, metadata=metadata)
            cell["outputs"] = (outputs or {}).get(len(made.cells) + 1, [])
            made.cells.append(cell)
    for number, cell in enumerate(made.cells, 1):
        cell["id"] = f"cell-{number}"
    return json.dumps(made, indent=1).encode()


def _info(rule: Rule, info: str) -> list[str]:
    try:
        return shlex.split(info) or [""]
    except ValueError as error:
        raise PageError(f"{rule.path}: block `{info}`: {error}") from error
