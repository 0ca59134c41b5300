"""Which course a file belongs to, with which settings; and which files a run is about."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pathspec import GitIgnoreSpec

from courselint import config, sources, wordfile
from courselint.config import Options, Settings
from courselint.wordfile import WordFile
from courselint.workspace import Workspace, is_folder_to_walk


@dataclass(frozen=True, slots=True)
class Project:
    """One course: its root, its settings, the folder that their patterns are relative to, and the file they are in.

    `dictionary` stands in that folder; its words and those of the settings are right in this course.
    """

    root: Path
    settings: Settings
    base: Path
    dictionary: WordFile
    file: Path | None = None
    suffixes: frozenset[str] = sources.SUFFIXES
    excluded: GitIgnoreSpec = field(default_factory=lambda: GitIgnoreSpec.from_lines(()))

    @property
    def words(self) -> frozenset[str]:
        return frozenset((*self.settings.words, *self.dictionary.words))

    def wants(self, path: Path, *, is_folder: bool) -> bool:
        """Whether a walk of the course enters this folder, or reads this file."""
        if self.excluded.match_file(relative(path, self.base) + "/" * is_folder):
            return False
        suffix = os.path.splitext(path.name)[1].lower()
        return is_folder or suffix in self.suffixes or (not suffix and path.name in sources.NAMES)


@dataclass(slots=True)
class Target:
    """What is to be reported of one course: files, and whether a person named them."""

    project: Project
    files: dict[Path, bool] = field(default_factory=dict)

    @property
    def root(self) -> Path:
        """The folder that holds the course; of files outside of it, the one that holds these."""
        if not self.files or all(path.is_relative_to(self.project.root) for path in self.files):
            return self.project.root
        return Path(os.path.commonpath([path.parent for path in self.files]))


def targets(paths: Collection[Path], workspace: Workspace, options: Options) -> list[Target]:
    """The files to report, by course."""
    projects = Projects(workspace, options)
    found: dict[Path, Target] = {}

    def add(file: Path, project: Project, *, is_named: bool) -> None:
        target = found.setdefault(project.root, Target(project))
        target.files[file] = target.files.get(file, False) or is_named

    for path in map(workspace.absolute, paths):
        if path not in workspace.overlays and is_folder_to_walk(path):
            outer = projects.of(path, path)
            # Its settings are checked even if the folder holds nothing for us.
            found.setdefault(outer.root, Target(outer))
            for file, project in _walk(workspace, path, projects):
                add(file, project, is_named=False)
        else:
            add(path, projects.of(path.parent, path.parent), is_named=True)
    return list(found.values())


def context(target: Target, workspace: Workspace, options: Options) -> list[Path]:
    """Every file of the course, and what was named, in one order."""
    project = target.project
    files = set(target.files)
    if not options.isolated:
        projects = Projects(workspace, options)

        def is_wanted(path: Path, is_folder: bool) -> bool:
            # A course within this one is another's, and so are the mistakes in its settings.
            if is_folder and projects.root(path, project.root) != project.root:
                return False
            return project.wants(path, is_folder=is_folder)

        files.update(workspace.walk(project.root, is_wanted))
    return sorted(files)


class Projects:
    """Finds the course that a folder belongs to; each folder is looked at once."""

    def __init__(self, workspace: Workspace, options: Options) -> None:
        self._workspace = workspace
        self._options = options
        self._root_of: dict[tuple[Path, Path], Path] = {}
        self._of_root: dict[Path, Project] = {}

    def of(self, folder: Path, named: Path) -> Project:
        """The course of a folder; `named` is the path on the command line that led there."""
        return self._project(self.root(folder, named))

    def root(self, folder: Path, named: Path) -> Path:
        """The root of that course, whose settings may be wrong."""
        key = (folder, named)
        if key not in self._root_of:
            directory, isolated = self._workspace.directory, self._options.isolated
            self._root_of[key] = (directory if isolated else config.find_root(folder, directory)) or named
        return self._root_of[key]

    def _project(self, root: Path) -> Project:
        if root not in self._of_root:
            found = self._options.config or (None if self._options.isolated else config.find_config(root))
            settings = config.load(found) if found else Settings()
            mapped = {os.path.splitext(pattern)[1].lower() for pattern in settings.quizzes}
            base = found.parent if found else root
            is_read = found is not None or not self._options.isolated
            self._of_root[root] = Project(
                root=root,
                settings=settings,
                base=base,
                dictionary=wordfile.read(base, self._workspace) if is_read else WordFile(base / wordfile.NAME),
                file=found,
                suffixes=sources.SUFFIXES | (mapped - {""}),
                # A rule's page quotes what it forbids.
                excluded=GitIgnoreSpec.from_lines([*settings.exclude, *map("/{}/".format, settings.extend_rules)]),
            )
        return self._of_root[root]


def _walk(workspace: Workspace, folder: Path, projects: Projects) -> Iterator[tuple[Path, Project]]:
    """The files under a folder that concern us, each by the settings of its own course."""

    def is_wanted(path: Path, is_folder: bool) -> bool:
        return projects.of(path.parent, folder).wants(path, is_folder=is_folder)

    for file in workspace.walk(folder, is_wanted):
        yield file, projects.of(file.parent, folder)


def relative(path: Path, base: Path) -> str:
    """The path as patterns and fingerprints see it: from `base`, with `/`."""
    return path.relative_to(base).as_posix() if path.is_relative_to(base) else path.as_posix().lstrip("/")
