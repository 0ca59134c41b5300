"""jupyterquiz questions, in JSON files and as Python literals in notebook cells.

The format: https://github.com/jmshea/jupyterquiz (types `multiple_choice`, `many_choice`, `numeric`, `string`).
"""

from __future__ import annotations

import ast
import re
from dataclasses import replace

from courselint import rawjson
from courselint.model import Code, Fault, Question, Span
from courselint.sources.quizzes.jupyterquestion import NEEDED, is_question, read_question
from courselint.sources.quizzes.quizliteral import PythonLiterals, Series, from_json, sound_records


def read_json(text: str) -> tuple[tuple[Question, ...], tuple[Fault, ...]] | None:
    """The questions of a JSON file, and what is wrong with it; None when it isn't a quiz of this format."""
    faults: list[Fault] = []
    try:
        root = from_json(rawjson.parse(text))
    except rawjson.JSONFault as error:
        if not all(mark.search(text) for mark in _SIGNS):
            return None
        faults.append(Fault(error.message, Span(error.offset, error.offset + 1), 0))
        items = tuple(sound_records(text, "question"))
    else:
        if not isinstance(root, Series) or not any(is_question(item) for item in root.items):
            return None
        items = root.items
    questions = tuple(question for item in items if (question := read_question(item, faults)) is not None)
    return questions, tuple(faults)


def read_code(code: Code) -> tuple[Question, ...]:
    """The questions written as literals in a cell or module, wherever they stand in it."""
    if code.tree is None or not all(name in code.text for name in NEEDED):
        return ()
    literals: PythonLiterals | None = None
    questions: list[Question] = []
    is_shuffled = True
    for node in ast.walk(code.tree):
        if isinstance(node, ast.Call):
            is_shuffled = is_shuffled and not any(map(_keeps_order, node.keywords))
        elif isinstance(node, ast.Dict) and NEEDED.issubset(_constants(node)):
            literals = literals or PythonLiterals(code)
            datum = literals.read(node)
            if is_question(datum) and (question := read_question(datum, [])) is not None:
                questions.append(question)
    if not is_shuffled:
        questions = [replace(question, is_shuffled=False) for question in questions]
    return tuple(sorted(questions, key=_place))


_SIGNS = (
    re.compile(r'"question"\s*:'),
    re.compile(r'"answers"\s*:'),
    re.compile(r'"type"\s*:\s*"(?:multiple_choice|many_choice|numeric|string)"'),
)


def _constants(node: ast.Dict) -> list[object]:
    return [key.value for key in node.keys if isinstance(key, ast.Constant)]


def _place(question: Question) -> int:
    return question.stem.in_source(Span(0, 0)).start


def _keeps_order(keyword: ast.keyword) -> bool:
    value = keyword.value
    return keyword.arg == "shuffle_answers" and isinstance(value, ast.Constant) and value.value is False
