"""The questions of the reference GIFT grammar read without a fault, and to the answers that its authors give.

The answers are JSON files that the shared corpus lacks: to hold the reader to them, unpack
fuhrmanator/GIFT-grammar-PEG.js and name its `tests/questions` in COURSELINT_GIFT_SUITE.
"""

import json
import os
import re
from collections import Counter
from pathlib import Path

import pytest

from courselint.model import Question, Text
from courselint.sources import gift

SHARED = Path(__file__).parents[3] / "shared/quizzes/fuhrmanator+GIFT-grammar-PEG.js/tests/questions"
SUITE = Path(os.environ.get("COURSELINT_GIFT_SUITE", SHARED))
FILES = sorted(SUITE.glob("*.gift"))
CASES = [path for path in FILES if path.with_suffix(".json").exists()]
# Files whose questions are many or of several kinds; each of the others holds one or two, descriptions aside.
KINDS = {
    "category1": {},
    "categorySpecialCharacter": {},
    "giftFormatPhpExamples": {"choice": 4, "true-false": 1, "short-answer": 2, "numeric": 2, "matching": 1},
    "markdown": {"description": 4},
    "mc5": {"choice": 4},
    "numerical1": {"numeric": 10},
    "options1": {"numeric": 1, "short-answer": 4, "choice": 8, "true-false": 1},
    "TFTwoFeedback": {"true-false": 3},
}
TYPES = {
    "MC": "choice",
    "TF": "true-false",
    "Numerical": "numeric",
    "Short": "short-answer",
    "Matching": "matching",
    "Essay": "essay",
    "Description": "description",
}


@pytest.mark.skipif(not FILES, reason="the questions of the GIFT grammar are not here")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_files_are_read_without_a_fault_and_all_questions_found(path):
    questions, faults, _ = gift.read(path.read_text(encoding="utf-8"))
    kinds = Counter(question.kind for question in questions)
    assert not faults
    if path.stem in KINDS:
        assert kinds == KINDS[path.stem]
    else:
        assert 1 <= kinds.total() - kinds["description"] <= 2


@pytest.mark.skipif(not CASES, reason="the answers of the GIFT conformance suite are not here (COURSELINT_GIFT_SUITE)")
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_questions_read_to_the_suites_answers(path):
    questions, faults, _ = gift.read(path.read_text(encoding="utf-8"))
    expected = [
        entry for entry in json.loads(path.with_suffix(".json").read_text("utf-8")) if entry["type"] != "Category"
    ]
    assert not faults
    assert [shown(question) for question in questions] == [wanted(entry) for entry in expected]


def shown(question: Question) -> dict[str, object]:
    feedback = [said(option.feedback) for option in question.options]
    return {
        "kind": question.kind,
        "title": squeeze(question.title),
        "stem": said(question.stem),
        "options": [] if question.kind == "true-false" else [said(option.text) for option in question.options],
        "keys": [o.is_key for o in question.options] if question.kind == "choice" else [],
        "weights": [option.weight for option in question.options] if question.kind == "choice" else [],
        "numbers": [(number.low, number.high) for number in question.numbers],
        "feedback": sorted(
            filter(None, [*feedback, *map(said, question.feedback), *(said(n.feedback) for n in question.numbers)])
        ),
    }


def wanted(entry: dict) -> dict[str, object]:
    choices = entry.get("choices") or entry.get("matchPairs") or []
    kind = TYPES[entry["type"]]
    options, keys, weights, numbers = [], [], [], []
    feedback = [entry.get("globalFeedback"), entry.get("trueFeedback"), entry.get("falseFeedback")]
    if kind == "numeric":
        for choice in choices if isinstance(choices, list) else [{"isCorrect": True, "text": choices}]:
            feedback.append(choice.get("feedback"))
            if choice["isCorrect"] and choice.get("weight") != 0:
                numbers.append(interval(choice["text"]))
    elif kind == "matching":
        for pair in choices:
            options += [squeeze(pair["subquestion"]["text"]), squeeze(pair["subanswer"])]
    else:
        has_right = any(choice["isCorrect"] for choice in choices)
        for choice in choices:
            options.append(squeeze(choice["text"]["text"]))
            feedback.append(choice.get("feedback"))
            if kind == "choice":
                keys.append(choice["isCorrect"] if has_right else (choice["weight"] or 0) > 0)
                weights.append(choice["weight"])
    return {
        "kind": kind,
        "title": squeeze(entry["title"] or ""),
        "stem": squeeze(entry["stem"]["text"]),
        "options": options,
        "keys": keys,
        "weights": weights,
        "numbers": numbers,
        "feedback": sorted(squeeze(part["text"]) for part in feedback if part and part["text"]),
    }


def interval(number: dict) -> tuple[float, float]:
    if number["type"] == "high-low":
        return number["numberLow"], number["numberHigh"]
    width = number.get("range") or 0
    return number["number"] - width, number["number"] + width


def said(text: Text | None) -> str:
    return squeeze(text.text) if text is not None else ""


def squeeze(text: str) -> str:
    """Line breaks and blanks, also round a missing word, are laid out differently by the suite's parser."""
    return re.sub(r"\s+", " ", text.replace("_____", " _____ ")).strip()
