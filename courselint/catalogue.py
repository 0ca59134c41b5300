"""The rules: each is a Markdown page whose front matter says what to run and whose examples are its tests."""

from __future__ import annotations

import importlib
import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import get_type_hints

import msgspec
import yaml

from courselint.model import Confidence, Hit, Severity
from courselint.workspace import has_file

# What YAML can say; a check's signature says what it may be.
Scalar = str | int | float | bool | None
Param = Scalar | list[Scalar | list[Scalar]] | dict[str, Scalar]

OWN_FAMILIES = frozenset(("NBK", "SPL", "GRM", "QST", "FLT", "TST", "EXR", "CRS"))
# What the engine itself reports, so that their pages name no check.
ENGINE_CHECK = "engine"
_FRONT_MATTER = re.compile(r"\A---\r?\n(.*?)^---[ \t]*\r?$\n?", re.DOTALL | re.MULTILINE)
_ID = re.compile(r"[A-Z]{3}[0-9]{3}")
_LIKE_ID = re.compile(r"([A-Z]{3})[^A-Z0-9]?([0-9]{1,9})")
_KEBAB = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_FIELD = re.compile(r"\{(\w+)\}")
_SERVICES = frozenset(("course", "speller", "files", "grammar"))


class PageError(ValueError):
    """A rule page is wrong: `page:line: what; what to do`."""


