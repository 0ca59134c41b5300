"""Moodle XML gives the questions that Moodle shows, each text where it stands in the file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courselint.model import Span, Text
from courselint.sources import htmltext, read, xmltree
from courselint.sources.quizzes import moodlexml

CHOICE = """<?xml version="1.0" encoding="ISO-8859-1"?>
<quiz>
  <question type="category"><category><text>Algebra</text></category></question>
  <question type="multichoice">
    <name><text>rank</text></name>
    <questiontext format="html">
      <text><![CDATA[<p>What is the <b>rank</b> of a 2&nbsp;&times;&nbsp;3 matrix?</p>]]></text>
    </questiontext>
    <single>true</single>
    <shuffleanswers>0</shuffleanswers>
    <answer fraction="0"><text>&lt;p&gt;3&lt;/p&gt;</text><feedback><text>No row is left.</text></feedback></answer>
    <answer fraction="50"><text>1 or 2</text></answer>
    <answer fraction="100"><text>at most 2</text></answer>
  </question>
</quiz>
"""


def question(body: str, kind: str):
    found, faults = moodlexml.read(
        f'<quiz><question type="{kind}"><questiontext><text>What is e?</text></questiontext>{body}</question></quiz>'
    )
    assert faults == ()
    return found[0]


def test_choice_with_its_marks_feedback_and_order():
    (found,), faults = moodlexml.read(CHOICE)
    assert faults == ()
    assert found.stem.text == "What is the rank of a 2\xa0×\xa03 matrix?"
    assert [(each.text.text, each.is_key, each.weight) for each in found.options] == [
        ("3", False, 0),
        ("1 or 2", False, 50),
        ("at most 2", True, 100),
    ]
    assert (found.is_single, found.is_shuffled, found.title, found.group) == (True, False, "rank", "Algebra")
    feedback = found.options[0].feedback
    where = feedback.in_source(feedback.whole)
    assert CHOICE[where.start : where.end] == "No row is left."


def test_several_answers_share_the_points_where_several_may_be_chosen():
    body = '<answer fraction="50"><text>a</text></answer><answer fraction="-50"><text>b</text></answer>'
    found = question(f"<single>false</single>{body}", "multichoice")
    assert [each.is_key for each in found.options] == [True, False]
    assert (found.is_single, found.is_shuffled) == (False, True)


def test_number_with_its_tolerance():
    found = question('<answer fraction="100"><text>2,718</text><tolerance>0.001</tolerance></answer>', "numerical")
    (key,) = found.numbers
    assert (key.text.text, key.tolerance) == ("2,718", 0.001)
    assert (key.low, key.high) == (pytest.approx(2.717), pytest.approx(2.719))


def test_truth_pairs_and_short_answers():
    truth = question(
        '<answer fraction="0"><text>true</text></answer><answer fraction="100"><text>false</text></answer>', "truefalse"
    )
    assert [(each.text.text, each.is_key) for each in truth.options] == [("false", True)]
    pairs = question("<subquestion><text>sin</text><answer><text>cos</text></answer></subquestion>", "matching")
    assert [each.text.text for each in pairs.options] == ["sin", "cos"]
    short = question('<answer fraction="100"><text>Euler*</text></answer>', "shortanswer")
    assert [(each.text.text, each.is_key) for each in short.options] == [("Euler*", True)]


def test_cloze_blanks_are_questions():
    found, _ = moodlexml.read(
        '<quiz><question type="cloze"><questiontext><text>The trace is {1:NUMERICAL:=3:0.1#yes~%50%4}, '
        "the sign {1:MCS:=\\~1~0#no}.</text></questiontext></question></quiz>"
    )
    number, choice = found
    assert [(each.low, each.high) for each in number.numbers] == [(2.9, 3.1), (4, 4)]
    assert number.stem.text == "The trace is"
    assert [(each.text.text, each.is_key) for each in choice.options] == [("~1", True), ("0", False)]
    assert choice.is_shuffled


def test_reading_goes_on_after_a_question_that_is_broken():
    text = (
        '<quiz><question type="essay"><questiontext><text>One</text></questiontext></question>'
        '<question type="essay"><questiontext><text>Two & three</text></questiontext></question>'
        '<question type="essay"><questiontext><text>Four</text></questiontext></question></quiz>'
    )
    found, (fault,) = moodlexml.read(text)
    assert [each.stem.text for each in found] == ["One", "Four"]
    assert (
        text[fault.span.start - 2 : fault.span.start] == "& "[:2] or "&" in text[fault.span.start - 2 : fault.span.end]
    )


@pytest.mark.parametrize(
    "declaration",
    ['<!DOCTYPE quiz [<!ENTITY a "b">]>', '<!DOCTYPE quiz [<!ENTITY a SYSTEM "file:///etc/passwd">]>'],
)
def test_entities_of_the_file_are_refused(declaration):
    found, faults = moodlexml.read(f'{declaration}<quiz><question type="essay">&a;</question></quiz>')
    assert found == ()
    assert "DTD" in faults[0].message


def test_xml_that_is_no_quiz_is_passed_over_unless_named():
    assert read("map.xml", b"<osm/>", is_named=False) is None
    assert read("map.xml", b"<osm/>").faults


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40))
def test_every_character_of_a_text_maps_to_what_the_file_writes(content):
    escaped = content.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&#62;")
    text = f"<quiz>😀<a>{escaped}</a></quiz>"
    tree, faults = xmltree.parse(text)
    assert faults == ()
    found = tree.first("quiz", "a").text
    assert found.text == content
    for at, character in enumerate(content):
        where = found.in_source(Span(at, at + 1))
        written = text[where.start : where.end]
        assert written == {"&": "&amp;", "<": "&lt;", ">": "&#62;"}.get(character, character)


def test_attributes_know_their_places():
    text = "<quiz a='1 &gt; 0' x:b=\"é\"\n c = '>'/>"
    tree, _ = xmltree.parse(text.replace("x:b", "b"))
    quiz = tree.first("quiz")
    assert {name: value.text for name, value in quiz.attributes.items()} == {"a": "1 > 0", "b": "é", "c": ">"}


def test_html_is_read_as_words():
    text = xmltree.parse("<a>&lt;p&gt;Is &lt;code&gt;x == 1&lt;/code&gt; true?&lt;br/&gt;a &amp;lt; b&lt;/p&gt;</a>")[0]
    assert htmltext.read(text.first("a").text).text == "Is `x == 1` true?\na < b"


@pytest.mark.parametrize(
    ("html", "seen"),
    [
        ("<style>\n.odd { color: red; }\n</style>\n<p>What is 2 < 3?</p>", "What is 2 < 3?"),
        ("<p>What is</p><script>if (a<b) { f('<p>no</p>'); }</script> this?", "What is\n this?"),
        ("<p>What is <style> this?</p>", "What is  this?"),
        ("<STYLE>a</style >One?<script>b</SCRIPT>", "One?"),
    ],
)
def test_what_stands_for_the_browser_is_not_read(html, seen):
    assert htmltext.read(Text.plain(html)).text.strip() == seen
