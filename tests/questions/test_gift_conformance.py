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
from courselint.sources.quizzes import gift

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
    expected, groups, group = [], [], ""
    for entry in json.loads(path.with_suffix(".json").read_text("utf-8")):
        if entry["type"] == "Category":
            group = entry["title"]
        else:
            expected.append(wanted(entry))
            groups.append(group)
    assert not faults
    assert [shown(question) for question in questions] == expected
    assert [question.group for question in questions] == groups


def shown(question: Question) -> dict[str, object]:
    feedback = [said(option.feedback) for option in question.options]
    is_weighed = question.kind in ("choice", "short-answer")
    return {
        "kind": question.kind,
        "title": squeeze(question.title),
        "stem": said(question.stem),
        "options": [] if question.kind == "true-false" else [said(option.text) for option in question.options],
        "truth": [option.text.text[0].upper() == "T" for option in question.options if question.kind == "true-false"],
        "keys": [option.is_key for option in question.options if is_weighed],
        "weights": [option.weight for option in question.options if is_weighed],
        "is_single": question.is_single if question.kind == "choice" else None,
        "numbers": [(number.low, number.high, number.tolerance) for number in question.numbers],
        "option feedback": feedback if is_weighed else [said(number.feedback) for number in question.numbers],
        "feedback": sorted(
            filter(None, [*feedback, *map(said, question.feedback), *(said(n.feedback) for n in question.numbers)])
        ),
    }


def wanted(entry: dict) -> dict[str, object]:
    choices = entry.get("choices") or entry.get("matchPairs") or []
    kind = TYPES[entry["type"]]
    options, keys, weights, numbers, comments = [], [], [], [], []
    is_single = None
    feedback = [entry.get("globalFeedback"), entry.get("trueFeedback"), entry.get("falseFeedback")]
    if kind == "numeric":
        for choice in choices if isinstance(choices, list) else [{"isCorrect": True, "text": choices}]:
            feedback.append(choice.get("feedback"))
            if choice["isCorrect"] and choice.get("weight") != 0:
                numbers.append(interval(choice["text"]))
                comments.append(commented(choice))
    elif kind == "matching":
        for pair in choices:
            options += [squeeze(pair["subquestion"]["text"]), squeeze(pair["subanswer"])]
    else:
        has_right = any(choice["isCorrect"] for choice in choices)
        for choice in choices:
            options.append(squeeze(choice["text"]["text"]))
            feedback.append(choice.get("feedback"))
            comments.append(commented(choice))
            weights.append(choice["weight"])
            if kind == "choice":
                keys.append(choice["isCorrect"] if has_right else (choice["weight"] or 0) > 0)
                is_single = has_right
            else:
                keys.append(choice["isCorrect"] and choice["weight"] != 0)
    return {
        "kind": kind,
        "title": squeeze(entry["title"] or ""),
        "stem": squeeze(entry["stem"]["text"]),
        "options": options,
        "truth": [entry["isTrue"]] if kind == "true-false" else [],
        "keys": keys,
        "weights": weights,
        "is_single": is_single,
        "numbers": numbers,
        "option feedback": comments,
        "feedback": sorted(squeeze(part["text"]) for part in feedback if part and part["text"]),
    }


def interval(number: dict) -> tuple[float, float, float | None]:
    if number["type"] == "high-low":
        return number["numberLow"], number["numberHigh"], None
    width = number.get("range")
    return number["number"] - (width or 0), number["number"] + (width or 0), width


def commented(choice: dict) -> str:
    return squeeze(choice["feedback"]["text"]) if choice.get("feedback") else ""


def said(text: Text | None) -> str:
    return squeeze(text.text) if text is not None else ""


def squeeze(text: str) -> str:
    """Line breaks and blanks, also round a missing word, are laid out differently by the suite's parser."""
    return re.sub(r"\s+", " ", text.replace("_____", " _____ ")).strip()
