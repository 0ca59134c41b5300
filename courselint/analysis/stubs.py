"""What stands in a course where the learner is to write: comments that say so, and values that hold the place."""

from __future__ import annotations

import ast
import re
from bisect import bisect_left

from courselint.analysis.values import Value

LONGEST_COMMENT = 400
# What courses write where the learner's code goes, and graders cut it out.
_TO_WRITE = re.compile(
    r"(?i)\b(?:your|start|write|insert|add|enter|fill|complete|implement)\b.{0,40}"
    r"\b(?:code|here|solution|implementation|answer|in|this|function)\b|\btodo\b"
)


def marked_lines(text: str) -> list[int]:
    """The numbers of the lines that tell the learner to write, from 1 and in order."""
    found: list[int] = []
    for number, line in enumerate(text.split("\n"), 1):
        _, mark, comment = line.partition("#")
        if "____" in line or (mark and _TO_WRITE.search(comment[:LONGEST_COMMENT])):
            found.append(number)
    return found


def is_marked(function: ast.FunctionDef | ast.AsyncFunctionDef, lines: list[int]) -> bool:
    """Whether one of these lines stands between the function's first and last."""
    index = bisect_left(lines, function.lineno)
    return index < len(lines) and lines[index] <= (function.end_lineno or 0)


def is_placeholder(node: ast.expr) -> bool:
    """`None` and `...`: what stands there until somebody gives the value."""
    return isinstance(node, ast.Constant) and (node.value is None or node.value is Ellipsis)


def is_start(value: Value) -> bool:
    """Whether it is as plain as what courses give a result before the learner works it out: 0, "", [], (0, zeros)."""
    if value.items:
        return any(is_start(item) for item in value.items)
    return value.constant is not None or value.items == () or value.fields == {}
