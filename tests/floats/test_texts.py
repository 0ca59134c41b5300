"""Which texts and digests of floats fail right answers."""

import hashlib
import time

import pytest
from floatreading import cells, flagged, module

from courselint.analysis import assertions
from courselint.analysis.facts import facts, merge
from courselint.analysis.formats import keeps_digits
from courselint.checks import float_as_text

HEAD = "import hashlib, json, pickle, math\nfrom hashlib import sha1, md5\nimport numpy as np\nimport pandas as pd\n"
SPREAD = "spread = np.std(heights)\n"


def found(document, *others):
    course = merge(facts(each) for each in (document, *others))
    return [flagged(hit) for each in assertions.read(document) for hit in float_as_text.check(each, course)]


def digest_of(text, salt=b""):
    return hashlib.sha1(text.encode() + salt).hexdigest()


BRITTLE = [
    "assert str(0.1 * 3) == '0.30000000000000004'",
    "assert repr(math.exp(2)) == '7.38905609893065'",
    "assert f'{np.std(heights)}' == '0.417'",
    "assert '%s' % np.std(heights) == '0.417'",
    "assert '{}: {}'.format('spread', np.std(heights)) == 'spread: 0.417'",
    "assert f'spread {np.std(heights):>20}' == 'spread 0.417'",
    "assert sha1(str(np.std(heights)).encode('utf-8') + b'46').hexdigest() == 'a0'",
    "assert hashlib.new('md5', str(np.std(heights)).encode()).hexdigest() == 'a0'",
    "assert hash(json.dumps(frame['age'].mean())) == 1234567",
    "assert md5(pickle.dumps(np.exp(x))).hexdigest() == 'a0'",
    "assert md5(np.exp(x).tobytes()).hexdigest() == 'a0'",
    "assert md5(model.predict_proba(x)).hexdigest() == 'a0'",
    "assert md5(str(np.exp(x).tolist()).encode()).hexdigest() == 'a0'",
    "assert md5(''.join(str(v) for v in [math.exp(1), math.exp(2)]).encode()).hexdigest() == 'a0'",
    SPREAD + "assert md5(','.join(['spread', str(spread)]).encode()).hexdigest() in ['a0', 'b1']",
    SPREAD + "text = str(spread)\nassert text == '0.417'",
    SPREAD + "h = hashlib.sha256()\nh.update(str(spread).encode())\nassert h.hexdigest() == 'a0'",
    SPREAD + "def digest(x):\n    return sha1(str(x).encode()).hexdigest()[:8]\nassert digest(spread) == 'a0'",
    SPREAD + "def digest(x, salt='7'):\n    x = json.dumps(x)\n    return sha1((x + salt).encode()).hexdigest()\n"
    "assert digest(spread) == 'a0'",
    SPREAD + "def check(answer, want):\n    assert md5(str(answer).encode()).hexdigest() == want\ncheck(spread, 'a0')",
    SPREAD + "if sha1(str(spread).encode()).hexdigest() == 'a0':\n    print('Correct!')\nelse:\n    print('Try again')",
    "def gini(p):\n    return 2 * p * (1 - p)\nassert sha1(str(gini(1 / 6)).encode()).hexdigest() == 'a0'",
    "assert str(slope(x, y)) == '1.3700000000000003'",
    "assert sha1(str(largest_eigenvalue(np.array([[2.0, 1.0], [1.0, 2.0]]))).encode()).hexdigest() == 'a0'",
]  # fmt: skip

SAFE = [
    # rounded, or written in few digits
    "assert sha1(str(round(np.std(heights), 2)).encode()).hexdigest() == 'a0'",
    "assert sha1(str(np.round(np.std(heights), 4)).encode()).hexdigest() == 'a0'",
    "assert f'{np.std(heights):.2f}' == '0.42'",
    "assert '%.3f' % np.std(heights) == '0.417'",
    "assert '{:.3g}'.format(np.std(heights)) == '0.417'",
    "assert format(np.std(heights), '.3f') == '0.417'",
    "assert str(int(np.std(heights))) == '0'",
    "assert str(np.std(heights))[:5] == '0.417'",
    "def digest(x):\n    return sha1(f'{x:.4f}'.encode()).hexdigest()\nassert digest(np.std(heights)) == 'a0'",
    # integers, text, types, shapes, counts
    "assert sha1(str(len(heights)).encode()).hexdigest() == 'a0'",
    "assert sha1(str(x_train.shape).encode()).hexdigest() == 'a0'",
    "assert sha1(str(type(np.std(heights))).encode()).hexdigest() == 'a0'",
    "assert sha1(''.join(sorted(frame.columns)).encode()).hexdigest() == 'a0'",
    "assert sha1(str(np.std(heights) > 2).encode()).hexdigest() == 'a0'",
    "assert sha1(str(frame['age'].max()).encode()).hexdigest() == 'a0'",
    "assert f'{name} is {age}' == 'Ada is 36'",
    # written down, or divided once: the same digits in any order
    "assert str(0.3) == '0.3'",
    "assert str(1 / 7) == '0.14285714285714285'",
    "assert sha1(str(hits / len(answers)).encode()).hexdigest() == 'a0'",
    "rate = 0.3\nassert sha1(str(rate).encode()).hexdigest() == 'a0'",
    # displayed in short
    "assert sha1(str(np.exp(x)).encode()).hexdigest() == 'a0'",
    "assert sha1(str(df.mean()).encode()).hexdigest() == 'a0'",
    "assert sha1(str(frame.groupby('sex')['age'].mean()).encode()).hexdigest() == 'a0'",
    # nobody knows what it is
    "assert sha1(str(answer).encode()).hexdigest() == 'a0'",
    "assert str(total) == '12.5'",
    "assert sha1(str(share_above(heights, 1.75)).encode()).hexdigest() == 'a0'",
    "assert sha1(str(mean_of(weights)).encode()).hexdigest() == 'a0'",
    "assert str(account) == 'Account(12.30)'",
    # the same code twice, differing on purpose
    "assert hash(np.std(heights)) == hash(np.std(heights))",
    "assert sha1(str(np.std(heights)).encode()).hexdigest() != 'a0'",
    "def pick(p):\n    # YOUR CODE HERE\n    return 0.0\nassert sha1(str(pick(1 / 6)).encode()).hexdigest() == 'a0'",
]


