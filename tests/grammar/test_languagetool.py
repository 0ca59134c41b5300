"""Of LanguageTool's matches those are kept that measuring found right, at their places in the prose."""

import pytest

from courselint import catalogue
from courselint.checks.languagetool import check
from courselint.grammar.asking import Asked, Collecting
from courselint.grammar.matches import Match, utf16_length
from courselint.model import Run, Text

PARAMS = catalogue.prepare(next(rule for rule in catalogue.bundled() if rule.id == "GRM100")).params


class Recorded:
    """Answers each sentence with one match, as a server would, on the words that are given."""

    def __init__(self, marked: str, rule: str, category: str, replacements: tuple[str, ...]) -> None:
        self.marked, self.rule, self.category, self.replacements = marked, rule, category, replacements

    def matches(self, sent: str, asked: Asked) -> tuple[Match, ...]:
        at = sent.find(self.marked)
        if at < 0:
            return ()
        offset, length = utf16_length(sent[:at]), utf16_length(self.marked)
        return (Match(self.rule, self.category, "This is no verb.", offset, length, self.replacements),)


def hits(prose, marked, rule="MD_BASEFORM", category="GRAMMAR", replacements=("contain",), kind="prose"):
    service = Recorded(marked, rule, category, replacements)
    return list(check(Text.plain(prose, kind=kind), service, **PARAMS))


@pytest.mark.parametrize(
    ("prose", "marked"),
    [
        ("A list can also contains lists.", "contains"),
        ("\U0001f600 A list\r\n  can also contains \ue000 lists.", "contains"),
        ("First this. Then a list can contains \ue000.", "contains"),
        ("It can be that it's seems so.", "'s seems"),
    ],
)
def test_a_match_is_told_where_it_stands(prose, marked):
    (hit,) = hits(prose, marked)
    assert prose[hit.span.start : hit.span.end] == marked
    assert hit.values == {"text": marked, "rule": "MD_BASEFORM", "advice": "This is no verb."}
    assert [edit.content for edit in hit.fix.edits] == ["contain"]
    assert hit.fix.applicability == "unsafe"


@pytest.mark.parametrize(
    ("prose", "marked", "changes"),
    [
        ("It takes an \ue000 of some size.", "an X", {}),
        ("It takes some values too.", "values", {"category": "STYLE"}),
        ("It takes some values too.", "values", {"rule": "NOBODY_SAW_IT"}),
        ("It takes the assert away again.", "the assert", {"rule": "A_INFINITIVE"}),
        ("This is a two step method now.", "two step", {"rule": "TWO_HYPHEN"}),
        ("This is a two step method now.", "two step", {"replacements": ("two-step",)}),
        ("Let us call A the event here.", "A the", {}),
        ("I had a Fundamentals ready for this week.", "a Fundamentals", {"rule": "A_NNS"}),
        ("Now have it predict the breed of the pet.", "it predict", {"rule": "IT_VBZ"}),
        ("We add x_1 and x_2 here.", "x_1", {}),
        ("We add n+values to it here.", "values", {}),
        ("We know that n = id of it.", "id", {}),
        ("He wrote “contains” into the cell.", "contains", {}),
        ("Sorted by pandas is a frame of data.", "is", {"replacements": ("are",)}),
        ("You get an axes from it.", "an axes", {}),
        ("It creates many database writes.", "many database", {"replacements": ("many databases",)}),
        ("It is a rational expectations equilibrium.", "a rational expectations", {"replacements": ()}),
        ("It may auto-complete to the price.", "auto-complete", {"replacements": ("autocomplete",)}),
        ("Of what use would merging them be?", "merging", {}),
        ("can contains", "contains", {}),
        ("\ue000 contains \ue001 two \ue002, \ue003 four", "contains", {}),
        ("A list can also contains lists.", "contains", {"kind": "code"}),
    ],
)
def test_what_is_no_running_text_is_passed_over(prose, marked, changes):
    assert hits(prose, marked, **changes) == []


def test_a_choice_of_remedies_is_no_fix():
    (hit,) = hits("A list can also contains lists.", "contains", replacements=("contain", "be containing"))
    assert hit.fix is None


def test_only_sentences_are_asked_about_and_only_what_is_kept():
    service = Collecting()
    text = Text.plain("Matrix form\n\nA list can hold lists. \ue000 and \ue001\n\nThe \ue000 of the \ue001 is \ue002.")
    assert list(check(text, service, **PARAMS)) == []
    assert [question.sent for question in service.questions] == ["A list can hold lists.", "The X of the X is X."]
    (asked,) = {question.asked for question in service.questions}
    assert "STYLE" in asked.without_categories
    assert "MORFOLOGIK_RULE_EN_US" in asked.without_rules
    assert "CAN_NOT" in asked.rules
    assert not any("*" in rule for rule in asked.without_rules)


def test_matches_side_by_side_are_one_slip():
    class Twice(Recorded):
        def matches(self, sent: str, asked: Asked) -> tuple[Match, ...]:
            (first,) = super().matches(sent, asked)
            return (first, Match("SETUP_VERB", "TYPOS", "Two words.", first.offset + 6, 5, ("set up",)))

    service = Twice("Let's", "LETS_LET", "TYPOS", ("Lets", "Let"))
    (hit,) = check(Text.plain("Let's setup the course now."), service, **PARAMS)
    assert hit.values["text"] == "setup"


def test_what_is_set_apart_by_emphasis_is_a_name():
    source = "The task is *pick* and no other."
    runs = (Run(0, 12, 0, 12), Run(12, 4, 13, 4), Run(16, 14, 18, 14))
    text = Text("The task is pick and no other.", runs)
    assert list(check(text, Recorded("pick", "MD_BASEFORM", "GRAMMAR", ("picked",)), **PARAMS)) == []
    assert source[13:17] == "pick"
