"""The language of wording patterns, and what existence and substitution make of it."""

import pytest

from courselint.analysis.openers import openers
from courselint.checks import existence, substitution
from courselint.model import Text
from tests.grammar.reading import fixed


def found(text, patterns, **params):
    return [
        text[hit.span.start : hit.span.end] for hit in existence.check(Text.plain(text), patterns=patterns, **params)
    ]


def test_blank_stands_for_white_space_within_a_paragraph():
    assert found("such us, such\n  us, such\n\nus", ("such us",)) == ["such us", "such\n  us"]


def test_apostrophe_stands_for_both():
    assert found("it's own, it’s own", ("it's own",)) == ["it's own", "it’s own"]


def test_class_of_words_stands_for_any_of_them():
    words = ("modal = can will", "verb = is has")
    assert found("it can is, it will has, it may is", ("<modal> <verb>",), words=words) == ["can is", "will has"]


def test_optional_class_may_be_missing():
    assert found("the new items, the items", ("the (?:<age> )?items",), words=("age = new old",)) == [
        "the new items",
        "the items",
    ]


def test_at_pins_what_is_flagged_and_the_context_is_kept():
    (hit,) = existence.check(Text.plain("It is better\nthen that."), patterns=("better (?P<at>then)",))
    assert (hit.span.start, hit.span.end, hit.values) == (13, 17, {"text": "then", "context": "better then"})


def test_caret_is_where_a_sentence_begins():
    text = "Lets go. Lets go. It lets go, lets go; \ue000 lets go.  lets go"
    assert found(text, ("^lets go",)) == ["Lets go", "Lets go"]


def test_exception_silences_what_it_covers():
    text = "It could of course be; it could of been."
    assert found(text, ("could of",), exceptions=("could of course",)) == ["could of"]


@pytest.mark.parametrize(
    "text", ["such-us", "nonsuch us", "such us-them", "such us/them", "such us()", "x.such us", "such us.py"]
)
def test_part_of_a_longer_name_is_no_phrase(text):
    assert found(text, ("such us",)) == []


def test_quoted_phrase_is_mentioned_not_used():
    assert found("Never write “such us” or 'such us'.", ("such us",)) == []


def test_phrase_does_not_reach_over_a_masked_piece():
    assert found("such \ue000 us and such\ue000us", ("such.{1,3}us",)) == []


def test_case_may_count():
    assert found("Such us, such us", ("such us",), ignore_case=False) == ["such us"]


def test_substitution_keeps_the_first_letters_case_and_takes_groups_over():
    text = "Could of been; they could of."
    hits = list(substitution.check(Text.plain(text), swaps=(r"(could|should) of => \1 have",)))
    assert fixed(text, hits) == "Could have been; they could have."
    assert {hit.fix.applicability for hit in hits} == {"unsafe"}


def test_fix_is_safe_only_where_the_page_says_so():
    (hit,) = substitution.check(Text.plain("an other"), swaps=("an other => another",), applicability="safe")
    assert hit.fix.applicability == "safe"


@pytest.mark.parametrize(
    ("pattern", "keys"),
    [
        ("such us", {"such us"}),
        ("(?:a|an) other", {"a other", "an other"}),
        ("(?P<at>its) (?:been|a) good", {"its been", "its a"}),
        ("we(?:'ll| will)? is", {"we'll is", "we will", "we is"}),
        ("do not [a-z]+ed", {"do not"}),
        ("they [a-z]+ed", {"they"}),
        ("real-word data", {"real"}),
        (r"(?<![a-z]\s)lets go(?=[.])", {"lets go"}),
        ("now, lets", {"now"}),
        ("[a-z]+er then", set()),
        ("(?:can)?not go", {"cannot go", "not go"}),
    ],
)
def test_openers_are_the_words_a_pattern_can_begin_with(pattern, keys):
    assert openers(pattern) == keys
