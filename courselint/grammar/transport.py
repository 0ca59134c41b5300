"""One request to a LanguageTool server: to this host and no other, under one deadline, an answer of bounded size."""

from __future__ import annotations

import http.client
import logging
import socket
import ssl
import time
from collections.abc import Mapping
from urllib.parse import urlencode

from courselint.grammar.addresses import Address
from courselint.grammar.deadlines import LimitedSocket

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
        if connection is not None and isinstance(connection.sock, LimitedSocket):
            connection.sock.abort()

    def _exchange(self, method: str, path: str, body: bytes, deadline: float) -> bytes:
        if self._is_aborted:
            raise ServerFault("interrupted", is_lasting=True)
        try:
            connection = self._connection = self._connection or _connect(self.address, deadline)
            assert isinstance(connection.sock, LimitedSocket)
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
            _log.debug("%s: %r", self.address, error)
            raise ServerFault(_plainly(error, self.address)) from error
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


def _plainly(error: OSError | http.client.HTTPException, address: Address) -> str:
    """What went wrong in the words of somebody who teaches; the exception's own are in the log."""
    if isinstance(error, ConnectionRefusedError):
        return f"no server listens at {address}"
    if isinstance(error, socket.gaierror):
        return f"there is no server named {address.host}"
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"the certificate of {address.host} is not trusted: {error.verify_message}"
    if isinstance(error, ssl.SSLError):
        return f"no safe connection to {address} came about"
    if isinstance(error, (ConnectionError, http.client.IncompleteRead)):
        return "the server broke off before its answer was whole"
    if isinstance(error, http.client.HTTPException):
        return f"what answers at {address} is no LanguageTool"
    return f"{address} can't be reached: {(error.strerror or str(error)).lower()}"


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
    # What http.client asks of its socket is all that LimitedSocket has.
    connection.sock = LimitedSocket(connection.sock, deadline)  # type: ignore[assignment]
    return connection
