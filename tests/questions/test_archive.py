"""Course exports in a tar.gz are read in memory, each question where it stands in its member."""

import io
import tarfile

import pytest

from courselint.model import Span
from courselint.placing import Places
from courselint.sources import archive, read

PROBLEM = b"""<problem>
<p>See <img src="/static/plot.png"/>. Which form?</p>
<stringresponse answer="\\d.5" type="regexp"><textline/></stringresponse>
</problem>"""


def packed(**members: bytes) -> bytes:
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w:gz") as written:
        for name, content in members.items():
            info = tarfile.TarInfo(name.replace("__", "/") + ".xml")
            info.size = len(content)
            written.addfile(info, io.BytesIO(content))
    return data.getvalue()


def test_members_keep_their_own_places():
    document = read("course.tar.gz", packed(course__course=b"<course/>", course__problem__a=PROBLEM), is_named=False)
    assert [source.member for source in document.sources] == ["course/problem/a.xml"]
    (question,) = document.questions
    place = Places(document).place(question.stem, Span(0, 3))
    assert (place.path, place.member, place.physical.start.line) == ("course.tar.gz", "course/problem/a.xml", 2)
    assert question.options[0].is_pattern


def test_all_texts_of_a_question_belong_to_its_member():
    document = read("course.tar.gz", packed(a=PROBLEM, b=PROBLEM))
    assert [question.figures[0].text.source for question in document.questions] == [0, 1]


def test_archive_without_quizzes_is_passed_over():
    assert read("data.tar.gz", packed(data=b"<a/>"), is_named=False) is None


def test_links_are_not_followed():
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w:gz") as written:
        link = tarfile.TarInfo("problem/link.xml")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        written.addfile(link)
    assert read("course.tar.gz", data.getvalue()).sources == ()


@pytest.mark.parametrize("data", [b"\x1f\x8b cut off", packed(a=PROBLEM)[:150], b"PK\x03\x04 no zip"])
def test_damaged_archive_is_a_fault(data):
    assert "not a readable" in read("course.tar.gz", data).faults[0].message


def test_archive_that_unpacks_to_too_much_is_not_read(monkeypatch):
    monkeypatch.setattr(archive, "LARGEST_TAR", 100_000)
    document = read("course.tar.gz", packed(a=PROBLEM, b=b" " * 200_000, c=PROBLEM))
    assert len(document.questions) == 1
    assert "the rest is not read" in document.faults[0].message


def test_member_that_is_too_large_is_a_fault(monkeypatch):
    monkeypatch.setattr(archive, "LARGEST_MEMBER", 1_000)
    document = read("course.tar.gz", packed(a=b" " * 2_000, b=PROBLEM))
    assert len(document.questions) == 1
    assert document.faults[0].message.startswith("a.xml: too large")
