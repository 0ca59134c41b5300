"""Build a decoded text piece by piece, together with the map back to where it was read from."""

from __future__ import annotations

from courselint.model import Run, Text, TextKind


class TextBuilder:
    """Collects decoded pieces with their origins, in order; neighbouring verbatim pieces share a run."""

    __slots__ = ("_length", "_parts", "_runs")

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._runs: list[Run] = []
        self._length = 0

    def copy(self, source: str, start: int, end: int) -> None:
        """Take `source[start:end]` over as it stands."""
        if end <= start:
            return
        length = end - start
        last = self._runs[-1] if self._runs else None
        if last is not None and last.length == last.origin_length and _ends_at(last, self._length, start):
            self._runs[-1] = Run(last.start, last.length + length, last.origin, last.length + length)
        else:
            self._runs.append(Run(self._length, length, start, length))
        self._parts.append(source[start:end])
        self._length += length

    def unit(self, decoded: str, start: int, end: int) -> None:
        """Add what the source writes at `[start, end)` in another way, such as an escape, as one unit."""
        if decoded:
            self._parts.append(decoded)
            # A run as long as its origin maps character by character, which a unit must not.
            length = 1 if len(decoded) == end - start else len(decoded)
            self._runs.append(Run(self._length, length, start, end - start))
            self._length += len(decoded)

    def append(self, text: Text) -> None:
        """Add a text that has its own map into the same source."""
        self._runs.extend(Run(r.start + self._length, r.length, r.origin, r.origin_length) for r in text.runs)
        self._parts.append(text.text)
        self._length += len(text.text)

    def joint(self, decoded: str) -> None:
        """Add characters that stand nowhere in the source."""
        self._parts.append(decoded)
        self._length += len(decoded)

    def build(self, at: int, source: int = 0, kind: TextKind = "prose") -> Text:
        """The finished text; `at` is where an empty one stands."""
        return Text("".join(self._parts), tuple(self._runs) or (Run(0, 0, at, 0),), source, kind)


def _ends_at(run: Run, decoded: int, origin: int) -> bool:
    return run.start + run.length == decoded and run.origin + run.origin_length == origin
