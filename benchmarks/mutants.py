"""How many faults put into sound quizzes are found, by the right rule at the right place, in each format.

    python benchmarks/mutants.py [FORMAT…] [--mutants N] [--seed N] [--list]

A sound quiz is written in each format and checked: it has to be quiet. Each mutant then has one fault: the key removed,
an option doubled, a mark flipped, a tolerance dropped, a figure's file removed, the file cut off. `--list` prints those
that were missed, or found elsewhere.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from quizwriting import FORMATS, RIGHT, WRONG, Choice, Format, Item, Page

from courselint import engine
from courselint.config import Options
from courselint.model import Diagnostic, Position
from courselint.workspace import Workspace

PICTURE, OTHER = "scatter.png", "histogram.png"
CHOICES = (
    ("What is the sum of the angles of a triangle in the plane?", "a half turn", "a full turn", "a quarter turn"),
    ("What is the derivative of the sine?", "the cosine", "the tangent", "the secant"),
    ("What is the middle value of a sorted list?", "its median", "its mean", "its mode"),
    ("What is the type of a list's length in Python?", "an integer", "a string", "a float"),
    ("What is the inverse of the exponential function?", "the logarithm", "the square root", "the reciprocal"),
    ("What is the shape of the plot of a quadratic function?", "a parabola", "a hyperbola", "an ellipse"),
    ("What is the name of an error that pulls all results one way?", "bias", "noise", "drift"),
    ("What is the structure that gives back first what came last?", "a stack", "a queue", "a heap"),
    ("What is the product of a matrix and its inverse?", "the identity", "the zero matrix", "its transpose"),
    ("What is the keyword that leaves a loop at once?", "break", "continue", "pass"),
)
# Results that people round, with a tolerance of a unit of the last place.
NUMBERS = (
    ("What is the square root of 3?", "1.73", "0.01"),
    ("What is the area of a circle of radius 1?", "3.14", "0.01"),
    ("What is the natural logarithm of 7?", "1.95", "0.01"),
)


@dataclass(frozen=True, slots=True)
class Mutant:
    """A broken quiz, and the rules of which one has to stand at (or, for a cut, at or after) one of these offsets."""

    fault: str
    text: str
    rules: frozenset[str]
    at: frozenset[int] = frozenset()
    first: int = 0
    without_picture: bool = False


def sound(form: Format, source: random.Random) -> tuple[Item, ...]:
    """A quiz without a fault, with what the format can hold."""
    items = []
    for stem, key, *others in CHOICES:
        choices = [Choice(key, True, RIGHT if form.has_feedback else "")]
        choices += [Choice(other, feedback=WRONG if form.has_feedback else "") for other in others]
        source.shuffle(choices)
        items.append(Item(stem, tuple(choices)))
    if form.has_figures:
        figured = source.randrange(len(items))
        items[figured] = replace(items[figured], figure=PICTURE)
    if form.has_numbers:
        items += [Item(stem, key=key, tolerance=tolerance) for stem, key, tolerance in NUMBERS]
    source.shuffle(items)
    return tuple(items)


def mutants(form: Format, count: int, seed: int) -> Iterator[tuple[str, Mutant]]:
    """Sound texts and what became of each."""
    source = random.Random(seed)
    makers = [_keyless, _doubled, _flipped, _cut]
    makers += [_untolerated] if form.has_numbers else []
    makers += [_unpictured] if form.has_figures else []
    made = 0
    # A file of one question has no figure or number to break where its question has none: others are drawn.
    for turn in range(20 * count):
        if made == count:
            return
        items = sound(form, source)
        mutant = makers[turn % len(makers)](form, items, source)
        if mutant is not None:
            made += 1
            yield form.write(items).text, mutant


def _pick(form: Format, items: tuple[Item, ...], source: random.Random, kind: str) -> int | None:
    """A question of this kind; a file that holds one holds the first."""
    fit = [place for place, item in enumerate(items) if getattr(item, kind)]
    written = {number for number, _, _ in form.write(items).pieces}
    fit = [place for place in fit if place in written]
    return source.choice(fit) if fit else None


def _changed(items: tuple[Item, ...], place: int, item: Item) -> tuple[Item, ...]:
    return (*items[:place], item, *items[place + 1 :])


def _marked(item: Item, keys: set[int]) -> Item:
    return replace(item, choices=tuple(replace(each, is_key=n in keys) for n, each in enumerate(item.choices)))


def _begin(page: Page, *pieces: tuple[int, str, int]) -> frozenset[int]:
    return frozenset(page.pieces[piece][0] for piece in pieces if piece in page.pieces)  # type: ignore[index]


def _keyless(form: Format, items: tuple[Item, ...], source: random.Random) -> Mutant | None:
    place = _pick(form, items, source, "choices")
    if place is None:
        return None
    page = form.write(_changed(items, place, _marked(items[place], set())))
    # An answer that names no option is a fault of the file where the format has a line for it.
    return Mutant("key removed", page.text, frozenset(("QST101", "NBK001")), first=_begin_of(page, place))


def _begin_of(page: Page, place: int) -> int:
    return min(start for (number, _, _), (start, _) in page.pieces.items() if number == place)


def _doubled(form: Format, items: tuple[Item, ...], source: random.Random) -> Mutant | None:
    place = _pick(form, items, source, "choices")
    if place is None:
        return None
    item = items[place]
    wrong = [number for number, each in enumerate(item.choices) if not each.is_key]
    first, second = sorted((wrong[0], wrong[1]))
    choices = list(item.choices)
    choices[second] = replace(choices[second], text=choices[first].text)
    page = form.write(_changed(items, place, replace(item, choices=tuple(choices))))
    where = _begin(page, (place, "option", first), (place, "option", second))
    return Mutant("option doubled", page.text, frozenset(("QST103",)), where)


def _flipped(form: Format, items: tuple[Item, ...], source: random.Random) -> Mutant | None:
    place = _pick(form, items, source, "choices")
    if place is None or not (form.has_feedback or form.is_single):
        return None
    item = items[place]
    key = next(number for number, each in enumerate(item.choices) if each.is_key)
    other = source.choice([number for number in range(len(item.choices)) if number != key])
    if form.has_feedback:
        page = form.write(_changed(items, place, _marked(item, {other})))
        where = _begin(page, (place, "feedback", key), (place, "feedback", other))
        return Mutant("marks swapped", page.text, frozenset(("QST105",)), where)
    page = form.write(_changed(items, place, _marked(item, {key, other})))
    where = _begin(page, (place, "option", key), (place, "option", other))
    return Mutant("mark added", page.text, frozenset(("QST102", "NBK001")), where)


def _untolerated(form: Format, items: tuple[Item, ...], source: random.Random) -> Mutant | None:
    place = _pick(form, items, source, "key")
    if place is None:
        return None
    page = form.write(_changed(items, place, replace(items[place], tolerance="")))
    # text2qti refuses fractions without one.
    return Mutant("tolerance dropped", page.text, frozenset(("QST106", "NBK001")), _begin(page, (place, "key", 0)))


def _unpictured(form: Format, items: tuple[Item, ...], source: random.Random) -> Mutant | None:
    place = _pick(form, items, source, "figure")
    if place is None:
        return None
    page = form.write(_changed(items, place, replace(items[place], is_lost=True)))
    where = _begin(page, (place, "figure", 0))
    return Mutant("figure removed", page.text, frozenset(("QST223",)), where, without_picture=True)


def _cut(form: Format, items: tuple[Item, ...], source: random.Random) -> Mutant | None:
    page = form.write(items)
    stretches = [(max(1, len(page.text) // 4), len(page.text.rstrip()) - 1)] if form.is_whole else page.inside
    # What is cut off before its first answer may be anything.
    stretches = [
        stretch for stretch in stretches[not form.is_whole and len(stretches) > 1 :] if stretch[1] - stretch[0] > 1
    ]
    if not stretches:
        return None
    start, end = source.choice(stretches)
    at = source.randrange(start + 1, end)
    # What lacks its end is told where it begins, or where the file ends.
    begun = [first for (_, piece, _), (first, _) in page.pieces.items() if piece == "stem" and first < at]
    return Mutant("file cut off", page.text[:at], frozenset(("NBK001", "QST101")), first=max(begun, default=0))


def findings(name: str, text: str, *, has_picture: bool = True) -> tuple[Diagnostic, ...]:
    """What the default rules say of this file, alone in a course with its picture."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / ".git").mkdir()
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
        for picture in (PICTURE, OTHER) if has_picture else (OTHER,):
            (path.parent / picture).write_bytes(b"\x89PNG\r\n\x1a\n")
        return tuple(engine.check([path], Workspace(root), Options()).diagnostics)


