"""The questions of a text2qti quiz, put together from its pieces."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from courselint.model import Fault, NumericKey, Option, Question, QuestionKind, Span, Text
from courselint.sources.quizzes.text2qtinumber import read_number
from courselint.sources.quizzes.text2qtipieces import Piece

FORMAT = "text2qti"

_TRUTH = frozenset(("true", "True", "false", "False"))
_KINDS: dict[str, QuestionKind] = {
    "right": "choice", "wrong": "choice", "ticked": "choice", "unticked": "choice",
    "short": "short-answer", "number": "numeric", "essay": "essay", "upload": "essay",
}  # fmt: skip
_MANY = ("ticked", "unticked")


@dataclass(slots=True)
class _Draft:
    """The question that is being read."""

    stem: Text
    title: str
    answer: str = ""
    options: list[Option] = field(default_factory=list)
    numbers: list[NumericKey] = field(default_factory=list)
    feedback: list[Text] = field(default_factory=list)
    given: set[str] = field(default_factory=set)
    has_output: bool = False


class Quiz:
    """Puts pieces together to questions."""

    def __init__(self, faults: list[Fault]) -> None:
        self.questions: list[Question] = []
        self.is_shuffled = False
        self._faults = faults
        self._draft: _Draft | None = None
        self._title = ""
        self._groups = 0
        self._group: Piece | None = None
        self._actions: dict[str, Callable[[Piece], None]] = {
            "question": self._begin, "title": self._name, "region": self._tell, "about": self._tell,
            "shuffle": self._shuffle, "group": self._open, "ungroup": self._close, "output": self._run,
            "setting": lambda _: None,
        }  # fmt: skip

    def take(self, piece: Piece) -> None:
        action = self._actions.get(piece.kind)
        if action is not None:
            action(piece)
        elif self._draft is None:
            self._fault(f"{_NAMES[piece.kind]} without a question above it", piece.mark)
        elif piece.kind in _KINDS:
            self._answer(self._draft, piece)
        else:
            self._say(self._draft, piece)

    def finish(self) -> None:
        self._end()
        if self._group is not None:
            self._fault("the group that opens here is never ended", self._group.mark)

    def _begin(self, piece: Piece) -> None:
        self._end()
        self._draft = _Draft(piece.text, self._title)
        self._title = ""

    def _name(self, piece: Piece) -> None:
        self._end()
        self._title = piece.text.text

    def _tell(self, piece: Piece) -> None:
        self._end()
        self.questions.append(Question("description", FORMAT, piece.text))

    def _shuffle(self, piece: Piece) -> None:
        self.is_shuffled = piece.text.text.strip() in ("true", "True")

    def _open(self, piece: Piece) -> None:
        self._end()
        if self._group is not None:
            self._fault("a group inside another one", piece.mark)
        self._group = piece
        self._groups += 1

    def _close(self, piece: Piece) -> None:
        self._end()
        if self._group is None:
            self._fault("the end of a group that wasn't opened", piece.mark)
        self._group = None

    def _run(self, piece: Piece) -> None:
        """What the code prints may be the options of the question above it, or questions of their own."""
        if self._draft is None or (self._draft.answer and not _is_choice(self._draft)):
            return
        if not self._draft.answer or len(self._draft.options) < 2 or not any(o.is_key for o in self._draft.options):
            self._draft.has_output = True
            self._draft.options.append(Option(replace(piece.text, kind="option"), None))

    def _answer(self, draft: _Draft, piece: Piece) -> None:
        is_mixed = draft.answer and (draft.answer in _MANY) != (piece.kind in _MANY)
        if is_mixed and _KINDS[draft.answer] == _KINDS[piece.kind] == "choice":
            self._fault("one answer and several answers are mixed: `a)` with `[ ]`", piece.mark)
        if draft.answer and _KINDS[draft.answer] != _KINDS[piece.kind]:
            self._fault(f"{_NAMES[piece.kind]} in a question that has {_NAMES[draft.answer]}", piece.mark)
            return
        if draft.answer and piece.kind in ("number", "essay", "upload"):
            self._fault(f"{_NAMES[piece.kind]} given twice", piece.mark)
            return
        draft.answer = draft.answer or piece.kind
        if piece.kind == "number":
            key = read_number(piece.text)
            if key is None:
                message = "not an integer, nor `number +- margin`, nor `[low, high]`"
                self._fault(message, piece.text.in_source(piece.text.whole))
            else:
                draft.numbers.append(key)
        elif _KINDS[piece.kind] in ("choice", "short-answer"):
            draft.options.append(Option(piece.text, piece.kind in ("right", "ticked", "short")))

    def _say(self, draft: _Draft, piece: Piece) -> None:
        if draft.options and piece.kind == "feedback" and draft.options[-1].feedback is None and _is_choice(draft):
            draft.options[-1] = replace(draft.options[-1], feedback=piece.text)
            return
        if piece.kind in draft.given or draft.answer:
            self._fault("feedback given twice, or after the answers that it is for", piece.mark)
        draft.given.add(piece.kind)
        draft.feedback.append(piece.text)

    def _end(self) -> None:
        draft, self._draft = self._draft, None
        if draft is None:
            return
        kind: QuestionKind = _KINDS[draft.answer] if draft.answer else "choice" if draft.has_output else "description"
        if kind == "description":
            self._fault("a question without options or an answer", draft.stem.in_source(draft.stem.whole))
        elif kind == "choice" and len(draft.options) < 2 and not draft.has_output:
            self._fault("a question with fewer than two options", draft.stem.in_source(draft.stem.whole))
        if kind == "choice" and len(draft.options) == 2 and all(o.text.text in _TRUTH for o in draft.options):
            kind = "true-false"
        is_single = draft.answer not in _MANY if kind in ("choice", "true-false") and draft.answer else None
        group = f"group {self._groups}" if self._group is not None else ""
        self.questions.append(
            Question(
                kind, FORMAT, draft.stem, tuple(draft.options), tuple(draft.numbers), is_single,
                None, tuple(draft.feedback), draft.title, group,
            )
        )  # fmt: skip

    def _fault(self, message: str, span: Span) -> None:
        self._faults.append(Fault(message, span, 0))


def _is_choice(draft: _Draft) -> bool:
    return bool(draft.answer) and _KINDS[draft.answer] == "choice"


_NAMES = {
    "right": "an option", "wrong": "an option", "ticked": "an option", "unticked": "an option",
    "short": "a short answer", "number": "a number", "essay": "an essay", "upload": "an upload",
    "feedback": "feedback", "praise": "feedback", "refusal": "feedback", "solution": "a solution",
}  # fmt: skip