class Evidence(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How often the rule was right when people read its hits: a share, of how many, on what, and when."""

    precision: float
    judged: int
    corpus: str
    date: str


class FrontMatter(msgspec.Struct, frozen=True):
    id: str
    name: str
    check: str
    severity: Severity
    confidence: Confidence
    default: bool
    since: str
    messages: dict[str, str]
    params: dict[str, Param] = {}
    evidence: Evidence | None = None
    needs: str | None = None
    supersedes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One page. `body` is its Markdown after the front matter; `path` where it stands.

    Where it has a finding, those of the rules that it `supersedes` go without saying.
    """

    id: str
    name: str
    check: str
    severity: Severity
    confidence: Confidence
    default: bool
    since: str
    messages: Mapping[str, str]
    params: Mapping[str, Param] = field(default_factory=dict)
    evidence: Evidence | None = None
    needs: str | None = None
    supersedes: tuple[str, ...] = ()
    body: str = ""
    path: Path = Path()

    @property
    def family(self) -> str:
        return self.id[:3]

    def is_named_by(self, selector: str) -> bool:
        """Whether an id, a name, a family or ALL stands for this rule, among others perhaps."""
        return selector.upper() in (self.id, self.family, "ALL") or selector.lower() == self.name

    def message(self, hit: Hit) -> str:
        """The hit's message with its values filled in, each shortened to what fits a line."""
        values = {name: _shorten(value) for name, value in hit.values.items()}
        return _FIELD.sub(lambda match: values[match[1]], self.messages[hit.message])


@dataclass(frozen=True, slots=True)
class Check:
    """A rule's algorithm, ready to run: what it reads, which services it asks for, and its params."""

    reads: type
    function: Callable[..., Iterator[Hit]]
    services: frozenset[str]
    params: Mapping[str, Param]


class Catalogue:
    """Rules by id; looked up by id or name."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules: dict[str, Rule] = {}
        names: dict[str, Rule] = {}
        for rule in sorted(rules, key=lambda rule: rule.id):
            other = self.rules.get(rule.id) or names.get(rule.name)
            if other is not None:
                raise PageError(f"{rule.path}: {rule.id} {rule.name} is also the rule of {other.path}; choose another")
            self.rules[rule.id] = names[rule.name] = rule
        self._names = names

    def __iter__(self) -> Iterator[Rule]:
        return iter(self.rules.values())

    def find(self, name: str) -> Rule:
        """The rule of this id or name. Raises LookupError with the nearest names."""
        rule = self.rules.get(name.upper()) or self._names.get(name.lower())
        if rule is None:
            raise LookupError(f'no rule "{name}"; {self._hint(name)}')
        return rule

    def select(self, selectors: Iterable[str]) -> frozenset[str]:
        """The ids that ids, names, families and ALL stand for. Raises LookupError for one that is none of them."""
        ids: set[str] = set()
        for selector in selectors:
            prefix = selector.upper()
            if prefix == "ALL":
                ids.update(self.rules)
                continue
            family = {rule.id for rule in self if rule.family == prefix}
            ids |= family or {self.find(selector).id}
        return frozenset(ids)

    def nearest(self, name: str) -> list[str]:
        """At most three ids, families or names that somebody who wrote `name` may have meant, best first."""
        written = _LIKE_ID.fullmatch(name.upper())
        if written and (meant := f"{written[1]}{int(written[2]):03}") in self.rules:
            return [meant]
        families = {rule.family for rule in self}
        return get_close_matches(name.upper(), [*self.rules, *families], 3) or get_close_matches(
            name.lower(), self._names, 3
        )

    def _hint(self, name: str) -> str:
        families = sorted({rule.family for rule in self})
        near = self.nearest(name)
        mean = f"did you mean {' or '.join(near)}? " if near else ""
        return f"{mean}known: ALL, {', '.join(families)}, or an id or name of `courselint rules`"


@cache
def bundled_directory() -> Path:
    """Where our own pages stand: in the wheel inside the package, in a checkout beside it."""
    inside = Path(__file__).parent / "rules"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "rules"


@cache
def bundled() -> tuple[Rule, ...]:
    """Our own rules. Raises PageError."""
    return load(bundled_directory())


def known(packs: Iterable[Path] = ()) -> Catalogue:
    """Our own rules and those of users' packs. Raises PageError."""
    return Catalogue([*bundled(), *(rule for pack in packs for rule in load_pack(pack))])


def load(directory: Path) -> tuple[Rule, ...]:
    """The rules of every page under a folder; README.md is none. Raises PageError."""
    pages = sorted(page for page in directory.rglob("*.md") if page.name != "README.md")
    return tuple(read_page(page) for page in pages)


def load_pack(directory: Path) -> tuple[Rule, ...]:
    """The rules of a user's pack, whose families must not be ours. Raises PageError."""
    if not directory.is_dir():
        raise PageError(f"{directory}: no such folder of rules")
    rules = load(directory)
    for rule in rules:
        if rule.family in OWN_FAMILIES:
            raise PageError(f"{rule.path}: family {rule.family} is courselint's own; use another three letters")
    return rules


def read_page(path: Path) -> Rule:
    """Read one page. Raises PageError, with the line where one is known."""
    if not has_file(path):
        raise PageError(f"{path}: this is no file")
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PageError(f"{path}: {error}") from error
    head = _FRONT_MATTER.match(text)
    if head is None:
        raise PageError(f"{path}:1: no front matter; a page starts with a block between two lines of ---")
    front = _front_matter(path, head[1])
    for what, value, pattern in (("id", front.id, _ID), ("name", front.name, _KEBAB), ("check", front.check, _KEBAB)):
        if not pattern.fullmatch(value):
            raise PageError(f'{path}:{_line(head[1], what)}: {what} "{value}" is not of the form {pattern.pattern}')
    return Rule(
        **{name: getattr(front, name) for name in FrontMatter.__struct_fields__}, body=text[head.end() :], path=path
    )


@cache
def check_of(rule_path: Path, name: str) -> tuple[type, Callable[..., Iterator[Hit]]]:
    """The check module of this kebab-case name: what it READS, and its function. Raises PageError."""
    try:
        module = importlib.import_module(f"courselint.checks.{name.replace('-', '_')}")
    except ModuleNotFoundError as error:
        known = ", ".join(
            sorted(page.stem.replace("_", "-") for page in (Path(__file__).parent / "checks").glob("[a-z]*.py"))
        )
        raise PageError(f'{rule_path}: no check "{name}"; known: {known}') from error
    return module.READS, module.check


def prepare(rule: Rule) -> Check:
    """The rule's check with its params validated against the check's signature. Raises PageError."""
    reads, function = check_of(rule.path, rule.check)
    hints = get_type_hints(function)
    parameters = list(inspect.signature(function).parameters.values())
    services = frozenset(parameter.name for parameter in parameters if parameter.name in _SERVICES)
    known = {parameter.name: parameter for parameter in parameters if parameter.kind is parameter.KEYWORD_ONLY}
    known = {name: parameter for name, parameter in known.items() if name not in services}
    params: dict[str, Param] = {}
    for name, value in rule.params.items():
        if name not in known:
            names = ", ".join(known) or "none"
            raise PageError(f'{rule.path}: check {rule.check} has no param "{name}"; known: {names}')
        try:
            params[name] = msgspec.convert(value, hints[name])
        except msgspec.ValidationError as error:
            raise PageError(f'{rule.path}: param "{name}": {error}') from error
    missing = [name for name, parameter in known.items() if parameter.default is parameter.empty and name not in params]
    if missing:
        raise PageError(f"{rule.path}: check {rule.check} needs the param {', '.join(missing)}")
    return Check(reads, function, services, params)


def _front_matter(path: Path, text: str) -> FrontMatter:
    try:
        trick = _trick(text)
        # An alias is found before anything is built from it: a few of them can stand for gigabytes.
        values = yaml.load(text, Loader=yaml.CSafeLoader) if trick is None else None
    except yaml.MarkedYAMLError as error:
        line = (error.problem_mark.line if error.problem_mark else 0) + 2
        raise PageError(f"{path}:{line}: {error.problem}") from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise PageError(f"{path}:2: {' '.join(str(error).split())}") from error
    if trick is not None:
        raise PageError(f"{path}:{trick}: YAML anchors, aliases and tags are refused")
    if not isinstance(values, dict):
        raise PageError(f"{path}:2: the front matter is not a mapping")
    known = FrontMatter.__struct_fields__
    for key in values:
        if key not in known:
            near = get_close_matches(str(key), known, 1)
            mean = f' did you mean "{near[0]}"?' if near else ""
            raise PageError(f'{path}:{_line(text, str(key))}: unknown key "{key}";{mean} known: {", ".join(known)}')
    try:
        return msgspec.convert(values, FrontMatter)
    except msgspec.ValidationError as error:
        named = re.search(r"`\$\.(\w+)|field `(\w+)`", str(error))
        line = _line(text, (named[1] or named[2]) if named else "")
        raise PageError(f"{path}:{line}: {error} (YAML reads a bare on, off, yes, no or date as no text)") from error


def _trick(front: str) -> int | None:
    """The page's line with the first anchor, alias or tag, if there is one."""
    for event in yaml.parse(front, Loader=yaml.CSafeLoader):
        is_tagged = getattr(event, "tag", None) is not None
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) or is_tagged:
            return event.start_mark.line + 2
    return None


def _line(front: str, key: str) -> int:
    """The page's line on which the front matter has this key; its first line if it has not."""
    for number, line in enumerate(front.splitlines(), 2):
        if line.startswith(f"{key}:"):
            return number
    return 2


def _shorten(value: str, width: int = 80) -> str:
    flat = " ".join(value.split())
    return flat if len(flat) <= width else flat[: width - 1] + "…"
