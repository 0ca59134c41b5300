"""What one document tells, the rest of its course hears, in a real run as well as on a page."""

from dataclasses import fields

import pytest

from courselint.analysis.facts import Gathering
from courselint.model import Course, Facts
from tests.courses import check, lay_out

HELPERS = """import hashlib


def digest(answer):
    return hashlib.sha1(str(answer).encode()).hexdigest()
"""
TEST = """import numpy as np
from helpers import digest

spread = np.std(np.array([1.5, 2.5, 4.0])) * 3
assert digest(spread) == "b6589fc6ab0dc82cf12099d1c2d40ab994e8410c"
"""


def test_helper_of_another_module_that_hashes_is_heard_of(tmp_path):
    lay_out(tmp_path, {"helpers.py": HELPERS, "test_spread.py": TEST})
    assert [each.rule for each in check(tmp_path, select=("FLT008",)).diagnostics] == ["FLT008"]


@pytest.mark.parametrize("name", [field.name for field in fields(Facts) if field.name != "module"])
def test_every_kind_of_fact_reaches_the_course(name):
    told = {"mean": 2} if name == "words" else frozenset(["mean"])
    gathering = Gathering()
    gathering.add(Facts(**{name: told}))
    gathering.add(Facts())
    assert getattr(gathering.course(), name) == told
    assert name in {field.name for field in fields(Course)}


def test_names_in_the_code_of_a_question_are_words_of_the_course(tmp_path):
    bank = "What is `blist` after `blist \\= alist`? { =another name #blist is alist ~a copy #blist is no copy }\n"
    lay_out(tmp_path, {"bank.gift": bank})
    told = [each.text for each in check(tmp_path, select=("SPL001",)).diagnostics]
    assert not {"blist", "alist"} & set(told)
