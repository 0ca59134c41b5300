"""Paths in, diagnostics out, in two passes: the facts of each whole course first, then the checks of what was named."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from pathspec import GitIgnoreSpec

from courselint import catalogue, config, sources
from courselint.analysis.copies import candidates, originals
from courselint.analysis.facts import facts
from courselint.catalogue import Catalogue, Rule
from courselint.config import ConfigError, Settings
from courselint.examination import Examination, Plan, Result, lighten, ready
from courselint.model import Course, Document, Fault
from courselint.placing import Places
from courselint.spelling.speller import Speller
from courselint.workspace import Unreadable, Workspace, is_folder_to_walk

# What could not be checked is always said, unless somebody ignores just that.
_ALWAYS = ("NBK001", "NBK900")


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line says about which rules run; selectors are ids, names, families or ALL."""

    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    config: Path | None = None
    isolated: bool = False


@dataclass(frozen=True, slots=True)
class _Project:
    """One course: its root, its settings, the folder that their patterns are relative to, and the file they are in."""

    root: Path
    settings: Settings
    base: Path
    file: Path | None = None
    suffixes: frozenset[str] = sources.SUFFIXES
    excluded: GitIgnoreSpec = field(default_factory=lambda: GitIgnoreSpec.from_lines(()))

    def wants(self, path: Path, *, is_folder: bool) -> bool:
        """Whether a walk of the course enters this folder, or reads this file."""
        if self.excluded.match_file(_relative(path, self.base) + "/" * is_folder):
            return False
        return is_folder or os.path.splitext(path.name)[1].lower() in self.suffixes


@dataclass(slots=True)
class _Target:
    """What is to be reported of one course: files, and whether a person named them."""

    project: _Project
    files: dict[Path, bool] = field(default_factory=dict)


def check(paths: Collection[Path], workspace: Workspace, options: Options) -> Result:
    """Check files and folders; what they are checked against is always their whole course.

    Raises ConfigError, PageError, and LookupError for a rule that isn't there.
    """
    result = Result()
    for target in _targets(paths, workspace, options):
        result.add(_check_course(target, workspace, options))
    result.diagnostics.sort(key=lambda found: (found.place.path, found.place.physical, found.rule, found.message))
    return result


def _select_rules(rules: Catalogue, project: _Project, options: Options) -> tuple[Rule, ...]:
    """Those of the rules that run under these settings and options."""
    settings = project.settings
    try:
        for selectors in (
            settings.select,
            settings.extend_select,
            settings.ignore,
            *settings.per_file_ignores.values(),
        ):
            rules.select(selectors)
    except LookupError as error:
        raise ConfigError(f"{project.file}: {error.args[0]}") from error
    chosen = {rule.id for rule in rules if rule.default}
    for select, extend, ignore in (
        (settings.select, settings.extend_select, settings.ignore),
        (options.select, options.extend_select, options.ignore),
    ):
        ignored = rules.select(ignore)
        if select:
            chosen = set(rules.select(select)) | (set(_ALWAYS) & rules.rules.keys())
        chosen = (chosen | rules.select(extend)) - ignored
    return tuple(rule for rule in rules if rule.id in chosen)


def _targets(paths: Collection[Path], workspace: Workspace, options: Options) -> list[_Target]:
    """The files to report, by course."""
    projects = _Projects(workspace, options)
    targets: dict[Path, _Target] = {}

    def add(file: Path, project: _Project, *, is_named: bool) -> None:
        target = targets.setdefault(project.root, _Target(project))
        target.files[file] = target.files.get(file, False) or is_named

    for path in map(workspace.absolute, paths):
        if path not in workspace.overlays and is_folder_to_walk(path):
            outer = projects.of(path, path)
            # Its settings are checked even if the folder holds nothing for us.
            targets.setdefault(outer.root, _Target(outer))
            for file, project in _walk(workspace, path, projects):
                add(file, project, is_named=False)
        else:
            add(path, projects.of(path.parent, path.parent), is_named=True)
    return list(targets.values())


class _Projects:
    """Finds the course that a folder belongs to; each folder is looked at once."""

    def __init__(self, workspace: Workspace, options: Options) -> None:
        self._workspace = workspace
        self._options = options
        self._root_of: dict[tuple[Path, Path], Path] = {}
        self._of_root: dict[Path, _Project] = {}

    def of(self, folder: Path, named: Path) -> _Project:
        """The course of a folder; `named` is the path on the command line that led there."""
        return self._project(self.root(folder, named))

    def root(self, folder: Path, named: Path) -> Path:
        """The root of that course, whose settings may be wrong."""
        key = (folder, named)
        if key not in self._root_of:
            directory, isolated = self._workspace.directory, self._options.isolated
            self._root_of[key] = (directory if isolated else config.find_root(folder, directory)) or named
        return self._root_of[key]

    def _project(self, root: Path) -> _Project:
        if root not in self._of_root:
            found = self._options.config or (None if self._options.isolated else config.find_config(root))
            settings = config.load(found) if found else Settings()
            mapped = {os.path.splitext(pattern)[1].lower() for pattern in settings.quizzes}
            self._of_root[root] = _Project(
                root=root,
                settings=settings,
                base=found.parent if found else root,
                file=found,
                suffixes=sources.SUFFIXES | (mapped - {""}),
                # A rule's page quotes what it forbids.
                excluded=GitIgnoreSpec.from_lines([*settings.exclude, *map("/{}/".format, settings.extend_rules)]),
            )
        return self._of_root[root]


