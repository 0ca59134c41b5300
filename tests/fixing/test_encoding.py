"""Words put into a file are written so that reading it again gives just these, or the edit is only shown."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courselint import sources
from courselint.model import Cell, Document, Edit, Source, Span, Text
from courselint.sources.editing import SourceEdit, edited
from courselint.sources.encoding import written
from courselint.sources.pythonwriting import written_in_python

NASTY = st.text(alphabet=st.sampled_from("ab &<>'\"]=~#{}:\\%$é\u2019\n;.-/"), min_size=1, max_size=12)


def moodle(text: str, form: str = "html") -> str:
    return (
        f'<quiz><question type="multichoice"><questiontext format="{form}"><text>{text}</text></questiontext>'
        '<single>true</single><answer fraction="100"><text>4</text></answer>'
        '<answer fraction="0"><text>5</text></answer>'
        "</question></quiz>"
    )


def qti(attribute: str) -> str:
    return (
        '<assessmentItem identifier="i" title="t"><responseDeclaration identifier="RESPONSE" cardinality="single"/>'
        f'<itemBody><p>Which rank?</p><img src="a.png" alt={attribute}/></itemBody></assessmentItem>'
    )


STEM = "What does rank meen here?"
FILES = {
    "html in cdata": ("quiz.xml", moodle(f"<![CDATA[<p>{STEM}</p>]]>")),
    "html as text": ("quiz.xml", moodle(f"&lt;p&gt;{STEM}&lt;/p&gt;")),
    "plain text": ("quiz.xml", moodle(STEM, "plain_text")),
    "plain cdata": ("quiz.xml", moodle(f"<![CDATA[{STEM}]]>", "plain_text")),
    "qti 2": ("item.xml", qti('"b"').replace("Which rank?", STEM)),
    "gift": ("quiz.gift", f"::Rank::{STEM} {{=four ~five}}\n"),
    "json": (
        "quiz.json",
        json.dumps([{"question": STEM, "type": "numeric", "answers": [{"value": 3, "correct": True}]}]),
    ),
    "mdx": (
        "lesson.mdx",
        f'### Which?\n\n<Question choices={{[\n\t{{text: "{STEM}", correct: true}},\n\t{{text: "no"}}\n]}} />\n',
    ),
    "checklist": ("lesson.md", f"1. {STEM}\n\n- [x] four\n- [ ] five\n"),
}


def read(path: str, text: str) -> Document:
    document = sources.read(path, text.encode())
    assert document is not None
    assert not document.faults
    return document


def raw(document: Document) -> list[Text]:
    return [text for question in document.questions for text in question.texts]


@pytest.mark.parametrize("name", FILES)
@given(content=NASTY)
def test_what_is_written_is_what_is_read_again(name: str, content: str):
    path, text = FILES[name]
    document = read(path, text)
    number, stem = next((number, each) for number, each in enumerate(raw(document)) if "meen" in each.text)
    at = stem.text.index("meen")
    way = written(document, Edit(stem, Span(at, at + 4), content))
    if way is None:
        return
    edit = SourceEdit(0, stem.in_source(Span(at, at + 4)), way)
    after = read(path, edited(document, text, [edit]))
    expected = [each.text for each in raw(document)]
    expected[number] = stem.text.replace("meen", content)
    assert [each.text for each in raw(after)] == expected


@pytest.mark.parametrize(
    ("name", "content", "way"),
    [
        ("html in cdata", "R & D", "R &amp; D"),
        ("html in cdata", "a]]>b", "a]]&gt;b"),
        ("html as text", "a<b", "a&amp;lt;b"),
        ("plain text", "a<b & c", "a&lt;b &amp; c"),
        ("plain cdata", "a<b]]>", "a<b]]]]><![CDATA[>"),
        ("qti 2", 'it\'s "so" & so', 'it\'s "so" &amp; so'),
        ("gift", "r=1 ~ {x}: it's", "r\\=1 \\~ \\{x\\}\\: it's"),
        ("json", 'a "b" \\ c', 'a \\"b\\" \\\\ c'),
        ("mdx", 'a "b"', 'a \\"b\\"'),
        ("mdx", "it's", "it's"),
        ("checklist", "it's", "it's"),
    ],
)
def test_each_format_has_its_escapes(name: str, content: str, way: str):
    document = read(*FILES[name])
    stem = next(each for each in raw(document) if "meen" in each.text)
    at = stem.text.index("meen")
    assert written(document, Edit(stem, Span(at, at + 4), content)) == way


@pytest.mark.parametrize("quote", ['"', "'", '"""', "'''"])
@given(content=NASTY)
def test_a_python_string_holds_what_is_put_into_it(quote: str, content: str):
    text = f"x = 1\ny = {quote}We meen it.{quote}\n"
    where = Span(text.index("meen"), text.index("meen") + 4)
    way = written_in_python(text, where, content)
    assert way is not None
    names: dict[str, str] = {}
    exec(text[: where.start] + way + text[where.end :], names)
    assert names["y"] == f"We {content} it."


@pytest.mark.parametrize(
    ("text", "content", "way"),
    [
        ("# we meen it\n", "don't", "don't"),
        ("w = meen\n", "['w']", "['w']"),
        ("w = r'meen'\n", "it's", None),
        ("w = f'{x} meen it'\n", "it's", None),
        ("%%time\nw = 'meen it'\n", "it's", "it\\'s"),
        ("w = 'meen it'\nif (\n", "it's", "it\\'s"),
    ],
)
def test_code_and_comments_of_python_stay_as_they_are(text: str, content: str, way: str | None):
    assert written_in_python(text, Span(text.index("meen"), text.index("meen") + 4), content) == way


def test_what_stands_in_an_archive_is_not_written():
    document = Document("a.zip", "archive", b"", (Source("meen", member="quiz.xml"),))
    assert written(document, Edit(Text.plain("meen", kind="stem"), Span(0, 4), "it's")) is None


def test_prose_of_markdown_is_written_as_it_is():
    document = Document("a.ipynb", "notebook", b"", (Source("meen", Cell(1, "markdown")),))
    assert written(document, Edit(Text.plain("meen"), Span(0, 4), "it's & <b>")) == "it's & <b>"


@pytest.mark.parametrize("quiz", ["swirl", None])
def test_a_lesson_whose_format_the_config_states_is_read_again_as_that(quiz):
    lesson = (
        "- Class: meta\n  Course: Ranks\n  Lesson: One\n\n"
        f"- Class: mult_question\n  Output: {STEM}\n  AnswerChoices: one; two\n  CorrectAnswer: one\n"
        "  AnswerTests: omnitest(correctVal='one')\n"
    )
    document = sources.read("week1.txt" if quiz else "week1.yaml", lesson.encode(), quiz=quiz)
    stem = document.questions[0].stem
    start = stem.text.index("meen")
    assert written(document, Edit(stem, Span(start, start + 4), "«mean»")) == "«mean»"
