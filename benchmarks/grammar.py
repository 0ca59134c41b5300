"""How many grammar errors that authors later mended the GRM pages find, and how often they flag published prose.

`python benchmarks/grammar.py [LABELS]` prints, for the labelled errors, found and total by kind and rule by rule, and
for clean prose the flags per 1,000 words. LABELS is a folder with typos.jsonl and clean_prose.jsonl. The prose holds
a few true errors, so that the flags (`--flags` prints them) are an upper bound of the false alarms. With `--server URL`
of a running LanguageTool GRM100 takes part, each of LanguageTool's rules by its own id.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

import msgspec

from courselint import catalogue
from courselint.catalogue import Check, Rule
from courselint.examination import asks
from courselint.grammar.asking import Answers, Collecting
from courselint.grammar.opening import opened
from courselint.model import Hit, Span, Text

LABELS = Path(__file__).parent.parent / ".." / "shared" / "labels"
GRAMMAR = ("doubled", "a/an", "apostrophe", "agreement", "inflection", "function-word", "real-word", "extra-word")
OTHER = ("missing-word", "split/join")


class Mended(msgspec.Struct, frozen=True):
    """An error and what its author later made of it; `start:end` in `before`."""

    before: str
    start: int
    end: int
    kind: str


class Published(msgspec.Struct, frozen=True):
    """A paragraph of today's prose."""

    source: str
    text: str


Line = TypeVar("Line", Mended, Published)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labels", nargs="?", type=Path, default=LABELS)
    parser.add_argument("--flags", action="store_true", help="print every flag on clean prose")
    parser.add_argument("--server", metavar="URL", help="a running LanguageTool")
    arguments = parser.parse_args()
    errors = [error for error in _lines(arguments.labels / "typos.jsonl", Mended) if error.kind in GRAMMAR + OTHER]
    paragraphs = list(_lines(arguments.labels / "clean_prose.jsonl", Published))
    answers = None
    if arguments.server:
        texts = [error.before for error in errors] + [paragraph.text for paragraph in paragraphs]
        answers = _answers(texts, arguments.server)
    rules = list(_rules(answers))
    _recall(rules, errors)
    _noise(rules, paragraphs, is_listed=arguments.flags)


def _rules(answers: Answers | None = None) -> Iterator[tuple[Rule, Check]]:
    """The rules that run by default, those that ask LanguageTool with its answers at hand."""
    for rule in catalogue.bundled():
        if rule.family != "GRM" or not rule.default or rule.check == catalogue.ENGINE_CHECK:
            continue
        check = catalogue.prepare(rule)
        if not asks(check):
            yield rule, check
        elif answers is not None:
            yield rule, replace(check, function=partial(check.function, grammar=answers))


def _answers(texts: list[str], server: str) -> Answers:
    collecting = Collecting()
    for rule in catalogue.bundled():
        check = None if rule.check == catalogue.ENGINE_CHECK else catalogue.prepare(rule)
        if check is not None and asks(check):
            for text in texts:
                deque(check.function(Text.plain(text), collecting, **check.params), maxlen=0)
    with opened("required", server) as client:
        return client.answer(collecting.questions, "en-US") if client else Answers({})


def _recall(rules: list[tuple[Rule, Check]], errors: list[Mended]) -> None:
    total: Counter[str] = Counter()
    found: Counter[str] = Counter()
    by_rule: Counter[str] = Counter()
    for error in errors:
        total[error.kind] += 1
        finders = {_name(rule, hit) for rule, hit in _hits(rules, error.before) if _meets(hit.span, error)}
        found[error.kind] += bool(finders)
        by_rule.update(finders)
    print(f"{'kind':24}{'found':>8}{'total':>8}{'share':>8}")
    for kind in GRAMMAR + OTHER:
        print(f"{kind:24}{found[kind]:8}{total[kind]:8}{found[kind] / max(total[kind], 1):8.2f}")
    print(f"{'all':24}{found.total():8}{total.total():8}{found.total() / max(total.total(), 1):8.2f}\n")
    for name, count in by_rule.most_common():
        print(f"{name:24}{count:8}")


def _noise(rules: list[tuple[Rule, Check]], paragraphs: list[Published], *, is_listed: bool) -> None:
    words = sum(len(paragraph.text.split()) for paragraph in paragraphs)
    characters = sum(len(paragraph.text) for paragraph in paragraphs)
    by_rule: Counter[str] = Counter()
    start = time.perf_counter()
    for paragraph in paragraphs:
        for rule, hit in _hits(rules, paragraph.text):
            by_rule[_name(rule, hit)] += 1
            if is_listed:
                context = paragraph.text[max(0, hit.span.start - 30) : hit.span.end + 30]
                print(f"  {rule.id} {_name(rule, hit)} {paragraph.source}: {context}")
    seconds = time.perf_counter() - start
    print(f"\n{'flags on clean prose':24}{'number':>8}{'per 1,000 words':>18}")
    for name, count in by_rule.most_common():
        print(f"{name:24}{count:8}{1000 * count / words:18.3f}")
    print(f"{'all':24}{by_rule.total():8}{1000 * by_rule.total() / words:18.3f}")
    print(f"{words:,} words in {seconds:.2f} s, {1e6 * seconds / characters:.2f} µs a character")


def _hits(rules: list[tuple[Rule, Check]], prose: str) -> Iterator[tuple[Rule, Hit]]:
    text = Text.plain(prose)
    for rule, check in rules:
        for hit in check.function(text, **check.params):
            yield rule, hit


def _name(rule: Rule, hit: Hit) -> str:
    return hit.values.get("rule", rule.name)


def _meets(span: Span, error: Mended) -> bool:
    # A doubled word is labelled by one of the two: the blank beside it counts.
    return span.start <= error.end + 1 and span.end >= error.start - 1


def _lines(path: Path, kind: type[Line]) -> list[Line]:
    decoder = msgspec.json.Decoder(kind)
    return [decoder.decode(line) for line in path.read_bytes().splitlines() if line]


if __name__ == "__main__":
    main()
