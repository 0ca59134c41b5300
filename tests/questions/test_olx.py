"""Problems of Open edX give their questions, keys, tolerances and hints, each text where it stands."""

import time
import xml.sax.saxutils

import pytest
from questionplaces import check_places, written

from courselint.analysis import optionunits
from courselint.sources import read
from courselint.sources.quizzes import olx

CHOICE = """<problem display_name="Rank 😀" markdown="&gt;&gt;old&lt;&lt;&#10;(x) 1">
  <p>Let <code>A</code> be a 2&#215;3 matrix.</p>
  <multiplechoiceresponse>
    <label>What is its largest rank?</label>
    <description>Choose one.</description>
    <choicegroup type="MultipleChoice" shuffle="true">
      <choice correct="false"><p>3</p><choicehint>There are only two rows.</choicehint></choice>
      <choice correct="true">2 &lt; 3</choice>
    </choicegroup>
    <solution><p>It has two rows.</p></solution>
  </multiplechoiceresponse>
  <demandhint><hint>Count the rows.</hint></demandhint>
</problem>
"""


def problem(body: str):
    found, faults = olx.read(f"<problem>{body}</problem>")
    assert faults == ()
    return list(found)


def decoded(piece: str) -> str:
    if piece.startswith("<"):
        return "`" if piece.startswith("<code") else "\n"
    return " " if piece.isspace() else xml.sax.saxutils.unescape(piece, {"&#215;": "×"})


def test_choice_with_hints_order_and_solution():
    (found,), faults = olx.read(CHOICE)
    assert faults == ()
    stem = [line.strip() for line in found.stem.text.split("\n") if line.strip()]
    assert stem == ["Let `A` be a 2×3 matrix.", "What is its largest rank?", "Choose one."]
    assert [(each.text.text, each.is_key) for each in found.options] == [("3", False), ("2 < 3", True)]
    assert found.options[0].feedback.text == "There are only two rows."
    assert (found.kind, found.is_single, found.is_shuffled, found.title) == ("choice", True, True, "Rank 😀")
    assert [each.text for each in found.feedback] == ["It has two rows.", "Count the rows."]


@pytest.mark.parametrize("text", [CHOICE, CHOICE.replace("\n", "\r\n")])
def test_places_of_all_texts(text):
    found, _ = olx.read(text)
    check_places(text, found, decoded)
    assert written(text, found[0].options[1].text) == "2 &lt; 3"


@pytest.mark.parametrize(
    ("attributes", "inside", "low", "high", "tolerance"),
    [
        ('answer="20"', '<responseparam type="tolerance" default="5%"/>', 19, 21, 1),
        ('answer="-20"', '<responseparam type="tolerance" default="5 %"/>', -21, -19, 1),
        ('answer="2.5"', '<responseparam type="tolerance" default=".5"/>', 2, 3, 0.5),
        ('answer="100000"', "", 100000, 100000, 0),
        ('answer="1/4"', '<responseparam default="0"/>', 0.25, 0.25, 0),
        ('answer="9.3*10^7"', '<responseparam type="tolerance" default="1e5"/>', 9.29e7, 9.31e7, 1e5),
        ('answer="[1, 5)"', "", 1, 5, None),
        ('answer="(-1e3,2]"', "", -1000, 2, None),
    ],
)
def test_numbers_with_their_tolerance(attributes, inside, low, high, tolerance):
    (found,) = problem(f"<p>How long?</p><numericalresponse {attributes}>{inside}<textline/></numericalresponse>")
    (key,) = found.numbers
    assert (found.kind, found.stem.text, key.tolerance) == ("numeric", "How long?", tolerance)
    assert (key.low, key.high) == (pytest.approx(low), pytest.approx(high))


@pytest.mark.parametrize("answer", ["$total", "2*pi", "3+4j", "sqrt(2)"])
def test_computed_answer_has_no_known_value(answer):
    (found,) = problem(f'<p>How long?</p><numericalresponse answer="{answer}"><textline/></numericalresponse>')
    assert (found.kind, found.numbers) == ("short-answer", ())
    assert [each.text.text for each in found.options] == [answer]


