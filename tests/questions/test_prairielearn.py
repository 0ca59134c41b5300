"""PrairieLearn's elements give their questions, keys and tolerances; what is filled in later is unknown."""

import html
import time

import pytest
from questionplaces import check_places, written

from courselint.analysis.questiontext import has_unknown
from courselint.sources import htmltree, read
from courselint.sources.quizzes import prairielearn

CHOICE = """<!-- rank --><pl-question-panel>
<p>Let $A$ have {{params.rows}} rows &amp; 3 columns. 😀<p>What is its largest rank?
</pl-question-panel>
<pl-multiple-choice answers-name=rank hide-letter-keys="true">
  <pl-answer correct="true">3 &lt; 4</pl-answer>
  <pl-answer feedback="It can't have so many.">{{params.wrong}}</pl-answer>
  <pl-answer correct="{{params.is_right}}"><code>2</code></pl-answer>
</pl-multiple-choice>
<pl-answer-panel>It has three columns.</pl-answer-panel>
<pl-submission-panel>{{feedback.rank}}</pl-submission-panel>
"""


def questions(text: str):
    found, faults = prairielearn.read(text)
    assert faults == ()
    return list(found)


def decoded(piece: str) -> str:
    if piece.startswith("{{"):
        return "\ue000"
    # Where a block ends without an end tag, nothing is written.
    return {"": "\n", "<p>": "\n", "<code>": "`"}.get(piece, " " if piece.isspace() else html.unescape(piece))


def test_choice_with_what_is_filled_in_later():
    (found,) = questions(CHOICE)
    stem = [line.strip() for line in found.stem.text.split("\n") if line.strip()]
    assert stem == ["Let $A$ have \ue000 rows & 3 columns. 😀", "What is its largest rank?"]
    assert [(each.text.text, each.is_key) for each in found.options] == [
        ("3 < 4", True),
        ("\ue000", False),
        ("`2`", None),
    ]
    assert found.options[1].feedback.text == "It can't have so many."
    assert (found.kind, found.is_single, found.is_shuffled, found.is_drawn) == ("choice", True, True, False)
    assert [each.text for each in found.feedback] == ["It has three columns."]


@pytest.mark.parametrize("text", [CHOICE, CHOICE.replace("\n", "\r\n")])
def test_places_of_all_texts(text):
    found = questions(text)
    check_places(text, found, decoded)
    assert written(text, found[0].options[0].text) == "3 &lt; 4"


@pytest.mark.parametrize(
    ("attributes", "is_shuffled", "is_drawn"),
    [
        ("", True, False),
        ('fixed-order="true"', False, False),
        ('order="fixed"', False, False),
        ('number-answers="2"', True, True),
    ],
)
def test_order_of_the_options(attributes, is_shuffled, is_drawn):
    answers = '<pl-answer correct="true">1</pl-answer><pl-answer>2</pl-answer>'
    (found,) = questions(f"<p>?</p><pl-multiple-choice {attributes}>{answers}</pl-multiple-choice>")
    assert (found.is_shuffled, found.is_drawn) == (is_shuffled, is_drawn)


def test_one_of_several_keys_is_drawn():
    answers = '<pl-answer correct="true">2</pl-answer><pl-answer correct="true">3</pl-answer><pl-answer>9</pl-answer>'
    single, several = questions(
        f"Which is a prime?<pl-multiple-choice>{answers}</pl-multiple-choice>"
        f"<p>Which are?</p><pl-checkbox>{answers}</pl-checkbox>"
    )
    assert (single.is_single, single.is_drawn) == (True, True)
    assert (several.is_single, several.is_drawn) == (False, False)


def test_key_may_be_an_answer_that_is_added():
    (found,) = questions(
        '?<pl-multiple-choice none-of-the-above="correct"><pl-answer>4</pl-answer></pl-multiple-choice>'
    )
    assert [each.is_key for each in found.options] == [None]


def test_options_of_a_section_have_no_known_key():
    section = '{{#params.even}}<pl-answer correct="true">2</pl-answer>{{/params.even}}<pl-answer>3</pl-answer>'
    (found,) = questions(f"?<pl-multiple-choice>{section}</pl-multiple-choice>")
    assert [each.is_key for each in found.options] == [None, False]


@pytest.mark.parametrize(
    ("attributes", "width"),
    [
        ("", 0.5 + 1e-8),
        ('rtol="0.1" atol="0"', 5),
        ('comparison="decdig" digits="1"', 0.051),
        ('comparison="sigfig" digits="3"', 0.051),
        ('comparison="sigfig"', 0.51),
    ],
)
def test_numbers_with_their_tolerance(attributes, width):
    (found,) = questions(
        f'How long?<pl-number-input answers-name="l" correct-answer="50.0" {attributes}></pl-number-input>'
    )
    (key,) = found.numbers
    assert (found.kind, key.text.text, key.tolerance) == ("numeric", "50.0", pytest.approx(width))
    assert (key.low, key.high) == (pytest.approx(50 - width), pytest.approx(50 + width))


@pytest.mark.parametrize("attributes", ["", 'correct-answer="{{params.l}}"', 'correct-answer="5" rtol="{{params.r}}"'])
def test_number_that_is_computed_has_no_known_key(attributes):
    (found,) = questions(f'How long?<pl-number-input answers-name="l" {attributes}></pl-number-input>')
    assert (found.kind, found.numbers) == ("numeric", ())


