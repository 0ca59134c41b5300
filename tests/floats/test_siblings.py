"""What a test expects may stand in another module of the course."""

import pytest

from courselint.catalogue import bundled
from courselint.examination import Plan, check_documents, ready
from courselint.pagetest import notebook as percent
from courselint.sources import read
from courselint.spelling.speller import Speller
from tests.courses import check, found, lay_out

EXPECTED = "AREA = 12.566370614359172\nCOUNT = 3\nHALF = 0.5\n"
CASES = """CASES = [
    {"radius": 0.2, "area": 0.12566370614359174},
    {"radius": 1, "area": 3.141592653589793},
]
"""
ROWS = "TEST_ROWS = [(2, 12.566370614359172), (3, 28.274333882308138)]\n"


def flagged(files: dict[str, str]) -> list[str]:
    """The rules that speak, file by file; notebooks stand in percent format."""
    plan = Plan(ready([rule for rule in bundled() if rule.id in ("FLT001", "FLT002")]), Speller())
    documents = [
        read(name, percent(text) if name.endswith(".ipynb") else text.encode()) for name, text in files.items()
    ]
    result = check_documents([document for document in documents if document is not None], plan)
    return [f"{one.rule} {one.place.path} {one.text}" for one in result.diagnostics]


@pytest.mark.parametrize(
    ("module", "code", "compared"),
    [
        (EXPECTED, "from expected import AREA\nassert circle_area(2) == AREA", "circle_area(2) == AREA"),
        (EXPECTED, "import expected\nassert circle_area(2) == expected.AREA", "circle_area(2) == expected.AREA"),
        (EXPECTED, "import expected as e\narea = circle_area(2)\nassert area == e.AREA", "area == e.AREA"),
        (EXPECTED, "from expected import AREA\nassert np.array_equal(w, [AREA])", "np.array_equal(w, [AREA])"),
        (
            CASES,
            'from expected import CASES\nfor case in CASES:\n    assert circle_area(case["radius"]) == case["area"]',
            'circle_area(case["radius"]) == case["area"]',
        ),
        (ROWS, "from expected import TEST_ROWS\nfor r, area in TEST_ROWS:\n    assert f(r) == area", "f(r) == area"),
        (
            "class Answers:\n    q1 = {'w': [0.25, -0.3104]}\n",
            "from expected import Answers\nassert w == Answers.q1['w'][1]",
            "w == Answers.q1['w'][1]",
        ),
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["lab.ipynb", "test_area.py"])
def test_expectation_of_a_sibling_module(module, code, compared, name):
    assert flagged({"expected.py": module, name: code}) == [f"FLT001 {name} {compared}"]
    assert flagged({name: code, "expected.py": module}) == [f"FLT001 {name} {compared}"]


@pytest.mark.parametrize(
    ("module", "code"),
    [
        (EXPECTED, "from expected import COUNT, HALF\nassert f(2) == COUNT\nassert g(2) == HALF"),
        (EXPECTED, "from expected import AREA\nassert isclose(f(2), AREA)\nassert round(f(2), 2) == round(AREA, 2)"),
        (EXPECTED + "AREA = round(AREA, 2)\n", "from expected import AREA\nassert circle_area(2) == AREA"),
        (EXPECTED + "for AREA in range(3):\n    pass\n", "from expected import AREA\nassert circle_area(2) == AREA"),
        (CASES, 'from expected import CASES\nfor case in CASES:\n    assert keep(case["radius"]) == case["radius"]'),
        ("SPEED = 0.3\n", "from expected_game import SPEED\nassert player.speed == SPEED"),
        ("ROWS = [('a', 0.3)]\n", "from expected import ROWS\nfor name, _ in ROWS:\n    assert f() == name"),
    ],
)  # fmt: skip
def test_nothing_to_say(module, code):
    assert flagged({"expected.py": module, "test_area.py": code}) == []


def test_the_nearest_module_is_meant():
    code = "from expected import Q1\nassert w == Q1"
    files = {"week1/expected.py": "Q1 = 3\n", "week2/expected.py": "Q1 = 0.3104\n"}
    assert flagged({**files, "week1/lab.ipynb": code}) == []
    assert flagged({**files, "week2/lab.ipynb": code}) == ["FLT001 week2/lab.ipynb w == Q1"]
    # From a third folder either may be meant.
    assert flagged({**files, "week3/lab.ipynb": code}) == []
    assert flagged({**files, "lab.ipynb": code.replace("expected", "week2.expected")}) == ["FLT001 lab.ipynb w == Q1"]


def test_a_file_alone_gives_what_the_course_gives(tmp_path):
    lay_out(
        tmp_path,
        {
            "week1/expected.py": EXPECTED,
            "week1/test_area.py": "from expected import AREA\n\ndef test_area():\n    assert circle_area(2) == AREA\n",
        },
    )
    options = {"select": ("FLT001",)}
    alone = found(check(tmp_path, ["week1/test_area.py"], **options))
    assert alone == found(check(tmp_path, **options)) == [("FLT001", "week1/test_area.py", 4, 12)]
