"""Which files of a course are copies of others, so that a slip in both is told once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from pathlib import PurePosixPath

# jupytext keeps one document in several of these: https://jupytext.readthedocs.io/en/latest/paired-notebooks.html
_PAIRED_SUFFIXES = (".ipynb", ".md", ".rmd", ".qmd", ".py")
# knitr and Quarto write lab.md from lab.Rmd: https://yihui.org/knitr/
_KNITTED_SUFFIXES = (".rmd", ".qmd")
# nbgrader makes release/ from source/ (https://nbgrader.readthedocs.io/en/stable/user_guide/philosophy.html);
# other courses keep solutions in a folder, or a file, of their own.
_DERIVED_FOLDERS = {"release": "source", "solutions": "exercises", "solution": "exercise", "student": "instructor"}
_DERIVED_NAMES = re.compile(
    r"(?:[-_. ](?:with[-_ ])?(?:hints?|solutions?|solved|sol|answers?|student|instructor|teacher|exercises?|ex))+$",
    re.IGNORECASE,
)


def originals(paths: Collection[str], paired: frozenset[str]) -> Mapping[str, str]:
    """For each file that is a copy by its name, the one it is a copy of; `paired` are the files jupytext marked."""
    found: dict[str, str] = {}
    for group in _groups(paths):
        chosen: list[str] = []
        for path in sorted(group, key=_rank):
            original = next((other for other in chosen if _are_copies(path, other, paired)), None)
            if original is None:
                chosen.append(path)
            else:
                found[path] = original
    return found


def candidates(paths: Collection[str]) -> frozenset[str]:
    """The files that may be copies or originals, as far as names tell."""
    return frozenset(path for group in _groups(paths) if len(group) > 1 for path in group)


def _are_copies(path: str, original: str, paired: frozenset[str]) -> bool:
    """Whether two files of one name are: in one format, held together by jupytext, or one knitted from the other."""
    suffix, source = PurePosixPath(path).suffix.lower(), PurePosixPath(original).suffix.lower()
    is_knitted = suffix == ".md" and source in _KNITTED_SUFFIXES
    return suffix == source or is_knitted or path in paired or original in paired


def _groups(paths: Collection[str]) -> Collection[list[str]]:
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for path in paths:
        groups[_key(path)].append(path)
    return groups.values()


def _key(path: str) -> tuple[str, str]:
    """What copies of one document share: the folder, as the original has it, and the bare name."""
    pure = PurePosixPath(path)
    folder = "/".join(_DERIVED_FOLDERS.get(part, part) for part in pure.parent.parts)
    is_document = pure.suffix.lower() in _PAIRED_SUFFIXES
    return folder, _DERIVED_NAMES.sub("", pure.stem) + ("" if is_document else pure.suffix)


def _rank(path: str) -> tuple[int, int, int, str]:
    """Originals first: not derived, the notebook before its text twin, what is knitted last, the shorter name."""
    pure = PurePosixPath(path)
    derived = sum(part in _DERIVED_FOLDERS for part in pure.parent.parts)
    return derived, int(pure.suffix != ".ipynb") + int(pure.suffix == ".md"), len(pure.stem), path
