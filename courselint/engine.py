"""Paths in, diagnostics out, in two passes: the facts of each whole course first, then the checks of what was named."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from pathspec import GitIgnoreSpec

from courselint import catalogue, sources
from courselint.analysis.copies import candidates, originals
from courselint.analysis.facts import Gathering, facts
from courselint.catalogue import Catalogue, Rule
from courselint.config import ConfigError, Options
from courselint.coursefiles import CourseFiles
from courselint.examination import Examination, Plan, have_answered, lighten, ready
from courselint.model import Document, Fault, Files, Result, Version
from courselint.placing import Places
from courselint.projects import Project, Target, context, relative, targets
from courselint.spelling.speller import Speller
from courselint.workspace import Unreadable, Workspace

# What could not be checked is always said, unless somebody ignores just that.
_ALWAYS = ("NBK001", "NBK900", "GRM900")
_GRAMMAR = "GRM"
# What LanguageTool calls the languages that it is asked about.
_LANGUAGETOOL = {"en": "en-US", "en-us": "en-US", "en-gb": "en-GB"}


def check(paths: Collection[Path], workspace: Workspace, options: Options) -> Result:
    """Check files and folders; what they are checked against is always their whole course.

    Raises ConfigError, PageError, and LookupError for a rule that isn't there.
    """
    result = Result()
    for target in targets(paths, workspace, options):
        result.add(_check_course(target, workspace, options))
    result.diagnostics.sort(key=lambda found: (found.place.path, found.place.physical, found.rule, found.message))
    return result


def _select_rules(rules: Catalogue, project: Project, options: Options) -> tuple[Rule, ...]:
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


def _check_course(target: Target, workspace: Workspace, options: Options) -> Result:
    project = target.project
    plan = _plan(project, options, CourseFiles(workspace, target.root))
    if not target.files:
        return Result()
    gathering = Gathering()
    examinations: list[tuple[Path, bytes, Examination]] = []
    files = context(target, workspace, options)
    copies = _Copies([workspace.shown(path) for path in files])
    result = Result()
    for path in files:
        is_target = path in target.files
        document, failure = _read(path, workspace, project, is_named=target.files.get(path, False))
        if document is None and failure is None:
            continue
        if document is not None and failure is None:
            gathering.add(facts(document))
            copies.keep(document)
        if is_target:
            shown = document or Document(workspace.shown(path), "")
            inside, ignored = relative(path, project.root), _ignored(path, project, plan)
            examination = Examination(shown, plan, inside=inside, ignored=ignored)
            if failure is not None:
                examination.fail("reading", failure)
            examination.first_pass()
            digest = digest_of(shown.data)
            result.versions[shown.path] = Version(path, digest, _quiz(path, project))
            examination.rest()
            examinations.append((path, digest, examination))
    course = gathering.course()
    answers = have_answered((examination for _, _, examination in examinations), plan)
    for path, digest, examination in examinations:
        examination.second_pass(course, _reloader(path, digest, workspace), answers)
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


def _plan(project: Project, options: Options, files: Files) -> Plan:
    settings = project.settings
    known = catalogue.known(project.base / folder for folder in settings.extend_rules)
    rules = _select_rules(known, project, options)
    language = _LANGUAGETOOL.get(settings.language.lower().replace("_", "-"))
    if language is None:
        # What is wrong in English may be right elsewhere: “die die”, “a uma”.
        rules = tuple(rule for rule in rules if rule.family != _GRAMMAR)
    client = options.grammar
    answer = partial(client.answer, language=language) if client is not None and language is not None else None
    return Plan(ready(rules), Speller(settings.language, project.words), known, files, answer)


def _ignored(path: Path, project: Project, plan: Plan) -> frozenset[str]:
    """The rules that `per-file-ignores` spare this file."""
    inside = relative(path, project.base)
    selectors = {
        selector
        for pattern, ignored in project.settings.per_file_ignores.items()
        if _matches(pattern, inside)
        for selector in ignored
    }
    return frozenset(rule.id for rule, _ in plan.rules if any(rule.is_named_by(selector) for selector in selectors))


def _read(
    path: Path, workspace: Workspace, project: Project, *, is_named: bool
) -> tuple[Document | None, Exception | None]:
    """The file as a document (None if it is none of ours), or what went wrong in our own reader."""
    shown = workspace.shown(path)
    try:
        data = workspace.read(path)
    except Unreadable as error:
        return Document(shown, "", faults=(Fault(str(error)),)), None
    try:
        return sources.read(shown, data, is_named=is_named, quiz=_quiz(path, project)), None
    except Exception as error:  # one file that our reader fails on must not cost the others their findings
        return None, error


def _quiz(path: Path, project: Project) -> str | None:
    """The quiz format that the config states for this file."""
    inside = relative(path, project.base)
    return next((name for pattern, name in project.settings.quizzes.items() if _matches(pattern, inside)), None)


def _matches(pattern: str, relative: str) -> bool:
    return GitIgnoreSpec.from_lines([pattern]).match_file(relative)


def digest_of(data: bytes) -> bytes:
    """What tells one version of a file from another."""
    return hashlib.blake2b(data, digest_size=16).digest()


def _reloader(path: Path, digest: bytes, workspace: Workspace) -> Callable[[], bytes | None]:
    def reload() -> bytes | None:
        try:
            data = workspace.read(path)
        except Unreadable:
            return None
        return data if digest_of(data) == digest else None

    return reload
