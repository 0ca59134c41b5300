"""Problems that have only Studio's Markdown give their questions, through the escapes of the attribute."""

import time
from xml.sax.saxutils import quoteattr, unescape

import pytest
from questionplaces import check_places, written

from courselint.sources.quizzes import olx

PROBLEM = """Vectors
=====
Let v = (3, 4). 😀
>>What is its length?||The Euclidean one.<<
= 5 +- 2% {{Right: 9 + 16 = 25.}}
or= 5.0

>>Which are unit vectors?<<
[x] (0, 1) {{ selected: It has length 1. }, { unselected: Look again. }}
[ ] (1, 1)
{{ ((A B)) One of them is longer. }}

[explanation]
Its squares add up to 25.
[explanation]
||Think of a triangle.||
"""


def problem(markdown: str):
    text = f"<problem display_name='v' markdown={quoteattr(markdown, {chr(10): '&#10;'})}/>"
    found, faults = olx.read(text)
    assert faults == ()
    return text, list(found)


def test_problem_with_a_number_and_boxes():
    _, (length, units) = problem(PROBLEM)
    assert [line for line in length.stem.text.split("\n") if line] == [
        "Vectors",
        "Let v = (3, 4). 😀",
        "What is its length?",
        "The Euclidean one.",
    ]
    assert [(key.text.text, key.tolerance) for key in length.numbers] == [("5", pytest.approx(0.1)), ("5.0", 0)]
    assert length.numbers[0].feedback.text == "Right: 9 + 16 = 25."
    assert (units.stem.text, units.is_single) == ("Which are unit vectors?", False)
    assert [(each.text.text, each.is_key) for each in units.options] == [("(0, 1)", True), ("(1, 1)", False)]
    assert units.options[0].feedback.text == "It has length 1."
    assert [each.text for each in units.feedback][1:] == ["Its squares add up to 25.", "Think of a triangle."]


@pytest.mark.parametrize("markdown", [PROBLEM, PROBLEM.replace("\n", "\r\n"), 'Is 1 < 2 & "so"?\n(x) yes\n( ) no'])
def test_places_go_through_the_escapes(markdown):
    text, found = problem(markdown)
    assert found
    check_places(text, found, lambda piece: unescape(piece, {"&#10;": "\n", "&quot;": '"', "\r": "\n"}) or "\n")
    assert written(text, found[-1].options[0].text) in ("yes", "(0, 1)")


@pytest.mark.parametrize(
    ("answers", "shuffled"), [("( ) 2\n(x) 3 {{Yes:: it is.}}", False), ("(!) 2\n(x@) 3{{it is.}}", True)]
)
def test_one_choice(answers, shuffled):
    _, (found,) = problem(f"Which is odd?\n{answers}\n")
    assert [(each.text.text, each.is_key) for each in found.options] == [("2", False), ("3", True)]
    assert (found.is_single, found.is_shuffled, found.options[1].feedback.text) == (True, shuffled, "it is.")


@pytest.mark.parametrize("answers", ["[[sin, (cos), tan]]", "[[\n sin {{No.}}\n (cos) {{Yes.}}\n tan\n]]"])
def test_dropdown(answers):
    _, (found,) = problem(f"What is the derivative of sin?\n{answers}")
    keys = [(each.text.text, each.is_key) for each in found.options]
    assert keys == [("sin", False), ("cos", True), ("tan", False)]


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ("= Euler\nor= Leo\nnot= Gauss {{Not he.}}", [("Euler", True), ("Leo", True), ("Gauss", False)]),
        ("s= 42", [("42", True)]),
        ("=| \\d+.5", [("\\d+.5", True)]),
    ],
)
def test_texts(answers, expected):
    _, (found,) = problem(f"Who?\n{answers}")
    assert (found.kind, [(each.text.text, each.is_key) for each in found.options]) == ("short-answer", expected)
    assert all(each.is_pattern == ("|" in answers) for each in found.options)


def test_range():
    _, (found,) = problem("A number below one?\n= [0, 1)")
    assert [(key.low, key.high, key.tolerance) for key in found.numbers] == [(0, 1, None)]


def test_where_the_problem_has_xml_that_is_what_is_graded():
    number = '<numericalresponse answer="2"><textline/></numericalresponse>'
    found, _ = olx.read(f'<problem markdown="2?&#10;(x) old"><p>2?</p>{number}</problem>')
    assert [each.kind for each in found] == ["numeric"]


@pytest.mark.parametrize("mark", ["{{", "[[", "(x) a\n", ">>", "||", "[explanation]\n", "= 1\n", "[x] {{\n", "a\n{{\n"])
def test_hostile_markdown_is_read_in_linear_time(mark):
    start = time.process_time()
    problem(mark * (80_000 // len(mark)))
    assert time.process_time() - start < 2
