"""Git LFS pointers: the three lines that stand in a clone for a large file that hasn't been fetched."""

from __future__ import annotations

# https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md: the version comes first, the whole is under 1,024 bytes.
_VERSION = b"version https://git-lfs.github.com/spec/v1"
_DIGEST = b"\noid sha256:"
LARGEST = 1024

REASON = "a Git LFS pointer stands in its place; fetch the file first (git lfs pull)"


def is_pointer(data: bytes) -> bool:
    """Whether these are the bytes of a pointer, not of the file."""
    return len(data) < LARGEST and data.startswith(_VERSION) and _DIGEST in data
