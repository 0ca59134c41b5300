"""A sound quiz is quiet in every format, and each fault put into it is found by the right rule at the right place."""

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))
import mutants

ENOUGH = 12


@pytest.mark.parametrize("name", mutants.FORMATS)
def test_faults_are_found_and_nothing_else(name):
    form = mutants.FORMATS[name]
    for text, mutant in mutants.mutants(form, ENOUGH, seed=7):
        assert mutants.findings(form.name, text) == ()
        found = mutants.findings(form.name, mutant.text, has_picture=not mutant.without_picture)
        assert mutants.is_caught(mutant, found), (mutant.fault, found, mutant.text)
