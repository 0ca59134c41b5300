"""`[tool.courselint]` in pyproject.toml, or courselint.toml: what it may say, and where it stands."""

from __future__ import annotations

import tomllib
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

import msgspec

OWN_FILE = "courselint.toml"
# A file that says which lessons a course has makes its folder the course's root.
MANIFESTS = (
    "myst.yml", "_toc.yml", "_config.yml", "config.yaml", "_quarto.yml", "mkdocs.yml", "_toctree.yml", "SUMMARY.md",
    "course.xml",
)  # fmt: skip


class ConfigError(ValueError):
    """The configuration is wrong: which file, what, and what to do."""


class CourseSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    order: tuple[str, ...] = ()


class Settings(msgspec.Struct, frozen=True, rename="kebab"):
    """What a config file may say; paths and patterns are relative to `root`, the folder it stands in."""

    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: dict[str, tuple[str, ...]] = {}
    exclude: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    language: str = "en"
    quizzes: dict[str, str] = {}
    extend_rules: tuple[str, ...] = ()
    course: CourseSettings = CourseSettings()


QUIZ_FORMATS = ("jupyterquiz", "gift")


def find_root(start: Path, working_directory: Path, *, with_config: bool = True) -> Path | None:
    """The course's root: the nearest folder from `start` upward with a config or a course manifest, else with
    `.git`, else the working directory if `start` lies in it; None if none of them."""
    for folder in (start, *start.parents):
        if with_config and config_in(folder) is not None:
            return folder
        if any((folder / manifest).is_file() for manifest in MANIFESTS):
            return folder
    for folder in (start, *start.parents):
        if (folder / ".git").exists():
            return folder
    return working_directory if start.is_relative_to(working_directory) else None


def find_config(start: Path) -> Path | None:
    """The nearest config file from this folder upward."""
    for folder in (start, *start.parents):
        found = config_in(folder)
        if found is not None:
            return found
    return None


@lru_cache(maxsize=4096)
def config_in(folder: Path) -> Path | None:
    """The config file of just this folder."""
    own = folder / OWN_FILE
    if own.is_file():
        return own
    project = folder / "pyproject.toml"
    if not project.is_file():
        return None
    try:
        has_table = b"tool.courselint" in project.read_bytes()
    except OSError:
        return None
    return project if has_table else None


def load(path: Path) -> Settings:
    """Read a config file. Raises ConfigError."""
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path.name}: {error}") from error
    if path.name == "pyproject.toml":
        values = values.get("tool", {}).get("courselint", {})
    return read(values, path.name)


def read(values: dict[str, object], name: str) -> Settings:
    """Check a config's values. Raises ConfigError that says which key is wrong and which ones are known."""
    _refuse_unknown(values, Settings.__struct_encode_fields__, name, "")
    course = values.get("course")
    if isinstance(course, dict):
        _refuse_unknown(course, CourseSettings.__struct_encode_fields__, name, "course.")
    try:
        settings = msgspec.convert(values, Settings)
    except msgspec.ValidationError as error:
        raise ConfigError(f"{name}: {error}".replace("`$.", "`")) from error
    for pattern, quiz in settings.quizzes.items():
        if quiz not in QUIZ_FORMATS:
            raise ConfigError(f'{name}: quizzes: "{pattern}" names format "{quiz}"; known: {", ".join(QUIZ_FORMATS)}')
    for folder in settings.extend_rules:
        if Path(folder).is_absolute() or ".." in Path(folder).parts:
            raise ConfigError(f'{name}: extend-rules: "{folder}" lies outside the course; copy the rules into it')
    return settings


def _refuse_unknown(values: dict[str, object], known: tuple[str, ...], name: str, prefix: str) -> None:
    for key in values:
        if key not in known:
            near = get_close_matches(key, known, 1)
            mean = f' did you mean "{prefix}{near[0]}"?' if near else ""
            raise ConfigError(f'{name}: unknown key "{prefix}{key}";{mean} known: {", ".join(known)}')
