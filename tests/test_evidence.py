"""What the pages say of their precision is what people judged, and what falls short is off."""

import importlib.util
import sys
from pathlib import Path

import pytest

from courselint import catalogue

FILE = Path(__file__).parents[1] / "benchmarks/evidence.py"
SPEC = importlib.util.spec_from_file_location("courselint_benchmarks_evidence", FILE)
# Dataclasses look their module up by its name.
evidence = sys.modules[SPEC.name] = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(evidence)

JUDGED = [rule for rule in catalogue.bundled() if evidence.verdicts(rule.id)]
# Fewer verdicts say too little to turn a rule off.
ENOUGH = 10
LEAST = 0.9


def precision(rule):
    given = evidence.verdicts(rule.id)
    return sum(verdict.is_right for verdict in given) / len(given)


@pytest.mark.parametrize("rule", JUDGED, ids=lambda rule: rule.id)
def test_page_gives_the_figures_of_its_verdicts(rule):
    assert rule.evidence is not None, f"{rule.id} has verdicts, and its page says nothing of them"
    assert rule.evidence.judged == len(evidence.verdicts(rule.id))
    assert rule.evidence.precision == pytest.approx(precision(rule), abs=0.00501)


@pytest.mark.parametrize("rule", JUDGED, ids=lambda rule: rule.id)
def test_rule_that_falls_short_is_off(rule):
    if rule.default and len(evidence.verdicts(rule.id)) >= ENOUGH:
        assert precision(rule) >= LEAST


@pytest.mark.parametrize("file", sorted(evidence.VERDICTS.glob("*.tsv")), ids=lambda file: file.stem)
def test_verdicts_are_of_a_rule_and_of_one_form(file):
    head, *rows = file.read_text(encoding="utf-8").splitlines()
    assert file.stem in {rule.id for rule in catalogue.bundled()}
    assert head == "path\tfingerprint\tverdict"
    for row in rows:
        path, fingerprint, verdict = row.split("\t")
        assert "/" in path
        assert len(fingerprint) == 16
        assert verdict in ("right", "wrong")
