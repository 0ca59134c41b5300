"""Comparisons in sessions and in otter's functions are assertions, on their own characters in the file."""

import pytest
from floatreading import findings, module, rules

from courselint.analysis import assertions
from courselint.model import Comparison


def compared(text: str, path: str = "shapes.py") -> list[Comparison]:
    return [comparison for assertion in assertions.read(module(text, path)) for comparison in assertion.comparisons]


AREA = '''
def area(radius):
    r"""The area of a circle 🎲.

    >>> area(2) == 12.566
    {want}
    """
'''


@pytest.mark.parametrize(("want", "is_equality"), [("True", True), ("False", False)])
def test_truth_that_a_session_prints_is_asserted(want, is_equality):
    text = AREA.replace("{want}", want)
    [comparison] = compared(text)
    where = comparison.text.in_source(comparison.span)
    assert text[where.start : where.end] == "area(2) == 12.566"
    assert comparison.is_equality is is_equality


def test_nothing_is_asserted_where_the_session_prints_something_else():
    assert compared(AREA.replace("{want}", "array([ True])")) == []


QUARTERS = """
OK_FORMAT = True
test = {
  "suites": [{
    "setup": ">>> import numpy as np\\n>>> known = 0.31",
    "cases": [
      {"code": ">>> slope == known\\nTrue"},
      {"code": ">>> np.allclose(residuals, 0)\\nTrue\\n>>> assert len(residuals) == 4"},
    ],
  }],
}
"""


def test_cases_of_an_ok_suite_know_its_setup():
    slope, residuals, count = compared(QUARTERS, "q1.py")
    assert slope.right.literals == {0.31}
    assert (residuals.operator, residuals.right.is_zero) == ("≈", True)
    assert count.right.constant == 4


def test_suites_share_no_names():
    text = 'def f():\n    """\n    >>> x = 0.3\n    """\n\ndef g():\n    """\n    >>> g() == x\n    True\n    """\n'
    [comparison] = compared(text)
    assert comparison.right.literals == frozenset()


OTTER = """
from otter.test_files import test_case

OK_FORMAT = False


@test_case(points=1, hidden=True)
def slope_is_right(env):
    assert env["slope"] == 0.3127
"""


def test_function_marked_as_test_case_grades():
    [comparison] = compared(OTTER, "q1.py")
    assert comparison.right.literals == {0.3127}


def test_no_fix_is_made_inside_a_string():
    text = "import math\n" + AREA.replace("{want}", "True").replace("12.566", "12.566370614359172")
    [(rule, hit)] = findings(module(text, "shapes.py"))
    assert (rule, hit.fix) == ("FLT001", None)


def test_assertion_in_a_string_is_read_as_any_other():
    text = 'def f():\n    """\n    >>> assert (f() == 1, "one")\n    """\n'
    assert rules(module(text, "shapes.py")) == ["TST001"]


@pytest.mark.parametrize(
    "docstring",
    [
        ">>> x ==\n    True",
        ">>> " + "(" * 300 + "\n    True",
        ">>> x == 0.3\n    True\n    " * 3000,
        ">>> \\x00 == 1\n    True",
    ],
)
def test_session_that_nobody_would_write_is_survived(docstring):
    rules(module(f'def f():\n    """\n    {docstring}\n    """\n', "shapes.py"))
