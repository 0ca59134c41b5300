"""A suppression silences what it names where it stands, and nothing else; one that silences nothing is said."""

import time

import pytest

from tests.courses import cell, check, found, lay_out, notebook


def rules(folder, files, **options):
    result = check(lay_out(folder, files), **options)
    return [one.rule for one in result.diagnostics], result.suppressed


SLIP = "We recieve the the mean."

SILENCED = {
    "Markdown, at the end": {"a.md": f"{SLIP} <!-- courselint: ignore[SPL001, GRM001] -->\n"},
    "Markdown, alone": {"a.md": f"<!-- courselint: ignore[SPL001,GRM001] -->\n{SLIP}\n"},
    "Markdown, alone before a blank line": {"a.md": f"<!-- courselint: ignore[SPL001,GRM001] -->\n\n{SLIP}\n"},
    "Markdown, two above": {
        "a.md": f"<!-- courselint: ignore[SPL001] -->\n<!-- courselint: ignore[GRM001] -->\n{SLIP}\n"
    },
    "by family": {"a.md": f"{SLIP} <!-- courselint: ignore[SPL GRM] -->\n"},
    "by name": {"a.md": f"{SLIP} <!-- courselint: ignore[misspelling, doubled-word] -->\n"},
    "in small letters": {"a.md": f"{SLIP} <!-- courselint: ignore[spl001, grm] -->\n"},
    "ALL": {"a.md": f"{SLIP} <!-- courselint: ignore[ALL] -->\n"},
    "everything": {"a.md": f"{SLIP} <!-- courselint: ignore -->\n"},
    "with a reason": {"a.md": f"{SLIP} <!-- courselint: ignore[SPL001, GRM001] the joke is old -->\n"},
    "a file, from its end": {"a.md": f"{SLIP}\n\nMore.\n\n<!-- courselint: ignore-file[SPL001, GRM001] -->\n"},
    "Python, at the end": {"test_a.py": f'assert x, "{SLIP}"  # courselint: ignore[SPL001, GRM001]\n'},
    "Python, alone": {"test_a.py": f"# courselint: ignore[SPL001, GRM001]\n# {SLIP}\n"},
    "Python, a file": {"test_a.py": f"# courselint: ignore-file[SPL001, GRM001]\nx = 1\n# {SLIP}\n"},
    "a Markdown cell": {"a.ipynb": notebook(cell(f"{SLIP} <!-- courselint: ignore[SPL001, GRM001] -->"))},
    "a Markdown cell, alone": {"a.ipynb": notebook(cell(f"<!-- courselint: ignore[SPL001, GRM001] -->\n{SLIP}"))},
    "a code cell": {"a.ipynb": notebook(cell(f'assert x, "{SLIP}"  # courselint: ignore[SPL001, GRM001]', "code"))},
    "a code cell, alone": {"a.ipynb": notebook(cell(f"# courselint: ignore[SPL001, GRM001]\n# {SLIP}", "code"))},
    "a notebook": {"a.ipynb": notebook(cell(SLIP), cell("# courselint: ignore-file[SPL001, GRM001]", "code"))},
    "a tagged cell": {"a.ipynb": notebook(cell(SLIP, metadata={"tags": ["courselint-skip"]}))},
    "a cell tagged with rules": {
        "a.ipynb": notebook(
            cell(SLIP, metadata={"tags": ["courselint-ignore=SPL001", "x", "courselint-ignore=doubled-word"]})
        )
    },
    "a cell tagged with two rules": {
        "a.ipynb": notebook(cell(SLIP, metadata={"tags": ["courselint-ignore=SPL001,GRM001"]}))
    },
    "GIFT": {"a.gift": f"// courselint: ignore[SPL001, GRM001]\n{SLIP} {{=so ~not so ~neither}}\n"},
    "GIFT, a file": {"a.gift": f"{SLIP} {{=so ~not so ~neither}}\n\n// courselint: ignore-file[SPL001, GRM001]\n"},
    "a quiz in text": {
        "a.gift": f"::q:: Which is it?\n// courselint: ignore[SPL001, GRM001]\n {{=so ~not so #{SLIP}\n}}\n"
    },
}


@pytest.mark.parametrize("files", SILENCED.values(), ids=SILENCED)
def test_what_is_named_is_silenced(tmp_path, files):
    assert rules(tmp_path, files) == ([], 2)


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"a.md": f"<!-- courselint: ignore[SPL001] -->\n{SLIP}\n"}, ["GRM001"]),
        ({"a.md": f"{SLIP} <!-- courselint: ignore[SPL001] -->\n\nWe recieve it.\n"}, ["GRM001", "SPL001"]),
        ({"a.md": f"<!-- courselint: ignore[SPL001, GRM001] -->\n{SLIP}\nWe recieve it.\n"}, ["SPL001"]),
        (
            {"a.ipynb": notebook(cell("# courselint: ignore[SPL001]", "code"), cell("We recieve it."))},
            ["NBK007", "SPL001"],
        ),
        ({"a.md": "```html\n<!-- courselint: ignore-file[SPL001] -->\n```\n\nWe recieve it.\n"}, ["SPL001"]),
        ({"test_a.py": 'x = "# courselint: ignore-file[SPL001]"\n# We recieve it.\n'}, ["SPL001"]),
        ({"a.md": "<!-- courselint: ignore-file[SPL001] -->\n", "b.md": "We recieve it.\n"}, ["NBK007", "SPL001"]),
    ],
    ids=["another rule", "another line", "after the next", "another cell", "an example", "a string", "another file"],
)
def test_the_rest_is_still_told(tmp_path, files, expected):
    assert rules(tmp_path, files)[0] == expected


