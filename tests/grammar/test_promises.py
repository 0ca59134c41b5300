"""What every grammar rule promises for whatever text: exact spans, no masked piece, mending fixes, linear time."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courselint.analysis.wording import word_set
from courselint.model import Text, is_placeholder
from tests.grammar.reading import CHECKS, fixed, hits

PIECES = st.sampled_from(
    [
        *sorted(
            word_set(
                """the The a A an item unit it's its own lets let's go see these model's model is are was has then than
                better rather we they can will could of does not works used to be been use has became each parameters
                one method such us there their your you're other quite quiet bit principle components if when notebook
                run you 8 11 x 😀 é . , ; : ( ) " “ ” - / \ue000 \ue001"""
            )
        ),
        "\n",
        "\n\n",
        "",
    ]
)
PROSE = st.lists(PIECES, max_size=30).map(" ".join)

HOSTILE = {
    "one word": "the " * 20_000,
    "one long word": "a" * 80_000,
    "spaces": "the" + " " * 80_000 + "the",
    "letters": "a a " * 20_000,
    "line breaks": "can\n" * 20_000,
    "openers": "if it is better and " * 4_000,
    "almost": "one of the most most " * 3_800,
    "apostrophes": "it'" * 26_000,
    "modals": "we can not also " * 5_000,
    "articles": "a an " * 16_000,
    "ticks": "`the " * 16_000,
    "dollars": "$" * 80_000,
}


@pytest.mark.parametrize("rule_id", CHECKS)
@settings(max_examples=60, deadline=None)
@given(text=PROSE)
def test_hits_stand_inside_the_text_and_touch_no_masked_piece(rule_id, text):
    for hit in hits(rule_id, text):
        assert 0 <= hit.span.start < hit.span.end <= len(text)
        assert not any(map(is_placeholder, text[hit.span.start : hit.span.end]))


@pytest.mark.parametrize("rule_id", ["GRM001", "GRM002"])
@settings(max_examples=100, deadline=None)
@given(text=PROSE)
def test_applied_safe_fix_removes_its_finding(rule_id, text):
    found = hits(rule_id, text)
    assert len(hits(rule_id, fixed(text, found))) < max(len(found), 1)


@pytest.mark.parametrize("rule_id", CHECKS)
def test_hostile_text_takes_linear_time(rule_id):
    hits(rule_id, "warm up")
    for name, text in HOSTILE.items():
        item = Text.plain(text, kind="stem")
        fastest = min(_seconds(rule_id, item) for _ in range(2))
        assert fastest < 3, name  # a tenth of a second on an idle machine


def test_a_run_of_one_word_is_one_finding():
    assert len(hits("GRM001", HOSTILE["one word"])) == 1


def _seconds(rule_id: str, item: Text) -> float:
    start = time.perf_counter()
    hits(rule_id, item)
    return time.perf_counter() - start