def test_several_accepted_numbers():
    more = '<additional_answer answer="0.33"><correcthint>Rounded.</correcthint></additional_answer>'
    (found,) = problem(f'<p>A third?</p><numericalresponse answer="1/3">{more}<textline/></numericalresponse>')
    assert [each.text.text for each in found.numbers] == ["1/3", "0.33"]
    assert found.numbers[1].feedback.text == "Rounded."


def test_texts_and_patterns():
    accepted = '<additional_answer answer="mode"/><stringequalhint answer="mean">Not that one.</stringequalhint>'
    plain, pattern, old = problem(
        f'<p>Which?</p><stringresponse answer="median" type="ci">{accepted}<textline/></stringresponse>'
        '<p>Form?</p><stringresponse answer="\\d+.5" type="ci regexp"><textline/></stringresponse>'
        '<p>Old?</p><stringresponse answer="var _or_ variance"><textline/></stringresponse>'
    )
    assert [(each.text.text, each.is_key) for each in plain.options] == [
        ("median", True),
        ("mode", True),
        ("mean", False),
    ]
    assert [(each.text.text, each.is_pattern) for each in pattern.options] == [("\\d+.5", True)]
    assert [each.text.text for each in old.options] == ["var", "variance"]


def test_dropdowns_of_both_forms():
    listed, written_out = problem(
        "<p>The mean is <optionresponse><optioninput options=\"('above','don\\'t know', 'Bayes' rule')\" "
        'correct="above"/></optionresponse> the median.</p>'
        '<optionresponse><optioninput><option correct="False">less</option>'
        '<option correct="True">more<optionhint>Yes.</optionhint></option></optioninput></optionresponse>'
    )
    assert listed.stem.text == "The mean is _____ the median."
    assert [(each.text.text, each.is_key) for each in listed.options[:1]] == [("above", True)]
    assert [(each.text.text, each.is_key) for each in written_out.options] == [("less", False), ("more", True)]
    assert written_out.options[1].feedback.text == "Yes."


def test_boxes_with_the_hint_for_those_who_ticked():
    hints = '<choicehint selected="false">Wrong!</choicehint><choicehint selected="true">It is.</choicehint>'
    (found,) = problem(
        '<choiceresponse partial_credit="EDC"><label>Which are primes?</label><checkboxgroup>'
        f'<choice correct="true">2{hints}</choice><choice correct="false">9</choice>'
        '<compoundhint value="A B">Nine is three times three.</compoundhint></checkboxgroup></choiceresponse>'
    )
    assert found.is_single is False
    assert [(each.text.text, each.is_key) for each in found.options] == [("2", True), ("9", False)]
    assert found.options[0].feedback.text == "It is."
    assert [each.text for each in found.feedback] == ["Nine is three times three."]


def test_each_response_of_a_problem_has_the_words_before_it():
    number = '<numericalresponse answer="1"><textline/></numericalresponse>'
    first, second, third, rest = problem(
        f"<p>Let x = 1.</p><p>(a) What is x? {number} m</p><div><p>(b) And x²?</p>{number}</div>{number}<p>The end.</p>"
    )
    assert first.stem.text.split("\n")[-1] == "(a) What is x? _____ m"
    assert second.stem.text == "(b) And x²?"
    assert third.stem.text == second.stem.text
    assert (rest.kind, rest.stem.text) == ("description", "The end.")


def test_blank_of_the_text_is_the_one_to_fill_in():
    typed = '<stringresponse answer="mean"><textline/></stringresponse>'
    (found,) = problem(f"<p>The ____________ of 1, 2, 6 is 3.</p>{typed}")
    assert found.stem.text == "The ____________ of 1, 2, 6 is 3."


def test_what_a_script_computes_is_unknown():
    (found,) = problem(
        '<script type="loncapa/python">price = random.randint(2, 9)</script><p>A pen costs $price, a book $8.</p>'
        '<multiplechoiceresponse><choicegroup><choice correct="$right">$price</choice>'
        '<choice correct="false">8</choice></choicegroup></multiplechoiceresponse>'
    )
    assert found.stem.text == "A pen costs \ue000, a book $8."
    assert [(each.text.text, each.is_key) for each in found.options] == [("\ue000", None), ("8", False)]


def test_graded_by_a_script_has_no_key():
    (found,) = problem('<p>A pair?</p><customresponse cfn="check"><textline/><textline/></customresponse>')
    assert (found.kind, found.options) == ("short-answer", ())


