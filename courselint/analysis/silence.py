"""Assertions that tell a learner whose answer fails neither what was expected nor what came."""

from __future__ import annotations

import ast
from pathlib import PurePosixPath
from typing import Literal

from courselint.analysis.accesspaths import paths, share
from courselint.analysis.gates import Gate
from courselint.model import Document

Silence = Literal["bare", "onesided"]


def is_plain(document: Document, imported: frozenset[str]) -> bool:
    """Whether learners see its assertions as Python shows them: pytest and unittest add both values."""
    if document.format == "notebook":
        return True
    name = PurePosixPath(document.path).stem
    is_collected = name.startswith("test_") or name.endswith("_test")
    return document.is_test and not is_collected and not imported & {"pytest", "unittest"}


def silence(statement: ast.stmt, gates: list[Gate]) -> Silence | None:
    """What is missing from the message of an `assert` that compares two values."""
    if not isinstance(statement, ast.Assert) or len(gates) != 1 or isinstance(statement.test, ast.BoolOp):
        return None
    gate = gates[0]
    if not gate.is_equality or gate.operator not in ("==", "≈"):
        return None
    if statement.msg is None:
        return "bare"
    shown, left, right = paths(statement.msg), paths(gate.left), paths(gate.right)
    if not shown or not left or not right:
        # A value that is written in the test may be written in its message too.
        return None
    return "onesided" if share(shown, left) is not share(shown, right) else None
