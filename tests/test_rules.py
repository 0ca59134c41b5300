"""Every page keeps its promises: its bad examples give their findings, its good ones none."""

import pytest

from courselint import catalogue
from courselint.pagetest import problems
from courselint.spelling.speller import Speller

RULES = catalogue.bundled()
SPELLER = Speller()
# What only a fault of ours can cause has no example; tests/test_examination.py causes one.
WITHOUT_EXAMPLES = {"NBK900"}


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.id not in WITHOUT_EXAMPLES], ids=lambda rule: rule.id)
def test_page_keeps_its_promises(rule):
    assert list(problems(rule, SPELLER)) == []