def test_choices_drawn_from_a_pool():
    group = '<choicegroup answer-pool="2"><choice correct="true">1</choice><choice correct="true">2</choice>'
    (found,) = problem(f"<p>?</p><multiplechoiceresponse>{group}</choicegroup></multiplechoiceresponse>")
    assert (found.is_drawn, found.is_shuffled) == (True, True)


def test_figures_are_where_the_problem_writes_them():
    number = '<numericalresponse answer="1"><textline/></numericalresponse>'
    text = f'<problem><p>See <img src="/static/plot.png"/>.</p>{number}</problem>'
    (found,), _ = olx.read(text)
    assert [(each.target, each.is_held) for each in found.figures] == [("/static/plot.png", False)]
    assert written(text, found.figures[0].text) == "/static/plot.png"


def test_maths_marks_of_edx_are_maths():
    (found,) = problem("<p>Is [mathjaxinline]x^2[/mathjaxinline] even?</p><customresponse><textline/></customresponse>")
    assert found.stem.text == "Is \\(x^2\\) even?"


def test_problems_inside_a_unit():
    text = f"<vertical><html/>{CHOICE}{CHOICE}<problem url_name='p3'/></vertical>"
    document = read("chapter/week1.xml", text.encode(), is_named=False)
    assert (document.format, len(document.questions)) == ("olx", 2)


def test_reading_goes_on_after_a_broken_problem():
    number = '<p>How long?</p><numericalresponse answer="1"><textline/></numericalresponse>'
    text = f"<vertical><problem>{number}<p>a & b</p>{number}</problem><problem>{number}</problem></vertical>"
    found, (fault,) = olx.read(text)
    assert len(found) == 2
    assert "&" in text[fault.span.start - 2 : fault.span.end]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("<numericalresponse><textline/></numericalresponse>", "without an answer"),
        ('<stringresponse answer=" "><textline/></stringresponse>', "without an answer"),
        ("<multiplechoiceresponse/>", "without choices"),
        ("<optionresponse/>", "without an `<optioninput>`"),
    ],
)
def test_response_without_answers_is_a_fault(body, reason):
    _, faults = olx.read(f"<problem><p>?</p>{body}</problem>")
    assert [reason in fault.message for fault in faults] == [True]


def test_truncated_anywhere_it_is_read_or_refused():
    for end in range(0, len(CHOICE), 7):
        read("problem/rank.xml", CHOICE[:end].encode(), is_named=False)


@pytest.mark.parametrize("text", ["<problem url_name='a'/>", "<problem markdown='null'/>", "<quiz/>", "<problems/>"])
def test_xml_without_questions_is_passed_over(text):
    assert read("course.xml", text.encode(), is_named=False) is None


@pytest.mark.parametrize(
    "text",
    [
        '<problem markdown="a">' * 4_000,
        '<problem markdown="a"/>' * 3_000 + "<problem>&",
        "<problem>" + "<div>" * 16_000,
        "<problem><optionresponse><optioninput options=\"('" + "a'a" * 26_000 + '"/></optionresponse></problem>',
        '<problem><numericalresponse answer="[' + " " * 80_000 + 'x"/></problem>',
        '<problem><stringresponse answer="a' + " " * 80_000 + '_or_"/></problem>',
        "<problem><script>a = 1</script><p>" + "$a" * 40_000 + '</p><stringresponse answer="1"/></problem>',
    ],
)
def test_hostile_file_is_read_in_linear_time(text):
    start = time.process_time()
    olx.read(text)
    assert time.process_time() - start < 1


def test_choices_can_be_moved_as_a_whole():
    choices = ('<choice correct="true">1 &lt; 2</choice>', '<choice correct="false"><b>3</b></choice>')
    group = "<multiplechoiceresponse><choicegroup>{}</choicegroup></multiplechoiceresponse>"
    text = f"<problem><p>?</p>{group.format(' '.join(choices))}</problem>"
    (found,), _ = olx.read(text)
    assert tuple(text[span.start : span.end] for span in optionunits.units(found, text)) == choices


def test_figures_of_options_are_told():
    choice = '<choice correct="true"><img src="b.png"/></choice>'
    (found,) = problem(f"<p>?</p><multiplechoiceresponse><choicegroup>{choice}</choicegroup></multiplechoiceresponse>")
    assert [each.target for each in found.figures] == ["b.png"]
