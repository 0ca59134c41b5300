"""All numbers of a value, where the file shows every one of them."""

from __future__ import annotations

from courselint.analysis.values import Value

MOST_NUMBERS = 1024


def known_numbers(value: Value) -> tuple[float, ...]:
    """The number, or those of a list, tuple or array in order; nothing if one of them isn't known."""
    numbers: list[float] = []
    pending = [value]
    while pending:
        each = pending.pop()
        if each.constant is not None:
            try:
                numbers.append(float(each.constant))
            except OverflowError:
                return ()
        elif each.items:
            pending.extend(reversed(each.items))
        else:
            return ()
        if len(numbers) > MOST_NUMBERS:
            return ()
    return tuple(numbers)
