"""Who answers: the LanguageTool of this machine, started when it is needed, or a server that the user names."""

from __future__ import annotations

from typing import Protocol

from courselint.grammar import installation
from courselint.grammar.addresses import Address
from courselint.grammar.installation import INSTALL, VERSION, Unusable
from courselint.grammar.matches import BadAnswer, decode, utf16_length
from courselint.grammar.server import Limits, LocalServer
from courselint.grammar.transport import ServerFault, Transport

# More text than this, in characters, and Java's second compiler earns what it takes.
_SMALL_WORK = 400_000
_FIRST_SENTENCE = "This is a first sentence."


class Endpoint(Protocol):
    """Someone who answers; asked by one thread at a time."""

    @property
    def name(self) -> str:
        """What tells its answers from another one's, beside its version."""

    @property
    def address(self) -> Address:
        """Where it listens, once it has started. Raises ServerFault."""

    def version(self, limits: Limits) -> str:
        """Its LanguageTool's. Raises ServerFault."""

    def start(self, limits: Limits, size: int) -> None:
        """Be ready for `size` characters. Raises ServerFault."""

    def renew(self, limits: Limits, size: int, fault: Exception) -> None:
        """Be ready again after this fault. Raises it, or another ServerFault, where that can't be."""

    def close(self) -> None:
        """End what was started."""


class NamedServer:
    """A running server that the user names on the command line."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self.name = str(address)
        self._version = ""

    def version(self, limits: Limits) -> str:
        """Its answer to a first sentence tells, and warms it up."""
        self._version = self._version or self._ask(limits)
        return self._version

    def start(self, limits: Limits, size: int) -> None:
        """Others have started it."""

    def renew(self, limits: Limits, size: int, fault: Exception) -> None:
        """It may be asked once more, unless that would take as long again."""
        if isinstance(fault, ServerFault) and fault.is_lasting:
            raise fault

    def close(self) -> None:
        """Others look after it."""

    def _ask(self, limits: Limits) -> str:
        try:
            return self._ask_once(limits)
        except ServerFault as fault:
            if fault.is_lasting:
                raise
            return self._ask_once(limits)

    def _ask_once(self, limits: Limits) -> str:
        asking = Transport(self.address)
        try:
            data = asking.check({"language": "en-US", "text": _FIRST_SENTENCE}, limits.request)
            return decode(data, utf16_length(_FIRST_SENTENCE)).version
        except BadAnswer as error:
            raise ServerFault(str(error)) from error
        finally:
            asking.close()


class OwnServer:
    """The LanguageTool that `courselint grammar install` put on this machine."""

    name = "local"

    def __init__(self) -> None:
        self._server: LocalServer | None = None
        self._is_restarted = False

    @property
    def address(self) -> Address:
        if self._server is None:
            raise ServerFault("LanguageTool is not running", is_lasting=True)
        return self._server.address

    @property
    def pid(self) -> int | None:
        """Of the Java that runs, if one does."""
        return self._server.pid if self._server else None

    def version(self, limits: Limits) -> str:
        if typed := installation.lacking():
            raise ServerFault(f"LanguageTool is not installed; type `{typed}`", is_lasting=True)
        return VERSION

    def start(self, limits: Limits, size: int) -> None:
        if self._server is not None:
            return
        try:
            self._server = _start(limits, size)
        except ServerFault as fault:
            # It may have died over its first sentence; what takes too long, or refuses, would do so again.
            if self._is_restarted or fault.is_lasting or fault.is_refusal:
                raise
            self._is_restarted = True
            self._server = _start(limits, size)

    def renew(self, limits: Limits, size: int, fault: Exception) -> None:
        """End it and start it again; once in a run, and not for what a new one would refuse, too."""
        if self._is_restarted or (isinstance(fault, ServerFault) and fault.is_refusal):
            raise fault
        self._is_restarted = True
        self.close()
        self.start(limits, size)

    def close(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server = None


def _start(limits: Limits, size: int) -> LocalServer:
    try:
        found = installation.find()
    except Unusable as error:
        raise ServerFault(str(error), is_lasting=True) from error
    if found is None:
        raise ServerFault(f"LanguageTool is not installed; type `{INSTALL}`", is_lasting=True)
    return LocalServer(found, limits, is_small_work=size < _SMALL_WORK)
