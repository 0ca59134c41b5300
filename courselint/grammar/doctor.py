"""Looks at everything that deep grammar needs, from the packages to a first answer, and says what to type."""

from __future__ import annotations

import importlib.metadata
import time
from collections.abc import Iterator
from dataclasses import dataclass

from courselint.grammar import installation
from courselint.grammar.installation import FOLDER_VARIABLE, INSTALL, LEAST_JAVA, PACKAGES, VERSION, Installation
from courselint.grammar.layout import RECORD, condition
from courselint.grammar.lockfile import shipped
from courselint.grammar.matches import BadAnswer, decode, utf16_length
from courselint.grammar.server import Limits, LocalServer
from courselint.grammar.transport import ServerFault, Transport

# Wrong in any reading, and found by rules that need the tagger, the disambiguator and the dictionaries.
_FIRST_SENTENCE = "This are a error."


@dataclass(frozen=True, slots=True)
class Observation:
    """One thing that was looked at: how it is, whether that will do, and else what to type."""

    what: str
    told: str
    is_well: bool
    remedy: str = ""


def examine(limits: Limits | None = None) -> Iterator[Observation]:
    """Look at one thing after another; a server is started only where all that it needs is there."""
    package, java, languagetool = _package(), _java(), _languagetool()
    yield package
    yield java
    yield languagetool
    found = installation.find() if package.is_well and java.is_well and languagetool.is_well else None
    if found:
        yield _server(found, limits or Limits())
    else:
        yield Observation("server", "not tried: it needs what is missing above", is_well=False)


def _package() -> Observation:
    try:
        version = importlib.metadata.version("language-tool-python")
    except importlib.metadata.PackageNotFoundError:
        return Observation("language-tool-python", "not installed", is_well=False, remedy=PACKAGES)
    return Observation("language-tool-python", version, is_well=True)


def _java() -> Observation:
    java = installation.find_java()
    if java is None:
        return Observation("Java", "not found", is_well=False, remedy=PACKAGES)
    told = f"{java.major}, {java.path}"
    if not java.is_new_enough:
        return Observation("Java", f"{told}; LanguageTool needs {LEAST_JAVA}", is_well=False, remedy=PACKAGES)
    return Observation("Java", told, is_well=True)


def _languagetool() -> Observation:
    kept_in = installation.folder()
    home = installation.home(kept_in)
    now = condition(home, shipped())
    if not now.is_there:
        told = f"{VERSION} is not installed in {kept_in} ({FOLDER_VARIABLE} names another folder)"
        return Observation("LanguageTool", told, is_well=False, remedy=INSTALL)
    if not now.is_ours:
        return Observation("LanguageTool", f"{VERSION}, not installed by courselint: {home}", is_well=True)
    if not now.differing:
        return Observation("LanguageTool", f"{VERSION}, {len(shipped())} jars as the lock says: {home}", is_well=True)
    if now.differing == (RECORD,):
        told = f"{VERSION}, of another courselint's lock: {home}"
    else:
        more = f" and {len(now.differing) - 1} more" if len(now.differing) > 1 else ""
        told = f"{VERSION} is damaged: {now.differing[0]}{more} in {home}"
    return Observation("LanguageTool", told, is_well=False, remedy=INSTALL)


def _server(found: Installation, limits: Limits) -> Observation:
    started = time.monotonic()
    try:
        server = LocalServer(found, limits)
        try:
            up = time.monotonic() - started
            asking = Transport(server.address)
            try:
                body = asking.check({"language": "en-US", "text": _FIRST_SENTENCE}, limits.request)
            finally:
                asking.close()
            answer = decode(body, utf16_length(_FIRST_SENTENCE))
        finally:
            server.close()
    except (ServerFault, BadAnswer) as fault:
        return Observation("server", f"{fault}", is_well=False, remedy=f"{INSTALL} --force")
    if not answer.matches:
        told = f"starts, but finds nothing wrong in “{_FIRST_SENTENCE}”"
        return Observation("server", told, is_well=False, remedy=f"{INSTALL} --force")
    return Observation("server", f"ready in {up:.1f} s, and finds what is wrong in “{_FIRST_SENTENCE}”", is_well=True)
