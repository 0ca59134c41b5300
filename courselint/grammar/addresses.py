"""Where a LanguageTool server listens, and which servers are the public's."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

# The text goes to whoever runs these servers.
_PUBLIC = ("languagetool.org", "languagetoolplus.com")
PUBLIC_SERVER = "https://api.languagetool.org"


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
    try:
        host.encode("idna")
    except UnicodeError as error:
        raise ValueError(f"{url}: no server has such a name") from error
    path = parts.path.rstrip("/").removesuffix("/check").removesuffix("/v2")
    return Address(parts.scheme, host, port or (443 if parts.scheme == "https" else 80), path)
