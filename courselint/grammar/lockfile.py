"""The lock file: which jars LanguageTool for English is made of, to the last byte."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SHIPPED = Path(__file__).with_name("languagetool.lock")
# Names become paths: a lock can lead nowhere but into the folder that it is installed in.
_LINE = re.compile(
    r"(?P<group>[\w-]+(?:\.[\w-]+)*):(?P<name>\w[\w.-]*):(?P<version>\w[\w.-]*)"
    r" (?P<size>\d{1,10}) (?P<sha256>[0-9a-f]{64})",
    re.ASCII,
)


class LockError(ValueError):
    """A lock file that isn't one: which line, and what it should be."""


@dataclass(frozen=True, slots=True)
class Artifact:
    """A jar of a Maven repository, its size in bytes, and its digest."""

    group: str
    name: str
    version: str
    size: int
    sha256: str

    @property
    def file_name(self) -> str:
        return f"{self.name}-{self.version}.jar"

    @property
    def path(self) -> str:
        """Its place in a repository of Maven's default layout."""
        return f"{self.group.replace('.', '/')}/{self.name}/{self.version}/{self.file_name}"


@cache
def shipped() -> tuple[Artifact, ...]:
    """The jars that this courselint was measured with."""
    return parse(SHIPPED.read_text(encoding="utf-8"))


def parse(text: str) -> tuple[Artifact, ...]:
    """The artifacts of a lock, in its order. Raises LockError."""
    artifacts: dict[str, Artifact] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        read = _LINE.fullmatch(line)
        if read is None:
            raise LockError(f"line {number}: {line[:80]!r} is no `group:artifact:version size sha256`")
        artifact = Artifact(read["group"], read["name"], read["version"], int(read["size"]), read["sha256"])
        if artifacts.setdefault(artifact.file_name, artifact) is not artifact:
            raise LockError(f"line {number}: {artifact.file_name} stands here twice")
    if not artifacts:
        raise LockError("no artifact stands in it")
    return tuple(artifacts.values())


def render(artifacts: tuple[Artifact, ...], heading: str) -> str:
    """The text of a lock, sorted, so that a new resolution shows as a small difference."""
    lines = [f"# {line}" for line in heading.splitlines()]
    ordered = sorted(artifacts, key=lambda each: (each.group, each.name))
    lines += [f"{each.group}:{each.name}:{each.version} {each.size} {each.sha256}" for each in ordered]
    return "".join(f"{line}\n" for line in lines)