def _walk(workspace: Workspace, folder: Path, projects: _Projects) -> Iterator[tuple[Path, _Project]]:
    """The files under a folder that concern us, each by the settings of its own course."""

    def is_wanted(path: Path, is_folder: bool) -> bool:
        return projects.of(path.parent, folder).wants(path, is_folder=is_folder)

    for file in workspace.walk(folder, is_wanted):
        yield file, projects.of(file.parent, folder)


def _relative(path: Path, base: Path) -> str:
    return path.relative_to(base).as_posix() if path.is_relative_to(base) else path.as_posix().lstrip("/")


def _check_course(target: _Target, workspace: Workspace, options: Options) -> Result:
    project = target.project
    plan = _plan(project, workspace, options)
    if not target.files:
        return Result()
    words: Counter[str] = Counter()
    identifiers: set[str] = set()
    examinations: list[tuple[Path, bytes, Examination]] = []
    files = _context(target, workspace, options)
    copies = _Copies([workspace.shown(path) for path in files])
    for path in files:
        is_target = path in target.files
        document, failure = _read(path, workspace, project, is_named=target.files.get(path, False))
        if document is None and failure is None:
            continue
        if document is not None and failure is None:
            found = facts(document)
            words.update(found.words)
            identifiers |= found.identifiers
            copies.keep(document)
        if is_target:
            shown = document or Document(workspace.shown(path), "")
            examination = Examination(shown, plan)
            if failure is not None:
                examination.fail("reading", failure)
            examination.first_pass()
            digest = _digest(shown.data)
            examination.rest()
            examinations.append((path, digest, examination))
    course = Course(words, frozenset(identifiers))
    result = Result()
    for path, digest, examination in examinations:
        examination.second_pass(course, _reloader(path, digest, workspace))
        result.add(copies.tell_once(examination, workspace))
    return result


class _Copies:
    """The documents of a course that have copies, so that a slip in all of them is told once."""

    def __init__(self, shown: list[str]) -> None:
        self._candidates = candidates(shown)
        self._documents: dict[str, Document] = {}
        self._originals: Mapping[str, str] | None = None

    def keep(self, document: Document) -> None:
        if document.path in self._candidates:
            self._documents[document.path] = lighten(document)

    def tell_once(self, examination: Examination, workspace: Workspace) -> Result:
        if not self._candidates:
            return examination.result
        if self._originals is None:
            paired = frozenset(path for path, document in self._documents.items() if document.is_paired)
            self._originals = originals(self._documents.keys(), paired)
        path = examination.document.path
        original = self._documents.get(self._originals.get(path, ""))
        copies = [self._documents[copy] for copy, source in self._originals.items() if source == path]
        return examination.tell_once(original, [(copy, self._places(copy, workspace)) for copy in copies])

    def _places(self, document: Document, workspace: Workspace) -> Places:
        try:
            data = workspace.read(workspace.absolute(Path(document.path)))
        except Unreadable:
            data = b""
        return Places(replace(document, data=data))


def _context(target: _Target, workspace: Workspace, options: Options) -> list[Path]:
    """Every file of the course, and what was named, in one order."""
    project = target.project
    files = set(target.files)
    if not options.isolated:
        projects = _Projects(workspace, options)

        def is_wanted(path: Path, is_folder: bool) -> bool:
            # A course within this one is another's, and so are the mistakes in its settings.
            if is_folder and projects.root(path, project.root) != project.root:
                return False
            return project.wants(path, is_folder=is_folder)

        files.update(workspace.walk(project.root, is_wanted))
    return sorted(files)


def _plan(project: _Project, workspace: Workspace, options: Options) -> Plan:
    settings = project.settings
    spared = [(GitIgnoreSpec.from_lines([pattern]), ids) for pattern, ids in settings.per_file_ignores.items()]
    known = catalogue.known(project.base / folder for folder in settings.extend_rules)
    rules = _select_rules(known, project, options)

    def ignores(shown: str) -> Collection[str]:
        relative = _relative(workspace.absolute(Path(shown)), project.base)
        return [
            rule.id
            for spec, selectors in spared
            if spec.match_file(relative)
            for rule in rules
            if any(rule.is_named_by(selector) for selector in selectors)
        ]

    speller = Speller(settings.language, frozenset(settings.words))
    return Plan(ready(rules), speller, root=workspace.shown(project.root), ignores=ignores, known=known)


def _read(
    path: Path, workspace: Workspace, project: _Project, *, is_named: bool
) -> tuple[Document | None, Exception | None]:
    """The file as a document (None if it is none of ours), or what went wrong in our own reader."""
    shown = workspace.shown(path)
    relative = _relative(path, project.base)
    quiz = next((name for pattern, name in project.settings.quizzes.items() if _matches(pattern, relative)), None)
    try:
        data = workspace.read(path)
    except Unreadable as error:
        return Document(shown, "", faults=(Fault(str(error)),)), None
    try:
        return sources.read(shown, data, is_named=is_named, quiz=quiz), None
    except Exception as error:  # one file that our reader fails on must not cost the others their findings
        return None, error


def _matches(pattern: str, relative: str) -> bool:
    return GitIgnoreSpec.from_lines([pattern]).match_file(relative)


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=16).digest()


def _reloader(path: Path, digest: bytes, workspace: Workspace) -> Callable[[], bytes | None]:
    def reload() -> bytes | None:
        try:
            data = workspace.read(path)
        except Unreadable:
            return None
        return data if _digest(data) == digest else None

    return reload
