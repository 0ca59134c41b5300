"""Equal numbers in two forms are a fault only where the form isn't what is asked."""

import pytest

from courselint.checks import equal_valued_options
from courselint.model import Option, Question, Text


@pytest.mark.parametrize(
    ("stem", "feedback", "count"),
    [
        ("What is the probability of three heads?", "", 1),
        ("What is the probability of three heads, in %?", "", 0),
        ("What is the probability of three heads in per cent?", "", 0),
        ("Give the probability of three heads as a percentage.", "", 0),
        ("What is the share, in decimal form?", "", 0),
        ("What is the share in scientific notation?", "", 0),
        ("What is the share, as a ratio?", "", 0),
        ("What is the share?", "Give it as a percentage.", 0),
        ("What is the share?", "The simplest form was wanted.", 0),
        ("What is the share?", "Multiply the three fractions.", 1),
    ],
)
def test_asking_for_a_form_makes_equal_values_the_point(stem: str, feedback: str, count: int):
    options = tuple(Option(Text.plain(text), text == "12.5%") for text in ("0.125", "12.5%", "0.25"))
    question = Question("choice", "gift", Text.plain(stem), options, feedback=(Text.plain(feedback),))
    assert len(list(equal_valued_options.check(question))) == count
