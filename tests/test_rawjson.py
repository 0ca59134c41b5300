"""Strings of JSON read as json.loads reads them, each character with its place; what isn't JSON is a placed fault."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courselint.rawjson import Array, JSONFault, Literal, Number, Object, Skipped, String, Value, parse

CHARACTERS = st.characters(exclude_categories=["Cs"]) | st.sampled_from('"\\/\n\r\t\b\f😀é\u2028\u0000\x7f')
TEXTS = st.text(CHARACTERS, max_size=12)
JSON = st.recursive(
    TEXTS | st.integers() | st.floats() | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)
_ESCAPE = re.compile(r"\\u[dD][89abAB]..\\u[dD][c-fC-F]..|\\u....|\\.", re.DOTALL)


@st.composite
def written(draw: st.DrawFn) -> str:
    """A JSON text in one of the ways that people's tools write it."""
    value = draw(JSON)
    indent = draw(st.sampled_from([None, 0, 1, 4, "\t"]))
    separators = draw(st.sampled_from([(",", ":"), (" , ", " : "), None]))
    text = json.dumps(value, indent=indent, separators=separators, ensure_ascii=draw(st.booleans()))
    if draw(st.booleans()):
        # A solidus may be escaped, and hexadecimal digits may be of either case.
        text = text.replace("/", "\\/")
    if draw(st.booleans()):
        text = re.sub(r"(?<!\\)((?:\\\\)*\\u)(\w{4})", lambda escape: escape[1] + escape[2].upper(), text)
    if draw(st.booleans()):
        text = text.replace("\n", "\r\n")
    return draw(st.sampled_from(["", " ", "\r\n\t"])) + text + draw(st.sampled_from(["", "\n"]))


def strings(value: Value) -> Iterator[String]:
    match value:
        case String():
            yield value
        case Array():
            for item in value.items:
                yield from strings(item)
        case Object():
            for key, item in value.members:
                yield key
                yield from strings(item)


def plain(value: Value) -> object:
    """The value as json.loads gives it."""
    match value:
        case String():
            return value.value
        case Array():
            return [plain(item) for item in value.items]
        case Object():
            return {key.value: plain(item) for key, item in value.members}
        case Number() | Literal():
            return json.loads(value.text if isinstance(value, Number) else value.value)
    raise AssertionError(value)


@given(written())
def test_reads_what_json_loads_reads(text: str) -> None:
    assert repr(plain(parse(text))) == repr(json.loads(text))


@given(written())
def test_every_character_stands_where_its_run_says(text: str) -> None:
    for string in strings(parse(text)):
        assert text[string.span.start] == text[string.span.end - 1] == '"'
        position, origin = 0, string.span.start + 1
        for run in string.runs:
            assert (run.start, run.origin) == (position, origin)
            here = text[run.origin : run.origin + run.origin_length]
            there = string.value[run.start : run.start + run.length]
            assert json.loads(f'"{here}"') == there
            assert run.length == run.origin_length or (run.length == 1 and _ESCAPE.fullmatch(here))
            position, origin = position + run.length, origin + run.origin_length
        assert (position, origin) == (len(string.value), string.span.end - 1)


@given(written(), st.data())
def test_value_spans_cover_the_values_text(text: str, data: st.DataObject) -> None:
    value = parse(text)
    assert json.dumps(json.loads(text[value.span.start : value.span.end])) == json.dumps(json.loads(text))
    cut = data.draw(st.integers(0, len(text)))
    try:
        json.loads(text[:cut])
    except ValueError:
        with pytest.raises(JSONFault) as fault:
            parse(text[:cut])
        assert 0 <= fault.value.offset <= cut


@given(st.text(st.sampled_from('[]{}",:\\/ \n\t1e-+.untrlsaf0NIy\x00é😀') | CHARACTERS, max_size=40))
def test_anything_is_json_or_a_fault_with_its_offset(text: str) -> None:
    try:
        expected = repr(json.loads(text))
    except ValueError:
        expected = None
    try:
        found = repr(plain(parse(text)))
    except JSONFault as fault:
        assert 0 <= fault.offset <= len(text)
        found = None
    assert found == expected


@given(written(), st.lists(TEXTS, max_size=2))
def test_skipping_leaves_the_rest_as_it_is(text: str, names: list[str]) -> None:
    wrapped = json.dumps(dict.fromkeys(names, 1))[:-1] + (", " if names else "") + f'"outputs": {text}, "z": "é"}}'
    value = parse(wrapped, skip=("outputs",))
    assert isinstance(value, Object)
    skipped = value.get("outputs")
    if "outputs" not in names or value.members[-2][0].value == "outputs":
        assert isinstance(skipped, Skipped)
        assert wrapped[skipped.span.start : skipped.span.end] == text.strip()
    assert isinstance(value.get("z"), String)


@pytest.mark.parametrize(
    ("text", "offset", "why"),
    [
        ('{"a": 1,}', 8, "a name in double quotes"),
        ('{"a" 1}', 5, "a colon"),
        ("[1 2]", 3, "a comma or the end of the list"),
        ('{"a": 1 "b"}', 8, "a comma or the end of the object"),
        ("[1,]", 3, "a value should stand here"),
        ("[1", 2, "the file ends"),
        ("", 0, "the file ends"),
        ('["a\nb"]', 1, "raw control character"),
        ('["\\x"]', 1, "unknown escape"),
        ("['a']", 1, "is not JSON"),
        ("[1] x", 4, "text after the end"),
        ("<<<<<<< HEAD", 0, "is not JSON"),
        ('{"a": [}', 7, "a value should stand here"),
        ("[01]", 2, "a comma or the end"),
    ],
)
def test_fault_says_what_is_wrong_and_where(text: str, offset: int, why: str) -> None:
    with pytest.raises(JSONFault) as fault:
        parse(text)
    assert fault.value.offset == offset
    assert why in fault.value.message


def test_of_several_members_of_one_name_the_last_counts() -> None:
    value = parse('{"a": "first", "a": "last"}')
    assert isinstance(value, Object)
    found = value.get("a")
    assert isinstance(found, String)
    assert found.value == "last"


def test_depth_costs_memory_not_recursion() -> None:
    value = parse("[" * 100_000 + "]" * 100_000)
    assert value.span.end == 200_000
    parse('{"outputs":' + '{"a":[' * 50_000 + "]}" * 50_000 + "}", skip=("outputs",))
