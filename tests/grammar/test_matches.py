"""Answers of a LanguageTool server are read strictly."""

import json

import pytest

from courselint.grammar.matches import BadAnswer, Match, decode, utf16_length


def answer(*matches: dict, incomplete: bool = False) -> bytes:
    return json.dumps(
        {
            "software": {"name": "LanguageTool", "version": "6.8"},
            "warnings": {"incompleteResults": incomplete},
            "matches": list(matches),
        }
    ).encode()


def match(offset: int, length: int, **more: object) -> dict:
    rule = {"id": "HAVE_PART_AGREEMENT", "category": {"id": "GRAMMAR"}}
    return {
        "message": "m",
        "offset": offset,
        "length": length,
        "rule": rule,
        "replacements": [{"value": "was"}],
        **more,
    }


def test_a_match_is_read_with_its_rule_category_and_replacements():
    read = decode(answer(match(4, 3)), 20)
    assert read.version == "6.8"
    assert read.matches == (Match("HAVE_PART_AGREEMENT", "GRAMMAR", "m", 4, 3, ("was",)),)


@pytest.mark.parametrize(("offset", "length"), [(-1, 2), (0, 21), (20, 1), (3, -1), (10**30, 1)])
def test_a_match_outside_of_what_was_sent_is_a_bad_answer(offset, length):
    with pytest.raises(BadAnswer):
        decode(answer(match(offset, length)), 20)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{}",
        b"null",
        b"\xff\xfe",
        b"<html>502 Bad Gateway</html>",
        answer(match(0, 1))[:-30],
        answer(match(0, 1, message=None)),
        answer(match(0, 1, rule={"id": "X"})),
        answer({**match(0, 1), "offset": "0"}),
        b"[" * 100_000,
        b'{"software":{"version":"6.8"},"matches":' + b"[" * 100_000,
    ],
)
def test_what_is_no_answer_is_told_as_such(data):
    with pytest.raises(BadAnswer, match="malformed"):
        decode(data, 20)


def test_incomplete_results_are_not_taken_for_all():
    with pytest.raises(BadAnswer, match="incomplete"):
        decode(answer(incomplete=True), 20)


def test_units_are_those_of_utf16():
    assert utf16_length("x 🎲 y") == 6
