"""QTI items and Canvas exports give their questions, keys and bounds, each text where it stands."""

import io
import math
import zipfile

import pytest

from courselint.model import Span
from courselint.placing import Places
from courselint.sources import archive, read, xmltree
from courselint.sources.quizzes import qti1, qti2, xmlquiz

ITEM_1 = """<questestinterop><item ident="i1" title="rank">
<itemmetadata><qtimetadata><qtimetadatafield><fieldlabel>question_type</fieldlabel>
<fieldentry>{kind}</fieldentry></qtimetadatafield></qtimetadata></itemmetadata>
<presentation><material><mattext texttype="text/html">&lt;p&gt;What is the &lt;b&gt;rank&lt;/b&gt;?&lt;/p&gt;</mattext>
</material>{response}</presentation>
<resprocessing>{conditions}</resprocessing></item></questestinterop>"""
LABEL = '<response_label ident="{0}"><material><mattext>{1}</mattext></material></response_label>'
RIGHT = (
    '<respcondition><conditionvar>{}</conditionvar><setvar action="Set" varname="SCORE">100</setvar></respcondition>'
)


def first(kind: str, response: str, *conditions: str):
    text = ITEM_1.format(kind=kind, response=response, conditions="".join(RIGHT.format(each) for each in conditions))
    root, faults = xmltree.parse(text)
    assert faults == ()
    return next(qti1.read(root)), text


def test_canvas_choice_has_the_key_that_earns_points():
    labels = LABEL.format("a", "2") + LABEL.format("b", "3")
    response = f'<response_lid ident="r" rcardinality="Single"><render_choice>{labels}</render_choice></response_lid>'
    found, text = first("multiple_choice_question", response, '<varequal respident="r">b</varequal>')
    assert found.stem.text == "What is the rank?"
    assert [(each.text.text, each.is_key) for each in found.options] == [("2", False), ("3", True)]
    assert found.is_single
    where = found.stem.in_source(Span(12, 16))
    assert text[where.start : where.end] == "rank"


def test_several_answers_are_keys_unless_they_are_negated():
    labels = "".join(LABEL.format(name, name.upper()) for name in "abc")
    response = f'<response_lid ident="r" rcardinality="Multiple"><render_choice>{labels}</render_choice></response_lid>'
    condition = (
        '<and><varequal respident="r">a</varequal><not><varequal respident="r">b</varequal></not>'
        '<varequal respident="r">c</varequal></and>'
    )
    found, _ = first("multiple_answers_question", response, condition)
    assert [each.is_key for each in found.options] == [True, False, True]
    assert found.is_single is False


def test_numbers_with_and_without_bounds():
    response = '<response_str ident="r"><render_fib fibtype="Decimal"/></response_str>'
    bounds = '<and><vargte respident="r">41.5</vargte><varlte respident="r">42.5</varlte></and>'
    exact = f'<or><varequal respident="r">42.0</varequal>{bounds}</or>'
    between = '<vargte respident="r">1</vargte><varlte respident="r">2</varlte>'
    found, _ = first("numerical_question", response, exact, between)
    assert [(each.low, each.high, each.tolerance) for each in found.numbers] == [(41.5, 42.5, 0.5), (1, 2, None)]


def test_pairs_of_a_matching_question():
    response = "".join(
        f'<response_lid ident="{name}"><material><mattext>{prompt}</mattext></material><render_choice>'
        f"{LABEL.format('x', 'cos')}{LABEL.format('y', '-sin')}</render_choice></response_lid>"
        for name, prompt in (("p", "sin"), ("q", "cos"))
    )
    conditions = ('<varequal respident="p">x</varequal>', '<varequal respident="q">y</varequal>')
    found, _ = first("matching_question", response, *conditions)
    assert [each.text.text for each in found.options] == ["sin", "cos", "cos", "-sin"]


def second(declaration: str, body: str):
    root, faults = xmltree.parse(f"<assessmentItem>{declaration}<itemBody>{body}</itemBody></assessmentItem>")
    assert faults == ()
    return list(qti2.read(root))


CHOICE_2 = """<p>Look at <img src="plot.png"/>.</p>
<choiceInteraction responseIdentifier="R" shuffle="true" maxChoices="1"><prompt>Which <code>x</code> is
right?</prompt><simpleChoice identifier="A">one<feedbackInline>Not so.</feedbackInline></simpleChoice>
<simpleChoice identifier="B"><p>two</p></simpleChoice></choiceInteraction>"""


def test_item_of_version_2_with_prompt_feedback_and_order():
    right = (
        '<responseDeclaration identifier="R" cardinality="single"><correctResponse><value>B</value></correctResponse>'
    )
    choice, around = second(f"{right}</responseDeclaration>", CHOICE_2)
    assert choice.stem.text == "Which `x` is right?"
    assert [(each.text.text, each.is_key) for each in choice.options] == [("one", False), ("two", True)]
    assert choice.options[0].feedback.text == "Not so."
    assert (choice.is_single, choice.is_shuffled) == (True, True)
    assert around.stem.text == 'Look at <img src="plot.png">.'


