"""Spelling and grammar on corrections that authors made and on published prose, ours beside the peers, as one table.

    python benchmarks/prose.py [LABELS] [--peers] [--server URL] [--verdicts FILE] [--flags FILE]

LABELS holds typos.jsonl and clean_prose.jsonl, or corrections.jsonl and prose.jsonl as mine_corrections.py writes them.
`--server` is a running LanguageTool: it is measured raw, and ours with it. `--flags` writes every flag of ours on
the prose, to be judged by reading it; `--verdicts` is a file of such judgements (source, rule, fingerprint, right or
wrong): a flag counts as false unless it was judged right. Peers' flags aren't judged: theirs are all counted.
"""

from __future__ import annotations

import argparse
import hashlib
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec
import peers
from peers import Mark, Tool

from courselint import catalogue
from courselint.analysis.facts import facts, merge
from courselint.catalogue import Check, Rule
from courselint.grammar.asking import Collecting, Grammar
from courselint.grammar.opening import opened
from courselint.model import Course, Document, Source, Text
from courselint.spelling.speller import Speller

LABELS = Path(__file__).parent.parent / ".." / "shared" / "labels"
VERDICTS = Path(__file__).parent / "prose_verdicts.tsv"
# How often each kind stands in typos.jsonl. Mined courses differ in what their editors cared about.
MIX = {
    "real-word": 252, "inflection": 91, "doubled": 77, "agreement": 75, "apostrophe": 55, "extra-word": 44,
    "missing-word": 40, "function-word": 18, "a/an": 16, "split/join": 14,
}  # fmt: skip


class Mended(msgspec.Struct, frozen=True):
    """An error and what its author made of it; `start:end` in `before`."""

    repo: str
    before: str
    start: int
    end: int
    right: str
    kind: str


class Published(msgspec.Struct, frozen=True):
    """A paragraph of today's prose; `source` is `owner/name:path`."""

    source: str
    text: str

    @property
    def repo(self) -> str:
        return self.source.partition(":")[0]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labels", nargs="?", type=Path, default=LABELS)
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--server")
    parser.add_argument("--verdicts", type=Path, default=VERDICTS)
    parser.add_argument("--flags", type=Path)
    arguments = parser.parse_args()
    slips = _read(arguments.labels, ("typos.jsonl", "corrections.jsonl"), Mended)
    prose = _read(arguments.labels, ("clean_prose.jsonl", "prose.jsonl"), Published)
    tools: dict[str, Callable[[], Tool]] = {"courselint": ours}
    if arguments.server is not None:
        tools["with LanguageTool"] = lambda: ours(arguments.server)
    if arguments.peers:
        tools |= peers.available(arguments.server)
    right = _verdicts(arguments.verdicts)
    for name, start in tools.items():
        begun, worked = time.perf_counter(), time.process_time()
        marks = _marks(start(), slips, prose)
        print(f"\n## {name}: {time.perf_counter() - begun:.1f} s, {time.process_time() - worked:.1f} CPU-s of ours")
        _found(slips, marks)
        _noise(prose, marks, right, arguments.flags if name in ("courselint", "with LanguageTool") else None)


def ours(server: str | None = None) -> Tool:
    """The rules that are on by default, each repository's paragraphs being its course."""
    speller = Speller()
    rules = [(rule, catalogue.prepare(rule)) for rule in catalogue.bundled() if _is_measured(rule)]

    def run(repo: str, texts: list[str]) -> list[list[Mark]]:
        read = [Text.plain(text) for text in texts]
        documents = (Document(f"{n}.md", "markdown", sources=(Source(t.text),), texts=(t,)) for n, t in enumerate(read))
        services: Services = {"course": merge(facts(document) for document in documents), "speller": speller}
        if server is not None:
            asking = Collecting()
            for text in read:
                list(_ours(text, rules, services | {"grammar": asking}))
            with opened("required", server) as client:
                services["grammar"] = client.answer(asking.questions, "en-US")
        return [list(_ours(text, rules, services)) for text in read]

    return run


def _is_measured(rule: Rule) -> bool:
    return rule.family in ("SPL", "GRM") and rule.default and rule.check != catalogue.ENGINE_CHECK


Services = dict[str, Course | Speller | Grammar]


def _ours(text: Text, rules: Sequence[tuple[Rule, Check]], services: Services) -> Iterator[Mark]:
    for rule, check in rules:
        if check.reads is not Text or not check.services <= services.keys():
            continue
        for hit in check.function(text, **{name: services[name] for name in check.services}, **check.params):
            fixes = hit.values.get("suggestion")
            yield Mark(hit.span, (str(fixes),) if fixes else (), rule.id, rule.family == "SPL")


Marks = dict[tuple[str, str], list[Mark]]


def _marks(tool: Tool, slips: Sequence[Mended], prose: Sequence[Published]) -> Marks:
    paragraphs: dict[str, dict[str, None]] = defaultdict(dict)
    for slip in slips:
        paragraphs[slip.repo][slip.before] = None
    for piece in prose:
        paragraphs[piece.repo][piece.text] = None
    return {
        (repo, text): marks
        for repo, texts in paragraphs.items()
        for text, marks in zip(texts, tool(repo, list(texts)), strict=True)
    }