def test_each_input_has_the_words_before_and_round_it():
    first, second, third, rest = questions(
        '<p>A car is fast. $v = $ <pl-number-input answers-name="v"></pl-number-input> m/s</p>'
        '<pl-integer-input answers-name="n" label="Wheels:" suffix="in all" correct-answer="4"></pl-integer-input>'
        '<pl-string-input answers-name="c" correct-answer="red"></pl-string-input><p>The end.</p>'
    )
    assert first.stem.text == "A car is fast. $v = $  _____ m/s"
    assert second.stem.text == "Wheels: _____ in all"
    assert [(each.low, each.high) for each in second.numbers] == [(4, 4)]
    assert third.stem.text == second.stem.text
    assert [(each.text.text, each.is_key) for each in third.options] == [("red", True)]
    assert (rest.kind, rest.stem.text) == ("description", "The end.")


def test_pairs_and_orders():
    pairs, order = questions(
        '<p>Match.</p><pl-matching answers-name="m"><pl-statement match="s">sin</pl-statement>'
        '<pl-option name="s">cos</pl-option><pl-option name="x">tan</pl-option></pl-matching>'
        '<p>Order.</p><pl-order-blocks answers-name="o"><pl-block-group><pl-answer>x = 1</pl-answer></pl-block-group>'
        '<pl-answer correct="false">x == 1</pl-answer></pl-order-blocks>'
    )
    assert (pairs.kind, [each.text.text for each in pairs.options]) == ("matching", ["sin", "cos"])
    assert (order.kind, order.is_shuffled) == ("ordering", True)
    assert [(each.text.text, each.is_key) for each in order.options] == [("x = 1", True), ("x == 1", False)]


def test_elements_of_a_course_show_what_nobody_knows():
    (found,) = questions('<p>Draw <my-plot>{"x": 1}</my-plot>.</p><my-input answers-name="a">{"y": 2}</my-input>')
    assert found.stem.text == "Draw \ue000."


def test_old_names_with_underscores():
    (found,) = questions(
        '<pl_question_panel>?</pl_question_panel><pl_checkbox answers_name="a"><pl_answer>1</pl_answer></pl_checkbox>'
    )
    assert [each.text.text for each in found.options] == ["1"]


def test_figure_is_where_the_file_writes_it():
    text = '<pl-figure file-name="plot.png"></pl-figure>How high?<pl-number-input answers-name="h"></pl-number-input>'
    (found,) = questions(text)
    assert [(each.target, written(text, each.text)) for each in found.figures] == [
        ("clientFilesQuestion/plot.png", "plot.png")
    ]


def test_element_that_is_never_closed_is_a_fault():
    text = "<div>?<pl-checkbox><pl-answer>1</pl-answer></div><p>Then?</p><pl-string-input></pl-string-input>"
    found, (fault,) = prairielearn.read(text)
    assert fault.message == "`<pl-checkbox>` is never closed"
    assert text[fault.span.start : fault.span.end] == "<pl-checkbox>"
    assert [each.kind for each in found] == ["choice", "short-answer"]


def test_number_that_is_none_is_a_fault():
    text = '?<pl-number-input answers-name="x" correct-answer="a third"></pl-number-input>'
    _, (fault,) = prairielearn.read(text)
    assert text[fault.span.start : fault.span.end] == "a third"


def test_html_that_is_no_question_is_passed_over_unless_named():
    assert read("index.html", b"<p>Hello</p>", is_named=False) is None
    assert read("index.html", b"<p>Hello</p>").faults
    assert read("questions/rank/question.html", CHOICE.encode(), is_named=False).format == "prairielearn"


def test_html_is_read_as_tolerantly_as_a_browser_does():
    root, faults = htmltree.parse("<ul><li>a<li>b</ul></b><br><p>c<div x=1 y='&lt;' z>d<script>if (a<b) </p></script>")
    assert faults == ()
    assert [each.name for each in root.walk()] == ["", "ul", "li", "li", "br", "p", "div", "script"]
    assert {name: text.text for name, text in root.children[3].attributes.items()} == {"x": "1", "y": "<", "z": ""}


def test_truncated_anywhere_it_is_read():
    for end in range(0, len(CHOICE), 7):
        prairielearn.read(CHOICE[:end])


MARKS = "< <a_ <a_' <p> <div> </p> <!-- {{ {{! & <pl-checkbox> <script> <a_b= <p_{{ <pl-answer_correct=".split()


@pytest.mark.parametrize("mark", [*MARKS, '<a "', '<a x="'])
def test_hostile_file_is_read_in_linear_time(mark):
    many = mark.replace("_", " ") * (80_000 // len(mark))
    for text in (many, f"<pl-checkbox {many}>{many}</pl-checkbox>"):
        start = time.process_time()
        prairielearn.read(f"<pl-checkbox></pl-checkbox>{text}")
        assert time.process_time() - start < 2


def test_pictures_that_are_drawn_are_not_the_same():
    graph = "<pl-graph>{}</pl-graph>"
    answers = "".join(f"<pl-answer>{graph.format(edge)}</pl-answer>" for edge in ("a--b", "a--c"))
    (found,) = questions(f"<p>Which is connected?</p><pl-multiple-choice>{answers}</pl-multiple-choice>")
    assert all(has_unknown(each.text) for each in found.options)
