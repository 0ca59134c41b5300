"""String literals decode as Python decodes them, and every character knows where it stands."""

import ast
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courselint.model import Span, is_placeholder
from courselint.sources.pythontext import LineOffsets, string_text

pytestmark = pytest.mark.filterwarnings("ignore:.*invalid escape")


def read(source: str):
    """The text of the first string literal in the source."""
    tree = ast.parse(source)
    literals = [
        n
        for n in ast.walk(tree)
        if isinstance(n, ast.JoinedStr) or (isinstance(n, ast.Constant) and isinstance(n.value, str))
    ]
    return string_text(source, literals[0], LineOffsets(source))


@pytest.mark.parametrize(
    "literal",
    [
        '"plain"',
        "'it\\'s'",
        '"tab\\tnewline\\nslash\\\\"',
        'r"\\theta and \\n and \\""',
        "r'''\\''''",
        '"\\x41\\u00e9\\U0001F600\\N{GREEK SMALL LETTER ALPHA}\\101\\0"',
        '"unknown \\d stays"',
        '"""two\nlines"""',
        '"""ends \\\nhere"""',
        '"a" \'b\' """c"""',
        '("a"  # comment "no"\n  "b"\n\n  r"\\c")',
        '"a" \\\n "b"',
        'u"old"',
        '"😀é" "ß"',
        '""',
        '"" ""',
        '"""a"b""c"""',
    ],
)
@pytest.mark.parametrize("before", ["", "f(𝑥=1, a="])
def test_literal_decodes_as_python_does(literal, before):
    source = f"{before}{literal}" + (")" if before else "")
    text = read(source)
    assert text.text == ast.literal_eval(literal)


def test_crlf_is_one_character_as_for_python():
    source = 'x = """a\r\nb\rc\r\n"""\r\ny = 1'
    text = read(source)
    assert text.text == "a\nb\nc\n" == ast.parse(source).body[0].value.value
    assert source[slice(*_ends(text.in_source(Span(1, 2))))] == "\r\n"


@pytest.mark.parametrize(
    ("literal", "shown"),
    [
        ('f"got {x}"', "got □"),
        ('f"{x!r} and {y:>{w}}."', "□ and □."),
        ('f"{x:\'>9}"', "□"),
        ('f"{{x}} is {x}"', "{x} is □"),
        ("f\"{d['a']} b\"", "□ b"),
        ('f"{ {1: 2}[1] } b"', "□ b"),
        ('"sum " f"{a}" " of " f"{b}"', "sum □ of □"),
        ('rf"\\theta = {t}\\n"', "\\theta = □\\n"),
        ('f"""{\nx\n} b"""', "□ b"),
        ("f\"{f'{x}}}'} b\"", "□ b"),
        ("f\"{'}'} b\"", "□ b"),
        ('f"{x:#x} b"', "□ b"),
        ("f'{x:%Y-%m-%d} b'", "□ b"),
        ('f"\\N{BULLET} {x}"', "• □"),
        ('f"{(lambda q: q)(1)} b"', "□ b"),
    ],
)
def test_field_of_f_string_is_one_placeholder(literal, shown):
    text = read(f"é = {literal}")
    assert "".join("□" if is_placeholder(c) else c for c in text.text) == shown
    for index, character in enumerate(text.text):
        if is_placeholder(character):
            where = text.in_source(Span(index, index + 1))
            assert f"é = {literal}"[where.start] == "{"
            assert f"é = {literal}"[where.end - 1] == "}"


def test_bytes_have_no_text():
    source = 'b"abc"'
    assert string_text(source, ast.parse(source).body[0].value, LineOffsets(source)).text == ""


_PIECES = st.sampled_from(
    [
        "a",
        "é",
        "😀",
        "\u200b",
        " ",
        "\\n",
        "\\\\",
        "\\'",
        '\\"',
        "\\x41",
        "\\u00e9",
        "\\N{BULLET}",
        "\\d",
        "\\7",
        "\n",
        "\r\n",
        "\\\n",
        "{{",
        "}}",
    ]
)


@given(
    pieces=st.lists(_PIECES, max_size=12),
    prefix=st.sampled_from(["", "r", "f", "Rf"]),
    lead=st.sampled_from(["", "é", "x😀 = 'ü'\r\n"]),
)
def test_every_character_decodes_from_its_own_place(pieces, prefix, lead):
    body = "".join(piece for piece in pieces if "f" in prefix or piece not in ("{{", "}}"))
    if "r" in prefix.lower():
        body = body.replace("\\N{BULLET}", "")
    source = f'{"k = 1" if not lead else "k = 2"}\r\n# {lead[:1]}\nf(\'{lead[:1]}\', {prefix}"""{body} """)'
    call = ast.parse(source).body[1].value
    literal = call.args[1]
    text = string_text(source, literal, LineOffsets(source))
    expected = literal.value if isinstance(literal, ast.Constant) else "".join(v.value for v in literal.values)
    assert text.text == expected
    for index, character in enumerate(text.text):
        where = text.in_source(Span(index, index + 1))
        written = source[where.start : where.end]
        if where.end - where.start == 1:
            assert written == character
        else:
            assert _decode(written, prefix) == character


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40))
def test_offsets_agree_with_utf8_columns(line):
    line = line.replace("\r", "").replace("\n", "")
    text = f"first\r\n{line}\rlast"
    offsets = LineOffsets(text)
    for index in range(len(line) + 1):
        assert offsets.offset(2, len(line[:index].encode())) == 7 + index
    assert text[offsets.offset(3, 0) :] == "last"


@pytest.mark.parametrize("body", ["\\" * 80_000, "{{" * 40_000, "é" * 80_000, "\\n" * 40_000])
def test_long_literal_is_read_in_linear_time(body):
    source = f'f"""{body}"""'
    tree = ast.parse(source)
    began = time.perf_counter()
    string_text(source, tree.body[0].value, LineOffsets(source))
    assert time.perf_counter() - began < 3


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _decode(written: str, prefix: str) -> str:
    if written in ("{{", "}}"):
        return written[0]
    value = ast.parse(f'{"r" if "r" in prefix.lower() else ""}"""{written}"""').body[0].value
    assert isinstance(value, ast.Constant)
    return str(value.value)
