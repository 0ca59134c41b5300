"""What statements tell the learner: right, wrong, or nothing."""

from __future__ import annotations

import ast
import re

_FAILS = re.compile(
    r"(?i)\b(?:in)?correct|wrong|try again|fail|not right|right!|well done|passed|good job|great job|success|congrat"
    r"|mistake|nice"
)


def fails(body: list[ast.stmt]) -> bool:
    """Whether these statements make the test fail."""
    for statement in body:
        match statement:
            case ast.Raise() | ast.Assert(test=ast.Constant(value=False)):
                return True
            case ast.Expr(value=ast.Call(func=ast.Attribute(attr="fail") | ast.Name(id="fail"))):
                return True
            case ast.Expr(value=ast.Call(func=ast.Attribute(attr="assertTrue"), args=[ast.Constant(value=False), *_])):
                return True
    return False


def verdict(body: list[ast.stmt]) -> bool | None:
    """Whether these statements tell the learner right (True) or wrong (False); None if they tell nothing."""
    for statement in body[:4]:
        match statement:
            case ast.Raise(exc=raised):
                return (
                    False
                    if raised is not None and ("Assertion" in ast.dump(raised) or "rror" in ast.dump(raised))
                    else None
                )
            case ast.Expr(value=ast.Call(func=ast.Name(id="print" | "display"), args=[first, *_])):
                words = " ".join(
                    n.value for n in ast.walk(first) if isinstance(n, ast.Constant) and isinstance(n.value, str)
                )
                found = _FAILS.search(words)
                if found:
                    return not re.search(r"(?i)incorrect|wrong|try again|fail|not |mistake|error", words)
            case ast.Expr(value=ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="append"))):
                if "fail" in name:
                    return False
    return None
