"""Fixes of float comparisons and tests: what was flagged is gone, the code parses, and it is written as the file is."""

from __future__ import annotations

import ast

import pytest

from courselint import catalogue, sources
from courselint.examination import Plan, check_documents, ready
from courselint.fix import fix_document, is_wanted
from courselint.model import Document
from courselint.pagetest import Example, examples
from courselint.spelling.speller import Speller

SPELLER = Speller()
RULES = {rule.id: rule for rule in catalogue.bundled() if rule.family in ("FLT", "TST")}
BAD = [(rule, example) for rule in RULES.values() for example in examples(rule) if example.count]
# Their examples all have a fix.
FIXABLE = ("FLT001", "FLT002", "FLT005", "TST001")


def mended(files: dict[str, bytes], *rules: str) -> tuple[list[Document], list[str], int]:
    """The documents with all fixes of these rules, what the rules still find there, and how many were fixed."""
    plan = Plan(ready([RULES[rule] for rule in rules]), SPELLER)
    documents = [document for name, data in files.items() if (document := sources.read(name, data)) is not None]
    found = check_documents(documents, plan).diagnostics
    new: list[Document] = []
    fixed = 0
    for document in documents:
        wanted = [one for one in found if one.place.path == document.path and is_wanted(one, ("safe", "unsafe"))]

        def read(data: bytes, path: str = document.path) -> Document | None:
            return sources.read(path, data)

        result = fix_document(document, wanted, read)
        assert result.refused == ()
        fixed += len(result.taken)
        after = read(result.data)
        assert after is not None
        new.append(after)
    return new, [one.text for one in check_documents(new, plan).diagnostics if one.rule in rules], fixed


def statements(document: Document) -> list[str]:
    return [
        type(node).__name__
        for code in document.code
        if code.tree is not None
        for node in ast.walk(code.tree)
        if isinstance(node, ast.stmt) and not isinstance(node, ast.Import)
    ]


@pytest.mark.parametrize(("rule", "example"), BAD, ids=lambda value: getattr(value, "id", str(value)))
def test_after_the_fix_of_a_bad_example_its_rule_is_silent(rule: catalogue.Rule, example: Example):
    documents, left, fixed = mended(dict(example.files), rule.id)
    assert fixed == example.count or rule.id not in FIXABLE
    assert len(left) == example.count - fixed
    for before, after in zip(example.files.items(), documents, strict=True):
        old = sources.read(*before)
        assert old is not None
        assert statements(after) == statements(old)


def one_line(code: str, *rules: str) -> str:
    """What fixing makes of the last line of a test module."""
    documents, left, fixed = mended({"test_area.py": code.encode()}, *(rules or ("FLT001", "FLT002")))
    assert (left, fixed) == ([], 1), (left, fixed, code)
    return documents[0].sources[0].text.rstrip("\n").rpartition("\n")[2].strip()


def spelt(text: str) -> str:
    """With numbers of sixteen digits for their short names."""
    return text.replace("@", "12.566370614359172").replace("^", "0.7310585786300049")


COMPARISONS = [
    ("import numpy as np", "assert area(2) == @", "assert np.isclose(area(2), @, rtol=1e-9)"),
    ("import math", "assert area(2) == @, 'wrong'", "assert math.isclose(area(2), @, rel_tol=1e-9), 'wrong'"),
    ("from math import isclose", "assert area(2) == @", "assert isclose(area(2), @, rel_tol=1e-9)"),
    ("import math, pytest", "assert area(2)==@", "assert area(2)==pytest.approx(@, rel=1e-9)"),
    ("import pytest", "assert @ == area(2)", "assert pytest.approx(@, rel=1e-9) == area(2)"),
    ("import pytest", "assert unit(2) == [@, ^]", "assert unit(2) == pytest.approx([@, ^], rel=1e-9)"),
    (
        "import math\nimport numpy as np\nassert np.isclose(area(1), 3)",
        "assert area(2) == @",
        "assert np.isclose(area(2), @, rtol=1e-9)",
    ),
    ("import math", "assert area(2) == math.pi * 2**2", "assert math.isclose(area(2), math.pi * 2**2, rel_tol=1e-9)"),
    ("import math", "assert (area(2) + 1) == (@)", "assert math.isclose((area(2) + 1), (@), rel_tol=1e-9)"),
    ("import math", "assert(area(2)==@)", "assert(math.isclose(area(2), @, rel_tol=1e-9))"),
    (
        "import numpy as np",
        "assert (unit(2) == [@, ^]).all()",
        "assert np.allclose(unit(2), [@, ^], rtol=1e-9)",
    ),
    (
        "import numpy as np",
        "assert np.all(unit(2) == [@, ^])",
        "assert np.all(np.isclose(unit(2), [@, ^], rtol=1e-9))",
    ),
    (
        "import numpy as np",
        "assert np.array_equal(unit(2), [@, ^],)",
        "assert np.allclose(unit(2), [@, ^], rtol=1e-9)",
    ),
    (
        "import numpy as np",
        "np.testing.assert_array_equal(unit(2), [@, ^], 'wrong')",
        "np.testing.assert_allclose(unit(2), [@, ^], err_msg='wrong', rtol=1e-9)",
    ),
    (
        "import numpy as np\nfrom numpy.testing import assert_array_equal",
        "assert_array_equal(unit(2), [@, ^])",
        "np.testing.assert_allclose(unit(2), [@, ^], rtol=1e-9)",
    ),
    (
        "import torch",
        "assert torch.equal(unit(2), torch.tensor([@, ^]))",
        "assert torch.allclose(unit(2), torch.tensor([@, ^]), rtol=1e-5)",
    ),
]


