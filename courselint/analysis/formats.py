"""Which values a format writes with all their digits, and which it rounds."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

# A float has 17 digits at most; a format that writes this many or fewer rounds.
MOST_DIGITS = 12

_SPEC = re.compile(r"^(?:.?[<>=^])?[-+ ]?z?#?0?\d*[,_]?(?:\.(\d+))?([a-zA-Z%]?)$")
_PERCENT = re.compile(r"%(?:\((\w+)\))?[-+ #0]*(\*|\d*)(?:\.(\*|\d+))?[hlL]?([diouxXeEfFgGcrsa%])")
_FIELD = re.compile(r"\{(\w*)((?:\.\w+|\[[^\]]*\])*)(?:!([rsa]))?(?::([^{}]*))?\}")


def keeps_digits(specification: str) -> bool:
    """Whether a format specification (what follows the colon) leaves a float all its digits."""
    match = _SPEC.match(specification)
    if match is None:
        return False
    digits, kind = match[1], match[2]
    if kind and kind not in "gGnsr":
        # `f`, `e` and `%` have six decimals unless they say otherwise.
        return digits is not None and int(digits[:4]) > MOST_DIGITS
    if kind in ("g", "G", "n") and digits is None:
        return False
    return digits is None or int(digits[:4]) > MOST_DIGITS


def in_joined(joined: ast.JoinedStr) -> Iterator[ast.expr]:
    """The values that an f-string writes with all their digits."""
    for part in joined.values:
        if not isinstance(part, ast.FormattedValue):
            continue
        specification = _constant_of(part.format_spec)
        if specification is not None and keeps_digits(specification):
            yield part.value


def in_percent(template: str, given: ast.expr) -> Iterator[ast.expr]:
    """The values that `template % given` writes with all their digits."""
    marks = [match for match in _PERCENT.finditer(template) if match[4] != "%"]
    if any(match[1] or "*" in (match[2], match[3]) for match in marks):
        return
    values = given.elts if isinstance(given, ast.Tuple) else [given]
    for match, value in zip(marks, values, strict=False):
        if match[4] in "sra":
            if match[3] is None:
                yield value
        elif match[4] in "eEfFgG" and match[3] and int(match[3][:4]) > MOST_DIGITS:
            yield value


def in_format(template: str, call: ast.Call) -> Iterator[ast.expr]:
    """The values that `template.format(…)` writes with all their digits."""
    named = {keyword.arg: keyword.value for keyword in call.keywords if keyword.arg}
    count = 0
    for match in _FIELD.finditer(template.replace("{{", "").replace("}}", "")):
        name, inside, _, specification = match.groups()
        if name and not name.isdigit():
            value = named.get(name)
        else:
            index = int(name[:4]) if name else count
            count += 1
            value = call.args[index] if index < len(call.args) else None
        if value is not None and not inside and keeps_digits(specification or ""):
            yield value


def _constant_of(specification: ast.expr | None) -> str | None:
    """The text of an f-string's format specification; None where it is worked out."""
    if specification is None:
        return ""
    if isinstance(specification, ast.JoinedStr) and all(isinstance(v, ast.Constant) for v in specification.values):
        return "".join(str(v.value) for v in specification.values if isinstance(v, ast.Constant))
    return None
