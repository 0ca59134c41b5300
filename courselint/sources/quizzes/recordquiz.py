"""Questions in records of no named format: in JSON files, and as literals and calls in Python code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import msgspec

from courselint import rawjson
from courselint.model import Code, Question, Span
from courselint.sources.quizzes import jupyterquestion, quizkeys
from courselint.sources.quizzes.quizkeys import FORMAT
from courselint.sources.quizzes.quizliteral import Datum, PythonLiterals, Record, Scalar, Series, from_json
from courselint.sources.quizzes.quizrecord import Candidate, Choice, candidate, choices_of, has_parts, string

__all__ = ("FORMAT", "read_code", "read_json")

# In characters; larger JSON is data.
LARGEST = 4 * 2**20


def read_json(text: str) -> tuple[Question, ...]:
    """The questions of a JSON file, if it holds any."""
    if len(text) > LARGEST or not _has_sign(text):
        return ()
    try:
        # Most JSON of that look is data: this is told in a hundredth of the time that places take.
        if not _may_hold(msgspec.json.decode(text)):
            return ()
        root = from_json(rawjson.parse(text))
    except (msgspec.DecodeError, rawjson.JSONFault, RecursionError):
        return ()
    return quizkeys.questions(found for record in _records(root) if (found := candidate(record)) is not None)


def read_code(code: Code) -> tuple[Question, ...]:
    """The questions written as literals in a cell or module, wherever they stand in it."""
    if code.tree is None or not _has_sign(code.text):
        return ()
    literals = PythonLiterals(code)
    found: list[Candidate] = []
    for node in ast.walk(code.tree):
        if isinstance(node, ast.Dict) and _has_parts(node):
            record = literals.read(node)
            if isinstance(record, Record) and not jupyterquestion.is_question(record):
                found += [each] if (each := candidate(record)) is not None else []
        elif isinstance(node, ast.Call) and (name := _CALL.search(_callee(node))):
            found += [each] if (each := _called(node, name[0].lower(), literals)) is not None else []
    found.sort(key=lambda each: each.stem.in_source(Span(0, 0)).start)
    return quizkeys.questions(found, has_proof=any(each.key_name.startswith("(") for each in found))


# One of these is part of each name of options, and of each call.
_SIGNS = ("options", "choice", "answers", "alternatives", "distractors", "mcq", "question")
_CALL = re.compile(r"(?:multiple_?choice|single_?choice|\bmcq\b|quiz_?question|choice_?question)\w*", re.IGNORECASE)


def _has_sign(text: str) -> bool:
    lowered = text.lower()
    return any(sign in lowered for sign in _SIGNS)


def _records(root: Datum) -> Iterator[Record]:
    """All records, in order; those in options are told apart by having no stem with options of their own."""
    pending = [root]
    while pending:
        datum = pending.pop()
        if isinstance(datum, Series):
            pending.extend(reversed(datum.items))
        elif isinstance(datum, Record):
            yield datum
            pending.extend(reversed(list(datum.fields.values())))


def _may_hold(value: object) -> bool:
    """Whether plain data has a record with the names of a stem and of options somewhere."""
    pending = [value]
    while pending:
        match pending.pop():
            case dict() as record:
                if has_parts(record):
                    return True
                pending.extend(record.values())
            case list() as items:
                pending.extend(items)
    return False


def _has_parts(node: ast.Dict) -> bool:
    return has_parts(key.value for key in node.keys if isinstance(key, ast.Constant) and isinstance(key.value, str))


def _callee(node: ast.Call) -> str:
    match node.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _called(node: ast.Call, name: str, literals: PythonLiterals) -> Candidate | None:
    """A call that makes a question: a string, a list of strings, and then the right one of them."""
    given = [literals.read(each) for each in (*node.args, *(keyword.value for keyword in node.keywords))]
    at = next((n for n, datum in enumerate(given) if isinstance(datum, Series)), -1)
    if at < 1 or at + 1 >= len(given):
        return None
    stem = next((text for datum in given[:at] if (text := string(datum, "stem")) is not None), None)
    choices, key = choices_of(given[at]), given[at + 1]
    if stem is None or len(choices) < 2 or not isinstance(key, Scalar) or not key.is_known:
        return None
    if not key.is_string and key.number is None:
        return None
    if key.is_string and not any(
        quizkeys.plain(choice.text.text) == quizkeys.plain(key.text.text) for choice in choices
    ):
        # The widget that courses copy from each other appends the right answer where it isn't among the options.
        if "multiplechoice_widget" not in name:
            return None
        choices = (*choices, Choice(key.text))
    feedback = tuple(text for datum in given[at + 2 :] if (text := string(datum, "feedback")) is not None and text.text)
    return Candidate(stem, choices, (key,), f"({name})", feedback=feedback)
