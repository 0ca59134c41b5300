"""`[tool.courselint]` in pyproject.toml, or courselint.toml: what it may say, and where it stands."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

import msgspec

from courselint.grammar.asking import Client
from courselint.sources import quizfiles
from courselint.spelling.lexicon import is_english, languages
from courselint.workspace import has_file, is_pattern, is_repository

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


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line says about which rules run; selectors are ids, names, families or ALL."""

    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    config: Path | None = None
    isolated: bool = False
    # LanguageTool, if the user asks for it: a repository's config can't.
    grammar: Client | None = None


def find_root(start: Path, working_directory: Path, *, with_config: bool = True) -> Path | None:
    """The course's root: the nearest folder from `start` upward with a config or a course manifest, else with
    `.git`, else the working directory if `start` lies in it; None if none of them."""
    for folder in (start, *start.parents):
        if with_config and config_in(folder) is not None:
            return folder
        if any(has_file(folder / manifest) for manifest in MANIFESTS):
            return folder
    for folder in (start, *start.parents):
        if is_repository(folder):
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
    if has_file(own):
        return own
    project = folder / "pyproject.toml"
    if not has_file(project):
        return None
    try:
        data = project.read_bytes()
        table = _table(tomllib.loads(data.decode())) if b"courselint" in data else None
    except OSError:
        return None
    except (ValueError, RecursionError):
        # Which table a broken file was to have can't be told; `load` says what is wrong if ours is named in it.
        return project if b"tool.courselint" in data else None
    return project if table is not None else None


def load(path: Path) -> Settings:
    """Read a config file. Raises ConfigError."""
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path}: {error}") from error
    except RecursionError as error:
        raise ConfigError(f"{path}: values are nested too deeply") from error
    table = _table(values) if path.name == "pyproject.toml" else values
    settings = read({} if table is None else table, str(path))
    for folder in settings.extend_rules:
        if not (path.parent / folder).resolve().is_relative_to(path.parent.resolve()):
            raise ConfigError(f'{path}: extend-rules: "{folder}" lies outside the course; copy the rules into it')
    return settings


def read(values: object, name: str) -> Settings:
    """Check a config's values. Raises ConfigError that says which key is wrong and which ones are known."""
    if not isinstance(values, dict):
        raise ConfigError(f"{name}: tool.courselint: expected a table, got {_KINDS[type(values).__name__]}")
    _refuse_unknown(values, Settings.__struct_encode_fields__, name, "")
    course = values.get("course")
    if isinstance(course, dict):
        _refuse_unknown(course, CourseSettings.__struct_encode_fields__, name, "course.")
    try:
        settings = msgspec.convert(values, Settings)
    except msgspec.ValidationError as error:
        raise ConfigError(f"{name}: {_in_words(str(error))}") from error
    for pattern, quiz in settings.quizzes.items():
        if quiz not in quizfiles.FORMATS:
            raise ConfigError(
                f'{name}: quizzes: "{pattern}" names format "{quiz}"; known: {", ".join(quizfiles.FORMATS)}'
            )
    for key, patterns in (
        ("exclude", settings.exclude),
        ("quizzes", settings.quizzes),
        ("per-file-ignores", settings.per_file_ignores),
    ):
        for pattern in patterns:
            if not is_pattern(pattern):
                raise ConfigError(f'{name}: {key}: "{pattern}" is no pattern as .gitignore has them')
    if not is_english(settings.language) and settings.language not in languages():
        raise ConfigError(f'{name}: language: no dictionary of "{settings.language}"; known: {", ".join(languages())}')
    return settings


# What msgspec and Python call the kinds of values, as TOML's readers do.
_KINDS = {
    "array": "a list", "list": "a list", "object": "a table", "dict": "a table", "str": "a string", "int": "a number",
    "float": "a number", "bool": "true or false", "date": "a date", "datetime": "a date", "time": "a time",
}  # fmt: skip
_MISFIT = re.compile(r"Expected `(?P<expected>\w+)`, got `(?P<found>\w+)` - at `\$\.?(?P<key>.*)`")


def _table(values: dict[str, object]) -> object:
    """What a pyproject.toml has in `[tool.courselint]`; None if it hasn't that table."""
    tool = values.get("tool")
    return tool.get("courselint") if isinstance(tool, dict) else None


def _in_words(message: str) -> str:
    match = _MISFIT.fullmatch(message)
    if match is None:
        return message
    expected, found = (_KINDS.get(match[name], match[name]) for name in ("expected", "found"))
    return f"{match['key']}: expected {expected}, got {found}"


def _refuse_unknown(values: dict[str, object], known: tuple[str, ...], name: str, prefix: str) -> None:
    for key in values:
        if key not in known:
            near = get_close_matches(key, known, 1)
            mean = f' did you mean "{prefix}{near[0]}"?' if near else ""
            raise ConfigError(f'{name}: unknown key "{prefix}{key}";{mean} known: {", ".join(known)}')
