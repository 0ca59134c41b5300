"""The questions of the reference GIFT grammar read to the answers that its authors give."""

import json
import re
from pathlib import Path

import pytest

from courselint.model import Question, Text
from courselint.sources import gift

SUITE = Path(__file__).parents[3] / "shared/quizzes/fuhrmanator+GIFT-grammar-PEG.js/tests/questions"
CASES = [path for path in sorted(SUITE.glob("*.gift")) if path.with_suffix(".json").exists()] if SUITE.is_dir() else []
TYPES = {
    "MC": "choice",
    "TF": "true-false",
    "Numerical": "numeric",
    "Short": "short-answer",
    "Matching": "matching",
    "Essay": "essay",
    "Description": "description",
}

pytestmark = pytest.mark.skipif(not CASES, reason="the GIFT conformance suite is not here")


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
