"""Which of a name's bindings may hold where it is used."""

from __future__ import annotations

from bisect import bisect_left

from courselint.analysis.scopes import Binding, Block, Scope, Use, class_of

MOST_BINDINGS = 48


def reaching(name: str, use: Use) -> tuple[list[Binding], bool]:
    """The bindings of `name` that may hold at `use`, latest first, and whether they are of the same scope.

    No binding at all, or more than can be told apart, gives an empty list.
    """
    scope: Scope | None = class_of(use.scope) if name.startswith("self.") else use.scope
    if scope is use.scope and not name.startswith("self.") and name in use.scope.bindings:
        return _local(use.scope.bindings[name], use), True
    while scope is not None:
        found = scope.bindings.get(name)
        if found and (not scope.is_class or name.startswith("self.")):
            changes = _changes(name, use) if name.startswith("self.") else []
            return ([*changes, *found[::-1]] if len(found) <= MOST_BINDINGS else []), False
        scope = scope.parent
    return [], False


def _changes(name: str, use: Use) -> list[Binding]:
    """What the method at hand did to `self.x` before."""
    found = use.scope.bindings.get(name, [])
    return found[: bisect_left(found, use.order, key=_order)][-MOST_BINDINGS:]


def _local(found: list[Binding], use: Use) -> list[Binding]:
    chain = _chain(use.block)
    position = bisect_left(found, use.order, key=_order)
    # A loop binds its own variable at its own order; its body comes after it.
    reached: list[Binding] = []
    stop: Binding | None = None
    for index in range(position - 1, -1, -1):
        binding = found[index]
        if _excludes(binding.use.block, chain):
            continue
        reached.append(binding)
        if len(reached) > MOST_BINDINGS:
            return []
        if binding.kind in ("augmented", "mutation"):
            continue
        if binding.use.block in chain:
            stop = binding
            break
    loop = _outermost_loop(use.block, stop)
    if loop is not None:
        later = [b for b in found[position : position + MOST_BINDINGS] if loop in _chain(b.use.block)]
        reached[:0] = later[::-1]
    return reached


def _order(binding: Binding) -> int:
    return binding.use.order


def _chain(block: Block) -> dict[Block, None]:
    chain: dict[Block, None] = {}
    inner: Block | None = block
    while inner is not None and len(chain) < 200:
        chain[inner] = None
        inner = inner.parent
    return chain


def _excludes(block: Block, chain: dict[Block, None]) -> bool:
    arms = {each.group: each.arm for each in chain if each.group}
    return any(each.group in arms and arms[each.group] != each.arm for each in _chain(block) if each.group)


def _outermost_loop(block: Block, stop: Binding | None) -> Block | None:
    inside = _chain(stop.use.block) if stop is not None else {}
    loops = [each for each in _chain(block) if each.is_loop and each not in inside]
    return loops[-1] if loops else None
