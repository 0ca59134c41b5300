"""One document and the rules of its course: hits, suppressions, places, diagnostics."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import repeat

from courselint.analysis import answers, assertions
from courselint.analysis.facts import facts, merge
from courselint.catalogue import ENGINE_CHECK, Catalogue, Check, Rule, known, prepare
from courselint.coursefiles import NamedFiles
from courselint.diagnosing import diagnose
from courselint.grammar.asking import Answers, Collecting, Grammar, Unanswered
from courselint.grammar.asking import Question as GrammarQuestion
from courselint.model import (
    Answer,
    Assertion,
    Code,
    Course,
    Diagnostic,
    Document,
    Files,
    Hit,
    Note,
    Place,
    Question,
    Result,
    Span,
    Text,
)
from courselint.placing import Places
from courselint.spelling.speller import Speller
from courselint.suppress import UNUSED, Suppressions

UNREADABLE, FAILED, FOREIGN, UNANSWERED = "NBK001", "NBK900", "SPL900", "GRM900"
_PROSE_FAMILIES = ("SPL", "GRM")
# What each kind of check is handed; a document is read once for all of its rules.
_ITEMS: Mapping[type, Callable[[Document], Iterable[object]]] = {
    Document: lambda document: (document,),
    Text: lambda document: document.texts,
    Code: lambda document: document.code,
    Question: lambda document: document.questions,
    Assertion: assertions.read,
    Answer: answers.read,
}


# Has the questions of a course answered by LanguageTool.
Answering = Callable[[Iterable[GrammarQuestion]], Answers]


@dataclass(frozen=True, slots=True)
class Plan:
    """The rules that run on a course, ready, and all that are known.

    Checks that ask LanguageTool run only where there is someone to `answer`.
    """

    rules: tuple[tuple[Rule, Check | None], ...]
    speller: Speller
    known: Catalogue = field(default_factory=known)
    files: Files = field(default_factory=NamedFiles)
    answer: Answering | None = None

    def rule(self, identifier: str) -> Rule | None:
        return next((rule for rule, _ in self.rules if rule.id == identifier), None)


def ready(rules: Iterable[Rule]) -> tuple[tuple[Rule, Check | None], ...]:
    """Load the checks of these rules. Raises PageError for a rule whose params don't fit its check."""
    return tuple((rule, None if rule.check == ENGINE_CHECK else prepare(rule)) for rule in rules)


def is_waiting(check: Check) -> bool:
    """Whether a check has to wait until the facts of the whole course, or LanguageTool's answers, are known."""
    return "course" in check.services or asks(check)


def asks(check: Check) -> bool:
    """Whether a check asks LanguageTool."""
    return "grammar" in check.services


def lighten(document: Document) -> Document:
    """What the course still reads of a document after its first pass: no syntax trees, outputs, bytes."""
    return replace(document, data=b"", code=(), outputs=(), questions=(), suites=(), names=frozenset(), snippets=())