@pytest.mark.parametrize(
    ("files", "place"),
    [
        ({"a.md": "The mean. <!-- courselint: ignore[SPL001] -->\n"}, (1, 35)),
        ({"a.md": "The mean.\n\n<!-- courselint: ignore -->\n"}, (3, 6)),
        ({"test_a.py": "x = 1  # courselint: ignore[ALL]\n"}, (1, 29)),
        ({"a.gift": "// courselint: ignore-file[QST]\nWhich is it? {=so ~not so ~neither}\n"}, (1, 28)),
        ({"a.ipynb": notebook(cell("x = 1\ny = 2  # courselint: ignore[SPL001]", "code"))}, (9, 50)),
        ({"a.ipynb": notebook(cell("The mean.", metadata={"tags": ["courselint-skip"]}))}, (13, 15)),
        ({"a.ipynb": notebook(cell("The mean.", metadata={"tags": ["courselint-ignore=GRM"]}))}, (13, 15)),
    ],
    ids=["one", "everything", "ALL", "a family", "in a notebook", "a tag that skips", "a tag"],
)
def test_one_that_silences_nothing_is_said_in_its_place(tmp_path, files, place):
    (name,) = files
    assert found(check(lay_out(tmp_path, files))) == [("NBK007", name, *place)]


def test_each_id_of_one_comment_is_judged_by_itself(tmp_path):
    files = {"a.md": "We recieve it. <!-- courselint: ignore[SPL001, GRM001, FLT010] -->\n"}
    result = check(lay_out(tmp_path, files))
    assert [(one.rule, one.text) for one in result.diagnostics] == [("NBK007", "GRM001"), ("NBK007", "FLT010")]


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("SPL01", "SPL001"),
        ("mispelling", "misspelling"),
        ("quorble", "courselint rules"),
        ("XYZ999", "courselint rules"),
    ],
)
def test_an_unknown_rule_is_said_to_be_unknown(tmp_path, written, hint):
    result = check(lay_out(tmp_path, {"a.md": f"We recieve it. <!-- courselint: ignore[{written}] -->\n"}))
    assert [one.rule for one in result.diagnostics] == ["SPL001", "NBK007"]
    assert result.diagnostics[1].text == written
    assert f"`{written}` is no rule" in result.diagnostics[1].message
    assert hint in result.diagnostics[1].message


@pytest.mark.parametrize(
    ("written", "options"),
    [
        ("SPL001", {"select": ("GRM", "NBK007")}),
        ("misspelling", {"select": ("GRM", "NBK007")}),
        ("SPL002", {}),
        ("SPL", {"ignore": ("SPL001",)}),
        ("GRM", {"select": ("GRM001", "NBK007")}),
        ("ALL", {"select": ("GRM", "NBK007")}),
        ("SPL001", {"ignore": ("NBK007",)}),
    ],
)
def test_nothing_is_said_of_rules_that_did_not_run(tmp_path, written, options):
    assert rules(tmp_path, {"a.md": f"The mean. <!-- courselint: ignore[{written}] -->\n"}, **options)[0] == []


def test_nothing_is_said_of_wording_in_another_language(tmp_path):
    german = "Der Vektor ist eine Größe mit Richtung und Länge, die man addieren darf. " * 12
    assert rules(tmp_path, {"a.md": f"{german}\n\n<!-- courselint: ignore-file[SPL001] -->\n"})[0] == ["SPL900"]


def test_a_suppression_can_be_spared(tmp_path):
    assert rules(tmp_path, {"a.md": "The mean. <!-- courselint: ignore[SPL001, NBK007] -->\n"}) == ([], 1)


def test_files_are_spared_rules_by_the_config(tmp_path):
    config = '[per-file-ignores]\n"old/*.md" = ["misspelling"]\n"*.gift" = ["ALL"]\n'
    files = {"courselint.toml": config, "old/a.md": SLIP, "b.gift": f"{SLIP} {{}}\n", "c.md": "We recieve it."}
    assert rules(tmp_path, files)[0] == ["SPL001", "GRM001"]


def test_many_suppressions_take_no_time(tmp_path):
    text = "<!-- courselint: ignore[SPL001] -->\n" * 3000 + "We recieve it.\n"
    lay_out(tmp_path, {"a.md": text})
    check(tmp_path)
    start = time.perf_counter()
    check(tmp_path)
    assert time.perf_counter() - start < 8
