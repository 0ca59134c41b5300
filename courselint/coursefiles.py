"""Which files a course has, for checks that follow a link or look for a figure."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from courselint.workspace import Workspace, has_file


@dataclass(frozen=True, slots=True)
class CourseFiles:
    """The regular files under a course's root, unsaved ones included; nothing outside of it is ever looked at."""

    workspace: Workspace
    root: Path

    def has(self, path: str) -> bool:
        place = self._inside(path)
        return place is not None and (place in self.workspace.overlays or has_file(place))

    def names(self, folder: str) -> frozenset[str]:
        place = self._inside(folder)
        try:
            return frozenset(os.listdir(place)) if place is not None else frozenset()
        except OSError:
            return frozenset()

    def _inside(self, path: str) -> Path | None:
        if "\0" in path:
            return None
        place = self.workspace.absolute(Path(path))
        if not place.is_relative_to(self.root):
            return None
        try:
            # A link may lead out of the course.
            return place if place.resolve().is_relative_to(self.root.resolve()) else None
        except (OSError, RuntimeError):
            return None


@dataclass(frozen=True, slots=True)
class NamedFiles:
    """A course whose files are told by name, such as a page's example."""

    paths: frozenset[str] = frozenset()

    def has(self, path: str) -> bool:
        return os.path.normpath(path) in self.paths

    def names(self, folder: str) -> frozenset[str]:
        inside = PurePosixPath(os.path.normpath(folder))
        return frozenset(PurePosixPath(path).name for path in self.paths if PurePosixPath(path).parent == inside)
