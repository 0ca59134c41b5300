"""Reports tell everything, in shapes that hold whatever a course file says."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt

from courselint import sources
from courselint.catalogue import known
from courselint.examination import Plan, check_documents, ready
from courselint.model import Cell, Diagnostic, Note, Place, PlacedEdit, PlacedFix, Position, Range, Result, Span
from courselint.report import FORMATS, render
from courselint.report.escape import _UNSEEN
from courselint.report.full import excerpt
from courselint.report.json import schema
from courselint.spelling.speller import Speller
from tests.courses import cell, check, lay_out, notebook

SCHEMA = json.loads(schema())
VALIDATOR = Draft202012Validator(SCHEMA)

COURSE = {
    "lesson.md": "# Means\n\nWe recieve the the sample.\n\nA zorblax <!-- courselint: ignore[QST204] -->\n",
    "lab.ipynb": notebook(
        cell("We recieve it.", id="first-cell"),
        cell("w = 0.1 + 0.2\nassert w == 0.3", "code"),
        cell("x = (", "code"),
        cell("Eigenvalues.", metadata={"tags": ["courselint-skip"]}),
    ),
    "cut.ipynb": '{"cells": [',
    "latin.md": "Caf\xe9.".encode("latin-1"),
    "test_mean.py": "def test_mean():\n    assert (mean([1, 2]) == 1.5, 'wrong')\n",
    "quiz.gift": "::q1:: Which norm is it? {=the first ~the second\n",
    "deutsch.md": "Der Vektor ist eine Größe mit Richtung und Länge, die man addieren darf. " * 12,
}


@pytest.fixture(scope="module")
def result(tmp_path_factory) -> Result:
    return check(lay_out(tmp_path_factory.mktemp("course"), COURSE), select=("ALL",))


def test_the_schema_is_one():
    Draft202012Validator.check_schema(SCHEMA)


def test_the_course_has_findings_of_every_kind(result):
    found = result.diagnostics
    assert {"NBK001", "NBK002", "NBK007", "SPL001", "SPL002", "SPL900", "FLT001", "TST001"} <= result.by_rule.keys()
    assert any(one.fix for one in found)
    assert any(one.related for one in found)
    assert any(one.place.cell for one in found)
    assert any(not one.text for one in found)


def test_json_keeps_to_its_schema(result):
    (text,) = render("json", result)
    report = json.loads(text)
    VALIDATOR.validate(report)
    assert report["summary"]["diagnostics"] == len(report["diagnostics"]) == sum(report["summary"]["by_rule"].values())
    order = [(one["path"], tuple(one["physical"]["start"].values()), one["rule"]) for one in report["diagnostics"]]
    assert order == sorted(order)
    for one in report["diagnostics"]:
        assert one["cell"] or one["range"] == one["physical"]


def test_each_line_of_jsonl_keeps_to_the_schema(result):
    *lines, last = render("jsonl", result)
    line_schema = {**SCHEMA, "$ref": "#/$defs/diagnostic"}
    for name in ("type", "additionalProperties", "required", "properties"):
        del line_schema[name]
    for line in lines:
        Draft202012Validator(line_schema).validate(json.loads(line))
    Draft202012Validator({**line_schema, "$ref": "#/$defs/last"}).validate(json.loads(last))
    (whole,) = render("json", result)
    assert [json.loads(line) for line in lines] == json.loads(whole)["diagnostics"]


def test_the_schema_refuses_what_is_not_in_it(result):
    (text,) = render("json", result)
    report = json.loads(text)
    report["diagnostics"][0]["hint"] = "new"
    assert not VALIDATOR.is_valid(report)


def hostile(message: str, path: str = "lesson.md", kind: str = "markdown") -> Result:
    """A result in which a course file has put this text wherever it can."""
    place = Place(path, Cell(1, kind, message or None), Range(Position(1, 1), Position(1, len(message) + 1)), Range())
    found = Diagnostic(
        rule="GRM001",
        name="doubled-word",
        severity="warning",
        confidence="high",
        message=message or "-",
        place=place,
        text=message,
        excerpt=message,
        marked=Span(0, len(message)),
        related=(Note(place, message or "-"),),
        fix=PlacedFix("safe", message or "-", (PlacedEdit(place, message),)),
        fingerprint="0" * 16,
    )
    return Result([found], files=1)


ATTACKS = (
    "::error::all is lost", "\n::error::all is lost", "%0A::error::all is lost", "\r::stop-commands::x",
    "\x1b[2J\x1b]0;x\x07", "a | b", "`code`", "</details>", "<script>alert(1)</script>", "<!-- hidden -->",
    "\u202egnol\u202c", "\u2028::error::x", "[x](javascript:alert(1))", "![x](https://example.org/x.png)", "\\|",
    "\\\\|", "$x$", "&lt;b&gt;", "\x85::warning::", "\t|\t", "\ud800", "\U000e0041", "-starts like an option",
    "\ue000\ue001", "*a* _b_ ~~c~~", "https://example.org", "a\\",
)  # fmt: skip
PRINTABLE = [attack for attack in ATTACKS if attack.isprintable()]
PLAN = Plan(ready([known().find("GRM001"), known().find("NBK007"), known().find("NBK001")]), Speller())
ANY_TEXT = st.text(st.characters(codec=None), max_size=60) | st.sampled_from(ATTACKS)


@pytest.mark.parametrize("name", FORMATS)
@given(message=ANY_TEXT, path=ANY_TEXT.filter(bool))
def test_no_text_leaves_its_line(name, message, path):
    lines = list(render(name, hostile(message, path)))
    whole = "\n".join(lines)
    assert not [character for character in whole.replace("\n", "") if _UNSEEN.match(character)]
    if name != "json":
        assert len(whole.splitlines()) == len(lines) - (not lines[-1])
    whole.encode("utf-8")


@given(message=ANY_TEXT, path=ANY_TEXT.filter(bool))
def test_json_keeps_to_its_schema_whatever_stands_in_it(message, path):
    (text,) = render("json", hostile(message, path))
    assert text.isascii()
    VALIDATOR.validate(json.loads(text))
    # Strict readers refuse half a surrogate pair.
    json.loads(text)["diagnostics"][0]["message"].encode("utf-8")


@given(message=ANY_TEXT, path=ANY_TEXT.filter(bool))
def test_github_gets_one_command_a_finding(message, path):
    (line,) = render("github", hostile(message, path))
    head, _, data = line.removeprefix("::warning ").partition("::")
    properties = dict(pair.split("=", 1) for pair in head.split(","))
    assert properties.keys() >= {"file", "line", "endLine", "title"}
    assert "::" not in head
    assert "%" not in data.replace("%25", "")


@given(message=ANY_TEXT, path=ANY_TEXT.filter(bool))
def test_markdown_stays_one_table_of_plain_text(message, path):
    text = "\n".join(render("markdown", hostile(message, path)))
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    assert sum(token.type == "td_open" for token in tokens) == 3
    assert {token.type for token in tokens} <= {
        "heading_open", "inline", "heading_close", "paragraph_open", "paragraph_close", "table_open", "thead_open",
        "tr_open", "th_open", "th_close", "tr_close", "thead_close", "tbody_open", "td_open", "td_close", "tbody_close",
        "table_close",
    }  # fmt: skip
    assert {child.type for token in tokens for child in token.children or ()} <= {"text", "text_special"}


@given(
    line=st.text(st.characters(exclude_characters="\n", codec=None), max_size=300),
    start=st.integers(0, 300),
    length=st.integers(1, 300),
)
def test_the_marks_stand_under_what_is_marked(line, start, length):
    start = min(start, len(line))
    shown, marks = excerpt(line, Span(start, min(len(line), start + length)))
    assert marks.strip("^ ") == ""
    assert "^" in marks
    assert len(shown) <= 10 * 102


@pytest.mark.parametrize(
    ("line", "marked", "shown", "marks"),
    [
        ("We recieve it.", (3, 10), "We recieve it.", "   ^^^^^^^"),
        ("    assert w == 0.3", (11, 19), "assert w == 0.3", "       ^^^^^^^^"),
        ("\tassert w", (8, 9), "assert w", "       ^"),
        ("数学 recieve", (3, 10), "数学 recieve", "     ^^^^^^^"),
        ("e\u0301 recieve", (3, 10), "e\u0301 recieve", "  ^^^^^^^"),
        ("a\x1b[31m recieve", (7, 14), "a\\x1b[31m recieve", " " * 10 + "^" * 7),
        ("x" * 200 + " recieve", (201, 208), "…" + "x" * 92 + " recieve", " " * 94 + "^" * 7),
        ("recieve " + "x" * 200, (0, 7), "recieve " + "x" * 92 + "…", "^" * 7),
    ],
)
def test_the_line_is_quoted_with_its_marks(line, marked, shown, marks):
    assert excerpt(line, Span(*marked)) == (shown, marks)


def test_markdown_fits_a_step_summary():
    many = hostile("|" * 500)
    many.diagnostics *= 5000
    text = "\n".join(render("markdown", many))
    assert len(text.encode()) < 1024 * 1024
    assert text.splitlines()[-1].endswith("more findings are left out here.")


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_found_is_said_in_every_format(name):
    lines = list(render(name, Result(files=2)))
    if name in ("full", "markdown"):
        assert "No findings in 2 files." in "\n".join(lines).replace("\\", "")
    elif name in ("json", "jsonl"):
        assert json.loads(lines[-1])["summary"]["diagnostics"] == 0
    else:
        assert lines == []


def test_nothing_to_check_is_no_praise():
    assert list(render("full", Result())) == ["No files to check here."]


def test_places_on_one_line_are_told_once():
    one = hostile("w == 0.3")
    one.diagnostics[0] = replace(one.diagnostics[0], related=one.diagnostics[0].related * 2)
    assert sum("see " in line for line in render("full", one)) == 1


@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=80) | st.sampled_from(PRINTABLE))
def test_a_doubled_word_in_any_text_is_told_on_its_own_line(text):
    document = sources.read("lesson.md", f"{text}\n\nWe take the the mean {text}\n".encode())
    assert document is not None
    result = check_documents([document], PLAN)
    count = len(result.diagnostics)
    for name, lines in (("concise", count), ("github", count), ("jsonl", count + 1)):
        whole = "\n".join(render(name, result))
        assert len(whole.splitlines()) == lines, name
    for name in FORMATS:
        for line in render(name, result):
            assert not _UNSEEN.search(line.replace("\n", "") if name == "json" else line)
            assert name == "github" or not line.lstrip().startswith("::")