@pytest.mark.parametrize("code", BRITTLE)
def test_digits_of_a_float_decide(code):
    assert len(found(module(HEAD + code))) == 1


@pytest.mark.parametrize("code", SAFE)
def test_no_digit_decides(code):
    assert found(module(HEAD + code)) == []


@pytest.mark.parametrize(
    ("typed", "task", "count"),
    [
        ("<class 'numpy.float64'>", "Compute the mean height.", 1),
        ("<class 'float'>", "Compute the mean height.", 1),
        ("<class 'int'>", "Compute the mean height.", 0),
        ("<class 'numpy.ndarray'>", "Compute the mean of each column.", 0),
        ("<class 'numpy.float64'>", "Extract the height in the first row.", 0),
        ("<class 'numpy.float64'>", "Compute the mean height, rounded to two decimals.", 0),
    ],
)
def test_type_is_found_by_its_digest(typed, task, count):
    salt = b"1f2e"
    document = cells(
        f"# %% [markdown]\n# {task}\n# %%\nanswer = None\n# %%\nfrom hashlib import sha1\n"
        f"assert sha1(str(type(answer)).encode('utf-8')+b'1f2e').hexdigest() == '{digest_of(typed, salt)}'\n"
        f"assert sha1(str(answer).encode('utf-8')+b'1f2e').hexdigest() == '{digest_of('1.7320508075688772', salt)}'\n"
    )
    assert len(found(document)) == count


@pytest.mark.parametrize("text", ["0.5", "0.75", "3.0", "98.5"])
def test_digest_of_a_short_number_is_left_alone(text):
    document = module(
        "from hashlib import sha1\nassert isinstance(accuracy, float)\n"
        f"assert sha1(str(accuracy).encode()).hexdigest() == '{digest_of(text)}'\n"
    )
    assert found(document) == []


@pytest.mark.parametrize(("task", "count"), [("Predict the times.", 1), ("Read the file into `times`.", 0)])
def test_sum_by_the_test_itself_says_nothing(task, count):
    wanted = digest_of("<class 'numpy.float64'>")
    document = cells(
        f"# %% [markdown]\n# {task}\n# %%\ntimes = None\n# %%\nfrom hashlib import sha1\n"
        f"assert sha1(str(type(times.sum())).encode()).hexdigest() == '{wanted}'\n"
        "assert sha1(str(times.sum()).encode()).hexdigest() == 'a0'\n"
    )
    assert len(found(document)) == count


def test_fitted_number_is_told_from_an_array_by_its_type():
    typed = "from hashlib import sha1\nassert sha1(str(type(line.intercept_)).encode()).hexdigest() == '{}'\n"
    code = "assert sha1(str(line.intercept_).encode()).hexdigest() == 'a0'\n"
    assert len(found(module(typed.format(digest_of("<class 'numpy.float64'>")) + code))) == 1
    assert found(module(typed.format(digest_of("<class 'numpy.ndarray'>")) + code)) == []


def test_helper_of_another_module_is_known_by_the_course():
    helper = module("import hashlib\ndef digest(x):\n    return hashlib.md5(str(x).encode()).hexdigest()\n", "utils.py")
    other = module("def digest(x):\n    return x // 10\n", "utils.py")
    test = module("import numpy as np\nfrom utils import digest\nassert digest(np.std(heights)) == 'a0'\n")
    assert found(test, helper) == ["digest(np.std(heights)) == 'a0'"]
    assert found(test, other) == []


@pytest.mark.parametrize(
    ("specification", "keeps"),
    [
        ("", True),
        (">10", True),
        (".2f", False),
        (".17g", True),
        ("f", False),
        ("d", False),
        (".3%", False),
        ("?", False),
    ],
)
def test_which_formats_keep_all_digits(specification, keeps):
    assert keeps_digits(specification) is keeps


@pytest.mark.parametrize(
    "code",
    [
        "def f(x):\n    return f(str(x) + g(x))\ndef g(x):\n    return f(g(str(x)))\nassert f(1 / 3 * 2) == 'a0'\n",
        "x = str(y)\ny = str(x)\n" * 600 + "assert str(x) == 'a0'\n",
        "assert sha1(str(type(x)).encode() + b'7').hexdigest() == 'a0'\n" * 1200,
        "assert isinstance(x_mean, float)\n" + "assert sha1(str(x_mean).encode() + b'7').hexdigest() == 'a0'\n" * 1200,
        "assert str(" + "+".join(["x / y"] * 12_000) + ") == 'a0'\n",
        "x = a / b\n" + "x = x * x\nassert str(x) == 'a0'\n" * 2500,
    ],
)
def test_hostile_texts_take_no_time(code):
    document = module(code)
    start = time.perf_counter()
    found(document)
    assert time.perf_counter() - start < 4
