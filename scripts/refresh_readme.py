"""Write what `courselint check examples/course` prints into README.md, between the lines that mark its place."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
COURSE = "examples/course"
_BLOCK = re.compile(
    r"(?P<head><!-- example report -->\n```text\n).*?(?P<tail>^```\n<!-- /example report -->$)",
    re.DOTALL | re.MULTILINE,
)


def report() -> str:
    """The report as a pipe gets it, without colours. Raises RuntimeError if the check itself fails."""
    environment = {**os.environ, "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    environment.pop("FORCE_COLOR", None)
    command = [sys.executable, "-m", "courselint", "check", COURSE]
    ran = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False)
    if ran.returncode not in (0, 1):
        raise RuntimeError(f"courselint check ended with {ran.returncode}: {ran.stderr.strip() or ran.stdout[-500:]}")
    return ran.stdout


def refreshed(readme: str, printed: str) -> str:
    """The README with `printed` in its block. Raises ValueError if it hasn't one such block."""
    found, count = _BLOCK.subn(lambda match: f"{match['head']}{printed.rstrip()}\n{match['tail']}", readme)
    if count != 1:
        raise ValueError(f"README.md has {count} blocks between `<!-- example report -->` lines; it needs one")
    return found


def main() -> None:
    before = README.read_text(encoding="utf-8")
    after = refreshed(before, report())
    if after == before:
        print("README.md already shows the report")
        return
    README.write_text(after, encoding="utf-8", newline="\n")
    print("README.md shows the report now")


if __name__ == "__main__":
    main()
