"""Every QTI fixture of the reference library is read to its questions, or refused with a finding that says why.

The fixtures lie beside the checkout (../shared); set COURSELINT_QTI_FIXTURES where they are elsewhere.
"""

import os
import re
from collections import Counter
from pathlib import Path

import pytest

from courselint import sources

SHARED = Path(__file__).parents[3] / "shared/quizzes/instructure+qti/spec/fixtures"
FIXTURES = Path(os.environ.get("COURSELINT_QTI_FIXTURES", SHARED))
MARKUP = re.compile(r"<\?.*?\?>|<!--.*?-->|<!DOCTYPE.*?>\s*(?=<)", re.DOTALL)
ROOT = re.compile(r"<(?:\w+:)?(questestinterop|assessmentItem)[\s>]")
ITEM = re.compile(r"<(?:\w+:)?(?:item|assessmentItem)[\s>]")
CHOICES = re.compile(r"<(?P<kind>choice|order)Interaction[\s>].*?</(?P=kind)Interaction>", re.DOTALL)
CHOICE = re.compile(r"<simpleChoice[\s>]")
KINDS = {"choice": "choice", "ordering": "order"}


def items(path: Path) -> int:
    """How many items a file of QTI questions holds, 0 if it is none."""
    text = MARKUP.sub("", path.read_text(encoding="utf-8", errors="replace")).lstrip("\ufeff \t\r\n")
    return len(ITEM.findall(text)) if ROOT.match(text) else 0


FILES = sorted(path for path in FIXTURES.rglob("*") if path.suffix in (".xml", ".qti") and items(path))
pytestmark = pytest.mark.skipif(not FILES, reason="the QTI fixtures are not here (COURSELINT_QTI_FIXTURES)")


def name(path: Path) -> str:
    return path.relative_to(FIXTURES).as_posix()


@pytest.mark.parametrize("path", FILES, ids=name)
def test_each_item_is_read_or_the_file_refused_with_a_finding(path):
    document = sources.read(name(path), path.read_bytes())
    assert document.faults or len(document.questions) >= items(path)
    assert all(fault.message for fault in document.faults)


@pytest.mark.parametrize("path", FILES, ids=name)
def test_a_walk_reads_what_naming_the_file_reads(path):
    data = path.read_bytes()
    named, walked = (sources.read(name(path), data, is_named=is_named) for is_named in (True, False))
    assert repr(walked) == repr(named)


@pytest.mark.parametrize("path", FILES, ids=name)
def test_choices_to_pick_from_and_to_order_are_all_kept(path):
    text = MARKUP.sub("", path.read_text(encoding="utf-8", errors="replace"))
    document = sources.read(name(path), path.read_bytes())
    written = Counter((match["kind"], len(CHOICE.findall(match.group()))) for match in CHOICES.finditer(text))
    read = Counter((KINDS.get(question.kind, ""), len(question.options)) for question in document.questions)
    assert document.faults or written <= read


def test_few_files_are_refused():
    refused = [name(path) for path in FILES if not sources.read(name(path), path.read_bytes()).questions]
    assert len(refused) <= len(FILES) / 20, refused
