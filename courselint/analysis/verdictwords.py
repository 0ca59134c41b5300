"""Feedback that begins with a plain verdict: "Correct!", "Incorrect.", "Well done"."""

from __future__ import annotations

import re

# A verdict that is taken back, or that is given in part, is none.
_TAIL = (
    r"(?=\s*(?:[.!,;—–]|-\s|$|<))(?!.{0,60}?\b(?:but|however|although|though|except|only|partly|partially|unless)\b)"
)
_PRAISE = re.compile(
    rf"\W*(?P<said>(?:yes,? )?"
    rf"(?:that(?:'s|’s| is) |you(?:'re|’re| are) |this is |(?:this|your) (?:answer|option|choice) is )?"
    rf"(?:absolutely |exactly )?(?:correct|right)(?: answer)?|well done|exactly(?: right)?"
    rf"|good (?:job|work)|great job|nice work|congratulations){_TAIL}",
    re.IGNORECASE | re.DOTALL,
)
# After these a colon only begins the reason: "Wrong: mind the sign." After "Correct:" the right answer may stand.
_BLAME = re.compile(
    rf"\W*(?P<said>(?:(?:sorry|no),? )?(?:that(?:'s|’s| is) |you(?:'re|’re| are) )?"
    rf"(?:incorrect|wrong|not correct|not right|not quite(?: right)?|try again)(?: answer)?)"
    rf"(?:(?=\s*:)|{_TAIL})",
    re.IGNORECASE | re.DOTALL,
)


def praise(feedback: str) -> re.Match[str] | None:
    """The verdict that the answer is right, its words in the group `said`, if the feedback begins with one."""
    return _PRAISE.match(feedback)


def blame(feedback: str) -> re.Match[str] | None:
    """The verdict that the answer is wrong."""
    return _BLAME.match(feedback)