def test_version_3_has_the_same_names_with_hyphens():
    text = (
        '<qti-assessment-item><qti-response-declaration identifier="R" cardinality="single"><qti-correct-response>'
        "<qti-value>A</qti-value></qti-correct-response></qti-response-declaration><qti-item-body>"
        '<qti-choice-interaction response-identifier="R" max-choices="1"><qti-prompt>Which?</qti-prompt>'
        '<qti-simple-choice identifier="A">a</qti-simple-choice><qti-simple-choice identifier="B">b'
        "</qti-simple-choice></qti-choice-interaction></qti-item-body></qti-assessment-item>"
    )
    found = read("item.xml", text.encode()).questions[0]
    assert [(each.text.text, each.is_key) for each in found.options] == [("a", True), ("b", False)]


def test_key_that_is_drawn_at_random_is_unknown():
    drawn = '<setCorrectResponse identifier="R"><variable identifier="x"/></setCorrectResponse>'
    declared = '<responseDeclaration identifier="R" cardinality="single"/>'
    choice = second(f"{declared}<templateProcessing>{drawn}</templateProcessing>", CHOICE_2)[0]
    assert [each.is_key for each in choice.options] == [None, None]


def zipped(**members: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in members.items():
            written.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return data.getvalue()


def test_archive_members_keep_their_own_places():
    labels = LABEL.format("a", "2") + LABEL.format("b", "3")
    response = f'<response_lid ident="r"><render_choice>{labels}</render_choice></response_lid>'
    _, text = first("multiple_choice_question", response)
    document = read("export.zip", zipped(a__quiz_xml=text.encode(), b_xml=text.encode(), notes_xml=b"<notes/>"))
    assert [source.member for source in document.sources] == ["a/quiz.xml", "b.xml"]
    place = Places(document).place(document.questions[1].stem, Span(0, 4))
    assert (place.path, place.member, place.physical.start.line) == ("export.zip", "b.xml", 4)


def test_zip_without_quizzes_is_passed_over():
    assert read("data.zip", zipped(data_xml=b"<a/>"), is_named=False) is None


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK\x03\x04 cut off", "not a readable zip"),
        (zipped(bomb_xml=b"<questestinterop>" + b" " * (archive.LARGEST_MEMBER // 2)), "packed too densely"),
    ],
)
def test_archive_that_cannot_be_read_is_a_fault(data, reason):
    assert reason in read("export.zip", data).faults[0].message


def test_names_that_lead_out_of_an_archive_are_only_names(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as written:
        written.writestr("../../evil.xml", ITEM_1.format(kind="essay_question", response="", conditions=""))
    document = read("export.zip", data.getvalue())
    assert document.sources[0].member == "../../evil.xml"
    assert list(tmp_path.iterdir()) == []


QTI2 = """<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="i" title="t">
<responseDeclaration identifier="R" cardinality="single" baseType="{kind}">{right}</responseDeclaration>
<itemBody><p>Which is it?</p>{asked}</itemBody>
{graded}
</assessmentItem>"""
CHOICE = """<choiceInteraction responseIdentifier="R" maxChoices="1"><simpleChoice identifier="a">mean</simpleChoice>
<simpleChoice identifier="b">mode</simpleChoice></choiceInteraction>"""
MATCHED = '<responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"/>'
EQUAL = """<responseProcessing><responseCondition><responseIf><equal toleranceMode="{mode}" tolerance="{tolerance}">
<variable identifier="R"/><correct identifier="R"/></equal></responseIf></responseCondition></responseProcessing>"""


@pytest.mark.parametrize(("graded", "expected"), [(MATCHED, [False, False]), ("", [None, None])])
def test_choice_that_is_matched_with_no_answer_has_no_key(graded, expected):
    text = QTI2.format(kind="identifier", right="", asked=CHOICE, graded=graded)
    (question,), faults = xmlquiz.read(text, xmlquiz.format_of(text))
    assert not faults
    assert [option.is_key for option in question.options] == expected


@pytest.mark.parametrize(
    ("graded", "low", "high"),
    [
        (MATCHED, 2.5, 2.5),
        (EQUAL.format(mode="exact", tolerance=""), 2.5, 2.5),
        (EQUAL.format(mode="absolute", tolerance="0.5 0.5"), 2.0, 3.0),
        (EQUAL.format(mode="relative", tolerance="10 10"), 2.25, 2.75),
        ("", None, None),
    ],
)
def test_number_has_the_tolerance_that_it_is_compared_with(graded, low, high):
    asked = '<p><textEntryInteraction responseIdentifier="R"/></p>'
    right = "<correctResponse><value>2.5</value></correctResponse>"
    text = QTI2.format(kind="float", right=right, asked=asked, graded=graded)
    (question,), _ = xmlquiz.read(text, xmlquiz.format_of(text))
    (key,) = question.numbers
    assert (key.low, key.high) == (low, high) if low is not None else math.isnan(key.low)


CANVAS_ITEM = """<item ident="{number}"><itemmetadata><qtimetadata><qtimetadatafield>
<fieldlabel>question_type</fieldlabel><fieldentry>multiple_choice_question</fieldentry>
</qtimetadatafield></qtimetadata></itemmetadata><presentation><material><mattext>Which is it?</mattext></material>
<response_lid ident="r"><render_choice><response_label ident="a"><material><mattext>mean</mattext></material>
</response_label><response_label ident="b"><material><mattext>mode</mattext></material></response_label>
</render_choice></response_lid></presentation><resprocessing><outcomes/>{graded}</resprocessing></item>"""
EARNS = """<respcondition><conditionvar><varequal respident="r">a</varequal></conditionvar>
<setvar action="Set" varname="SCORE">100</setvar></respcondition>"""


@pytest.mark.parametrize(("grading", "keys"), [((EARNS, ""), [False, False]), (("", ""), [None, None])])
def test_item_that_earns_nothing_lacks_its_key_where_others_have_theirs(grading, keys):
    items = "".join(CANVAS_ITEM.format(number=number, graded=graded) for number, graded in enumerate(grading))
    text = f"<questestinterop>{items}</questestinterop>"
    questions, _ = xmlquiz.read(text, xmlquiz.format_of(text))
    assert [option.is_key for option in questions[1].options] == keys


CARTRIDGE_ITEM = """<item ident="i"><itemmetadata><qtimetadata><qtimetadatafield><fieldlabel>cc_profile</fieldlabel>
<fieldentry>cc.{profile}.v0p1</fieldentry></qtimetadatafield></qtimetadata></itemmetadata><presentation>
<material><mattext>Which is it?</mattext></material>{response}</presentation><resprocessing>
<respcondition continue="Yes"><conditionvar><other/></conditionvar><displayfeedback feedbacktype="Response"
linkrefid="general_fb"/></respcondition><respcondition><conditionvar>{right}</conditionvar>
<setvar action="Set" varname="SCORE">100</setvar></respcondition></resprocessing>
<itemfeedback ident="general_fb"><flow_mat><material><mattext>See page 3.</mattext></material></flow_mat></itemfeedback>
</item>"""
CHOOSE = '<response_lid ident="r"><render_choice>' + LABEL.format("a", "mean") + LABEL.format("b", "mode")
TYPE = '<response_str ident="r"><render_fib><response_label ident="x" rshuffle="No"/></render_fib></response_str>'
A, TEN = '<varequal respident="r">a</varequal>', '<varequal respident="r">ten</varequal>'
PART = '<varsubstring respident="r">ten</varsubstring>'


@pytest.mark.parametrize(
    ("profile", "response", "right", "kind", "is_single", "keys"),
    [
        ("multiple_choice", CHOOSE, A, "choice", True, ["mean"]),
        ("multiple_response", CHOOSE, f"<and>{A}<not>{A.replace('>a<', '>b<')}</not></and>", "choice", False, ["mean"]),
        ("true_false", CHOOSE, A, "true-false", None, ["mean"]),
        ("fib", TYPE, TEN, "short-answer", None, ["ten"]),
        ("pattern_match", TYPE, PART, "short-answer", None, ["ten"]),
        ("essay", TYPE, "<other/>", "essay", None, []),
    ],
)
def test_profiles_of_common_cartridges(profile, response, right, kind, is_single, keys):
    closing = "</render_choice></response_lid>" if response is CHOOSE else ""
    item = CARTRIDGE_ITEM.format(profile=profile, response=response + closing, right=right)
    text = f"<questestinterop><assessment><section>{item}</section></assessment></questestinterop>"
    (question,), faults = xmlquiz.read(text, xmlquiz.format_of(text))
    assert not faults
    assert (question.kind, question.is_single) == (kind, is_single)
    assert [option.text.text for option in question.options if option.is_key] == keys
    assert [said.text for said in question.feedback] == ["See page 3."]


@pytest.mark.parametrize(("written", "expected"), [("true", True), ("false", False), ("", None)])
def test_course_export_gives_each_quiz_once_and_says_whether_it_is_shuffled(written, expected):
    quiz = f"<questestinterop>{CANVAS_ITEM.format(number=1, graded=EARNS)}</questestinterop>"
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as export:
        export.writestr("g1/assessment_qti.xml", quiz)
        export.writestr("g1/assessment_meta.xml", f"<quiz><shuffle_answers>{written}</shuffle_answers></quiz>")
        export.writestr("non_cc_assessments/g1.xml.qti", quiz)
        export.writestr("g2/assessment_qti.xml", quiz)
    document = read("course.imscc", data.getvalue())
    found = [(document.sources[each.stem.source].member, each.is_shuffled) for each in document.questions]
    assert found == [("non_cc_assessments/g1.xml.qti", expected), ("g2/assessment_qti.xml", None)]


def test_every_answer_that_a_blank_of_canvas_lists_is_right():
    labels = "".join(LABEL.format(name, text) for name, text in (("a", "mode"), ("b", "the mode"), ("c", "")))
    response = (
        f'<response_lid ident="r"><material><mattext>x</mattext></material><render_choice>{labels}</render_choice>'
    )
    found, _ = first("fill_in_multiple_blanks_question", response + "</response_lid>", A)
    assert [(option.text.text, option.is_key) for option in found.options] == [("mode", True), ("the mode", True)]
