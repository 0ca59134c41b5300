"""How an installed LanguageTool lies on disk, so that language-tool-python finds it, and whether it is whole."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path

from courselint.grammar.downloading import is_whole
from courselint.grammar.lockfile import Artifact, render

LIBRARIES = "libs"
STARTER = "languagetool-server.jar"
# A copy of the lock beside the jars: it tells our installation from one of language-tool-python's own.
RECORD = "installed.lock"
_HEADING = "What `courselint grammar install` put here; `courselint grammar doctor` compares."


@dataclass(frozen=True, slots=True)
class Condition:
    """What stands in LanguageTool's folder: anything at all, something of ours, which files differ from the lock."""

    is_there: bool
    is_ours: bool
    differing: tuple[str, ...] = ()

    @property
    def is_good(self) -> bool:
        return self.is_there and not self.differing


def condition(home: Path, artifacts: tuple[Artifact, ...]) -> Condition:
    """Compare a folder with the lock, to the last byte: a quarter of a second for LanguageTool."""
    if not home.is_dir():
        return Condition(is_there=False, is_ours=False)
    if not (home / RECORD).is_file():
        return Condition(is_there=(home / STARTER).is_file(), is_ours=False)
    libraries = home / LIBRARIES
    differing = [each.file_name for each in artifacts if not is_whole(each, libraries / each.file_name)]
    if not (home / STARTER).is_file():
        differing.append(STARTER)
    if (home / RECORD).read_text(encoding="utf-8", errors="replace") != render(artifacts, _HEADING):
        differing.append(RECORD)
    return Condition(is_there=True, is_ours=True, differing=tuple(differing))


def finish(home: Path, artifacts: tuple[Artifact, ...]) -> None:
    """Write what stands beside the jars: the starter, which names them all, and the record."""
    with zipfile.ZipFile(home / STARTER, "w", zipfile.ZIP_DEFLATED) as starter:
        starter.writestr(zipfile.ZipInfo("META-INF/MANIFEST.MF"), manifest(artifacts))
    (home / RECORD).write_text(render(artifacts, _HEADING), encoding="utf-8", newline="\n")


def manifest(artifacts: tuple[Artifact, ...]) -> str:
    """The manifest of a jar that holds nothing and starts everything.

    https://docs.oracle.com/en/java/javase/17/docs/specs/jar/jar.html: lines of at most 72 bytes, paths relative
    to the jar.
    """
    libraries = " ".join(f"{LIBRARIES}/{each.file_name}" for each in artifacts)
    entries = (
        "Manifest-Version: 1.0",
        "Created-By: courselint",
        "Main-Class: org.languagetool.server.HTTPServer",
        f"Class-Path: {libraries}",
    )
    return "".join(_wrapped(entry) for entry in entries) + "\r\n"


def _wrapped(entry: str) -> str:
    pieces = [entry[:70], *(f" {entry[at : at + 69]}" for at in range(70, len(entry), 69))]
    return "".join(f"{piece}\r\n" for piece in pieces)
