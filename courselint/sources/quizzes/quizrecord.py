"""Questions as courses write them into records of their own: a stem, options, and what names the right one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from courselint.model import Text, TextKind
from courselint.sources import htmltext
from courselint.sources.quizzes.quizliteral import Datum, Record, Scalar, Series, string_of

# Names are compared without case, underscores and hyphens.
STEMS = ("question", "questiontext", "prompt", "stem", "query", "text", "q")
OPTIONS = ("options", "choices", "answers", "alternatives", "answeroptions", "possibleanswers")
WRONG = ("incorrectanswers", "wronganswers", "incorrectoptions", "distractors")
KEYS = (
    "correctanswer", "correctanswers", "correctoption", "correctoptions", "correctchoice", "correctindex", "correctidx",
    "correctanswerindex", "correctoptionindex", "answerindex", "answeridx", "rightanswer", "correct", "answer",
    "solution", "answerkey",
)  # fmt: skip
SAID = ("explanation", "rationale", "feedback", "explain", "hint", "reason")
REPLIES = ("feedback", "feedbacks", "replies", "responses", "explanations", "rationales")
_OPTION_TEXTS = ("text", "option", "answer", "content", "answertext", "optiontext", "choice", "value", "label")
_OPTION_MARKS = ("correct", "iscorrect", "isanswer", "isright", "right")
# Moodle's share of the points, in hundredths.
_OPTION_WEIGHTS = ("fraction",)
_SHUFFLES = ("shuffle", "shuffleanswers", "shuffleoptions", "shufflechoices")
_OPTION_LABELS = ("id", "key", "letter", "label", "optionid")
_LETTER = re.compile(r"[A-Ha-h]")


@dataclass(frozen=True, slots=True)
class Choice:
    """An option, with its label and its mark where the record gives them."""

    text: Text
    label: str = ""
    mark: bool | None = None
    feedback: Text | None = None
    weight: float | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be a question: `keys` name its right options, as the field `key_name` states them.

    `is_split`: right and wrong options stand apart, and `keys` are options themselves.
    """

    stem: Text
    choices: tuple[Choice, ...]
    keys: tuple[Scalar, ...]
    key_name: str
    is_list: bool = False
    is_split: bool = False
    feedback: tuple[Text, ...] = ()
    is_single: bool | None = None
    is_shuffled: bool | None = None


def candidate(record: Record) -> Candidate | None:
    """The question that a record may be; None where a part is missing or known only when the code runs."""
    named = {plain_name(name): datum for name, datum in record.fields.items()}
    stem = next((text for name in STEMS if (text := string(named.get(name), "stem")) is not None), None)
    if stem is None or len(stem.text.strip()) < 2:
        return None
    key_name = next((name for name in KEYS if name in named), "")
    keys = _keys(named.get(key_name))
    feedback = tuple(text for name in SAID if (text := string(named.get(name), "feedback")) is not None and text.text)
    wrong = next((found for name in WRONG if (found := choices_of(named.get(name)))), ())
    if wrong and keys and all(key.is_string for key in keys) and not any(name in named for name in OPTIONS):
        return Candidate(stem, wrong, keys, key_name, is_split=True, feedback=feedback)
    choices = next((found for name in OPTIONS if name != key_name and (found := choices_of(named.get(name)))), ())
    if len(choices) < 2 or not (keys or any(choice.mark is not None for choice in choices)):
        return None
    replies = next((said for name in REPLIES if (said := _replies(named.get(name), len(choices)))), ())
    if replies:
        choices = tuple(replace(choice, feedback=reply) for choice, reply in zip(choices, replies, strict=True))
    return Candidate(
        stem,
        choices,
        keys,
        key_name,
        isinstance(named.get(key_name), Series),
        feedback=feedback,
        is_single=_said(named, ("single",)),
        is_shuffled=_said(named, _SHUFFLES),
    )


