"""Writes courselint/grammar/languagetool.lock from what Maven resolves: `python scripts/lock_languagetool.py`.

Needs `mvn` and the network; for those who bring a new LanguageTool into courselint, never for its users.
"""

from __future__ import annotations

import hashlib
import subprocess
import tempfile
from pathlib import Path

from courselint.grammar.installation import VERSION
from courselint.grammar.lockfile import SHIPPED, Artifact, parse, render

GROUP = "org.languagetool"
# What the server needs, and what it needn't: it asks for Spanish, Catalan and Portuguese when it starts, to check
# English, too, but never looks a word up in them; `language-all` would bring two dozen languages more.
WANTED = {
    "languagetool-server": (f"{GROUP}:language-all",),
    "language-en": (),
    "language-es": ("org.softcatala:spanish-pos-dict",),
    "language-ca": ("org.softcatala:catalan-pos-dict",),
    "language-pt": (f"{GROUP}:portuguese-pos-dict",),
}
HEADING = f"""LanguageTool {VERSION} for English, LGPL-2.1-or-later: downloaded by its users, no part of courselint.
Written by scripts/lock_languagetool.py. Each line: group:artifact:version, size in bytes, SHA-256."""


def main() -> None:
    """Resolve, digest, write, and say what changed."""
    before = set(parse(SHIPPED.read_text(encoding="utf-8"))) if SHIPPED.exists() else set()
    with tempfile.TemporaryDirectory() as folder:
        artifacts = tuple(artifact(*line) for line in resolved(Path(folder)))
    SHIPPED.write_text(render(artifacts, HEADING), encoding="utf-8", newline="\n")
    total = sum(each.size for each in artifacts)
    print(f"{len(artifacts)} jars, {total / 1e6:.1f} MB; {len(set(artifacts) ^ before)} lines differ")


def resolved(folder: Path) -> list[tuple[str, str, str, Path]]:
    """What Maven makes of WANTED: group, artifact, version, and the jar in its local repository."""
    dependencies = "".join(map(dependency, WANTED))
    pom = f"""<project><modelVersion>4.0.0</modelVersion>
<groupId>lock</groupId><artifactId>lock</artifactId><version>1</version><packaging>pom</packaging>
<dependencies>{dependencies}</dependencies></project>"""
    (folder / "pom.xml").write_text(pom, encoding="utf-8")
    listing = folder / "resolved.txt"
    options = [f"-DoutputFile={listing}", "-DoutputAbsoluteArtifactFilename=true", "-DincludeScope=runtime"]
    subprocess.run(["mvn", "-q", "-B", "dependency:list", *options], cwd=folder, check=True)
    found = []
    for line in listing.read_text(encoding="utf-8").splitlines():
        parts = line.split(" -- ")[0].strip().split(":", 5)
        if len(parts) == 6 and parts[2] == "jar":
            group, name, _, version, _, path = parts
            found.append((group, name, version, Path(path)))
    return found


def dependency(name: str) -> str:
    exclusions = "".join(
        "<exclusion><groupId>{}</groupId><artifactId>{}</artifactId></exclusion>".format(*left_out.split(":"))
        for left_out in WANTED[name]
    )
    return (
        f"<dependency><groupId>{GROUP}</groupId><artifactId>{name}</artifactId><version>{VERSION}</version>"
        f"<exclusions>{exclusions}</exclusions></dependency>"
    )


def artifact(group: str, name: str, version: str, jar: Path) -> Artifact:
    data = jar.read_bytes()
    return Artifact(group, name, version, len(data), hashlib.sha256(data).hexdigest())


if __name__ == "__main__":
    main()
