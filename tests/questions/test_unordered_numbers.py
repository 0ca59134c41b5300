"""Numbers out of order are found, and put in order without any change of the key."""

from __future__ import annotations

import pytest

from courselint import catalogue, sources
from courselint.examination import Plan, check_documents, ready
from courselint.fix import Fixed, fix_document, is_wanted
from courselint.model import Diagnostic, Document
from courselint.spelling.speller import Speller

RULE = next(rule for rule in catalogue.bundled() if rule.id == "QST217")
SPELLER = Speller()

CHECKLIST = "1. How many pivots?\n\n- [ ] 8\n  (of the 9)\n- [ ] 24\n- [x] 12\n"
MOODLE = """<quiz><question type="multichoice"><questiontext><text>How many?</text></questiontext>
<single>true</single><shuffleanswers>false</shuffleanswers>
  <answer fraction="0"><text><![CDATA[<p>8</p>]]></text><feedback><text>Of rows.</text></feedback></answer>
  <answer fraction="100"><text>24</text></answer>
  <answer fraction="0"><text>12</text><feedback><text>Half of it.</text></feedback></answer>
</question></quiz>
"""
QTI = """<questestinterop><item ident="q"><presentation><material><mattext>How many?</mattext></material>
<response_lid ident="r" rcardinality="Single"><render_choice>
 <response_label ident="a"><material><mattext>8</mattext></material></response_label>
 <response_label ident="b"><material><mattext>24</mattext></material></response_label>
 <response_label ident="c"><material><mattext>12</mattext></material></response_label>
</render_choice></response_lid></presentation>
<resprocessing><respcondition><conditionvar><varequal respident="r">c</varequal></conditionvar>
<setvar action="Set">100</setvar></respcondition></resprocessing></item></questestinterop>
"""
BEGINNERS = """[{"title": "Shapes", "quizzes": [{"title": "Pre", "quiz": [
  {"questionText": "How many?", "answerOptions": [
  {"answerText": "8", "isCorrect": "false"},
  {"isCorrect": "true", "answerText": "24"},
  {"answerText": "12", "isCorrect": "false"}]}]}]}]
"""
MDX = """### How many?

<Question
	choices={[
		{text: "8", explain: "Of rows."},
		{text: "24", explain: "Yes!", correct: true},
		{text: "12", explain: "Half of it."}
	]}
/>
"""
MOVABLE = {
    "checklist.md": CHECKLIST.replace("\n  (of the 9)", ""),
    "moodle.xml": MOODLE,
    "qti.xml": QTI,
    "quiz.json": BEGINNERS,
    "lesson.mdx": MDX,
}


def mended(path: str, text: str) -> tuple[Document, Fixed, list[Diagnostic]]:
    document = sources.read(path, text.encode())
    assert document is not None
    found = check_documents([document], Plan(ready([RULE]), SPELLER)).diagnostics
    wanted = [one for one in found if is_wanted(one, ("safe",))]
    return document, fix_document(document, wanted, lambda data: sources.read(path, data)), found


def said(document: Document) -> list[tuple[object, ...]]:
    return [
        (option.text.text, option.is_key, option.weight, option.feedback.text if option.feedback else "")
        for option in document.questions[0].options
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("path", MOVABLE)
def test_whole_options_are_moved_and_the_same_number_stays_the_key(path: str, end: str):
    before, fixed, found = mended(path, MOVABLE[path].replace("\n", end))
    assert (len(found), len(fixed.taken), fixed.refused) == (1, 1, ())
    after = sources.read(path, fixed.data)
    assert after is not None
    assert not after.faults
    assert said(after) == sorted(said(before), key=lambda option: float(str(option[0])))
    # Nothing is written anew: the file holds the same characters.
    assert sorted(fixed.data) == sorted(before.data)
    assert mended(path, fixed.data.decode())[2] == []


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("letters.md", "1. How many?\n\nA) 8\nB) 24\nC) 12\n\nAnswer: B\n"),
        ("places.xml", MOODLE.replace("Half of it.", "Option B is twice that.")),
        ("comment.xml", MOODLE.replace("<text>24", "<!-- <answer> --><text>24")),
        ("nested.mdx", MDX.replace('explain: "Yes!"', 'explain: "Yes, {24}!"')),
    ],
)
def test_where_moving_is_not_certain_the_order_is_only_shown(path: str, text: str):
    before, fixed, found = mended(path, text)
    assert [one.fix.applicability for one in found if one.fix] == ["display"]
    assert fixed.data == before.data


@pytest.mark.parametrize(
    "options",
    [
        ["1", "2", "3"],
        ["9", "5", "1"],
        ["1", "3"],
        ["007", "003", "011"],
        ["3 ms", "2 s", "1 s"],
        ["3", "1", "two"],
        ["1, 2", "3, 4", "2, 3"],
        ["0.5", "1/2", "0.25"],
        ["1", "2", "3", "None of these"],
        ["A", "C", "B"],
        ["3.11.2", "3.9.1", "3.10.4"],
        ["$2", "$1", "$9"],
        ["123", "321", "213"],
    ],
)
def test_what_has_an_order_or_can_have_none_is_left_alone(options: list[str]):
    text = "1. Which?\n\n" + "".join(f"- [{'x' if at == 0 else ' '}] {each}\n" for at, each in enumerate(options))
    assert mended("quiz.md", text)[2] == []


@pytest.mark.parametrize(
    "options",
    [
        ["10%", "30 %", "20%"],
        ["$5", "$25", "$15"],
        ["1 day", "3 days", "2 days"],
        ["`8`", "`2`", "`4`"],
        ["-1", "−3", "2"],
    ],
)
def test_numbers_of_one_unit_are_compared(options: list[str]):
    text = "1. Which?\n\n" + "".join(f"- [{'x' if at == 0 else ' '}] {each}\n" for at, each in enumerate(options))
    assert len(mended("quiz.md", text)[2]) == 1
