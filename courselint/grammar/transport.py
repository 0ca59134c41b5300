"""One request to a LanguageTool server: to this host and no other, under one deadline, an answer of bounded size."""

from __future__ import annotations

import http.client
import io
import logging
import socket
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

# The text goes to whoever runs these servers.
_PUBLIC = ("languagetool.org", "languagetoolplus.com")
PUBLIC_SERVER = "https://api.languagetool.org"
# A batch of 8 kB with a match on every word stays far below.
_LARGEST_ANSWER = 16 * 2**20
_PIECE = 2**16

_log = logging.getLogger(__name__)


class ServerFault(Exception):
    """A server gave no usable answer. `is_lasting`: asking it again would take as long, or give the same.

    `is_refusal`: it is well, and doesn't take what was sent.
    """

    def __init__(self, reason: str, *, is_lasting: bool = False, is_refusal: bool = False) -> None:
        super().__init__(reason)
        self.is_lasting = is_lasting
        self.is_refusal = is_refusal


@dataclass(frozen=True, slots=True)
class Address:
    """Where a server listens; `path` is what stands before /v2/…"""

    scheme: str
    host: str
    port: int
    path: str = ""

    @property
    def is_public(self) -> bool:
        host = self.host.lower().rstrip(".")
        return any(host == public or host.endswith(f".{public}") for public in _PUBLIC)

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}{self.path}"


def parse_address(url: str) -> Address:
    """The address that a URL names, with or without the /v2 of the API. Raises ValueError that says what is wrong."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise ValueError(f"{url}: {error}") from error
    if parts.scheme not in ("http", "https") or not host:
        raise ValueError(f"{url}: not an http:// or https:// address, such as http://localhost:8081")
    if parts.username is not None or parts.query or parts.fragment:
        raise ValueError(f"{url}: an address has no user, query or fragment")
    if any(not "!" <= letter <= "~" for letter in url):
        raise ValueError(f"{url}: an address has no blanks, and no letters but those of ASCII")
    path = parts.path.rstrip("/").removesuffix("/check").removesuffix("/v2")
    return Address(parts.scheme, host, port or (443 if parts.scheme == "https" else 80), path)


class Transport:
    """A connection that is kept; for one thread at a time. Proxies that the environment names are not used."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self._connection: http.client.HTTPConnection | None = None
        self._is_aborted = False

    def check(self, form: Mapping[str, str], seconds: float) -> bytes:
        """The body of the answer to one POST of /v2/check, whole within so many seconds. Raises ServerFault."""
        return self.request("POST", "/v2/check", urlencode(form, errors="replace").encode(), seconds)

    def request(self, method: str, path: str, body: bytes, seconds: float) -> bytes:
        """The body of the answer, whole within so many seconds. Raises ServerFault."""
        deadline = time.monotonic() + seconds
        if self._connection is not None:
            try:
                return self._exchange(method, path, body, deadline)
            except ServerFault as fault:
                # The server may have closed a connection that lay idle; that is no fault of its.
                if fault.is_lasting or not isinstance(fault.__cause__, ConnectionError):
                    raise
        return self._exchange(method, path, body, deadline)

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def move(self, address: Address) -> None:
        """Ask there from now on, over a new connection."""
        self.close()
        self.address = address

    def abort(self) -> None:
        """From another thread: let a request that is under way fail at once, and every later one."""
        self._is_aborted = True
        connection = self._connection
        if connection is not None and isinstance(connection.sock, _Limited):
            connection.sock.abort()

    def _exchange(self, method: str, path: str, body: bytes, deadline: float) -> bytes:
        if self._is_aborted:
            raise ServerFault("interrupted", is_lasting=True)
        try:
            connection = self._connection = self._connection or _connect(self.address, deadline)
            assert isinstance(connection.sock, _Limited)
            connection.sock.deadline = deadline
            headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept-Encoding": "identity"}
            connection.request(method, self.address.path + path, body, headers)
            response = connection.getresponse()
            data = _body(response)
        except TimeoutError as error:
            self.close()
            raise ServerFault("no whole answer in time", is_lasting=True) from error
        except ServerFault:
            self.close()
            raise
        except (OSError, http.client.HTTPException) as error:
            self.close()
            raise ServerFault(f"{type(error).__name__}: {error}" if str(error) else type(error).__name__) from error
        except BaseException:
            self.close()
            raise
        if response.will_close:
            self.close()
        if 300 <= response.status < 400:
            self.close()
            raise ServerFault(f"status {response.status}: a redirect, which is not followed", is_lasting=True)
        if response.status != 200:
            _log.debug("status %d: %r", response.status, data[:200])
            is_refusal = 400 <= response.status < 500
            raise ServerFault(f"status {response.status} {response.reason}".rstrip(), is_refusal=is_refusal)
        return data


def _body(response: http.client.HTTPResponse) -> bytes:
    if response.length is not None and response.length > _LARGEST_ANSWER:
        raise ServerFault("the answer is too large", is_lasting=True)
    pieces: list[bytes] = []
    size = 0
    while piece := response.read(_PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > _LARGEST_ANSWER:
            raise ServerFault("the answer is too large", is_lasting=True)
    # Read piece by piece, http.client takes the end of a connection for the end of the answer.
    if response.length:
        raise http.client.IncompleteRead(b"", response.length)
    return b"".join(pieces)


def _connect(address: Address, deadline: float) -> http.client.HTTPConnection:
    left = max(0.001, deadline - time.monotonic())
    if address.scheme == "https":
        connection: http.client.HTTPConnection = http.client.HTTPSConnection(address.host, address.port, timeout=left)
    else:
        connection = http.client.HTTPConnection(address.host, address.port, timeout=left)
    connection.connect()
    # What http.client asks of its socket is all that _Limited has.
    connection.sock = _Limited(connection.sock, deadline)  # type: ignore[assignment]
    return connection


class _Limited:
    """A socket whose deadline holds for everything that is sent and received, however slowly it drips."""

    def __init__(self, sock: socket.socket, deadline: float) -> None:
        self._sock = sock
        self.deadline = deadline
        self._readers = 0
        self._is_closing = False

    def sendall(self, data: bytes) -> None:
        self._wait_no_longer()
        self._sock.sendall(data)

    def makefile(self, mode: str) -> io.BufferedReader:
        assert mode == "rb"
        self._readers += 1
        return io.BufferedReader(_Incoming(self))

    def receive_into(self, buffer: memoryview) -> int:
        self._wait_no_longer()
        return self._sock.recv_into(buffer)

    def close(self) -> None:
        """Close once nobody reads: http.client closes its side before it reads the last answer."""
        self._is_closing = True
        if not self._readers:
            self._sock.close()

    def abort(self) -> None:
        with suppress(OSError):
            # Past TLS, whose own shutdown would pull the session from under the thread that reads.
            socket.socket.shutdown(self._sock, socket.SHUT_RDWR)

    def leave(self) -> None:
        self._readers -= 1
        if self._is_closing:
            self.close()

    def _wait_no_longer(self) -> None:
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self._sock.settimeout(left)


class _Incoming(io.RawIOBase):
    def __init__(self, sock: _Limited) -> None:
        super().__init__()
        self._sock = sock

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:
        return self._sock.receive_into(buffer)

    def close(self) -> None:
        if not self.closed:
            super().close()
            self._sock.leave()
