"""Options that name other options by letter are told by one rule, never by two."""

import pytest

from courselint.checks import catch_all_option, combined_options
from courselint.model import Option, Question, Text


def found(stem: str, last: str, *, is_shuffled: bool) -> list[str]:
    texts = ("heapsort", "quicksort", "merge sort", last)
    options = tuple(Option(Text.plain(text), text == last) for text in texts)
    question = Question("choice", "gift", Text.plain(stem), options, is_shuffled=is_shuffled)
    return [hit.message for check in (catch_all_option, combined_options) for hit in check.check(question)]


STEM = "Which of these sorts in place?"


@pytest.mark.parametrize(
    ("stem", "last", "shuffled", "fixed"),
    [
        (STEM, "Both A and B", ["lettered"], ["combined"]),
        (STEM, "both (a) and (b)", ["lettered"], ["combined"]),
        (STEM, "A and B", ["lettered"], ["combined"]),
        (STEM, "A, B and C", ["lettered"], ["combined"]),
        (STEM, "Options 1 and 2", ["lettered"], ["combined"]),
        # These may be names.
        (STEM, "a and b", [], ["combined"]),
        (STEM, "A, B, C", [], ["combined"]),
        ("Let B be a heap. Which sorts in place?", "A and B", [], ["combined"]),
        # Statements of the stem stay where they are.
        ("Which hold?\nA. It sorts in place.\nB. It is stable.", "A and B", ["stated"], ["stated"]),
        (STEM, "Both of the above", ["shuffled"], ["found"]),
        (STEM, "bubble sort", [], []),
    ],
)
def test_one_rule_speaks_of_an_option_that_joins_others(stem: str, last: str, shuffled: list[str], fixed: list[str]):
    assert found(stem, last, is_shuffled=True) == shuffled
    assert found(stem, last, is_shuffled=False) == fixed
