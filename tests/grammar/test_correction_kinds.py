"""Which small edits of authors count as mended errors when the benchmarks mine labels, and of what kind."""

import importlib.util
import sys
from pathlib import Path

import pytest

FILE = Path(__file__).parents[2] / "benchmarks/correction_kinds.py"
SPEC = importlib.util.spec_from_file_location("courselint_benchmarks_correction_kinds", FILE)
kinds = sys.modules[SPEC.name] = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(kinds)

WORDS = frozenset(
    "result results centred centered cannot can not its it's lets let's matrix vector mean means loss lose is are "
    "small tiny model scalar scale compute computed their there of to".split()
)


def kind(wrong, right, before="", after=""):
    return kinds.kind_of(wrong.split(), right.split(), before, after, WORDS.__contains__)


@pytest.mark.parametrize(
    ("wrong", "right", "expected"),
    [
        ("a", "an", "a/an"),
        ("its", "it's", "apostrophe"),
        ("result", "results", "agreement"),
        ("is", "are", "agreement"),
        ("compute", "computed", "inflection"),
        ("there", "their", "real-word"),
        ("scale", "scalar", "real-word"),
        ("", "to", "missing-word"),
        ("of", "", "extra-word"),
    ],
)
def test_a_mended_slip_has_its_kind(wrong, right, expected):
    assert kind(wrong, right) == expected


def test_a_word_left_out_beside_itself_was_doubled():
    assert kind("of", "", before="mean", after="of") == "doubled"


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("centred", "centered"),
        ("small", "tiny"),
        ("a", "the"),
        ("Matrix", "matrix"),
        ("", "that"),
        ("x1", "x2"),
        ("matrix", "vector"),
    ],
)
def test_style_content_and_varieties_are_no_errors(wrong, right):
    assert kind(wrong, right) is None


@pytest.mark.parametrize(
    ("right", "after", "is_sound"),
    [
        ("an", " hour later", True),
        ("an", " unit vector", False),
        ("a", " unit vector", True),
        ("an", " MLP with two layers", True),
        ("a", " URL", True),
        ("an", " great example", False),
        ("an", " \ue000 of them", False),
    ],
)
def test_an_article_is_a_label_only_where_the_next_word_settles_it(right, after, is_sound):
    assert kinds.is_sound("a/an", "a", right, after) is is_sound
