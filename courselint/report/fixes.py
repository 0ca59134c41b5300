"""What fixing did, or would do, for people."""

from __future__ import annotations

from collections.abc import Iterator

from courselint.fixrounds import Outcome, documents
from courselint.report import diff
from courselint.report.escape import leading, visible
from courselint.report.full import where


def differences(outcome: Outcome) -> Iterator[str]:
    """The unified diff of all files."""
    for change in outcome.changes:
        before, after = documents(change)
        if before is not None and after is not None:
            yield from diff.render(before, after)


def summary(outcome: Outcome, *, is_done: bool) -> Iterator[str]:
    """What was left out and why, then the count."""
    for shown, reason in outcome.failures:
        yield f"courselint: {visible(shown)}: not written: {visible(reason)}"
    for refusal in outcome.refused:
        found = refusal.diagnostic
        place = f"{leading(found.place.path)}: {where(found.place)}"
        yield f"courselint: {place}: the fix of {found.rule} is left out: {visible(refusal.reason)}"
    count, files = outcome.result.fixed, len(outcome.changes)
    if count:
        findings = f"{count} finding{'' if count == 1 else 's'}"
        yield f"{'Fixed' if is_done else 'Would fix'} {findings} in {files} file{'' if files == 1 else 's'}."
    elif not is_done:
        yield "Nothing to fix."
