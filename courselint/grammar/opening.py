"""What `--grammar` and `--grammar-server` mean."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from courselint.grammar import installation
from courselint.grammar.addresses import PUBLIC_SERVER, Address, parse_address
from courselint.grammar.answers import AnswerCache, cache_folder
from courselint.grammar.client import Client
from courselint.grammar.endpoints import NamedServer, OwnServer

OFF, AUTO = "off", "auto"
# Instead of an address: nobody sends a course's text to strangers by pasting one.
PUBLIC = "public"


@contextmanager
def opened(mode: str, server: str | None) -> Iterator[Client | None]:
    """LanguageTool for one run; None where it is off, or `auto` finds none.

    What it starts is ended, whatever ends the run. Raises ValueError for a server that it doesn't ask.
    """
    endpoint = NamedServer(_address(server)) if server is not None else OwnServer()
    if mode == OFF or (mode == AUTO and server is None and installation.lacking()):
        yield None
        return
    with Client(endpoint, AnswerCache(cache_folder())) as client, _ended_by_signal():
        yield client


def _address(server: str) -> Address:
    if server == PUBLIC:
        return parse_address(PUBLIC_SERVER)
    address = parse_address(server)
    if address.is_public:
        raise ValueError(
            f"{server}: that server is the public's, and the course's text would go there; "
            f"if it may, type --grammar-server {PUBLIC}"
        )
    return address


@contextmanager
def _ended_by_signal() -> Iterator[None]:
    """Let a termination unwind as Ctrl-C does: left to itself it would leave Java running."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
