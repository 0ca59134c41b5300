"""Findings stand on the exact characters, and fixes leave code that parses and compares with a tolerance."""

import ast

import pytest
from floatreading import cells, findings, flagged, module, rules

from courselint.sources.editing import replaced


def test_finding_stands_on_the_comparison_behind_an_emoji():
    document = cells("# %%\nassert ok, '🎲🎲'; assert w == 0.3104, 'no 🎲'\n")
    [(rule, hit)] = findings(document)
    assert (rule, flagged(hit)) == ("FLT001", "w == 0.3104")
    assert hit.text.in_source(hit.span).start == document.sources[0].text.index("w == 0.3104")


def test_literal_in_another_cell_is_related():
    document = cells("# %%\nexpected = [1, 0.3104]\n# %%\nassert fit(x) == expected\n")
    [(_, hit)] = findings(document)
    [related] = hit.related
    assert related.text.source == 0
    assert related.text.text[related.span.start : related.span.end] == "0.3104"


@pytest.mark.parametrize(
    ("imports", "comparison", "fixed"),
    [
        ("import math", "f(x) == 0.3104", "math.isclose(f(x), 0.3104, rel_tol=1e-9)"),
        ("import numpy as np", "f(x) == 0.3104", "np.isclose(f(x), 0.3104, rtol=1e-9)"),
        ("import numpy as np", "f(x) == [0.3104, 0.7]", "np.allclose(f(x), [0.3104, 0.7], rtol=1e-9)"),
        ("import pytest", "f(x) == {'a': 0.3104}", "f(x) == pytest.approx({'a': 0.3104}, rel=1e-9)"),
        ("import numpy as np", "f(x) == weights[0]", "np.isclose(f(x), weights[0], rtol=1e-9)"),
        ("import numpy as np", "f(x) == weights", "np.allclose(f(x), weights, rtol=1e-9)"),
        ("import math", "f(x) == slope", "math.isclose(f(x), slope, rel_tol=1e-9)"),
        ("import os", "f(x) == 0.3104", "math.isclose(f(x), 0.3104, rel_tol=1e-9)"),
        ("import numpy as np", "f(x) == {'a': 0.3104}", None),
        ("import math", "1 < f(x) == 0.3104", None),
    ],
)
def test_fix_uses_the_idiom_at_hand(imports, comparison, fixed):
    document = module(f"{imports}\nweights = [0.3104, 0.7]\nslope = 0.3104 if half else 0.7\nassert {comparison}\n")
    [(_, hit)] = findings(document)
    if fixed is None:
        assert hit.fix is None
        return
    changed = replaced(document.sources[0].text, [(edit.span, edit.content) for edit in hit.fix.edits])
    ast.parse(changed)
    assert changed.endswith(f"assert {fixed}\n")
    assert rules(module(changed)) == []


def test_tuple_is_unwrapped():
    document = module("assert (rank == 2, 'full rank')\n")
    [(_, hit)] = findings(document)
    [edit] = hit.fix.edits
    assert edit.content == "rank == 2, 'full rank'"


def test_one_finding_an_assertion():
    assert rules(module("assert f(x) == 0.3104 and g(x) == 0.7 and math.sqrt(h(x)) == 2\n")) == ["FLT001"]
