"""What several tests share: the real courses beside the repository, and what to do without them."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"


def missing(part: str) -> None:
    """Skip the test by the name of what it lacks; where everything must be there, fail."""
    if os.environ.get("CI") == "true" and part not in os.environ.get("COURSELINT_WITHOUT", "").split():
        pytest.fail(f"{part} is missing")
    pytest.skip(f"{part} is missing")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real courses, quizzes and labels beside the repository."""
    if not SHARED.is_dir():
        missing("shared")
    return SHARED
