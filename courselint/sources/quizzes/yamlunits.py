"""A YAML list of flat mappings, with the place of each text; an entry that isn't valid YAML is read line by line."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field

import yaml

from courselint.model import Fault, Span, Text
from courselint.sources.quizzes import yamlscalar
from courselint.sources.quizzes.quizliteral import DEEPEST
from courselint.sources.textbuilder import TextBuilder

# Who makes so many didn't mean to write such a list.
MOST_FAULTS = 100


@dataclass(frozen=True, slots=True)
class Unit:
    """One entry of the list: its first character, and its fields by name."""

    at: int
    fields: Mapping[str, Text] = field(default_factory=dict)


def read(text: str, first: str) -> tuple[tuple[Unit, ...], tuple[Fault, ...]]:
    """All entries, each of which begins with the field `first`; aliases, anchors and tags are faults."""
    begins = [match.start() for match in re.finditer(rf"^[ ]*- (?={first}:)", text, re.MULTILINE)]
    units: list[Unit] = []
    faults: list[Fault] = []
    base = 0
    if unprintable := _UNPRINTABLE.search(text):
        # libyaml would give up before it has read anything.
        faults.append(Fault("not valid YAML: a character that it doesn't allow", Span(*unprintable.span()), 0))
        text = _UNPRINTABLE.sub(" ", text)
    while base < len(text) and len(faults) < MOST_FAULTS:
        reader = _Reader(text, base)
        fault = reader.read()
        faults += reader.faults
        if fault is None:
            units += reader.units
            break
        number = max(0, bisect_right(begins, max(fault.span.start, base)) - 1)
        at = begins[number] if begins else base
        units += [unit for unit in reader.units if unit.at < at]
        faults.append(fault)
        base = begins[number + 1] if number + 1 < len(begins) else len(text)
        units.append(Unit(at, _by_lines(text, Span(at, base))))
    return tuple(units), tuple(sorted(faults, key=lambda fault: fault.span.start))


class _Reader:
    """What libyaml makes of the text from `base` on, as far as it gets."""

    def __init__(self, text: str, base: int) -> None:
        self.text = text
        self.base = base
        self.units: list[Unit] = []
        self.faults: list[Fault] = []
        self._fields: dict[str, Text] = {}
        self._key: str | None = None
        self._at = base
        self._depth = 0

    def read(self) -> Fault | None:
        """Read on to the end, or to the fault that stops it."""
        try:
            for event in yaml.parse(self.text[self.base :], Loader=yaml.CSafeLoader):
                self._take(event)
                if self._depth > DEEPEST:
                    return self._fault("this nests too deeply", event.start_mark.index)
                if len(self.faults) >= MOST_FAULTS:
                    break
        except yaml.MarkedYAMLError as error:
            # Where a quotation begins says more than where the file ends without its end.
            scans = (error.context or "").startswith("while scanning") and error.context_mark is not None
            mark = error.context_mark if scans else error.problem_mark
            return self._fault(_explained(error.problem or ""), mark.index if mark else 0)
        return None

    def _take(self, event: yaml.Event) -> None:
        match event:
            case yaml.SequenceStartEvent() | yaml.MappingStartEvent():
                self._refuse_tricks(event)
                self._depth += 1
                if self._depth == 2:
                    self._fields, self._key, self._at = {}, None, self.base + event.start_mark.index
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                self._depth -= 1
                if self._depth == 1 and self._fields:
                    self.units.append(Unit(self._at, self._fields))
                elif self._depth == 2:
                    self._key = None
            case yaml.AliasEvent():
                self._refuse_tricks(event)
                self._key = None
            case yaml.ScalarEvent() if self._depth == 2:
                self._refuse_tricks(event)
                self._take_scalar(event)

    def _take_scalar(self, event: yaml.ScalarEvent) -> None:
        span = Span(self.base + event.start_mark.index, self.base + event.end_mark.index)
        if self._key is None:
            self._key = event.value
            if event.value in self._fields:
                message = f"`{event.value[:40]}` stands twice in this entry: R's reader of YAML refuses the file"
                self.faults.append(Fault(message, span, 0))
            return
        self._fields[self._key] = yamlscalar.read(self.text, span, event.value, event.style)
        self._key = None

    def _refuse_tricks(self, event: yaml.NodeEvent) -> None:
        if isinstance(event, yaml.AliasEvent) or event.anchor or getattr(event, "tag", None):
            at = self.base + event.start_mark.index
            message = "YAML takes this for an alias, an anchor or a tag, not for text: put the text in quotation marks"
            self.faults.append(Fault(message, Span(at, at + 1), 0))

    def _fault(self, message: str, at: int) -> Fault:
        at = min(self.base + at, len(self.text))
        return Fault(f"not valid YAML: {message}", Span(at, min(at + 1, len(self.text))), 0)


_UNPRINTABLE = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FIELD = re.compile(r"[ \t]*+(?:-[ \t]++)?(?P<name>[A-Za-z]\w*+):(?:[ \t]++|$)(?P<rest>.*)")
_LINE = re.compile(r"[^\r\n]++")
_BLOCK = re.compile(r"[|>][-+\d]{0,2}[ \t]*$")


def _explained(problem: str) -> str:
    if problem.startswith("mapping values"):
        return "a colon and a blank within a text: put the text in quotation marks"
    if problem.startswith(("found unexpected end", "did not find expected key")):
        return f"{problem} (is a quotation mark missing, or one too many?)"
    if "whitespace or line break" in problem:
        return "a text that begins with `!`: put the text in quotation marks"
    if "alphabetic" in problem:
        return "a text that begins with `*` or `&`: put the text in quotation marks"
    return problem


def _by_lines(text: str, within: Span) -> dict[str, Text]:
    """The fields of an entry that YAML refuses, each with the lines that follow it."""
    fields: dict[str, Text] = {}
    name, builder, at = "", TextBuilder(), within.start
    indent = -1
    for line in _LINE.finditer(text, within.start, within.end):
        match = _FIELD.match(line[0])
        start = line.start()
        if match and (indent < 0 or match.start("name") == indent):
            indent = match.start("name") if indent < 0 else indent
            if name:
                fields.setdefault(name, _stripped(builder.build(at)))
            name, builder, at = match["name"], TextBuilder(), start + match.start("rest")
            if not _BLOCK.match(match["rest"]):
                builder.copy(text, at, line.end())
        elif name and line[0].strip() and not line[0].lstrip().startswith("#"):
            builder.joint(" ")
            builder.copy(text, start + len(line[0]) - len(line[0].lstrip()), line.end())
    if name:
        fields.setdefault(name, _stripped(builder.build(at)))
    return fields


def _stripped(value: Text) -> Text:
    """The value without the space and the quotation marks round it."""
    value = value.part(value.whole)
    marks = value.text[:1]
    if len(value.text) > 1 and marks in ("'", '"') and value.text.endswith(marks):
        return value.part(Span(1, len(value.text) - 1))
    return value
