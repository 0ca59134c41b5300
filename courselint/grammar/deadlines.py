"""A socket for http.client whose deadline holds for a whole exchange, not for each of its steps."""

from __future__ import annotations

import io
import socket
import time
from contextlib import suppress


class LimitedSocket:
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
    def __init__(self, sock: LimitedSocket) -> None:
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
