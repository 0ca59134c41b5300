"""What a loose pattern is said to take, it takes; sound patterns, and those of words, are left alone."""

import re

import pytest

from courselint.checks.loose_regex_key import check
from courselint.model import Option, Question, Text


def found(*patterns: str, form: str = "runestone") -> list[str]:
    options = tuple(Option(Text.plain(pattern), True, is_pattern=True) for pattern in patterns)
    return [hit.values["wrong"] for hit in check(Question("short-answer", form, Text.plain("How much?"), options))]


@pytest.mark.parametrize(
    "pattern",
    [
        "1.53.*", "-0.617.*", ".98|.976.*", "(.5|.50|0.50)", "^0?.26$", r"\s*19.5\s*", r"\-2.5", "[0]?.75", "(?:3.14)",
        "1236.04.*", "23|24", "^7|seven", r"seven|7", r"1\.5|1\.50", r"12.5\d*",
    ],
)  # fmt: skip
def test_the_wrong_answer_passes(pattern):
    (wrong,) = found(pattern)
    assert re.search(rf"^\s*{pattern}\s*$", wrong)
    assert not re.fullmatch(r"\s*" + pattern.replace(r"\.", ".").replace(".", r"\.") + r"\s*", wrong)


@pytest.mark.parametrize(
    "pattern",
    [
        r"19\.5", r"(23|24)", "^23$|^24$", "00.07.22", "the (mean|mode)", "cat|dog", "[-.5]", "a.5", "42", "x.5", "1,5",
        "192.168.0.1", r"(0\.50?|\.50?|1/2)", "3.*", "[^.5]",
    ],
)  # fmt: skip
def test_what_is_tight_or_no_number_is_left_alone(pattern):
    assert found(pattern) == []


def test_answers_of_a_grader_that_joins_them_are_alternatives():
    assert found("7", "seven", form="olx") == ["70"]
    assert found("7", "seven", form="moodle") == []
    assert found("7", form="olx") == []
