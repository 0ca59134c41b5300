"""One request: this host and no other, one deadline, an answer of bounded size."""

import socket
import time
from threading import Thread

import pytest

from courselint.grammar import transport
from courselint.grammar.addresses import parse_address
from courselint.grammar.transport import ServerFault, Transport
from tests.grammar.loopback import send, serving


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("http://localhost:8081", "http://localhost:8081"),
        ("http://localhost:8081/v2/check", "http://localhost:8081"),
        ("https://lt.example.edu/lt/v2/", "https://lt.example.edu:443/lt"),
        ("http://[::1]:8010/v2", "http://[::1]:8010"),
    ],
)
def test_an_address_is_had_from_what_people_paste(url, shown):
    assert str(parse_address(url)) == shown


@pytest.mark.parametrize(
    "url",
    [
        "",
        "localhost:8081",
        "ftp://localhost",
        "file:///etc/passwd",
        "http://",
        "http://a:b@host",
        "http://h:99999",
        "http://h/?x",
        "http://h/a b",
        "http://h/a\r\nX: y",
        "http://[::1",
        "http://lt..example.edu",
        f"http://{'g' * 64}.example.edu",
    ],
)
def test_what_is_no_address_is_refused(url):
    with pytest.raises(ValueError, match=r"."):
        parse_address(url)


@pytest.mark.parametrize(
    ("url", "is_public"),
    [
        ("https://api.languagetool.org/v2", True),
        ("https://LanguageTool.org.", True),
        ("https://api.languagetoolplus.com", True),
        ("http://languagetool.org.example.edu", False),
        ("http://mylanguagetool.org", False),
    ],
)
def test_the_public_servers_are_known(url, is_public):
    assert parse_address(url).is_public is is_public


def test_text_arrives_as_it_was_sent_over_one_connection(monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    ports = set()

    def echo(handler, form):
        ports.add(handler.client_address)
        send(handler, form["text"].encode())

    with serving(echo) as url:
        asked = Transport(parse_address(url))
        for text in ("x²&y=1 + 🎲\r\n", "naïve %20"):
            assert asked.check({"text": text}, 10).decode() == text
        asked.close()
    assert len(ports) == 1


def test_a_connection_that_the_server_closed_meanwhile_is_made_anew():
    def answer_once(handler, form):
        send(handler, b"{}")
        handler.close_connection = True

    with serving(answer_once) as url:
        asked = Transport(parse_address(url))
        assert asked.check({}, 10) == b"{}"
        time.sleep(0.1)
        assert asked.check({}, 10) == b"{}"
        asked.close()


def test_a_redirect_is_not_followed():
    seen = []

    def elsewhere(handler, form):
        seen.append(form)
        send(handler, b"{}")

    with serving(elsewhere) as other:

        def redirect(handler, form):
            send(handler, b"", 307, Location=f"{other}/v2/check")

        with serving(redirect) as url, pytest.raises(ServerFault, match="redirect") as fault:
            Transport(parse_address(url)).check({"text": "private"}, 10)
    assert fault.value.is_lasting
    assert seen == []


@pytest.mark.parametrize("status", [400, 413, 429, 500, 503, 204])
def test_a_status_is_named(status):
    with (
        serving(lambda handler, form: send(handler, b"{}" if status != 204 else b"", status)) as url,
        pytest.raises(ServerFault, match=str(status)),
    ):
        Transport(parse_address(url)).check({}, 10)


@pytest.mark.parametrize(
    ("spoken", "told"),
    [
        (b"", "the server broke off before its answer was whole"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}", "the server broke off before its answer was whole"),
        (b"SSH-2.0-OpenSSH_9.6\r\n", "what answers at http://127.0.0.1:[0-9]+ is no LanguageTool"),
    ],
    ids=["nothing", "half an answer", "another protocol"],
)
def test_a_fault_is_told_in_plain_words(spoken, told):
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        connection, _ = listening.accept()
        with connection:
            connection.recv(65536)
            connection.send(spoken)

    serving_once = Thread(target=serve)
    serving_once.start()
    with listening, pytest.raises(ServerFault, match=f"^{told}$"):
        Transport(parse_address(f"http://127.0.0.1:{listening.getsockname()[1]}")).check({}, 10)
    serving_once.join()


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("http://127.0.0.1:1", "no server listens at http://127.0.0.1:1"),
        ("http://grammar.invalid", "there is no server named grammar.invalid"),
    ],
)
def test_a_server_that_is_not_there_is_told_in_plain_words(url, told):
    with pytest.raises(ServerFault, match=f"^{told}$"):
        Transport(parse_address(url)).check({}, 10)


@pytest.mark.parametrize("size", [{"Content-Length": str(10**12)}, {"Connection": "close"}])
def test_an_answer_without_end_is_cut_off(size, monkeypatch):
    monkeypatch.setattr(transport, "_LARGEST_ANSWER", 10**6)

    def flood(handler, form):
        handler.send_response(200)
        for name, value in size.items():
            handler.send_header(name, value)
        handler.end_headers()
        try:
            while True:
                handler.wfile.write(b"x" * 10**5)
        except OSError:
            handler.close_connection = True

    with serving(flood) as url, pytest.raises(ServerFault, match="too large"):
        Transport(parse_address(url)).check({}, 10)


def dripping(data: bytes) -> int:
    """The port of a server that says these bytes one by one, each in good time."""
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        connection, _ = listening.accept()
        with connection, listening:
            try:
                for byte in data:
                    connection.send(bytes([byte]))
                    time.sleep(0.05)
                time.sleep(5)
            except OSError:
                return

    Thread(target=serve, daemon=True).start()
    return listening.getsockname()[1]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nX-Long: " + b"a" * 1000,
        b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n" + b" " * 1000,
    ],
    ids=["silence", "headers", "body"],
)
def test_a_slow_drip_ends_at_the_deadline(data):
    start = time.monotonic()
    with pytest.raises(ServerFault, match="in time") as fault:
        Transport(parse_address(f"http://127.0.0.1:{dripping(data)}")).check({"text": "x"}, 0.5)
    assert fault.value.is_lasting
    assert time.monotonic() - start < 2


@pytest.mark.parametrize(
    "data",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n64\r\n{}",
        b"SSH-2.0-OpenSSH_9\r\n",
        b"HTTP/1.1 2000 \r\n\r\n",
        b"\xff\xff\xff\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 300 + b"\r\n",
    ],
    ids=["cut", "cut chunk", "ssh", "no status", "bytes", "headers"],
)
def test_half_an_answer_is_none(data):
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        connection, _ = listening.accept()
        with connection, listening:
            connection.recv(10**6)
            connection.sendall(data)

    Thread(target=serve, daemon=True).start()
    with pytest.raises(ServerFault):
        Transport(parse_address(f"http://127.0.0.1:{listening.getsockname()[1]}")).check({}, 5)