def _found(slips: Sequence[Mended], marks: Marks) -> None:
    total: Counter[str] = Counter()
    found: Counter[str] = Counter()
    by_rule: Counter[str] = Counter()
    right = 0
    for slip in slips:
        # A doubled word is labelled by one of the two, a missing one by the gap: the blank beside it counts.
        hits = [
            m for m in marks[slip.repo, slip.before] if m.span.start <= slip.end + 1 and m.span.end >= slip.start - 1
        ]
        if slip.kind == "non-word":
            hits = [m for m in hits if m.span.start < slip.end and m.span.end > slip.start]
            right += any(_mends(mark, slip) for mark in hits[:1])
        else:
            by_rule.update({mark.rule for mark in hits})
        total[slip.kind] += 1
        found[slip.kind] += bool(hits)
    grammar = [kind for kind in MIX if total[kind]]
    everything = sum(found[kind] for kind in grammar), sum(total[kind] for kind in grammar)
    weighed = sum(MIX[kind] * found[kind] / total[kind] for kind in grammar) / max(
        1, sum(MIX[kind] for kind in grammar)
    )
    misspelled = found["non-word"]
    print(f"misspellings  {_share(misspelled, total['non-word'])}, right fix first {_share(right, misspelled)}")
    print(f"grammar       {_share(*everything)}, at the mix of typos.jsonl {weighed:.3f}")
    print("  " + ", ".join(f"{kind} {_share(found[kind], total[kind])}" for kind in (*grammar, "non-word-run-on")))
    print("  found by " + ", ".join(f"{rule} {count}" for rule, count in by_rule.most_common(25)))


def _mends(mark: Mark, slip: Mended) -> bool:
    mended = (
        slip.before[slip.start : mark.span.start] + next(iter(mark.fixes), "") + slip.before[mark.span.end : slip.end]
    )
    return mended.lower() == slip.right.lower()


def _noise(prose: Sequence[Published], marks: Marks, right: frozenset[str], listing: Path | None) -> None:
    words = sum(len(piece.text.split()) for piece in prose)
    flags: Counter[bool] = Counter()
    false: Counter[bool] = Counter()
    by_rule: Counter[str] = Counter()
    lines: list[str] = []
    for piece in prose:
        told: list[Mark] = []
        for mark in sorted(marks[piece.repo, piece.text], key=lambda mark: (mark.span.start, mark.rule)):
            # What two rules say of one place is one flag to its reader.
            if any(mark.span.start < other.span.end and mark.span.end > other.span.start for other in told):
                continue
            told.append(mark)
            print_of = fingerprint(piece, mark)
            flags[mark.is_spelling] += 1
            false[mark.is_spelling] += print_of not in right
            by_rule[mark.rule] += print_of not in right
            a, b = mark.span.start, mark.span.end
            context = f"{piece.text[max(0, a - 70) : a]}[[{piece.text[a:b]}]]{piece.text[b : b + 70]}".replace(
                "\n", " "
            )
            verdict = "right" if print_of in right else "?"
            lines.append("\t".join((piece.source, mark.rule, print_of, verdict, context, *mark.fixes[:1])))
    for is_spelling, name in ((True, "spelling"), (False, "grammar")):
        per = 1000 / max(1, words)
        print(f"{name:9} flags on prose {flags[is_spelling]}: {flags[is_spelling] * per:.3f} per 1,000 words, "
              f"false {false[is_spelling]}: {false[is_spelling] * per:.3f}")  # fmt: skip
    print(f"  of {words:,} words; not judged right: " + ", ".join(f"{r} {n}" for r, n in by_rule.most_common(20)))
    if listing is not None:
        listing.write_text("\n".join(lines) + "\n", encoding="utf-8")


def fingerprint(piece: Published, mark: Mark) -> str:
    """What tells a flag from the others of its paragraph, whichever rule raised it."""
    around = piece.text[max(0, mark.span.start - 30) : mark.span.end + 30]
    key = "\n".join((piece.source, around, piece.text[mark.span.start : mark.span.end]))
    return hashlib.blake2b(key.encode(), digest_size=8).hexdigest()


def _verdicts(path: Path) -> frozenset[str]:
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]] if path.is_file() else []
    return frozenset(row[2] for row in rows if row[3] == "right")


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f} ({part}/{whole})" if whole else "- (0)"


def _read(folder: Path, names: Sequence[str], row: type[Mended] | type[Published]) -> list:
    path = next(folder / name for name in names if (folder / name).is_file())
    rows = [msgspec.json.decode(line, type=row) for line in path.read_bytes().splitlines()]
    return [msgspec.structs.replace(each, **_masked(each)) for each in rows]


def _masked(row: Mended | Published) -> dict[str, str]:
    name = "before" if isinstance(row, Mended) else "text"
    return {name: peers.mask(getattr(row, name))}


if __name__ == "__main__":
    main()
