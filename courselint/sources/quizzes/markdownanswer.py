"""The answer that stands under a list of options: "Answer: B", "**Correct answer:** b) the mean", a folded "B"."""

from __future__ import annotations

import re

from courselint.sources.quizzes.markdownlines import Line

# How many lines that say something may stand between the options and their answer.
REACH = 4


def find_keys(lines: list[Line], first: int, labels: list[str], options: list[str]) -> list[bool] | None:
    """Which options the answer below line `first` names; None where no answer stands there.

    An answer that names a letter which no option has leaves every option wrong.
    """
    said = 0
    is_folded = False
    for number in range(first, len(lines)):
        line = lines[number]
        if line.is_blank or line.is_code:
            continue
        if answer := _ANSWER.match(line.text):
            rest = answer["rest"].strip()
            if rest:
                return _keys(rest, labels, options)
            is_folded = True
        elif _FRAME.match(line.text):
            pass
        elif is_folded:
            return _all_keys(lines, number, labels, options)
        else:
            said += 1
            if said >= REACH or _STOPS.match(line.text):
                return None
        is_folded = is_folded or _FOLD.search(line.text) is not None
    return None


_ANSWER = re.compile(
    r"[ \t>*_#✅-]*+(?:<summary>|<b>|<strong>)?[ \t*_]*+(?:the[ \t]+)?(?:correct[ \t]+|right[ \t]+)?"
    r"(?:answers?|ans|solution|key)(?:[ \t]+key|\(s\))?(?:[ \t]+is\b)?"
    r"(?:[ \t*_]*(?:[:：=]|-+>|→)[ \t*_]*|[ \t*_]*(?=$|</)|[*_]{1,2}[ \t]+(?=\(?[A-Ha-h](?:[).]|[ \t]*$)))"
    r"(?:</(?:summary|b|strong)>)?[ \t*_:]*(?P<rest>.*)$",
    re.IGNORECASE,
)
_FOLD = re.compile(r"<summary>.*\b(?:answer|solution)|\[!\w+\][-+]?.*\banswer", re.IGNORECASE)
_FRAME = re.compile(r"[ \t>]*(?:</?(?:details|summary|p|div|br)\b|\[!\w+\]|:::|```|\{)", re.IGNORECASE)
_STOPS = re.compile(r"[ \t>]*(?:#{1,6}[ \t]|\d{1,3}[.)][ \t]|[-*_]{3,}[ \t]*$|\*{0,2}Q(?:uestion)?[ .]*\d)")
_LETTERS = re.compile(
    r"[*_`(\[ ]*(?:options?[ \t]+)?"
    r"(?P<letters>[A-H]{2,8}(?![^\W\d_])|"
    r"[A-Ha-h](?:[*_`)\]]*(?:[ \t]*(?:,|&|\+|/|\band\b))+[ \t]*[*_`(\[]*[A-Ha-h](?![a-z]))*)"
    r"(?P<close>[*_`)\]]*)(?:$|[).:,;<\s—–-])(?P<rest>.*)$",
)
_NUMBERS = re.compile(
    r"[*_`(\[ ]*(?P<said>options?[ \t]+)?#?(?P<numbers>\d{1,2}(?:[ \t]*(?:,|&|\band\b)[ \t]*\d{1,2})*+)[*_`)\]]*"
    r"(?:$|[):,;—–-]|\.(?!\d))(?P<rest>.*)$",
    re.IGNORECASE,
)
_LETTER = re.compile(r"(?<![A-Za-z])[A-Ha-h](?![A-Za-z])|[A-H](?=[A-H]*+(?![A-Za-z]))")
# The number of the right one among options without letters or numbers.
_ORDINAL = re.compile(r"[*_`(\[ ]*(?:options?[ \t]+)?#?(\d)[*_`)\]. \t]*", re.IGNORECASE)
_NUMERAL = re.compile(r"\d")
_WORDS = re.compile(r"[^\W_]+")


def _all_keys(lines: list[Line], first: int, labels: list[str], options: list[str]) -> list[bool] | None:
    """The options named on the lines from this one on, one to a line."""
    keys = _keys(lines[first].text.strip(" \t>"), labels, options)
    for line in lines[first + 1 : first + len(options)]:
        bare = line.text.strip(" \t>-*+")
        if keys is None or line.is_blank or line.is_code:
            break
        # Only a line that says again what the option says is another answer; others explain the first.
        more = [
            _words(bare) in (_words(option), _words(f"{label} {option}"))
            for label, option in zip(labels, options, strict=True)
        ]
        if not any(more):
            break
        keys = [key or other for key, other in zip(keys, more, strict=True)]
    return keys


def _keys(rest: str, labels: list[str], options: list[str]) -> list[bool] | None:
    if labels[0].isdecimal():
        match = _NUMBERS.match(rest)
        if match is not None and not match["said"] and not match["rest"].strip() and rest.strip() in options:
            return None  # "4" may be the fourth option or the one that says 4
        if match is not None and (match["said"] or _goes_with(match, labels, options)):
            named = set(re.findall(r"\d+", match["numbers"]))
            return [label in named for label in labels]
    elif labels[0]:
        match = _LETTERS.match(rest)
        if match is not None and _names_options(match, labels, options):
            named = {letter.lower() for letter in _LETTER.findall(match["letters"])}
            return [label in named for label in labels]
    elif (match := _ORDINAL.fullmatch(rest)) and not any(map(_NUMERAL.search, options)):
        # A 0 counts from 0, and more than there are is no number of an option.
        chosen = [number == int(match[1]) for number in range(1, len(options) + 1)]
        return chosen if any(chosen) else None
    said = _words(rest)
    keys = [bool(said) and _words(option) == said for option in options]
    return keys if any(keys) else None


def _names_options(match: re.Match[str], labels: list[str], options: list[str]) -> bool:
    """Whether these letters are labels: "A command is …" begins with an article, not with a label."""
    letters, rest = match["letters"], match["rest"]
    after = match.string[match.end("letters") : match.end("letters") + 1]
    if not rest.strip(" *_`)<>/.") or after in (")", ".", ":", "*", "_", "`", "]", ","):
        return True
    if len(letters) == 1 and letters.lower() in labels:
        option = _words(options[labels.index(letters.lower())])
        return bool(option) and _words(rest)[: len(option)] == option
    return after in ("-", "—", "–") or rest.lstrip()[:1] in ("-", "—", "–", "(")


def _goes_with(match: re.Match[str], labels: list[str], options: list[str]) -> bool:
    """Whether what follows a number is the option that has it, or nothing."""
    rest = _words(match["rest"])
    if not rest or match["numbers"] not in labels:
        return not rest
    option = _words(options[labels.index(match["numbers"])])
    return rest[: len(option)] == option


def _words(text: str) -> list[str]:
    """The text's words for comparing: case, marks and blanks aside; a formula's own signs are kept by its letters."""
    return _WORDS.findall(text.lower())
