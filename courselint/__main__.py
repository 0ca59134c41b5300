"""The door: `courselint --version` is answered before anything heavy is imported."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line."""
    if sys.argv[1:] == ["--version"]:
        from courselint import __version__

        print(f"courselint {__version__}")
        return
    from courselint.cli import main as run

    run()


if __name__ == "__main__":
    main()
