"""A LanguageTool of this machine, run by language-tool-python: started under a limit, and stopped whatever happens."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from courselint.grammar.addresses import Address
from courselint.grammar.installation import PACKAGES, Installation
from courselint.grammar.transport import ServerFault, Transport
from courselint.grammar.watchdog import Watchdog

if TYPE_CHECKING:
    from language_tool_python import LanguageTool

_HOST = "127.0.0.1"
# A free port may be taken by somebody else before Java has it.
_PORTS_TRIED = 3
# Java needs little of its caller's surroundings, and JAVA_TOOL_OPTIONS would change what is run.
_ENVIRONMENT = ("HOME", "LANG", "PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "USERPROFILE")
_CONFIG = {"pipelineCaching": True, "maxPipelinePoolSize": 4, "pipelineExpireTimeInSeconds": 3600, "maxCheckThreads": 2}
_FLAGS = (
    "-Xmx1g",
    "-XX:+UseSerialGC",
    "-Dsun.net.httpserver.nodelay=true",
    "-Dfile.encoding=UTF-8",
    "-Djava.awt.headless=true",
    "-Duser.language=en",
    "-Duser.country=US",
)
# A short run ends before the second compiler has earned what it takes.
_FLAGS_OF_SMALL_WORK = ("-XX:TieredStopAtLevel=1",)


@dataclass(frozen=True, slots=True)
class Limits:
    """How many seconds each step may take; they are for a busy machine, where LanguageTool takes tens of them."""

    start: float = 120
    warm_up: float = 120
    request: float = 60


class LocalServer:
    """A running LanguageTool; `close` stops it."""

    def __init__(self, installation: Installation, limits: Limits, *, is_small_work: bool = True) -> None:
        """Start it and wait until it has answered. Raises ServerFault."""
        self._tool = _start(installation, limits, is_small_work=is_small_work)
        self.address = Address("http", _HOST, self._tool.port)
        try:
            _warm_up(self.address, limits)
        except BaseException:
            self.close()
            raise

    @property
    def pid(self) -> int | None:
        process = self._tool._server
        return process.pid if process else None

    def close(self) -> None:
        self._tool.close()


def _start(installation: Installation, limits: Limits, *, is_small_work: bool) -> LanguageTool:
    """Start the server with language-tool-python, which looks after its config file and ends it when Python ends.

    What it would do otherwise is replaced: it downloads what it doesn't find, takes whatever Java comes first, waits
    fifteen seconds, and asks through the environment's proxies.
    """
    try:
        from language_tool_python import LanguageTool
        from language_tool_python import server as process
    except ImportError as error:
        raise ServerFault(f"language-tool-python is not installed; type `{PACKAGES}`", is_lasting=True) from error

    class Tool(LanguageTool):
        _watchdog: Watchdog | None = None

        def _start_server_on_free_port(self) -> None:
            for tried in range(1, _PORTS_TRIED + 1):
                self._port = _free_port()
                try:
                    self._start_local_server()
                    break
                except _EndedEarly:
                    if tried == _PORTS_TRIED:
                        raise

        def _start_local_server(self) -> None:
            flags = _FLAGS + _FLAGS_OF_SMALL_WORK * is_small_work
            main = ("-cp", str(installation.jar), "org.languagetool.server.HTTPServer")
            assert self._config is not None
            try:
                self._server = subprocess.Popen(
                    [str(installation.java), *flags, *main, "--port", str(self._port), "--config", self._config.path],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    text=True,
                    env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ},
                    cwd=installation.jar.parent,
                )
            except OSError as error:
                raise ServerFault(f"Java does not start: {error}", is_lasting=True) from error
            process.RUNNING_SERVER_PROCESSES.append(self._server)
            self._watchdog = Watchdog(self._server.pid)
            try:
                _wait(self._server, Address("http", _HOST, self._port), limits.start)
            except BaseException:
                self._terminate_server()
                raise

        def _get_languages(self) -> set[str]:
            return {"auto", "en", "en-GB", "en-US"}

        def _query_server(self, *_: object, **__: object) -> object:
            raise ServerFault("texts are sent by courselint's own transport", is_lasting=True)

        def _terminate_server(self) -> None:
            if self._watchdog is not None:
                self._watchdog.call_off()
                self._watchdog = None
            # On the way out of a failed start it may have been ended already.
            with suppress(ValueError):
                super()._terminate_server()

    return Tool("en-US", host=_HOST, config=dict(_CONFIG))


class _EndedEarly(ServerFault):
    """The server ended before it answered: its port was taken, or it can't run at all."""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((_HOST, 0))
        return probe.getsockname()[1]


def _wait(server: subprocess.Popen[str], address: Address, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    asking = Transport(address)
    while True:
        code = server.poll()
        if code is not None:
            raise _EndedEarly(f"LanguageTool ended with code {code} while it started", is_lasting=True)
        left = deadline - time.monotonic()
        if left <= 0:
            raise ServerFault(f"LanguageTool did not start within {seconds:.0f} seconds", is_lasting=True)
        try:
            asking.request("GET", "/v2/healthcheck", b"", min(5.0, left))
        except ServerFault:
            time.sleep(min(0.1, left))
        else:
            asking.close()
            # Who answers may be somebody else on that port, while ours fails to get it.
            if server.poll() is None:
                return


def _warm_up(address: Address, limits: Limits) -> None:
    """Have the first sentence checked, for which LanguageTool reads all of its rules."""
    asking = Transport(address)
    try:
        asking.check({"language": "en-US", "text": "This is a first sentence."}, limits.warm_up)
    finally:
        asking.close()
