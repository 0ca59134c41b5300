"""Which handlers keep the failure of an assertion from the learner."""

import pytest
from floatreading import cells, module

from courselint.analysis import assertions
from courselint.checks import swallowed_assertion

CASE = "def test_area(case):\n    try:\n        assert area(case['sides']) == case['area']\n"
TRIED = "def test_area():\n    try:\n        assert area(2, 3) == expected\n"

SWALLOWING = [
    TRIED + "    except:\n        pass",
    TRIED + "    except Exception:\n        return False",
    TRIED + "    except (AssertionError, TypeError):\n        print('Test 1 failed')",
    TRIED + "    except ValueError:\n        raise\n    except BaseException as error:\n        failures += 1",
    TRIED + "    except Exception as error:\n        print('Test of', area.__name__, 'failed')",
    CASE + "    except:\n        print(case['hint'])",
    "def test_area():\n    try:\n        if quick:\n            assert area(2, 3) == 6\n    except:\n        ok = 0",
]
TELLING = [
    TRIED + "    except:\n        raise",
    TRIED + "    except Exception as error:\n        print(error)",
    TRIED + "    except Exception:\n        traceback.print_exc()",
    TRIED + "    except Exception:\n        print('failed for', expected)",
    TRIED + "    except Exception:\n        print('the area should be positive')",
    TRIED + "    except Exception:\n        print('the list seems to be in reverse order')",
    TRIED + "    except Exception:\n        pytest.fail('area')",
    TRIED + "    except ValueError:\n        pass",
    TRIED + "    finally:\n        close()",
    "def test_area():\n    try:\n        area(-1)\n        assert False\n    except:\n        pass",
    "def test_area():\n    try:\n        print(result, 6)\n        assert result == 6\n    except:\n        pass",
    CASE + "    except:\n        print(case)",
    "def test_numpy():\n    try:\n        assert numpy.__version__ == '2.0'\n    except:\n        print('old')",
    "def test_area():\n    try:\n        def inner():\n            assert x\n    except:\n        pass",
    "def test_name():\n    try:\n        assert not name == 'your name'\n    except:\n        print('write your name')",
    "def test_area():\n    try:\n        assert type(area(2, 3)) == int\n    except:\n        print('give a number')",
    "def read(line):\n    try:\n        assert line.count(',') == 3\n    except:\n        return None",
]


def found(document):
    return [hit for assertion in assertions.read(document) for hit in swallowed_assertion.check(assertion)]


@pytest.mark.parametrize("text", SWALLOWING)
def test_a_mute_handler_is_found(text):
    assert len(found(module(text))) == 1


@pytest.mark.parametrize("text", TELLING)
def test_a_handler_that_tells_is_left_alone(text):
    assert found(module(text, "test_week.py")) == []


def test_a_function_is_told_once():
    tried = "    try:\n        assert area(2, 3) == 6\n    except:\n        pass\n"
    assert len(found(module("def test_area():\n" + tried * 3))) == 1


def test_a_lesson_about_exceptions_is_left_alone():
    lesson = "# %%\ntry:\n    assert age == 30\nexcept AssertionError:\n    print('a negative age')\n"
    assert found(cells(lesson)) == []
    assert len(found(cells(lesson.replace("a negative age", "Test 2 failed, 0 points")))) == 1