class Examination:
    """One document on its way through both passes; between them only what the second one needs is kept."""

    def __init__(
        self, document: Document, plan: Plan, *, inside: str = "", ignored: frozenset[str] = frozenset()
    ) -> None:
        """`inside` is the document's path in its course, `ignored` the rules that the settings spare it."""
        self.document = document
        self.plan = plan
        self.inside = inside or document.path
        self._ignored = ignored
        self._suppressions = Suppressions(document)
        self._places = Places(document)
        self._is_foreign = False
        self._is_gone = False
        self._failed: set[str] = set()
        self._answers = Answers({})
        self._assertions: tuple[object, ...] | None = None
        self._prose: list[tuple[Diagnostic, Hit]] = []
        self._slips: dict[int, list[Span]] = {}
        self._told: set[tuple[str, Place, str]] = set()
        self.result = Result(files=1)

    def first_pass(self) -> None:
        """Run the checks that look at this document alone."""
        self._faults()
        self._is_foreign = self._is_silently_foreign()
        self._run([pair for pair in self._checks() if not is_waiting(pair[1])], None)

    def _is_silently_foreign(self) -> bool:
        """Whether the prose is in another language, where the rule that says so is not asked."""
        told = FOREIGN not in self._ignored and self.plan.rule(FOREIGN) is not None
        if told or not any(rule.family in _PROSE_FAMILIES for rule, _ in self._checks()):
            return False
        return self.plan.speller.is_foreign([text.text for text in self.document.texts if text.kind != "code"])

    def questions(self) -> Iterable[GrammarQuestion]:
        """What the checks will ask LanguageTool about this document: so all that a course asks goes out together."""
        collecting = Collecting()
        for rule, check in self._checks():
            if asks(check) and not self._is_foreign:
                services = self._services(check, None, collecting)
                try:
                    for item in self._items(check.reads):
                        deque(check.function(item, **services, **check.params), maxlen=0)
                except Exception as error:  # as in `_run`
                    self.fail(rule.id, error)
        return collecting.questions

    def rest(self) -> None:
        """Let go of what the second pass doesn't read: syntax trees, outputs, the file's bytes; assertions stay."""
        waiting = [rule for rule, check in self._checks() if is_waiting(check) and check.reads is Assertion]
        if waiting:
            try:
                self._items(Assertion)
            except Exception as error:  # as in `_run`: each of these rules fails on this file, and no other
                for rule in waiting:
                    self.fail(rule.id, error)
        self.document = lighten(self.document)
        self._places = Places(self.document)

    def fail(self, what: str, error: Exception) -> None:
        """Report, once, that reading the file, or a rule, failed on it."""
        if what in self._failed:
            return
        self._failed.add(what)
        self.result.is_complete = False
        rule = self.plan.rule(FAILED)
        if rule is not None:
            values = {"what": what, "reason": f"{type(error).__name__}: {error}"}
            self._report(rule, Hit("failed", None, values=values), Place(self.document.path))

    def second_pass(self, course: Course, reload: Callable[[], bytes | None], answers: Answers | None = None) -> Result:
        """Run the checks that read the course's facts, or what LanguageTool answered.

        `reload` gives the file's bytes again, None if they changed.
        """
        self._answers = answers or self._answers
        pairs = [pair for pair in self._checks() if is_waiting(pair[1])]
        self._run(pairs, course, reload)
        if not self._is_gone:
            self._unused(reload)
        self.result.diagnostics.sort(
            key=lambda found: (found.place.path, found.place.physical, found.rule, found.message)
        )
        return self.result

    def tell_once(self, original: Document | None, copies: Iterable[tuple[Document, Places]]) -> Result:
        """Leave to the original what it says in the same words; name the copies beside what is told here."""
        left = frozenset(text.text for text in original.texts) if original else frozenset()
        said = [(places, {text.text: text for text in copy.texts}) for copy, places in copies]
        hits = {id(diagnostic): hit for diagnostic, hit in self._prose}
        kept: list[Diagnostic] = []
        for diagnostic in self.result.diagnostics:
            hit = hits.get(id(diagnostic))
            if hit is None or hit.text is None:
                kept.append(diagnostic)
            elif hit.text.text not in left:
                notes = tuple(
                    Note(places.place(texts[hit.text.text], hit.span), "the same text")
                    for places, texts in said
                    if hit.text.text in texts
                )
                kept.append(replace(diagnostic, related=diagnostic.related + notes))
        self.result.diagnostics = kept
        return self.result

    def _items(self, kind: type) -> tuple[object, ...]:
        if kind is not Assertion:
            return tuple(_ITEMS[kind](self.document))
        if self._assertions is None:
            self._assertions = tuple(_ITEMS[kind](self.document))
        return self._assertions

    def _checks(self) -> list[tuple[Rule, Check]]:
        return [
            (rule, check)
            for rule, check in self.plan.rules
            if check is not None and rule.id not in self._ignored and (self.plan.answer is not None or not asks(check))
        ]

    def _faults(self) -> None:
        rule = self.plan.rule(UNREADABLE)
        if rule is None or UNREADABLE in self._ignored:
            return
        for fault in self.document.faults:
            self.result.is_complete = False
            if fault.source is None:
                place = self._places.file_place(fault.span)
            else:
                place = self._places.place(
                    Text.plain(self.document.sources[fault.source].text, source=fault.source), fault.span
                )
            self._report(rule, Hit("unreadable", None, values={"reason": fault.message}), place)

    def _run(
        self, pairs: list[tuple[Rule, Check]], course: Course | None, reload: Callable[[], bytes | None] | None = None
    ) -> None:
        items: dict[type, tuple[object, ...]] = {}
        hits: list[tuple[Rule, Hit]] = []
        for rule, check in pairs:
            if self._is_foreign and rule.family in _PROSE_FAMILIES:
                continue
            services = self._services(check, course, self._answers)
            try:
                if check.reads not in items:
                    items[check.reads] = self._items(check.reads)
                    if check.reads is Text and items[Text]:
                        self._warm(pairs)
                judge = partial(check.function, **services, **check.params)
                for item in items[check.reads]:
                    hits += zip(repeat(rule), judge(item), strict=False)
            except Unanswered as error:
                hits = [(other, hit) for other, hit in hits if other is not rule]
                self._unanswered(rule, error)
            except Exception as error:  # a fault of ours in one rule must not cost the others their findings
                self.fail(rule.id, error)
        if hits and reload is not None and not self._has_data(reload):
            return
        for rule, hit in self._untold(_unsaid(hits), {rule.id for rule, check in pairs if asks(check)}):
            if rule.id == FOREIGN:
                self._is_foreign = True
            self._take(rule, hit)
        if self._is_foreign:
            self.result.diagnostics = [
                found
                for found in self.result.diagnostics
                if found.rule == FOREIGN or found.rule[:3] not in _PROSE_FAMILIES
            ]

    def _services(self, check: Check, course: Course | None, grammar: Grammar) -> dict[str, object]:
        services = {"course": course, "speller": self.plan.speller, "files": self.plan.files, "grammar": grammar}
        return {name: service for name, service in services.items() if name in check.services}

    def _unanswered(self, rule: Rule, error: Unanswered) -> None:
        """Tell, once, that LanguageTool did not answer about this file, in place of what it answered so far."""
        self._failed.add(rule.id)
        telling = self.plan.rule(UNANSWERED)
        if self.result.is_answered and telling is not None and UNANSWERED not in self._ignored:
            self._take(telling, Hit("unanswered", None, values={"reason": str(error)}))
        self.result.is_answered = False

    def _untold(self, hits: list[tuple[Rule, Hit]], asking: Container[str]) -> Iterator[tuple[Rule, Hit]]:
        """The hits without LanguageTool's where a rule of our own tells of a slip already, in this pass or before."""
        for rule, hit in hits:
            if hit.text is not None and rule.family in _PROSE_FAMILIES and rule.id not in asking:
                self._slips.setdefault(hit.text.source, []).append(hit.text.in_source(hit.span))
        for rule, hit in hits:
            if rule.id in asking and hit.text is not None:
                where = hit.text.in_source(hit.span)
                if any(
                    where.start < told.end and told.start < where.end for told in self._slips.get(hit.text.source, ())
                ):
                    continue
            yield rule, hit

    def _warm(self, pairs: Iterable[tuple[Rule, Check]]) -> None:
        """Compile the phrases of all pages first: what is found of a text is kept until a page brings new ones."""
        for rule, check in pairs:
            if check.reads is Text and not check.services:
                try:
                    deque(check.function(Text.plain(""), **check.params), maxlen=0)
                except Exception as error:  # as above
                    self.fail(rule.id, error)

    def _take(self, rule: Rule, hit: Hit) -> None:
        place = self._places.place(hit.text, hit.span)
        # Questions may share a text, and a text may be read in two ways: what is said of it is said once.
        told = (rule.id, place, rule.message(hit))
        if told in self._told:
            return
        self._told.add(told)
        source = hit.text.source if hit.text else None
        if self._suppressions.silence(rule, source, place.range.start.line, place.range.end.line):
            self.result.suppressed += 1
            return
        diagnostic = self._report(rule, hit, place)
        if hit.text is not None and rule.family in _PROSE_FAMILIES:
            self._prose.append((diagnostic, hit))

    def _report(self, rule: Rule, hit: Hit, place: Place) -> Diagnostic:
        diagnostic = diagnose(rule, hit, place, self.document, self._places, inside=self.inside)
        self.result.diagnostics.append(diagnostic)
        return diagnostic

    def _has_data(self, reload: Callable[[], bytes | None]) -> bool:
        """Have the file's bytes again, which places need. If they changed meanwhile, that is told instead."""
        if not self.document.data:
            data = reload()
            if data is None:
                self._changed()
                return False
            self.document = replace(self.document, data=data)
            self._places = Places(self.document)
        return True

    def _changed(self) -> None:
        self._is_gone = True
        self.result.is_complete = False
        rule = self.plan.rule(UNREADABLE)
        if rule is not None:
            self._report(
                rule,
                Hit("unreadable", None, values={"reason": "the file changed while it was read"}),
                Place(self.document.path),
            )

    def _unused(self, reload: Callable[[], bytes | None]) -> None:
        rule = self.plan.rule(UNUSED)
        if rule is None or UNUSED in self._ignored:
            return
        ran = {
            other.id
            for other, check in self.plan.rules
            if not (self._is_foreign and other.family in _PROSE_FAMILIES)
            and not (self.plan.answer is None and check is not None and asks(check))
        } - (self._ignored | self._failed | {UNANSWERED})  # a server that is well today may fail tomorrow
        hits = list(self._suppressions.unused(self.plan.known, ran))
        if hits and self._has_data(reload):
            for hit in hits:
                self._take(rule, hit)


def _unsaid(hits: list[tuple[Rule, Hit]]) -> list[tuple[Rule, Hit]]:
    """The hits without those that a rule says better at the same place."""
    better = {
        (superseded, hit.text.source, hit.text.in_source(hit.span))
        for rule, hit in hits
        if hit.text is not None
        for superseded in rule.supersedes
    }
    return [
        (rule, hit)
        for rule, hit in hits
        if not better or hit.text is None or (rule.id, hit.text.source, hit.text.in_source(hit.span)) not in better
    ]


def check_documents(documents: Iterable[Document], plan: Plan) -> Result:
    """Check documents that make a course by themselves, such as a page's example."""
    read = list(documents)
    course = merge(facts(document) for document in read)
    result = Result()
    examinations = [Examination(document, plan) for document in read]
    for examination in examinations:
        examination.first_pass()
    answers = have_answered(examinations, plan)
    for document, examination in zip(read, examinations, strict=True):
        result.add(examination.second_pass(course, lambda document=document: document.data, answers))
    return result


def have_answered(examinations: Iterable[Examination], plan: Plan) -> Answers:
    """LanguageTool's answers to all that is asked about these documents."""
    if plan.answer is None:
        return Answers({})
    return plan.answer(question for examination in examinations for question in examination.questions())
