"""Numbers as quiz formats write them."""

from __future__ import annotations

import math


def number(written: str) -> float | None:
    """A finite number, with a point or a comma; None if it is none."""
    try:
        value = float(written.strip().replace(",", ".").replace("\N{MINUS SIGN}", "-"))
    except ValueError:
        return None
    return value if math.isfinite(value) else None
