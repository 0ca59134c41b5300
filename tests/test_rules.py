"""Every page keeps its promises: its bad examples give their findings, its good ones none."""

from functools import partial

import pytest

from courselint import catalogue
from courselint.grammar.answers import AnswerCache
from courselint.grammar.client import Client
from courselint.grammar.endpoints import OwnServer
from courselint.grammar.installation import lacking
from courselint.pagetest import problems
from courselint.spelling.speller import Speller
from tests.conftest import missing

RULES = catalogue.bundled()
SPELLER = Speller()
# What only a fault of ours, or of a server, can cause has no example; tests/test_examination.py and
# tests/grammar/test_engine.py cause them.
WITHOUT_EXAMPLES = {"NBK900", "GRM900"}
WITH_EXAMPLES = [rule for rule in RULES if rule.id not in WITHOUT_EXAMPLES]


@pytest.mark.parametrize("rule", [rule for rule in WITH_EXAMPLES if rule.needs is None], ids=lambda rule: rule.id)
def test_page_keeps_its_promises(rule):
    assert list(problems(rule, SPELLER)) == []


@pytest.mark.slow
def test_pages_that_need_languagetool_keep_their_promises():
    if lacking():
        missing("LanguageTool")
    with Client(OwnServer(), AnswerCache(None)) as client:
        answer = partial(client.answer, language="en-US")
        for rule in WITH_EXAMPLES:
            if rule.needs == "grammar":
                assert list(problems(rule, SPELLER, answer)) == []
