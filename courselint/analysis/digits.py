"""How many decimals the literals behind one side of a comparison have."""

from __future__ import annotations

from courselint.model import Operand


def has_decimals(side: Operand) -> bool:
    return any(literal > 0 for literal in side.literals)


def decimals(side: Operand) -> int:
    """The most decimals that any of its literals has."""
    written = [f"{literal:.15g}" for literal in side.literals if literal > 0]
    return max((_decimals_in(each) for each in written), default=0)


def are_alike(side: Operand) -> bool:
    """Whether all literals have as many decimals, and two at least, as rounding leaves them."""
    written = {len(f"{literal:.15g}".partition(".")[2]) for literal in side.literals if literal > 0}
    return written in ({2}, {3})


def _decimals_in(written: str) -> int:
    digits, _, power = written.partition("e")
    # `5.9e+24` has one, as it is written; `1e-05` has more than anybody reads.
    return 99 if power.startswith("-") else len(digits.partition(".")[2])