def position(text: str, offset: int) -> Position:
    """The line and column of an offset."""
    return Position(text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1)


def is_caught(mutant: Mutant, found: tuple[Diagnostic, ...]) -> bool:
    """Whether one of the rules meant stands where it has to."""
    places = {position(mutant.text, offset) for offset in mutant.at}
    first = position(mutant.text, mutant.first)
    for one in found:
        if one.rule not in mutant.rules:
            continue
        start = one.place.physical.start
        if start in places if places else start >= Position(first.line, 1):
            return True
    return False


def main(arguments: list[str]) -> int:
    """Print a row for each format; 1 where a mutant is missed or a sound quiz isn't quiet."""
    names = [name for name in arguments if name in FORMATS] or list(FORMATS)
    count = int(arguments[arguments.index("--mutants") + 1]) if "--mutants" in arguments else 200
    seed = int(arguments[arguments.index("--seed") + 1]) if "--seed" in arguments else 1
    missed_any = False
    print("| format | mutants | caught | findings in sound ones | missed |\n| --- | --- | --- | --- | --- |")
    for name in names:
        form, caught, noise, missed = FORMATS[name], 0, 0, Counter[str]()
        for number, (text, mutant) in enumerate(mutants(form, count, seed)):
            quiet = findings(form.name, text) if number < max(10, count // 10) else ()
            noise += len(quiet)
            found = findings(form.name, mutant.text, has_picture=not mutant.without_picture)
            if is_caught(mutant, found):
                caught += 1
            else:
                missed[mutant.fault] += 1
            if "--list" in arguments and (quiet or not is_caught(mutant, found)):
                told = [f"{one.rule} {one.place.physical.start.line}: {one.message[:80]}" for one in (*quiet, *found)]
                print(f"{name} {number} {mutant.fault}: {told}")
        missed_any = missed_any or bool(missed) or noise > 0
        told = ", ".join(f"{fault} {times}" for fault, times in sorted(missed.items())) or "none"
        print(f"| {name} | {count} | {caught} | {noise} | {told} |", flush=True)
    return int(missed_any)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
