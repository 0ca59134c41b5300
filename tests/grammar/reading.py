"""What the tests of the grammar rules share: the rules of this family, and their hits in a sentence."""

from courselint import catalogue
from courselint.model import Hit, Text

RULES = {rule.id: rule for rule in catalogue.bundled() if rule.id.startswith("GRM") and rule.id < "GRM100"}
CHECKS = {rule_id: catalogue.prepare(rule) for rule_id, rule in RULES.items() if rule.check != catalogue.ENGINE_CHECK}


def hits(rule_id: str, text: str | Text) -> list[Hit]:
    """The hits of one rule in a text."""
    item = text if isinstance(text, Text) else Text.plain(text)
    return list(CHECKS[rule_id].function(item, **CHECKS[rule_id].params))


def flagged(rule_id: str, text: str) -> list[str]:
    return [text[hit.span.start : hit.span.end] for hit in hits(rule_id, text)]


def fixed(text: str, found: list[Hit]) -> str:
    """The text with the edits of these hits applied."""
    edits = [edit for hit in found if hit.fix for edit in hit.fix.edits]
    for edit in sorted(edits, key=lambda edit: edit.span.start, reverse=True):
        text = text[: edit.span.start] + edit.content + text[edit.span.end :]
    return text