@pytest.mark.parametrize(("imports", "before", "after"), COMPARISONS, ids=lambda text: text.splitlines()[-1])
def test_a_comparison_is_written_in_the_idiom_at_hand(imports, before, after):
    assert one_line(spelt(f"{imports}\n{before}\n")) == spelt(after)


CASE = "import unittest\n{}\n\nclass TestArea(unittest.TestCase):\n    def test_area(self):\n        {}\n"
METHODS = [
    ("", "self.assertEqual(area(2), @)", "self.assertAlmostEqual(area(2), @, delta=1e-8)"),
    ("", "self.assertEqual(area(1), ^, 'no')", "self.assertAlmostEqual(area(1), ^, msg='no', delta=1e-10)"),
    ("", "self.assertEqual(area(1), ^, msg='no')", "self.assertAlmostEqual(area(1), ^, msg='no', delta=1e-10)"),
    (
        "import numpy as np",
        "self.assertEqual(unit(2), [@, ^], msg='no')",
        "np.testing.assert_allclose(unit(2), [@, ^], err_msg='no', rtol=1e-9)",
    ),
]


@pytest.mark.parametrize(("imports", "before", "after"), METHODS, ids=lambda text: text[:60])
def test_a_method_of_unittest_becomes_its_tolerant_sister(imports, before, after):
    assert one_line(spelt(CASE.format(imports, before))) == spelt(after)


def test_a_missing_import_goes_where_the_others_are():
    code = '"""Tests of the area."""\nfrom __future__ import annotations\n\nimport os\n\nassert area(2) == @\n'
    documents, _, fixed = mended({"test_area.py": spelt(code).encode()}, "FLT001")
    assert fixed == 1
    assert documents[0].sources[0].text.splitlines()[3:5] == ["import math", "import os"]


def test_comparisons_that_run_over_lines_keep_them():
    code = "import math\nassert (\n    area(2)\n    == @\n), 'no'\nassert (rank(a) == 2,\n    'rank',)\n"
    documents, left, fixed = mended({"test_area.py": spelt(code).encode()}, "FLT001", "TST001")
    assert (left, fixed) == ([], 2)
    assert documents[0].sources[0].text == spelt(
        "import math\nassert (\n    math.isclose(area(2),\n    @, rel_tol=1e-9)\n), 'no'\n"
        "assert (rank(a) == 2), (\n    'rank')\n"
    )


@pytest.mark.parametrize(
    "comparison",
    [
        "import pytest\nassert keys(t) == {'kite', @}",
        "import pytest\nassert rows(t) == [('kite', 1), (@, 37)]",
        "import numpy as np\nassert rows(t) == ['kite', @]",
        "import numpy as np\nassert rows(t) == {'kite': @}",
        "import math\nassert rows(t) == [^, @]",
        "import math\nassert area(2) in [^, @]",
        "import math\nTest.assertEquals(area(2), @)",
    ],
)
def test_what_no_idiom_takes_has_no_fix(comparison):
    documents, _, fixed = mended({"test_area.py": spelt(comparison + "\n").encode()}, "FLT001", "FLT002")
    assert fixed == 0
    assert documents[0].sources[0].text == spelt(comparison + "\n")
