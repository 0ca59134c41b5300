"""Where LanguageTool's jars come from: a Maven repository, or a folder that somebody filled before."""

from __future__ import annotations

import contextlib
import http.client
import ssl
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import BinaryIO, Protocol

from courselint.grammar.lockfile import Artifact


class NotFetched(Exception):
    """A jar could not be had; the message says which, from where, and why."""


class Passing(Exception):
    """A fault that may be gone at the next try."""


class Source(Protocol):
    """Where jars come from."""

    def open(self, artifact: Artifact) -> BinaryIO:
        """The bytes of a jar. Raises NotFetched, Passing or OSError."""

    def place(self, artifact: Artifact) -> str:
        """Where a jar is looked for, in words for a person."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder with the jars side by side, or laid out as a Maven repository."""

    path: Path

    def open(self, artifact: Artifact) -> BinaryIO:
        for name in (artifact.file_name, artifact.path):
            with contextlib.suppress(FileNotFoundError, NotADirectoryError):
                return (self.path / name).open("rb")
        raise NotFetched(f"{self.path} has no {artifact.file_name}, neither beside the others nor as {artifact.path}")

    def place(self, artifact: Artifact) -> str:
        return f"{self.path}"


@dataclass(frozen=True, slots=True)
class Repository:
    """A Maven repository at a URL (http, https or file); `silence` is how many seconds it may say nothing."""

    url: str
    silence: float = 30.0

    def __post_init__(self) -> None:
        told = urllib.parse.urlsplit(self.url)
        if told.scheme not in ("https", "http", "file") or (told.scheme != "file" and not told.hostname):
            raise NotFetched(f"{self.url!r} is no address of a repository: it begins with https://, http:// or file://")
        if told.username or told.password:
            raise NotFetched("the address of the repository holds a user name or a password, which would be shown")

    def open(self, artifact: Artifact) -> BinaryIO:
        request = urllib.request.Request(self._address(artifact), headers={"User-Agent": "courselint"})
        try:
            answer = urllib.request.build_opener(urllib.request.HTTPSHandler(context=_trust())).open(
                request, timeout=self.silence
            )
        except urllib.error.HTTPError as error:
            with error:
                kind = Passing if error.code >= 500 or error.code in (408, 429) else NotFetched
                raise kind(f"{self.place(artifact)}: {error.code} {error.reason}") from error
        except urllib.error.URLError as error:
            if isinstance(error.reason, FileNotFoundError):
                raise NotFetched(f"{self.place(artifact)}: no such file") from error
            raise Passing(f"{self.place(artifact)}: {_words(error.reason)}") from error
        except http.client.HTTPException as error:
            raise Passing(f"{self.place(artifact)}: {error!r}") from error
        return answer

    def place(self, artifact: Artifact) -> str:
        return self._address(artifact)

    def _address(self, artifact: Artifact) -> str:
        return f"{self.url.rstrip('/')}/{urllib.parse.quote(artifact.path)}"


def _words(reason: str | BaseException) -> str:
    """What the system says of a fault, without its number."""
    return str(getattr(reason, "strerror", None) or reason).lower()


@cache
def _trust() -> ssl.SSLContext:
    """The certificates of this machine, and certifi's where it is installed: python.org's macOS build has none."""
    context = ssl.create_default_context()
    with contextlib.suppress(ImportError, OSError):
        import certifi

        context.load_verify_locations(certifi.where())
    return context
