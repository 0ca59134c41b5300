"""Asks LanguageTool what the cache doesn't know: two requests at a time, one restart, and an end to every wait."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from threading import Lock

from courselint.grammar.answers import AnswerCache, Origin
from courselint.grammar.asking import Answers, Asked, Question
from courselint.grammar.endpoints import Endpoint
from courselint.grammar.matches import BadAnswer, Match, decode, utf16_length
from courselint.grammar.server import Limits
from courselint.grammar.transport import ServerFault, Transport
from courselint.grammar.wire import Batch, batches

_AT_A_TIME = 2
# A server that fails on so many batches will fail on the others, too.
_MOST_FAILED = 3

_log = logging.getLogger(__name__)


class Client:
    """LanguageTool for the courses of one run; `close` ends what it started."""

    def __init__(self, endpoint: Endpoint, cache: AnswerCache, limits: Limits | None = None) -> None:
        self._endpoint = endpoint
        self._cache = cache
        self._limits = limits or Limits()
        self._given_up = ""

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._endpoint.close()

    def answer(self, questions: Iterable[Question], language: str) -> Answers:
        """The answers to these questions, as far as they can be had; what is known already is not sent again."""
        wanted = dict.fromkeys(questions)
        if not wanted:
            return Answers({})
        try:
            origin = Origin(self._endpoint.name, self._endpoint.version(self._limits), language)
        except ServerFault as fault:
            self._given_up = str(fault)
            return Answers({}, str(fault))
        known = self._cache.find(wanted, origin)
        missing = [question for question in wanted if question not in known]
        _log.debug("%d of %d sentences are known", len(known), len(wanted))
        if not missing or self._given_up:
            return Answers(known, self._given_up)
        errand = _Errand(self._endpoint, self._limits, language, _batches(missing))
        try:
            errand.run()
        finally:
            self._cache.keep(errand.answers, origin)
        # A run of many courses waits for a dead server once.
        self._given_up = errand.reason if errand.is_over else ""
        return Answers({**known, **errand.answers}, errand.reason)


class _Errand:
    """The batches on their way, and what came back."""

    def __init__(self, endpoint: Endpoint, limits: Limits, language: str, waiting: list[tuple[Asked, Batch]]) -> None:
        self._endpoint = endpoint
        self._limits = limits
        self._language = language
        self._size = sum(len(batch.text) for _, batch in waiting)
        self._waiting = iter(waiting)
        self._threads = min(_AT_A_TIME, len(waiting))
        self._lock = Lock()
        self._transports: list[Transport] = []
        self._failed = 0
        self.is_over = False
        self.answers: dict[Question, tuple[Match, ...]] = {}
        self.reason = ""

    def run(self) -> None:
        try:
            self._endpoint.start(self._limits, self._size)
            self._transports = [Transport(self._endpoint.address) for _ in range(self._threads)]
        except ServerFault as fault:
            self.reason, self.is_over = str(fault), True
            return
        with ThreadPoolExecutor(self._threads, thread_name_prefix="languagetool") as pool:
            carriers = [pool.submit(self._carry, transport) for transport in self._transports]
            try:
                for carrier in carriers:
                    carrier.result()
            except BaseException:
                # Ctrl-C: nobody waits for these answers any more.
                self.is_over = True
                for transport in self._transports:
                    transport.abort()
                raise

    def _carry(self, transport: Transport) -> None:
        with closing(transport):
            while (taken := self._next()) is not None:
                asked, batch = taken
                try:
                    answers = self._ask(transport, asked, batch)
                except (ServerFault, BadAnswer) as fault:
                    _log.debug("a batch of %d sentences: %s", len(batch.sentences), fault)
                    with self._lock:
                        self.reason = str(fault)
                        self._failed += 1
                        self.is_over |= self._failed >= _MOST_FAILED or _is_lasting(fault)
                else:
                    with self._lock:
                        self.answers.update(answers)

    def _next(self) -> tuple[Asked, Batch] | None:
        with self._lock:
            return None if self.is_over else next(self._waiting, None)

    def _ask(self, transport: Transport, asked: Asked, batch: Batch) -> dict[Question, tuple[Match, ...]]:
        """The answers to one batch, which is sent twice at most. Raises ServerFault and BadAnswer."""
        try:
            return self._ask_once(transport, asked, batch)
        except (ServerFault, BadAnswer) as fault:
            _log.debug("a batch of %d sentences, sent once: %s", len(batch.sentences), fault)
            if self.is_over:
                raise
            # Whichever thread comes first restarts the server; the other one finds its new address.
            with self._lock:
                if self._endpoint.address == transport.address:
                    self._endpoint.renew(self._limits, self._size, fault)
                transport.move(self._endpoint.address)
        return self._ask_once(transport, asked, batch)

    def _ask_once(self, transport: Transport, asked: Asked, batch: Batch) -> dict[Question, tuple[Match, ...]]:
        data = transport.check(_form(asked, batch.text, self._language), self._limits.request)
        found = decode(data, utf16_length(batch.text)).matches
        matches: list[list[Match]] = [[] for _ in batch.sentences]
        for match, place in zip(found, batch.places((match.offset, match.length) for match in found), strict=True):
            if place is not None:
                number, offset = place
                matches[number].append(replace(match, offset=offset))
        return {Question(sent, asked): tuple(own) for sent, own in zip(batch.sentences, matches, strict=True)}


def _is_lasting(fault: Exception) -> bool:
    return isinstance(fault, ServerFault) and fault.is_lasting


def _batches(questions: Iterable[Question]) -> list[tuple[Asked, Batch]]:
    by_asked: dict[Asked, list[str]] = {}
    for question in questions:
        by_asked.setdefault(question.asked, []).append(question.sent)
    return [(asked, batch) for asked, sents in by_asked.items() for batch in batches(sents)]


def _form(asked: Asked, text: str, language: str) -> Mapping[str, str]:
    lists = {
        "enabledRules": asked.rules,
        "enabledCategories": asked.categories,
        "disabledRules": asked.without_rules,
        "disabledCategories": asked.without_categories,
    }
    form = {"language": language, "text": text}
    form |= {name: ",".join(values) for name, values in lists.items() if values}
    return form | ({"enabledOnly": "true"} if asked.is_only else {})