def has_parts(names: Iterable[str]) -> bool:
    """Whether these are the names of a record with a stem and options."""
    plain = {plain_name(name) for name in names}
    return not plain.isdisjoint(STEMS) and not plain.isdisjoint((*OPTIONS, *WRONG))


def plain_name(name: str) -> str:
    """The name of a field without case, underscores and hyphens."""
    return name.lower().replace("_", "").replace("-", "")


def choices_of(datum: Datum | None) -> tuple[Choice, ...]:
    """The options of a list, or of a record whose names are their labels; none if one of them isn't known."""
    found = tuple(_choices(datum))
    return () if None in found else tuple(choice for choice in found if choice is not None)


def string(datum: Datum | None, kind: TextKind) -> Text | None:
    """The text of a string that stands in the file; of HTML, what a reader sees."""
    text = string_of(datum, kind)
    return htmltext.read(text) if text is not None and htmltext.is_html(text.text) else text


def _choices(datum: Datum | None) -> Iterator[Choice | None]:
    if isinstance(datum, Series):
        for item in datum.items:
            yield _choice(item)
    elif isinstance(datum, Record) and all(_LETTER.fullmatch(name) or name.isdigit() for name in datum.fields):
        for name, item in datum.fields.items():
            text = _scalar_text(item)
            yield Choice(text, name) if text is not None else None


def _choice(item: Datum) -> Choice | None:
    if not isinstance(item, Record):
        text = _scalar_text(item)
        return Choice(text) if text is not None else None
    named = {plain_name(name): datum for name, datum in item.fields.items()}
    written = next((name for name in _OPTION_TEXTS if string(named.get(name), "option") is not None), "")
    text = string(named.get(written), "option")
    if text is None:
        return None
    marks = [_truth(datum) for name in _OPTION_MARKS if isinstance(datum := named.get(name), Scalar)]
    weight = next((found for name in _OPTION_WEIGHTS if (found := _points(named.get(name))) is not None), None)
    if not marks and weight is not None:
        marks = [weight > 0]
    labels = [
        datum.text.text for name in _OPTION_LABELS if name != written and isinstance(datum := named.get(name), Scalar)
    ]
    said = next((found for name in SAID if (found := string(named.get(name), "feedback")) is not None), None)
    feedback = said if said is not None and said.text else None
    return Choice(text, labels[0].strip() if labels else "", marks[0] if marks else None, feedback, weight)


def _points(datum: Datum | None) -> float | None:
    """The share of the points, written as a number or a string of one."""
    if not isinstance(datum, Scalar) or datum.truth is not None:
        return None
    return float(datum.number) if datum.number is not None else _number(datum.text.text if datum.is_string else "")


def _number(text: str) -> float | None:
    return float(text) if re.fullmatch(r"\s*-?\d{1,3}(?:\.\d{1,9})?\s*", text) else None


def _said(named: Mapping[str, Datum], names: Iterable[str]) -> bool | None:
    """What one of these fields says, if it says true or false."""
    return next((datum.truth for name in names if isinstance(datum := named.get(name), Scalar)), None)


def _truth(datum: Scalar) -> bool | None:
    if datum.is_string:
        return {"true": True, "false": False}.get(datum.text.text.strip().lower())
    return datum.number != 0 if datum.number is not None else datum.truth


def _scalar_text(item: Datum) -> Text | None:
    if not isinstance(item, Scalar) or not (item.is_string or item.number is not None or item.truth is not None):
        return None
    return replace(item.text, kind="option")


def _keys(datum: Datum | None) -> tuple[Scalar, ...]:
    items = datum.items if isinstance(datum, Series) else (datum,)
    keys = tuple(item for item in items if isinstance(item, Scalar) and (item.is_string or item.number is not None))
    return keys if len(keys) == len(items) else ()


def _replies(datum: Datum | None, count: int) -> tuple[Text, ...]:
    if not isinstance(datum, Series) or len(datum.items) != count:
        return ()
    texts = tuple(text for item in datum.items if (text := string(item, "feedback")) is not None)
    return texts if len(texts) == count else ()
