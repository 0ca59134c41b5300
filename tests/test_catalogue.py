"""A page that is wrong is one line with its place; rules are found by every name they have."""

import pytest

from courselint import catalogue
from courselint.catalogue import Catalogue, PageError, known, load_pack, prepare, read_page
from courselint.model import Hit
from courselint.pagetest import examples, problems
from courselint.spelling.speller import Speller

FRONT = {
    "id": "OUR001",
    "name": "home-work",
    "check": "existence",
    "severity": "warning",
    "confidence": "high",
    "default": "true",
    "since": '"2026"',
    "params": "{patterns: ['home work']}",
    "messages": '{found: "“{text}” is one word here"}',
}
BODY = """# Home work
```markdown bad at="home work"
Your home work is here.
```
```markdown bad
The home work counts for half.
```
```markdown good
Your homework is here.
```
```markdown good
The work at home counts for half.
```
"""


def page(folder, body=BODY, **changed):
    front = {**FRONT, **changed}
    path = folder / "house-style.md"
    lines = "".join(f"{key}: {value}\n" for key, value in front.items() if value is not None)
    path.write_text(f"---\n{lines}---\n{body}", encoding="utf-8")
    return path


def test_a_page_keeps_its_promises(tmp_path):
    assert list(problems(read_page(page(tmp_path)), Speller())) == []


@pytest.mark.parametrize(
    ("changed", "line", "said"),
    [
        ({"id": "our1"}, 2, 'id "our1" is not of the form'),
        ({"name": "Home Work"}, 3, 'name "Home Work" is not of the form'),
        ({"severity": "fatal"}, 5, "fatal"),
        ({"default": "on-demand"}, 7, "Expected `bool`, got `str`"),
        ({"since": "2026-01-01"}, 8, "Expected `str`"),
        ({"messages": None}, 2, "missing required field `messages`"),
        ({"serverity": "error"}, 11, 'unknown key "serverity"; did you mean "severity"?'),
        ({"params": "&x {patterns: []}"}, 9, "YAML anchors, aliases and tags are refused"),
        ({"params": "!!python/object:os.system {}"}, 9, "YAML anchors, aliases and tags are refused"),
        ({"params": "{patterns: ["}, None, "expected"),
    ],
)
def test_wrong_front_matter_is_one_line_with_its_place(tmp_path, changed, line, said):
    path = page(tmp_path, **changed)
    with pytest.raises(PageError) as caught:
        read_page(path)
    message = str(caught.value)
    assert said in message
    assert "\n" not in message
    assert message.startswith(f"{path}:{line}: " if line else f"{path}:")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"check": "existance"}, 'no check "existance"; known: '),
        ({"params": "{pattern: ['home work']}"}, 'check existence has no param "pattern"; known: patterns'),
        ({"params": "{patterns: 3}"}, 'param "patterns": Expected `array`, got `int`'),
        ({"params": "{}"}, "check existence needs the param patterns"),
    ],
)
def test_a_page_that_asks_for_what_a_check_has_not_is_one_line(tmp_path, changed, said):
    path = page(tmp_path, **changed)
    with pytest.raises(PageError) as caught:
        prepare(read_page(path))
    assert said in str(caught.value)
    assert str(caught.value).startswith(f"{path}")


@pytest.mark.parametrize(
    ("block", "said"),
    [
        ("```sql bad\nselect 1\n```\n", 'no file name for a "sql" block'),
        ("```markdown bad=two\nHome work.\n```\n", "bad=two"),
        ('```markdown bad at="home\nHome work.\n```\n', "block"),
        ("```json outputs=one\n[]\n```\n", "outputs=one"),
        ("```json outputs=1\n[\n```\n", "outputs"),
    ],
)
def test_an_example_that_cannot_be_read_is_one_line(tmp_path, block, said):
    rule = read_page(page(tmp_path, BODY + block))
    with pytest.raises(PageError) as caught:
        examples(rule)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Your home work is here.", "Your homework is here.", "bad example 1 gives 0 findings [], not 1"),
        ("Your homework is here.", "Your home work is here.", "good example 3 gives 1 findings"),
        ('at="home work"', 'at="work"', "bad example 1 pins 'work'"),
        ("The home work counts", "The home work, home work counts", "bad example 2 gives 2 findings"),
        ("```markdown good\nThe work", "```markdown\nThe work", "1 good examples; a page has at least two"),
    ],
)
def test_a_promise_that_is_broken_is_said(tmp_path, old, new, said):
    rule = read_page(page(tmp_path, BODY.replace(old, new)))
    assert any(said in problem for problem in problems(rule, Speller()))


def test_a_pack_has_a_family_of_its_own(tmp_path):
    page(tmp_path, id="FLT900")
    with pytest.raises(PageError, match="family FLT is courselint's own"):
        load_pack(tmp_path)


def test_no_two_rules_share_an_id_or_a_name(tmp_path):
    page(tmp_path, name="doubled-word")
    with pytest.raises(PageError, match="is also the rule of"):
        known([tmp_path])


@pytest.mark.parametrize("text", ["", "# No front\n", "---\nid: OUR001\n", "---\n- a\n---\n", "---\n\x00\n---\n"])
def test_what_is_no_page_is_one_line(tmp_path, text):
    path = tmp_path / "x.md"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PageError) as caught:
        read_page(path)
    assert str(caught.value).startswith(f"{path}:")
    assert "\n" not in str(caught.value)


def test_a_page_that_is_no_file_is_one_line(tmp_path):
    (tmp_path / "x.md").mkdir()
    with pytest.raises(PageError, match=r"x\.md: this is no file"):
        load_pack(tmp_path)
    with pytest.raises(PageError, match=r"y\.md: this is no file"):
        read_page(tmp_path / "y.md")


@pytest.mark.parametrize("name", ["GRM001", "grm001", "doubled-word", "Doubled-Word"])
def test_a_rule_is_found_by_its_id_and_its_name(name):
    assert known().find(name).id == "GRM001"


@pytest.mark.parametrize("selector", ["GRM", "grm", "ALL", "all"])
def test_families_stand_for_their_rules(selector):
    rules = known()
    assert "GRM001" in rules.select([selector])
    assert all(rule.is_named_by(selector) == (rule.id in rules.select([selector])) for rule in rules)


@pytest.mark.parametrize(
    ("name", "near"), [("GRM01", "GRM001"), ("grm-1", "GRM001"), ("dubled-word", "doubled-word"), ("GRMM", "GRM")]
)
def test_a_rule_that_is_not_there_names_those_that_are_like_it(name, near):
    with pytest.raises(LookupError, match=near):
        known().find(name)


def test_long_values_are_shortened_in_messages(tmp_path):
    message = read_page(page(tmp_path)).message(Hit("found", None, values={"text": "home  work\n" * 50}))
    assert "\n" not in message
    assert len(message) < 120


def test_every_message_of_ours_names_what_it_costs():
    for rule in catalogue.bundled():
        for template in rule.messages.values():
            assert not template.endswith("."), rule.path
            assert "\n" not in template, rule.path
    assert len(Catalogue(catalogue.bundled()).rules) == len(catalogue.bundled())
