"""The exercises of PreTeXt give their questions, each text where it stands; other sections are passed over."""

import pytest
from questionplaces import check_places

from courselint.sources import read

BOOK = """<section xmlns:xi="http://www.w3.org/2001/XInclude"><title>Ranks</title><p>A <term>rank</term>.</p>
<exercise label="a"><statement><p>What is the rank<idx>rank</idx> of <m>I_2</m> in <c>A &lt; B</c>? 😀</p>
<image source="rank.png"/></statement>
<choices randomize="yes"><choice><statement><p>one</p></statement><feedback><p>Count again.</p></feedback></choice>
<choice correct="yes"><statement><p>two</p></statement></choice></choices><hint><p>Two rows.</p></hint></exercise>
<exercise label="b"><statement correct="no"><p>Every matrix has an inverse.</p></statement></exercise>
<exercises><exercise label="c"><introduction><p>Look.</p></introduction>
<task><statement><p>The mean is <fillin/>.</p></statement><setup><var><condition number="0.25" tolerance="0.01">
<feedback><p>Yes.</p></feedback></condition><condition string=".*"/></var></setup></task>
<task><statement><p>And the mode?</p></statement><setup><var><condition string="^\\s*two$"/></var></setup></task>
<task><statement><p>Why?</p></statement><response/></task></exercise></exercises>
<exercise><statement><p>Prove it.</p></statement></exercise></section>
"""


def test_exercises_of_a_book():
    document = read("ranks.ptx", BOOK.encode(), is_named=False)
    assert document.faults == ()
    first, second, third, fourth, fifth = document.questions
    assert first.stem.text.split("\n")[0] == "What is the rank of $I_2$ in `A < B`? 😀"
    assert [(option.text.text, option.is_key) for option in first.options] == [("one", False), ("two", True)]
    assert first.options[0].feedback.text == "Count again."
    assert (first.is_single, first.is_shuffled) == (True, True)
    assert [figure.target for figure in first.figures] == ["rank.png"]
    assert [said.text for said in first.feedback] == ["Two rows."]
    assert (second.kind, second.options[0].text.text) == ("true-false", "no")
    (key,) = third.numbers
    assert (third.stem.text, key.low, key.high) == ("The mean is _____.", 0.24, 0.26)
    assert [(option.text.text, option.is_pattern) for option in fourth.options] == [("^\\s*two$", True)]
    assert (fifth.kind, fifth.stem.text) == ("essay", "Why?")


def test_every_character_stands_where_it_is_written():
    decoded = {"&lt;": "<", "\n": " ", "\r\n": " ", "<fillin/>": "_"}
    for text in (BOOK, BOOK.replace("\n", "\r\n")):
        check_places(text, read("a.ptx", text.encode()).questions, lambda each: decoded.get(each, each))


def test_several_right_choices_are_boxes_to_tick():
    text = BOOK.replace("<choice><statement><p>one", '<choice correct="yes"><statement><p>one')
    assert read("a.xml", text.encode()).questions[0].is_single is False


@pytest.mark.parametrize(
    "text",
    [
        "<section><p>Nothing to do.</p></section>",
        "<exercise><statement><p>Prove it.</p></statement></exercise>",
        "<project><statement>x</statement></project>",
    ],
)
def test_xml_without_questions_is_passed_over(text):
    assert read("a.ptx", text.encode(), is_named=False) is None


def test_every_beginning_of_a_file_is_read():
    for end in range(0, len(BOOK), 5):
        read("a.ptx", BOOK[:end].encode(), is_named=False)
